"""Dates told from today: "two months ago", "hace dos meses", "last March", "since covid"."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from intake.answers import PartialDate
from nlu.readers import lengths
from nlu.readers.calendar_words import FEASTS, SEASON, WEEKDAY
from nlu.readers.numerals import tokens_of

_Found = tuple[PartialDate, float, str]

_LAST = r"(?:last|past|previous|pasad[oa]|anterior)"
_NEXT = r"(?:next|coming|upcoming|following|proxim[oa]|que viene|que entra|entrante|siguiente)"
_THIS = r"(?:this|current|est[ea])"
_PANDEMIC = re.compile(
    r"\b(?:covid(?: 19)?|corona(?: ?virus)?|pandemic|pandemia|lockdown|quarantine"
    r"|cuarentena|encierro|plandemic)\b"
)
_DAYS: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), offset)
    for pattern, offset in (
        (
            r"(?:(?:the )?day|night) before (?:yesterday|last)|ante ?ayer|antier|antenoche",
            -2,
        ),
        (r"(?:the )?day after tomorrow|pasado manana", 2),
        (r"yesterday|ayer|anoche|last nig?h?te?|last nite|yest|yesterdy|yday|ystrday", -1),
        (r"tomorrow|tomorow|tmrw|tmr|tomorro|manana", 1),
        (
            (
                r"today|tody|hoy|this (?:morning|afternoon|evening)|tonight"
                r"|esta (?:noche|manana|tarde)|just now|ahorita|right now"
            ),
            0,
        ),
    )
)
_AGO = re.compile(
    r"\b(?:ago|back|atras|earlier|prior|before now)\b|\bhace\b|\b(?:llevo|llevamos|tengo"
    r"|tenemos|ase|aser?)\b"
)
_FOR = re.compile(r"\b(?:for|been|past|last|over|about|por|desde hace|durante|ultim[oa]s)\b")
_AHEAD = re.compile(
    r"\b(?:from (?:now|today)|in (?=\w+ (?:\w+ )?(?:day|week|month|year))|dentro de"
    r"|en (?=\w+ (?:\w+ )?(?:dia|semana|mes|ano))|later)"
)
_PERIOD = {
    "week": "week",
    "semana": "week",
    "month": "month",
    "mes": "month",
    "year": "year",
    "ano": "year",
    "weekend": "weekend",
    "fin de semana": "weekend",
}
_PERIOD_WORD = r"(?P<period>fin de semana|weekend|week|semana|month|mes|year|ano)"
_LAST_PERIOD = re.compile(rf"\b{_LAST} {_PERIOD_WORD}\b")
_PERIOD_LAST = re.compile(rf"\b{_PERIOD_WORD} {_LAST}\b")
_BEFORE_LAST = re.compile(
    rf"\b{_PERIOD_WORD} before last\b|\b(?P<other>semana|mes|ano) antepasad[oa]\b"
)
_NEXT_PERIOD = re.compile(
    rf"\b{_NEXT} {_PERIOD_WORD}\b|\b(?P<other>fin de semana|semana|mes|ano) {_NEXT}\b"
)
_THIS_PERIOD = re.compile(rf"\b{_THIS} (?:mismo |misma |very )?{_PERIOD_WORD}\b")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NEXT_ANY = re.compile(rf"\b{_NEXT}\b")
_THIS_ANY = re.compile(rf"\b{_THIS}\b")
_LAST_ANY = re.compile(
    rf"\b(?:{_LAST}|since|desde|ultim[oa]|back in|started|empece|empezo|fue en|was in)\b"
)
_LAST_YEAR = re.compile(r"\b(?:last year|ano pasado|a year ago|hace un ano|year before)\b")
_THIS_YEAR = re.compile(r"\b(?:this year|est[ea] (?:mismo )?ano)\b")
_NEXT_YEAR = re.compile(r"\b(?:next year|proximo ano|ano (?:que viene|proximo|que entra))\b")
_AGE = re.compile(r"\b(?:i am|im|i'm|tengo|turned|soy de|cumpli|age|edad|aged?)\b")
_FEASTS = tuple((re.compile(rf"\b(?:{names})\b"), rule) for names, rule in FEASTS)
_THIS_MONTH = re.compile(r"\b(?:this month|est[ea] mes)\b")
_AUTUMN = re.compile(
    r"\b(?:last|this|the|in|since|of|next) fall\b|\bfall (?:of )?(?:\d{4}|last year)|^fall$"
)
_OLD = re.compile(r"\b(?:years? old|yrs? old|y/?o|yo|anos de edad)\b")


def read(folded: str, lang: str, today: date, *, past: bool) -> _Found | None:
    """Read a date that is told from ``today``; the precision follows the words."""
    readers: tuple[Callable[[], _Found | None], ...] = (
        lambda: _pandemic(folded),
        lambda: _feast_or_season(folded, today, past=past),
        lambda: _by_age(folded, today),
        lambda: _counted(folded, lang, today),
        lambda: _named_day(folded, today),
        lambda: _period(folded, today),
        lambda: _weekday(folded, today, past=past),
    )
    return next((found for reader in readers if (found := reader()) is not None), None)


def year_of_month(
    folded: str, month: int, day: int | None, today: date, *, past: bool
) -> tuple[int, float]:
    """Return the year that a month without one means, and how sure that is."""
    if _LAST_YEAR.search(folded):
        return today.year - 1, 0.92
    if _THIS_YEAR.search(folded):
        return today.year, 0.95
    if _NEXT_YEAR.search(folded):
        return today.year + 1, 0.92
    if _NEXT_ANY.search(folded) or not past:
        ahead = (month, day or 28) < (today.month, today.day) if day else month < today.month
        return today.year + (1 if ahead else 0), 0.85
    begun = (month, day or 1) <= (today.month, today.day)
    if _LAST_ANY.search(folded) and not _THIS_ANY.search(folded):
        if month == today.month and re.search(rf"\b{_LAST}\b", folded):
            begun = False
        return today.year if begun else today.year - 1, 0.85
    return today.year if begun else today.year - 1, 0.65


def shift_months(today: date, months: int) -> tuple[int, int]:
    """Return the year and month that lie so many months after ``today``."""
    index = today.year * 12 + today.month - 1 + months
    return index // 12, index % 12 + 1


def _pandemic(folded: str) -> _Found | None:
    """Take the pandemic to begin in March 2020, when the emergency was declared."""
    if not _PANDEMIC.search(folded) or _YEARS.search(folded):
        return None
    sure = 0.6 if re.search(r"\b(?:before|after|antes|despues|durante|during)\b", folded) else 0.88
    return PartialDate(2020, 3, approximate=True), sure, "relative"


def _by_age(folded: str, today: date) -> _Found | None:
    if not (_AGE.search(folded) or _OLD.search(folded)):
        return None
    tokens = tokens_of(folded)[:20]
    found = lengths.length(tokens, "es")
    aged = found is not None and found.unit == "year" and found.months > 60
    if (
        aged
        and found is not None
        and (_OLD.search(folded) or re.search(r"\btengo \S+ (?:y \S+ )?anos$", folded))
    ):
        return PartialDate(today.year - int(found.months // 12), approximate=True), 0.7, "age"
    match = re.fullmatch(r"(?:i am|im|i'm|age|edad|tengo) (\d{2})", folded)
    if match:
        return PartialDate(today.year - int(match[1]), approximate=True), 0.6, "age"
    return None


def _counted(folded: str, lang: str, today: date) -> _Found | None:
    """Read "3 weeks ago" and its kin: days give a day, months a month, years a year."""
    tokens = tokens_of(folded)[:40]
    found = lengths.length(tokens, lang)
    if found is None:
        return None
    words = " ".join(tokens)
    if found.end - found.start == 2 and tokens[found.start] in {"the", "el", "la", "este", "this"}:
        return None
    ahead = bool(_AHEAD.search(words)) and not _AGO.search(words)
    told = ahead or bool(_AGO.search(words))
    if not told and _one_period(words):
        return None
    if told and found.unit == "year" and _THIS_MONTH.search(words):
        found = replace(found, unit="mixed")
    confidence = (0.92 if told else 0.8 if _FOR.search(words) else 0.7) - (
        0.15 if found.ranged else 0
    )
    value = _away(found, today, 1 if ahead else -1)
    return None if value is None else (value, confidence, "relative")


def _one_period(words: str) -> bool:
    return bool(
        _LAST_PERIOD.search(words) or _PERIOD_LAST.search(words) or _NEXT_PERIOD.search(words)
    )


def _away(found: lengths.Length, today: date, sign: int) -> PartialDate | None:
    if found.months >= 2400 or found.days > 40_000:
        return None
    if found.months:
        whole_years = found.months % 12 == 0 and not found.days and found.unit != "mixed"
        year, month = shift_months(today, sign * round(found.months))
        if not 1800 < year < 2200:
            return None
        return PartialDate(year, None if whole_years else month, approximate=True)
    day = today + timedelta(days=sign * round(found.days + found.seconds / 86_400))
    fuzzy = found.vague or found.ranged or found.unit not in ("day", "night")
    return PartialDate(day.year, day.month, day.day, approximate=fuzzy)


def _named_day(folded: str, today: date) -> _Found | None:
    for pattern, offset in _DAYS:
        if pattern.search(folded):
            day = today + timedelta(days=offset)
            return PartialDate(day.year, day.month, day.day), 0.93, "relative"
    return None


def _period(folded: str, today: date) -> _Found | None:
    for pattern, steps in (
        (_BEFORE_LAST, -2),
        (_LAST_PERIOD, -1),
        (_PERIOD_LAST, -1),
        (_NEXT_PERIOD, 1),
        (_THIS_PERIOD, 0),
    ):
        match = pattern.search(folded)
        if match is None:
            continue
        groups = match.groupdict()
        word = groups.get("period") or groups.get("other") or ""
        return _moved(_PERIOD[word], steps, today), 0.9, "relative"
    return None


def _moved(unit: str, steps: int, today: date) -> PartialDate:
    if unit == "year":
        return PartialDate(today.year + steps, approximate=steps != 0)
    if unit == "month":
        year, month = shift_months(today, steps)
        return PartialDate(year, month, approximate=steps != 0)
    day = today + timedelta(weeks=steps)
    if unit == "weekend":
        day += timedelta(days=5 - day.weekday())
    return PartialDate(day.year, day.month, day.day, approximate=True)


def _weekday(folded: str, today: date, *, past: bool) -> _Found | None:
    tokens = tokens_of(folded)[:40]
    found = next((WEEKDAY[token] for token in tokens if token in WEEKDAY), None)
    if found is None:
        return None
    apart = (found - today.weekday()) % 7
    if _NEXT_ANY.search(folded):
        days = apart or 7
    elif _THIS_ANY.search(folded) or not past:
        days = apart
    else:
        days = apart - 7
    day = today + timedelta(days=days)
    return PartialDate(day.year, day.month, day.day), 0.88, "relative"


def _feast_or_season(folded: str, today: date, *, past: bool) -> _Found | None:
    for named, rule in _FEASTS:
        if named.search(folded):
            return _feast(folded, rule, today, past=past)
    for word in tokens_of(folded)[:40]:
        if word in SEASON and (word != "fall" or _AUTUMN.search(folded)):
            return _season(folded, SEASON[word], today, past=past)
    return None


def _feast(folded: str, rule: Callable[[int], date], today: date, *, past: bool) -> _Found:
    """Take the year that is named, else the latest feast that is over (or the next one)."""
    year, sure = _year_named(folded, today), 0.9
    if year is None:
        ahead = not past or _NEXT_ANY.search(folded) is not None
        begun = rule(today.year) <= today
        year, sure = today.year + (begun if ahead else -(not begun)), 0.85
    day = rule(year)
    return PartialDate(day.year, day.month, day.day, approximate=True), sure, "relative"


def _season(folded: str, month: int, today: date, *, past: bool) -> _Found:
    year, sure = _year_named(folded, today), 0.9
    if year is None:
        year, sure = year_of_month(folded, month, None, today, past=past)
    return PartialDate(year, month, approximate=True), max(sure, 0.8), "relative"


def _year_named(folded: str, today: date) -> int | None:
    if match := _YEARS.search(folded):
        return int(match[1])
    for named, steps in ((_LAST_YEAR, -1), (_THIS_YEAR, 0), (_NEXT_YEAR, 1)):
        if named.search(folded):
            return today.year + steps
    return None
