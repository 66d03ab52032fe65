"""Choices that are stretches of time or of a count: "One to three months", "4 or more"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nlu.folding import clean, plain
from nlu.readers import dates, lengths, numbers
from nlu.readers.lengths import Length
from nlu.readers.numerals import numerals, tokens_of
from nlu.readers.read import Read

_LESS = re.compile(r"\b(?:less than|under|fewer than|up to|menos de|hasta|within)\b")
_MORE = re.compile(
    r"\b(?:more than|over|at least|longer than|mas de|al menos|por lo menos)\b"
    r"|\bor (?:more|longer)\b|\bo mas\b"
)
_TOMORROW = re.compile(r"\b(?:today|tonight|tomorrow|tmrw|hoy|esta noche|manana|ya mero)\b")
_NOT_SURE = re.compile(r"\b(?:not|no|never|nunca)\b")
_SINCE = re.compile(r"\b(?:since|desde)\b")
_FOREVER = 10.0**9
_UNITS_BETWEEN = {"to", "a", "and", "y", "or", "o", "-"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days (or a count) from ``low`` up to, but without, ``high``."""

    low: float
    high: float
    counted: bool = False


def one(
    labels: Sequence[Sequence[str]], text: str, lang: str, today: date | None = None
) -> Read[int] | None:
    """Return the index of the label whose stretch holds the length or count in the text.

    The lower end belongs to a stretch, the upper one does not, as in HUD list 3.917.2.
    """
    stretches = [_first_stretch(texts) for texts in labels]
    known = [stretch for stretch in stretches if stretch is not None]
    if len(known) < 2 or _NOT_SURE.search(plain(text)):
        return None
    counted = all(stretch.counted for stretch in known)
    amount = _count(text, lang) if counted else _days(text, lang, today)
    if amount is None:
        return None
    hits = [at for at, s in enumerate(stretches) if s is not None and s.low <= amount < s.high]
    if len(hits) != 1:
        return None
    return Read(hits[0], clean(text), 0.85, "range")


def _first_stretch(texts: Sequence[str]) -> Stretch | None:
    return next((found for text in texts if (found := _stretch(text)) is not None), None)


def _stretch(label: str) -> Stretch | None:
    words = plain(label)
    ends = _ends(label)
    if ends is None:
        return _counted_stretch(label, words)
    low, high = ends
    if _LESS.search(words):
        return Stretch(0, low)
    if _MORE.search(words):
        return Stretch(low, _FOREVER)
    return Stretch(low, high if high is not None else low + 1)


def _ends(label: str) -> tuple[float, float | None] | None:
    """Return the days at both ends: "two to six nights", "three months to one year"."""
    tokens = tokens_of(label)
    last = lengths.length(tokens[_second(tokens) :], "en")
    if last is None:
        return None
    before = tokens[: _second(tokens)]
    first = lengths.length(before, "en")
    if first is not None:
        return _in_days(first), _in_days(last)
    bare = [n for n in numerals(before, "es") if n.whole is not None]
    if len(bare) == 1 and last.unit != "mixed" and len(before) > 1:
        unit = lengths.UNITS_IN_DAYS[last.unit]
        upper = _in_days(last)
        # "Two to six nights" holds six nights as well; "one to two weeks" ends where three begin.
        return float(bare[0].value) * unit, upper + 1 if last.unit in ("day", "night") else upper
    return _in_days(last), None


def _second(tokens: Sequence[str]) -> int:
    """Return where the upper end begins: behind "to" or "a"."""
    for at in range(1, len(tokens) - 1):
        if tokens[at] in _UNITS_BETWEEN and lengths.length(tokens[at + 1 :], "en") is not None:
            return at + 1
    return 0


def _counted_stretch(label: str, words: str) -> Stretch | None:
    found = numerals(tokens_of(label), "es")
    if len(found) != 1 or found[0].whole is None or len(words.split()) > 5:
        return None
    low = float(found[0].value)
    return Stretch(low, _FOREVER if _MORE.search(words) else low + 1, counted=True)


def _in_days(found: Length) -> float:
    return float(found.months) * 30.4 + float(found.days) + float(found.seconds) / 86_400


def _days(text: str, lang: str, today: date | None) -> float | None:
    found = lengths.length(tokens_of(text)[:40], lang)
    if found is not None:
        return None if found.ranged else _in_days(found)
    if today is not None and _SINCE.search(plain(text)):
        began = dates.read(text, lang, today)
        return float((today - began.value.earliest()).days) if began is not None else None
    return 1.0 if _TOMORROW.search(plain(text)) else None


def _count(text: str, lang: str) -> float | None:
    read = numbers.read(text, lang)
    return float(read.value) if read is not None and read.confidence >= 0.85 else None
