"""Names people go by, and the other members of a household in one line each."""

import re
from collections.abc import Sequence

from intake.answers import Member, PersonName, Relation
from nlu.folding import clean, fold, unaccent
from nlu.readers import kin
from nlu.readers.numerals import number_of, numeral_at, tokens_of
from nlu.readers.read import Read
from nlu.wording import words

_INTRO = re.compile(
    r"^(?:(?:hi|hello|hey|hola|um+|uh+|well|ok|okay|sure|yes|si|yeah|pues|oh"
    r"|good (?:morning|afternoon|evening)|buenos dias|buenas tardes|buenas)[\s,.!]+)*"
    r"(?:(?:(?:my|mi) (?:full |first |legal |real |nick)?(?:name|nombre|nickname"
    r"|apodo)(?: completo| real)?(?:'?s| is|:| es)?|name'?s?(?: is|:)?|nombre(?: es|:)?|"
    r"i am|i'm|im|it is|it's|its|this is|that's|thats|just|only|solo|(?:you|u|ya) can call me"
    r"|(?:you )?(?:just )?call me|(?:just )?call me|they call me|people call me"
    r"|everyone calls me|everybody calls me|friends call me|i go by|i'm called|im called"
    r"|known as|put me down as|put|"
    r"me llamo|yo me llamo|soy|yo soy|(?:me )?puede(?:s|n)? llamarme|ll[aá]m(?:e|a)me"
    r"|ll[aá]menme|d[ií](?:ga|ce)me|dime|d[ií]ganme|me (?:dicen|llaman|conocen como)"
    r"|todos me dicen|mis amigos me dicen|(?:mi nombre )?es|se llama|aqu[ií]|habla"
    r"|le habla|the name is|the name's)[\s,:]+)",
    re.IGNORECASE,
)
_OUTRO = re.compile(
    r"(?:[\s,.;]+(?:please|por favor|thanks|thank you|gracias|for short|is fine|is ok"
    r"|is okay|is my name|es mi nombre|y (?:usted|tu)|and you|sir|maam|nice to meet you"
    r"|mucho gusto|a sus ordenes|para servirle|is what (?:i go by|people call me"
    r"|everyone calls me)|works|nom[aá]s|nada m[aá]s|solo eso|but (?:people|everyone"
    r"|everybody|friends|they) calls? me .*|pero me dicen .*|is good|will do"
    r"|you can call me that|is (?:what|how).*))+[\s.!]*$",
    re.IGNORECASE,
)
_FIELDS = re.compile(
    r"^(?:my )?first(?: name)?(?: is"
    r"|:)?\s+(?P<first>[^\d,;:]+?)[\s,;]+(?:and )?(?:my )?(?:last|sur) ?(?:name)?(?: is"
    r"|:)?\s+(?P<last>[^\d,;:]+)$"
    r"|^nombre(?: es|:)?\s+(?P<nombre>[^\d,;:]+?)[\s,;]+(?:y )?(?:mi )?apellidos?(?: es"
    r"| son|:)?\s+(?P<apellido>[^\d,;:]+)$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"(]([^\")]{1,30})[\")]")
_WORD = re.compile(r"^[^\W\d_][\w'.\-]*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,4}$")
_SUFFIX = {
    "jr": "Jr",
    "junior": "Jr",
    "sr": "Sr",
    "ii": "II",
    "iii": "III",
    "iv": "IV",
    "2nd": "II",
    "3rd": "III",
}
_PARTICLE = frozenset(words("people_particle"))
_TITLE = frozenset(words("people_title"))
_SECOND_GIVEN = frozenset(words("people_second_given"))
# A reply with one of these is a sentence, not a name.
_NAME_FIRST = frozenset({"will", "may", "hope", "grace", "sunny", "still"})
_NOT_NAMES = frozenset(words("people_not_names")) - {"de", "la"}


def read_name(text: str, lang: str) -> Read[PersonName] | None:
    """Read the name someone goes by; sentences and digits are no name."""
    kept = clean(text)[:200]
    if match := _FIELDS.match(kept):
        first, last = match["first"] or match["nombre"], match["last"] or match["apellido"]
        return Read(PersonName(_titled(first), _titled(last)), clean(text), 0.95, "fields")
    bare, introduced = _strip(kept)
    if match := re.match(r"^([^,]{1,40}),\s*([^,]{1,40})$", bare):
        turned = _surname_first(match[1].split(), match[2].split())
        if turned is not None:
            return Read(turned, clean(text), 0.8, "pattern")
    words = [_bare_word(word) for word in _QUOTED.sub(" ", bare).split()]
    words = [word for word in words if word]
    while words and unaccent(words[0].casefold()) in _TITLE and len(words) > 1:
        words = words[1:]
    if not _could_be_name(words, introduced=introduced):
        return None
    confidence = 0.95 if introduced else 0.92 if len(words) <= 4 else 0.8
    return Read(
        _named(words, lang), clean(text), confidence, "introduced" if introduced else "name"
    )


def _bare_word(word: str) -> str:
    """Take the marks off a word; initials keep their points ("T.J.")."""
    return word if _INITIALS.fullmatch(word) else word.strip(".,;:!?\"'()")


def _strip(kept: str) -> tuple[str, bool]:
    edged = kept.strip(" !?,")
    edged = edged if _INITIALS.search(edged) else edged.strip(" .!?,")
    stripped = _INTRO.sub("", edged, count=1)
    introduced = stripped != edged
    again = _INTRO.sub("", stripped, count=1)
    return _OUTRO.sub("", again).strip(" !?,"), introduced


def _could_be_name(words: Sequence[str], *, introduced: bool) -> bool:
    if not 1 <= len(words) <= 6 or not all(_WORD.match(word) for word in words):
        return False
    folded = [unaccent(word.casefold()).replace("'", "").rstrip(".") for word in words]
    # "Will" is a name where it stands first.
    rest = folded[1:] if folded[0] in _NAME_FIRST else folded
    if any(word in _NOT_NAMES for word in rest):
        return False
    if len(folded) == 1 and len(folded[0]) == 1:
        return introduced or folded[0].isalpha()
    return any(len(word) > 1 for word in folded)


def _surname_first(last: list[str], first: list[str]) -> PersonName | None:
    rest = [word.strip(".") for word in first]
    if rest and unaccent(rest[-1].casefold()) in _SUFFIX and len(rest) == 1:
        return None
    if not (_could_be_name(last, introduced=False) and _could_be_name(rest, introduced=False)):
        return None
    return PersonName(
        _titled(rest[0]), _titled(" ".join(last)), _titled(" ".join(rest[1:])) or None
    )


def _named(words: Sequence[str], lang: str) -> PersonName:
    """Split a name: in Spanish two surnames stay together, in English the middle is apart."""
    parts = _joined(words)
    suffix = None
    if len(parts) > 1 and unaccent(parts[-1].casefold()).strip(".") in _SUFFIX:
        suffix = _SUFFIX[unaccent(parts[-1].casefold()).strip(".")]
        parts = parts[:-1]
    if len(parts) == 1:
        return PersonName(_titled(parts[0]), suffix=suffix)
    if len(parts) == 2:
        return PersonName(_titled(parts[0]), _titled(parts[1]), suffix=suffix)
    double_given = unaccent(parts[1].casefold()) in _SECOND_GIVEN
    if len(parts) == 3 and (lang != "es" or double_given):
        if lang == "es":
            return PersonName(_titled(f"{parts[0]} {parts[1]}"), _titled(parts[2]), suffix=suffix)
        return PersonName(_titled(parts[0]), _titled(parts[2]), _titled(parts[1]), suffix)
    if len(parts) == 3:
        return PersonName(_titled(parts[0]), _titled(f"{parts[1]} {parts[2]}"), suffix=suffix)
    last = " ".join(parts[2:])
    return PersonName(_titled(parts[0]), _titled(last), _titled(parts[1]), suffix)


def _joined(words: Sequence[str]) -> list[str]:
    """Join particles with what follows: "de la Cruz" is one part."""
    parts: list[str] = []
    held: list[str] = []
    for at, word in enumerate(words):
        if at and unaccent(word.casefold()) in _PARTICLE and at + 1 < len(words):
            held.append(word)
            continue
        parts.append(" ".join([*held, word]))
        held = []
    return parts + held


def _titled(text: str) -> str:
    """Give a name typed in one case capitals; mixed case is kept as typed."""
    out: list[str] = []
    for word in text.split():
        if word.islower() and unaccent(word) in _PARTICLE and (out or " " in text):
            out.append(word)
        elif word.islower() or (word.isupper() and len(word) > 2 and "." not in word):
            out.append("-".join(part.capitalize() for part in word.split("-")))
        else:
            out.append(word)
    return " ".join(out)


_SPLIT = re.compile(
    r"[;\n]+|,(?=\s*[^\W\d_]+[\s,]+(?:\w+[\s,]+)?\d)|,?\s+(?:and|y"
    r"|&)\s+(?=[^\W\d_]+[\s,]+(?:\w+[\s,]+)?\d)"
)
_FILLER = frozenset(words("people_filler"))
_MONTH_UNIT = frozenset(words("people_month_unit"))
_NEWBORN = {"newborn", "infant", "recien"}
_STEP = {"step", "grand", "half", "foster"}
_SENTENCE = frozenset(words("people_sentence"))


def read_members(text: str, lang: str) -> tuple[Read[Member], ...]:
    """Read household members, one per part of the text ("Ana 34 wife, Luis 12 son")."""
    parts = [part for part in _SPLIT.split(clean(text)[:400]) if part and part.strip(" ,.")]
    found = [_member(part, lang) for part in parts[:12]]
    if any(read is None for read in found):
        whole = _member(clean(text)[:400], lang)
        return (whole,) if whole is not None else ()
    return tuple(read for read in found if read is not None)


def _member(part: str, lang: str) -> Read[Member] | None:
    tokens = tokens_of(part)[:30]
    if not tokens or any(token in _SENTENCE for token in tokens):
        return None
    age, ages = _age(tokens, lang)
    relation = _relation(tokens)
    name = _first_name(part)
    if ages > 1 or (age is not None and age > 120):
        return None
    if name is None and relation is None and (age is None or len(tokens) > 3):
        return None
    known = sum(value is not None for value in (name, age, relation))
    leftover = name is not None and len(name.split()) > 3
    confidence = (0.6, 0.84, 0.92, 0.95)[known] - (0.25 if leftover else 0)
    return Read(Member("", name, age, relation), part.strip(), confidence, "member")


def _age(tokens: Sequence[str], lang: str) -> tuple[int | None, int]:
    """Return the age in full years and how many numbers could have been one."""
    values: list[int] = []
    at = 0
    while at < len(tokens):
        numeral = numeral_at(tokens, at, lang) if tokens[at] not in {"un", "una", "one"} else None
        if numeral is None or numeral.whole is None:
            at += 1
            continue
        after = tokens[numeral.end : numeral.end + 2]
        unit = next((each for each in after if each != "-"), "")
        values.append(
            0
            if unit in _MONTH_UNIT and numeral.value < 24
            else numeral.whole
            if unit not in _MONTH_UNIT
            else numeral.whole // 12
        )
        at = numeral.end
    if not values and any(token in _NEWBORN for token in tokens):
        return 0, 1
    return (values[0], len(set(values))) if values else (None, 0)


def _relation(tokens: Sequence[str]) -> Relation | None:
    hits: list[Relation] = []
    for at, token in enumerate(tokens):
        bare = token[:-2] if token.endswith("'s") else token
        if bare not in kin.RELATION:
            continue
        before = tokens[at - 1] if at else ""
        if before in {"grand", "half"} or (at and tokens[at - 2 : at] == ["in", "law"]):
            hits.append("relative")
        elif before == "foster" or bare == "foster":
            hits.append("other")
        elif tokens[at + 1 : at + 3] in (["in", "law"], ["-", "in"]):
            hits.append("relative")
        else:
            hits.append(kin.RELATION[bare])
    if not hits:
        return None
    # "baby girl", "baby sister": the more telling word is not "baby".
    return next((hit for hit in hits if hit != "child"), hits[0])


def _first_name(part: str) -> str | None:
    words: list[str] = []
    for raw in part.split():
        for piece in re.split(r"[,/()]", raw):
            word = piece.strip(".,;:!?\"'()-")
            folded = fold(word)
            bare = folded[:-2] if folded.endswith("'s") else folded
            if not word or not _WORD.match(word) or bare in _FILLER or bare in kin.RELATION:
                continue
            if number_of(folded) is not None or _is_number_word(folded):
                continue
            words.append(word)
    if not words or len(words) > 3:
        return None
    return _titled(" ".join(words))


def _is_number_word(word: str) -> bool:
    return bool(word) and numeral_at([word], 0, "es") is not None and word not in {"once"}
