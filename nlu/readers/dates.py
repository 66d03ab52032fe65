"""Dates as people write them: full, month and year, a year, or relative to today."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from intake.answers import PartialDate
from nlu.folding import clean, fold
from nlu.readers import relative_dates
from nlu.readers.calendar_words import MONTH
from nlu.readers.numerals import ORDINALS, Numeral, numeral_at, tokens_of
from nlu.readers.read import Read
from nlu.wording import words

_ISO = re.compile(r"(?<!\d)(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d/])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?[-/.]\s?'?(\d{4}|\d{2})(?![\d/])"
)
_SPACED = re.compile(r"^\D{0,40}?(\d{1,2})\s+(\d{1,2})\s+'?(\d{4}|\d{2})$")
_MONTH_YEAR = re.compile(r"(?<![\d/])(\d{1,2})\s?[-/.]\s?(\d{4})(?![\d/])")
_YEAR_MONTH = re.compile(r"(?<![\d/])(\d{4})\s?[-/.]\s?(\d{1,2})(?![\d/])")
_MONTH_DAY = re.compile(r"(?<![\d/.,$])(\d{1,2})[/-](\d{1,2})(?![\d/])")
_COMPACT = re.compile(r"(?<!\d)(\d{8}|\d{6})(?!\d)")
_YEAR = re.compile(r"(?<![\d$.,/])((?:18|19|20|21)\d\d)(?![\d/%]|[.,]\d)")
_SHORT_YEAR = re.compile(
    r"(?:^|\s)'(\d{2})(?!\d)|\b(?:class of|in|en el|del|back in|desde el|year"
    r"|ano) '?(\d{2})$|^'?(\d{2})$"
)
_ABOUT = re.compile(
    r"\b(?:about|around|abt|approximately|approx|roughly|like|maybe|probably|think|guess"
    r"|circa|sometime|"
    r"early|late|mid|middle|beginning|end|start|or so|ish|some ?where|not sure|believe|"
    r"como|mas o menos|alrededor|aproximadamente|creo|por ahi|principios?|finales|fines|mediados|"
    r"inicios|comienzos|tal vez|quizas?|cerca|supongo|hacia|entre|between)\b|~"
)
_JOIN = frozenset(words("dates_join"))
_MONTHS_WRITTEN = frozenset(word for word in MONTH if len(word) > 3 or word in {"jan", "feb"})
_MONTH_MAY = re.compile(
    r"(?:^|\b(?:in|since|last|this|of|early|late|mid|next|until|till|during|around|about"
    r"|by|from|like|past|was|th|st|nd|rd|\d) ?)may\b"
    r"|\bmay (?:of|\d|the|'|this|last|or|and|i think|i guess|first|second|third|twenty"
    r"|thirt)|\bmay,? \d|\bmay$"
)


def read(text: str, lang: str, today: date, *, past: bool = True) -> Read[PartialDate] | None:
    """Read one date; with ``past`` a missing year is the latest that is not after ``today``.

    Numbers are month/day in English and day/month in Spanish, unless only the other can be.
    """
    folded = fold(clean(text)[:300])
    read_ = (
        _in_digits(folded, lang, today)
        or _with_month_name(folded, lang, today, past=past)
        or relative_dates.read(folded, lang, today, past=past)
        or _year_alone(folded, today)
    )
    if read_ is None:
        return None
    value, confidence, method = read_
    if _ABOUT.search(folded):
        value = replace(value, approximate=True)
    return Read(value, clean(text), confidence, method)


_Found = tuple[PartialDate, float, str]


def _in_digits(folded: str, lang: str, today: date) -> _Found | None:
    if match := _ISO.search(folded):
        year, month, day = (int(part) for part in match.groups())
        return _dated(year, month, day, 0.98)
    if match := _NUMERIC.search(folded):
        return _ordered(int(match[1]), int(match[3]), match[4], lang, today)
    if match := _SPACED.search(folded):
        return _ordered(int(match[1]), int(match[2]), match[3], lang, today)
    if match := _COMPACT.search(folded):
        return _compact(match[1], lang, today)
    if match := _MONTH_YEAR.search(folded):
        return _month_of(int(match[2]), int(match[1]))
    if match := _YEAR_MONTH.search(folded):
        return _month_of(int(match[1]), int(match[2]))
    if (match := _MONTH_DAY.search(folded)) and _YEAR.search(folded) is None:
        return _without_year(int(match[1]), int(match[2]), lang, today)
    return None


def _ordered(first: int, second: int, year: str, lang: str, today: date) -> _Found | None:
    """Settle which number is the month; where both could be, Spanish is the less certain."""
    month, day = (second, first) if lang == "es" else (first, second)
    confidence = 0.95
    if month > 12:
        month, day, confidence = day, month, 0.92
    elif day <= 12 and day != month:
        confidence = 0.7 if lang == "es" else 0.9
    full = int(year) if len(year) == 4 else _century(int(year), today)
    return _dated(full, month, day, confidence if len(year) == 4 else confidence - 0.03)


def _compact(digits: str, lang: str, today: date) -> _Found | None:
    if len(digits) == 8 and digits[:2] in ("19", "20") and 1 <= int(digits[4:6]) <= 12:
        found = _dated(int(digits[:4]), int(digits[4:6]), int(digits[6:]), 0.9)
        if found is not None:
            return found
    return _ordered(int(digits[:2]), int(digits[2:4]), digits[4:], lang, today)


def _without_year(first: int, second: int, lang: str, today: date) -> _Found | None:
    found = _ordered(first, second, str(today.year), lang, today)
    if found is None:
        return None
    value, confidence, _ = found
    if value.earliest() > today:
        value = replace(value, year=today.year - 1)
    return value, min(confidence, 0.6), "no_year"


def _with_month_name(folded: str, lang: str, today: date, *, past: bool) -> _Found | None:
    tokens = tokens_of(folded)[:60]
    for at, token in enumerate(tokens):
        if token not in MONTH or not _is_month(tokens, at, lang, folded):
            continue
        month = MONTH[token]
        day, year = _around(tokens, at, lang, today)
        if year is not None:
            return _dated(year, month, day, 0.97) if day else _month_of(year, month)
        year, confidence = relative_dates.year_of_month(folded, month, day, today, past=past)
        return _dated(year, month, day, confidence, "relative")
    return None


def _is_month(tokens: Sequence[str], at: int, lang: str, folded: str) -> bool:
    """Tell a month from the words that look like one: "may", "ago", "mar", "set", "dic"."""
    word = tokens[at]
    if word == "ago":
        return lang == "es" and at + 1 < len(tokens) and tokens[at + 1][0].isdigit()
    if word == "may":
        return bool(_MONTH_MAY.search(folded))
    if word in {"mar", "set", "dic", "march"}:
        return word == "march" or len(tokens) == 1 or any(t[0].isdigit() for t in tokens)
    return True


def _around(
    tokens: Sequence[str], at: int, lang: str, today: date
) -> tuple[int | None, int | None]:
    """Return the day and year that stand round a month name."""
    day: int | None = None
    year: int | None = None
    before = _number_before(tokens, at, lang)
    if before is not None:
        if 1 <= before <= 31:
            day = before
        elif 1800 < before < 2200:
            year = before
    position = at + 1
    for _ in range(2):
        number, position, quoted = _number_after(tokens, position, lang)
        if number is None:
            break
        if day is None and 1 <= number <= 31 and not quoted:
            day = number
        elif year is None:
            year = number if number >= 100 else _century(number, today)
    return day, year if year is None or 1800 < year < 2200 else None


def _number_before(tokens: Sequence[str], at: int, lang: str) -> int | None:
    end = at
    while end > 0 and tokens[end - 1] in _JOIN:
        end -= 1
    if end == 0:
        return None
    if tokens[end - 1] in ORDINALS:
        tens = numeral_at(tokens, end - 2, lang) if end > 1 else None
        ordinal = ORDINALS[tokens[end - 1]]
        both = tens is not None and tens.value in (20, 30) and ordinal < 10
        return int(tens.value) + ordinal if tens is not None and both else ordinal
    for start in range(max(0, end - 6), end):
        numeral = numeral_at(tokens, start, lang)
        if numeral is not None and numeral.end == end:
            return numeral.whole
    return None


def _number_after(tokens: Sequence[str], at: int, lang: str) -> tuple[int | None, int, bool]:
    quoted = False
    while at < len(tokens) and (tokens[at] in _JOIN or tokens[at] == "'"):
        quoted = quoted or tokens[at] == "'"
        at += 1
    if at >= len(tokens):
        return None, at, quoted
    if tokens[at] in ORDINALS:
        return ORDINALS[tokens[at]], at + 1, quoted
    numeral = numeral_at(tokens, at, lang)
    if numeral is None:
        return None, at, quoted
    value = numeral.whole
    if value in (20, 30) and numeral.end < len(tokens) and tokens[numeral.end] in ORDINALS:
        return value + ORDINALS[tokens[numeral.end]], numeral.end + 1, quoted
    pair = _spelled_year(tokens, numeral, lang)
    return pair if pair is not None else (value, numeral.end, quoted)


def _spelled_year(tokens: Sequence[str], first: Numeral, lang: str) -> tuple[int, int, bool] | None:
    """Join "nineteen" "eighty eight" and "twenty" "twenty one" to a year."""
    if not first.spelled or first.value not in (19, 20) or first.end >= len(tokens):
        return None
    second = numeral_at(tokens, first.end, lang)
    if second is None or not second.spelled or not 10 <= second.value <= 99:
        return None
    return int(first.value * 100 + second.value), second.end, False


def _year_alone(folded: str, today: date) -> _Found | None:
    if any(token in _MONTHS_WRITTEN for token in tokens_of(folded)[:60]):
        # A month was named, and the whole made no date: "29 Feb 2003" is no year.
        return None
    years = {int(year) for year in _YEAR.findall(folded)}
    if len(years) == 1:
        return PartialDate(years.pop()), 0.95, "year"
    if len(years) == 2:
        return PartialDate(min(years), approximate=True), 0.6, "year"
    if match := _SHORT_YEAR.search(folded):
        short = int(match[1] or match[2] or match[3])
        year = _century(short, today)
        if match[3] is None:
            return PartialDate(year), 0.85, "year"
        return (PartialDate(year), 0.6, "year") if short > 60 else None
    return _spelled_year_alone(folded)


def _spelled_year_alone(folded: str) -> _Found | None:
    tokens = tokens_of(folded)[:40]
    for at in range(len(tokens)):
        numeral = numeral_at(tokens, at, "es") if tokens[at] != "once" else None
        if numeral is None or not numeral.spelled:
            continue
        pair = _spelled_year(tokens, numeral, "en")
        year = pair[0] if pair else numeral.whole or 0
        if 1900 <= year < 2100:
            return PartialDate(year), 0.9, "year"
    return None


def _century(short: int, today: date) -> int:
    """Give a year of two digits the latest century that is not in the future."""
    return 2000 + short if short <= today.year % 100 else 1900 + short


def _month_of(year: int, month: int) -> _Found | None:
    if not 1 <= month <= 12 or not 1800 < year < 2200:
        return None
    return PartialDate(year, month), 0.95, "pattern"


def _dated(
    year: int, month: int, day: int | None, confidence: float, method: str = "pattern"
) -> _Found | None:
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return PartialDate(year, month, day), confidence, method
