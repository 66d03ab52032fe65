"""Whole numbers: in digits or words, as an amount of months, or as a description of people."""

import re

from nlu.folding import clean
from nlu.readers import households, lengths
from nlu.readers.numerals import numerals, tokens_of
from nlu.readers.read import Read

_MINUS = re.compile(r"(?<![\w\d])-\s?(?=\d)")
_ABOUT = re.compile(
    r"\b(?:about|around|like|maybe|almost|approximately|roughly|como|unos|unas|casi"
    r"|mas o menos|alrededor|tal vez|quizas?)\b"
)
_ONCE = {
    "once": 1,
    "twice": 2,
    "thrice": 3,
    "dozen": 12,
    "couple": 2,
    "pair": 2,
    "par": 2,
    "docena": 12,
    "both": 2,
    "ambos": 2,
}
_FEW = re.compile(
    r"\b(?:few|several|some|many|lots?|varios|varias|algunos|muchos|bastantes"
    r"|unos cuantos)\b"
)
_NOBODY = re.compile(r"(?:none|zero|no one|nobody|nothing|cero|ninguno|ninguna|nadie|nada)")
_BETWEEN = re.compile(r"(\d+|[a-z]+) (?:or|to|-|o|a) (\d+|[a-z]+)")
_CORRECTED = re.compile(
    r"\b(?:no wait|wait|sorry|i mean|actually|perdon|digo|mejor dicho|correction)\b(.+)"
)


def read(text: str, lang: str) -> Read[int] | None:
    """Read one whole number from digits or words; two that differ are not certain."""
    tokens = tokens_of(_MINUS.sub(" minus ", clean(text)))[:60]
    words = " ".join(tokens)
    if match := _CORRECTED.search(words):
        corrected = read(match[1], lang)
        if corrected is not None:
            return Read(corrected.value, clean(text), 0.85, corrected.method)
    if _NOBODY.fullmatch(words):
        return Read(0, clean(text), 0.9, "spelled")
    if "%" in tokens or "minus" in tokens:
        return None
    found = numerals(tokens, lang)
    values = {numeral.value for numeral in found}
    if not found:
        hits = [_ONCE[token] for token in tokens if token in _ONCE]
        return Read(hits[0], clean(text), 0.85, "spelled") if len(hits) == 1 else None
    if len(values) > 1 or _FEW.search(words):
        low = found[0].whole
        return Read(low, clean(text), 0.45, "number") if low is not None else None
    whole = found[0].whole
    if whole is None or len(str(whole)) > 9:
        return None
    method = "spelled" if found[0].spelled else "number"
    alone = found[0].end - found[0].start >= len(tokens) - 1
    sure = 0.98 if alone else 0.93 if len(tokens) <= 8 else 0.85
    return Read(whole, clean(text), sure, method)


def read_people(text: str, lang: str) -> Read[int] | None:
    """Read how many people there are, from a number or from who they are."""
    plain_number = read(text, lang)
    if plain_number is not None and plain_number.confidence >= 0.98:
        return plain_number
    return households.count(text, lang) or plain_number


def read_months(text: str, lang: str) -> Read[int] | None:
    """Read a count of months, also where it is told in weeks or years; rounded up to a month."""
    found = lengths.length(tokens_of(text)[:60], lang)
    if found is None:
        return read(text, lang)
    months = found.months + (found.days + found.seconds / 86_400) / 30
    whole = max(1, int(-(-months // 1)))
    sure = 0.6 if found.ranged or found.vague else 0.93 if found.unit == "month" else 0.85
    return Read(whole, clean(text), sure, "duration")
