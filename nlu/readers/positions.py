"""Places in a list: "2", "#2", "the second one", "la última", "b)", "1 3 and 5", "all but 2"."""

import re
from collections.abc import Sequence

from nlu.folding import clean, fold, plain
from nlu.readers.numerals import ORDINALS, VALUES
from nlu.readers.read import Read

LAST = -1

_ARTICLE = r"(?:the |la |el |los |las |lo )?"
_NOUN = (
    r"(?:option|opcion|number|numero|num|no|nro|choice|choose|answer|item|line|linea|respuesta|"
    r"letter|letra|inciso|button|boton|pick|select|eleccion|alternativa)"
)
_WORD_NUMBER = "|".join(
    sorted((w for w, n in VALUES.items() if n <= 30 and w not in ("ninguno",)), key=len)[::-1]
)
_ORDINAL = "|".join(sorted(ORDINALS, key=len)[::-1])
_POLITE = re.compile(
    r"^(?:(?:um+|uh+|ok|okay|well|pues|hm+|yes|yeah|si|hi|hola|please|so|oh|este|eh"
    r"|i think|creo que|"
    r"(?:i|we)(?:d| would|ll| will|ve)? ?(?:like|want|take|pick|choose|prefer|go with"
    r"|go for|say|need|chose|picked|select|have)(?: to (?:go with|pick|choose|take|have"
    r"|say))?|"
    r"lets? (?:go with|do|take|pick|try|say|choose|have)|(?:(?:can|could|may) (?:i|we|you"
    r"|u) )?(?:please )?(?:give|get|have|put|do)(?: me| us)?|give|put|go with|ill go for"
    r"|im going with|i am going with|"
    r"its|it is|thats|that is|that would be|that one|it would be|it s|mine is|my answer is"
    r"|my answer|answer|mi respuesta es|es|seria|"
    r"quiero|quisiera|me quedo con|prefiero|elijo|escojo|escogo|tomo|voy con|dame|deme|pon"
    r"|ponga|me gusta|me gustaria|"
    r"reply|send|yo|my choice is|mi opcion es|how about|what about|probably|maybe"
    r"|definitely|just|solo|i guess|supongo|que|id) )+"
)
_TAIL = re.compile(
    r"(?: (?:please|pls|plz|por favor|porfa|porfavor|thanks|thank you|gracias"
    r"|sounds (?:good|great|best|fine)|"
    r"is (?:fine|good|great|best|ok|okay|perfect)|works(?: for me)?|looks good|esta bien"
    r"|would be (?:good|great|fine|best)|"
    r"i (?:think|guess)|for me|para mi|then|entonces|creo|me parece|seems (?:good|best"
    r"|fine)|on the list|de la lista|en la lista|you (?:mentioned|listed|said)|"
    r"will do|it is|my friend|bro|sir|maam|ok|okay|me gusta mas|instead|maybe))+$"
)
_LETTER = re.compile(r"^[(\[]?([a-z])[)\].:]?$")
_ONE = re.compile(
    rf"{_ARTICLE}(?:{_NOUN} )?(?:{_ARTICLE})(?:(?P<digits>\d{{1,3}})|(?P<word>{_WORD_NUMBER}))"
    rf"(?: (?:one|option|choice|{_NOUN}))?$"
)
_NTH = re.compile(
    rf"{_ARTICLE}(?:very )?(?:(?P<ordinal>{_ORDINAL})|(?P<nth>\d{{1,2}})(?:st|nd|rd|th|o|a"
    r"|ra|da|er|era|ero|do|ta|to|na|no))"
    rf"(?: (?:one|ones|{_NOUN}|thing|entry|listed|on|of (?:them|those|these|the list)"
    r"|de (?:ellos|ellas|la lista|esas|esos|estas|estos)|que (?:dijo|mencionaste"
    r"|menciono)))*$"
)
_NOUN_ORDINAL = re.compile(rf"{_ARTICLE}{_NOUN} (?:la |el )?(?P<ordinal>{_ORDINAL})$")
_FROM_END = re.compile(
    rf"{_ARTICLE}(?:very |mera )?(?P<before>(?:second|next) (?:to|from) (?:the )?|penul|ante)?"
    rf"(?:last|tim[oa]|ultim[oa]|bottom|final|end)(?: (?:one|{_NOUN}|on|entry|of (?:them"
    r"|those|these|the list)|de (?:todas|todos|la lista|ellas|ellos|esas|esos"
    r"|las opciones)|que (?:dijo|mencionaste)))*$"
)
_MIDDLE = re.compile(
    rf"{_ARTICLE}(?:middle|medio|(?:de|del|de en) (?:en )?medio|centr(?:al|o))(?: (?:one"
    rf"|{_NOUN}))?$"
)
_FORMER = re.compile(
    rf"{_ARTICLE}(?P<which>former|latter|top|top one|first listed)(?: (?:one|{_NOUN}))?$"
)
_LIST_ITEM = re.compile(
    rf"\d{{1,3}}|\b(?:{_WORD_NUMBER})\b|\b(?:{_ORDINAL})\b|\b(?:last|ultim[oa])\b"
)
_LIST_ONLY = re.compile(
    rf"(?:(?:\d{{1,3}}|{_WORD_NUMBER}|{_ORDINAL}|last|ultim[oa]|and|y|e|also|plus|the|la|el"
    rf"|las|los|both|ambas|ones?|one|{_NOUN}s?|numbers|numeros|opciones|tambien|mas|n"
    r"|please|por favor|just|solo|i|need|want|necesito|quiero|amp)(?: |$))+"
)
_SPAN_OF = re.compile(r"^(\d{1,2}) ?(?:-|to|a|al|thru|through|hasta) ?(\d{1,2})$")


def core(text: str) -> str:
    """Return the words without politeness round them: "I'll take the second one please"."""
    words = plain(text)
    return _TAIL.sub("", _POLITE.sub("", words)).strip() or words


def position(text: str, count: int | None = None) -> Read[int] | None:
    """Read one place, from 1; ``LAST`` (or counted from the end where ``count`` is known)."""
    found = _position(core(text), fold(text), count)
    if found is None:
        return None
    if found < 0 and count is not None:
        found = count + 1 + found
    if found == 0 or (count is not None and not 1 <= found <= count):
        return None
    return Read(found, clean(text), 0.98, "position")


def _position(words: str, folded: str, count: int | None) -> int | None:
    if match := _ONE.fullmatch(words):
        return int(match["digits"]) if match["digits"] else VALUES[match["word"]]
    if match := _NTH.fullmatch(words) or _NOUN_ORDINAL.fullmatch(words):
        ordinal = match["ordinal"]
        return ORDINALS[ordinal] if ordinal else int(match["nth"])
    if match := _FROM_END.fullmatch(words):
        return LAST - 1 if match["before"] else LAST
    if match := _FORMER.fullmatch(words):
        return LAST if match["which"] == "latter" else 1
    if _MIDDLE.fullmatch(words) and count is not None and count % 2:
        return (count + 1) // 2
    return _letter(words, folded)


def _letter(words: str, folded: str) -> int | None:
    match = _LETTER.match(folded) or re.fullmatch(rf"{_ARTICLE}{_NOUN} ([a-z])", words)
    return ord(match.group(1)) - ord("a") + 1 if match else None


def positions(text: str, count: int) -> Read[tuple[int, ...]] | None:
    """Read several places, in order and without doubles; None unless nothing else is said."""
    folded = fold(text)
    if match := _SPAN_OF.match(folded):
        low, high = int(match[1]), int(match[2])
        if 1 <= low < high <= count:
            return Read(tuple(range(low, high + 1)), clean(text), 0.85, "positions")
    words = core(text)
    if words.isdecimal() and 1 < len(words) < 10 and int(words) > count:
        return _run_together(words, text, count)
    if not _LIST_ONLY.fullmatch(words):
        return _letters(words, text, count)
    items = [_item(word, count) for word in _LIST_ITEM.findall(_without_filler_one(words))]
    if not items or any(not 1 <= item <= count for item in items):
        return None
    return Read(tuple(sorted(set(items))), clean(text), 0.97, "positions")


def _without_filler_one(words: str) -> str:
    """Drop the "one" of "the second one"; it is no number there."""
    return re.sub(rf"\b({_ORDINAL}|last|the) ones?\b", r"\1", words)


def _item(word: str, count: int) -> int:
    if word.isdigit():
        return int(word)
    if word.startswith(("last", "ultim")):
        return count
    return VALUES.get(word, ORDINALS.get(word, 0))


def _run_together(digits: str, text: str, count: int) -> Read[tuple[int, ...]] | None:
    """Read "135" as 1, 3 and 5 where no such number could be meant; not sure of it."""
    items = [int(digit) for digit in digits]
    if count > 9 or len(set(items)) < len(items) or any(not 1 <= n <= count for n in items):
        return None
    return Read(tuple(sorted(items)), clean(text), 0.7, "positions")


def _letters(words: str, text: str, count: int) -> Read[tuple[int, ...]] | None:
    parts: Sequence[str] = [part for part in words.split() if part not in ("and", "y", "e")]
    if len(parts) < 2 or any(len(part) != 1 or not part.isalpha() for part in parts):
        return None
    items = [ord(part) - ord("a") + 1 for part in parts]
    if any(not 1 <= item <= count for item in items):
        return None
    return Read(tuple(sorted(set(items))), clean(text), 0.9, "positions")
