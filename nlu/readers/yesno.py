"""Yes, no and unsure, said directly or round about, in English and Spanish."""

import re
from typing import Literal, TypeAlias

from nlu.folding import clean, plain
from nlu.readers.read import Read

YesNo: TypeAlias = Literal["yes", "no", "unsure"]

_THUMBS: dict[str, YesNo] = {"👍": "yes", "👎": "no", "✅": "yes", "✔": "yes", "❌": "no"} | {
    "👌": "yes", "🙅": "no", "💯": "yes", "🤷": "unsure", "✓": "yes", "🚫": "no", "🙆": "yes"
}  # fmt: skip

_UNSURE = re.compile(
    r"(?:i )?(?:(?:really |honestly |just )?(?:dont|do not|dnt|doent|donot) (?:really )?(?:know|remember|recall|think i know))"
    r"|idk|dunno|dk|idunno|not (?:really |too |so |very |100 |totally |entirely |completely |quite )?(?:sure|certain)|unsure|im unsure"
    r"|(?:i have |ive got )?no (?:idea|clue)|maybe|perhaps|possibly|kind ?of|kinda|sort ?of|sorta|depends|it depends|hard to (?:say|tell)"
    r"|(?:i )?cant (?:really )?(?:say|tell|remember|recall)|(?:who|god) knows|beats me|50 50|could be|might be|i guess maybe"
    r"|no (?:lo )?se|(?:la verdad )?no (?:lo )?se|ni idea|no (?:tengo|tenemos) (?:ni )?idea|tal ?vez|quizas?|a lo mejor|puede ser"
    r"|no (?:estoy|toy) (?:muy |tan |del todo )?segur[oa]s?|depende|no (?:me )?(?:acuerdo|recuerdo)|quien sabe|sepa|no sabria(?: decir(?:le|te)?)?"
    r"|mas o menos|sabe dios|dios sabe|no lo tengo claro|yes and no|si y no|sometimes|a veces"
)
_NO_HEAD = (
    r"no+|nop+e*|nah+|na|nay|never|nunca|jamas|negative|negativo|naw|nuh uh|uh uh|nel|nada|none|neither|tampoco|ninguno|ninguna|n|"
    r"absolutely not|definitely not|certainly not|of course not|hell no|heck no|no way|not (?:really|at all|anymore|yet|at the moment|"
    r"right now|that i know(?: of)?|me|us|so|any|exactly|even|a chance|now|currently|today|in the least|particularly|especially|necessarily|ever|once|likely)|not|"
    r"nothing|nobody|no one|nadie|de ningun[a]? (?:modo|manera)|ni (?:modo|loco|loca|uno|una|hablar|de chiste|en suenos)|para nada|"
    r"en absoluto|claro que no|por supuesto que no|que va|todavia no|aun no|ya no|creo que no|pienso que no|yo no|nosotros no|nombre no|desde luego que no|"
    r"i (?:really )?(?:dont|do not|didnt|did not|havent|have not|cant|cannot|wasnt|arent|wont|never|doubt)|im (?:not|afraid not)|i am not|"
    r"we (?:dont|havent|didnt|arent|cant|never)|(?:she|he|it) (?:isnt|doesnt|is not|hasnt|didnt)|(?:theyre|they are|they arent) not|nobody is|"
    r"there (?:isnt|arent|is no|are no)|i (?:think|guess|suppose|believe|hope|reckon) not|doesnt look like it|hardly|far from it|nos? gracias|"
    r"(?:no )?(?:lo )?(?:dudo|niego)|im (?:good|okay|ok|fine)(?: thanks)?|id rather not|forget it|false|falso|wrong|incorrecto?|mal|fat chance|"
    r"(?:it|that|this|thats|its|this is|that is) ?(?:isnt|is not|not) (?:right|correct|true|so|it|ok|okay|mine|me)?|nope"
)
_YES_HEAD = (
    r"ye+s+|yea+h*|yeh|ya+|yah|yup+|yep+|yse|yess?ir|yes maam|yas|yee|y|si+|sip|sii|sipi|simon|aja|uh ?huh|mhm+|mm ?hm+|mmhmm|aha|sure(?: thing)?|ok|okay|okey|k|kk|okie|"
    r"of course|ofc|certainly|definitely|def|absolutely|totally|indeed|affirmative|afirmativo|correct|correcto|correcta|right|exactly|exacto|exactamente|"
    r"true|verdad|cierto|es cierto|es verdad|asi es|eso es|claro(?: que si)?|por supuesto(?: que si)?|desde luego|obvio|obviamente|obviously|seguro|segura|"
    r"de acuerdo|dale|vale|bueno|orale|sale|va|esta bien|ta bien|okey dokey|perfecto|perfect|great|sounds (?:good|great|right|fine)|(?:thats|that is|that s) (?:right|correct|fine|true|ok|okay|it|me|good)|"
    r"(?:its|it is) (?:right|correct|true|fine|ok|okay|safe)|why not|for sure|fo sho|you bet|bet|go ahead|please do|yes please|alright|all right|fine|good|"
    r"i (?:do|am|did|have|was|can|will|would|agree|accept|consent|think so|guess so|guess|believe so|suppose so|suppose|hope so)|im afraid so|we (?:do|are|did|have|can)|(?:she|he) (?:is|does|has|did|was)|they (?:are|do|did|have)|it (?:is|does|was|did)|"
    r"there (?:is|are|was)|creo que si|pienso que si|supongo(?: que si)?|me parece(?: bien)?|yo si|tambien|ya lo creo|como no|ni modo que no|sin duda|efectivamente|acepto|estoy de acuerdo|"
    r"without a doubt|no doubt(?: about it)?|no problem|no problema|sin problemas?|hell yes|hell yeah|heck yes|heck yeah|very much(?: so)?|most (?:likely|definitely)|probably|probablemente|seguramente|ya|afirma|lo es|lo hice|lo soy"
)
_FIRST = re.compile(
    rf"(?:(?P<unsure>{_UNSURE.pattern})|(?P<yes_first>ni modo que no|como no|why not|no doubt(?: about it)?|no problem|no problema|sin duda|claro que si)"
    rf"|(?P<no>{_NO_HEAD})|(?P<yes>{_YES_HEAD}))(?![^ ])"
)
_LEAD = re.compile(
    r"^(?:(?:um+|uh(?! huh| uh)|er+|hm+|well|oh|ah|ay|eh|este|pues|bueno pues|so|like|honestly|actually|lol|jaja|haha|hey|hi|hola|look|mira|la verdad|the answer is|"
    r"my answer is|i would say|id say|i think|i said|i say|dije que|digo que|diria que|la respuesta es|sorry|perdon|thanks|gracias|man|bro|dude|girl|"
    r"unfortunately|sadly|desafortunadamente|lamentablemente|por desgracia|thankfully|luckily|gracias a dios|thank god|the truth is|to be honest|tbh|not gonna lie|ngl|pos) )+"
)
_BUT = re.compile(r"\b(?:but|though|although|pero|aunque|except|wait|actually|mejor dicho|i mean|or (?:no|yes|maybe)|o (?:no|si|tal vez|quiza))\b")
_TURN = re.compile(r"\b(?:yes|yeah|si|no|nope|not|dont|maybe|tal vez|not sure|no se)\b")


def read(text: str) -> Read[YesNo] | None:
    """Read yes, no or unsure from how a reply begins; None when it begins with neither."""
    for sign, meant in _THUMBS.items():
        if sign in text and not plain(text):
            return Read(meant, clean(text), 0.95, "emoji")
    words = _LEAD.sub("", plain(text), count=1) if text else ""
    if _UNSURE.fullmatch(words):
        return Read("unsure", clean(text), 0.95, "pattern")
    match = _FIRST.match(words)
    if match is None:
        return None
    meant = _meaning(match)
    rest = words[match.end() :].strip()
    return Read(meant, clean(text), _confidence(meant, rest), "word" if not rest else "pattern")


def _meaning(match: re.Match[str]) -> YesNo:
    if match["unsure"]:
        return "unsure"
    return "no" if match["no"] else "yes"


def _confidence(meant: YesNo, rest: str) -> float:
    if not rest:
        return 0.98
    if _UNSURE.search(rest) or (_BUT.search(rest) and _TURN.search(rest)):
        return 0.6
    return 0.9 if len(rest.split()) <= 12 else 0.82
