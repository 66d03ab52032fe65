"""Number words and digits of English and Spanish, found in a row of tokens."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlu.folding import fold
from nlu.wording import words

_EN = words("numerals_en")
_ES = words("numerals_es")
_TENS_EN = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_TENS_ES = [
    "veinte",
    "treinta",
    "cuarenta",
    "cincuenta",
    "sesenta",
    "setenta",
    "ochenta",
    "noventa",
]
_HUNDREDS_ES = words("numerals_hundreds_es")

VALUES: dict[str, int] = (
    {word: n for n, word in enumerate(_EN)}
    | {word: n for n, word in enumerate(_ES)}
    | {word: 10 * n for n, word in enumerate(_TENS_EN, 2)}
    | {word: 10 * n for n, word in enumerate(_TENS_ES, 2)}
    | {word: 100 * n for n, word in enumerate(_HUNDREDS_ES, 1)}
    | {word[:-2] + "as": 100 * n for n, word in enumerate(_HUNDREDS_ES, 1) if n > 1}
    | {
        "un": 1,
        "una": 1,
        "veintiun": 21,
        "veintiuna": 21,
        "cien": 100,
        "fourty": 40,
        "fiveteen": 15,
    }
    | {"fourtheen": 14, "ninteen": 19, "twelf": 12, "tewnty": 20, "thirthy": 30, "fivety": 50}
    | {"ningun": 0, "ninguno": 0, "ninguna": 0, "cuatros": 4, "sinco": 5, "sais": 6, "ocho": 8}
    | {"kuatro": 4, "ziete": 7, "onse": 11, "dose": 12, "trese": 13, "catorse": 14, "kinse": 15}
)
_ORDINALS_EN = words("numerals_ordinals_en")
_ORDINALS_ES = words("numerals_ordinals_es")
ORDINALS: dict[str, int] = (
    {word: n for n, word in enumerate(_ORDINALS_EN, 1)}
    | {word: n for n, word in enumerate(_ORDINALS_ES, 1)}
    | {word[:-1] + "a": n for n, word in enumerate(_ORDINALS_ES, 1)}
    | {"primer": 1, "tercer": 3, "1st": 1, "2nd": 2, "3rd": 3, "thirtieth": 30}
)
_HUNDRED = {"hundred", "hundreds"}
_THOUSAND = {"thousand", "mil", "grand"}
_AND = {"and", "y"}

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]|_")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_GROUPED_DOTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?$")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at ``tokens[start:end]``; ``spelled`` when it was written in letters."""

    start: int
    end: int
    value: Decimal
    spelled: bool

    @property
    def whole(self) -> int | None:
        """Return the value as an integer, or None where it has a fraction."""
        return int(self.value) if self.value == self.value.to_integral_value() else None


def tokens_of(text: str) -> list[str]:
    """Split folded text into numbers, words (with inner apostrophes) and single marks."""
    return _TOKEN.findall(_HYPHEN.sub(" ", fold(text)))


def number_of(token: str) -> Decimal | None:
    """Read digits with either grouping ("1,200.50", "1.200,50"); at most twelve digits."""
    if not token[:1].isascii() or not token[:1].isdigit() or len(token) > 16:
        return None
    if _GROUPED.match(token):
        token = token.replace(",", "")
    elif _GROUPED_DOTS.match(token):
        token = token.replace(".", "").replace(",", ".")
    elif token.count(",") == 1 and "." not in token:
        token = token.replace(",", ".")
    if token.count(".") > 1 or "," in token or not token.isascii():
        return None
    return Decimal(token)


def numeral_at(tokens: Sequence[str], start: int, lang: str) -> Numeral | None:
    """Read the longest number that begins at ``start``."""
    value = number_of(tokens[start])
    if value is not None:
        end = start + 1
        if end < len(tokens) and tokens[end] in _THOUSAND | {"k"}:
            return Numeral(start, end + 1, value * 1000, spelled=False)
        return Numeral(start, end, value, spelled=False)
    return _spelled_at(tokens, start, lang)


def numerals(tokens: Sequence[str], lang: str) -> list[Numeral]:
    """Find every number, left to right, none inside another."""
    found: list[Numeral] = []
    at = 0
    while at < len(tokens):
        numeral = numeral_at(tokens, at, lang)
        if numeral is None:
            at += 1
        else:
            found.append(numeral)
            at = numeral.end
    return found


def _spelled_at(tokens: Sequence[str], start: int, lang: str) -> Numeral | None:
    total, group, room, at = 0, -1, 10**6, start
    if tokens[start] == "a" and tokens[start + 1 : start + 2] in (
        ["hundred"],
        ["thousand"],
        ["grand"],
    ):
        group, at, room = 1, start + 1, 0
    while at < len(tokens):
        here = at + 1 if group >= 0 and _joins(tokens, at, room) else at
        word = tokens[here]
        if word in _HUNDRED and 0 < group < 100:
            group, room = group * 100, 100
        elif word in _THOUSAND and total == 0 and (group > 0 or word == "mil"):
            total, group, room = max(group, 1) * 1000, 0, 1000
        elif word in VALUES and VALUES[word] < room and not (word == "once" and lang != "es"):
            group, room = max(group, 0) + VALUES[word], _room_after(VALUES[word])
        else:
            break
        at = here + 1
    if group < 0:
        return None
    return Numeral(start, at, Decimal(total + group), spelled=True)


def _joins(tokens: Sequence[str], at: int, room: int) -> bool:
    """Tell whether "and"/"y" here stays inside one number: "treinta y cinco", "hundred and ten"."""
    if tokens[at] not in _AND or at + 1 >= len(tokens):
        return False
    following = VALUES.get(tokens[at + 1], 10**6)
    if tokens[at] == "y":
        return room == 10 and 0 < following < 10
    return room in (100, 1000) and 0 < following < room


def _room_after(value: int) -> int:
    if value >= 100:
        return 100
    return 10 if value >= 20 and value % 10 == 0 else 0
