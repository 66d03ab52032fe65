"""Amounts of time in a row of tokens, and how ISO 8601 writes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlu.readers.numerals import numeral_at
from nlu.wording import words

_UNIT_WORDS = {
    "second": "seconds second secs sec segundo segundos seg",
    "minute": "minutes minute mins min minuto minutos minits",
    "hour": "hours hour hrs hr hora horas h",
    "day": "days day dias dia d",
    "night": "nights night nites nite noches noche",
    "week": "weeks week wks wk semana semanas sem weeeks weks",
    "fortnight": "fortnight fortnights quincena quincenas",
    "month": "months month mos mo mths mth mes meses mese monts moths",
    "quarter": "trimestre trimestres",
    "year": "years year yrs yr ano anos y anio anios yeers",
    "decade": "decade decades decada decadas",
}
UNITS = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}
DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
UNITS_IN_DAYS = {
    "night": 1.0,
    "day": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.4,
    "quarter": 91.2,
    "year": 364.8,
    "decade": 3648.0,
    "hour": 1 / 24,
    "minute": 1 / 1440,
    "second": 1 / 86_400,
}
MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}

_ARTICLES = frozenset(words("spans_articles"))
_VAGUE = {
    "couple": 2,
    "pair": 2,
    "par": 2,
    "few": 3,
    "several": 4,
    "varios": 4,
    "varias": 4,
    "unos": 3,
    "unas": 3,
    "algunos": 3,
    "algunas": 3,
    "pocos": 3,
    "pocas": 3,
    "dozen": 12,
    "docena": 12,
    "cuantos": 3,
    "cuantas": 3,
    "some": 3,
}
_HALF = {"half", "medio", "media"}
_BETWEEN = {"or", "to", "-", "o", "a", "and"}


@dataclass(frozen=True, slots=True)
class Length:
    """Months, days and seconds of a span, and where in the tokens it stood."""

    start: int
    end: int
    months: Decimal = Decimal(0)
    days: Decimal = Decimal(0)
    seconds: Decimal = Decimal(0)
    unit: str = "day"
    vague: bool = False
    ranged: bool = False


def length(tokens: Sequence[str], lang: str) -> Length | None:
    """Return the first length of time in the tokens, with what is added to it by "and"."""
    for at in range(len(tokens)):
        first = _single(tokens, at, lang)
        if first is not None:
            return _with_more(tokens, first, lang)
    return None


def iso(found: Length) -> str:
    """Write a length in ISO 8601: whole weeks as weeks where there is nothing else."""
    months, days = found.months, found.days
    if months != months.to_integral_value():
        days += (months % 1) * 30
        months = Decimal(int(months))
    years, rest = divmod(int(months), 12)
    whole_days = int(days.to_integral_value())
    if found.unit in ("week", "fortnight") and not months and whole_days and whole_days % 7 == 0:
        return f"P{whole_days // 7}W"
    dated = (f"{years}Y" if years else "") + (f"{rest}M" if rest else "")
    dated += f"{whole_days}D" if whole_days else ""
    timed = _clock(int(found.seconds))
    if not dated and not timed:
        return "P0D"
    return "P" + dated + ("T" + timed if timed else "")


def _clock(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    parts = ((hours, "H"), (minutes, "M"), (left, "S"))
    return "".join(f"{amount}{letter}" for amount, letter in parts if amount)


def _single(tokens: Sequence[str], at: int, lang: str) -> Length | None:
    """Read amount and unit that begin here: "3 weeks", "a few months", "half a year"."""
    end, amount, vague, ranged = at, None, False, False
    if tokens[at] in _HALF:
        return _half_of(tokens, at)
    if tokens[at] in UNITS and _and_a_half(tokens, at + 1, Decimal(1))[0] > 1:
        return _of(UNITS[tokens[at]], Decimal("1.5"), at, at + 3)
    if tokens[at] in _VAGUE or (
        tokens[at] in _ARTICLES and tokens[at + 1 : at + 2] and tokens[at + 1] in _VAGUE
    ):
        end = at if tokens[at] in _VAGUE else at + 1
        amount, vague, end = Decimal(_VAGUE[tokens[end]]), True, end + 1
    elif (numeral := numeral_at(tokens, at, lang)) is not None:
        amount, end = numeral.value, numeral.end
        amount, end, ranged = _ranged(tokens, end, amount, lang)
        amount, end = _and_a_half(tokens, end, amount)
    elif tokens[at] in _ARTICLES:
        amount, end = Decimal(1), at + 1
    if amount is None:
        return None
    while end < len(tokens) and tokens[end] in {
        "of",
        "de",
        "full",
        "whole",
        "more",
        "-",
        "long",
        "good",
        "solid",
        "or",
        "so",
    }:
        end += 1
    return _counted(tokens, at, end, amount, vague=vague, ranged=ranged)


def _counted(
    tokens: Sequence[str], start: int, end: int, amount: Decimal, *, vague: bool, ranged: bool
) -> Length | None:
    unit = UNITS.get(tokens[end]) if end < len(tokens) else None
    if unit is None or (tokens[end] == "y" and not tokens[end - 1].isdigit()):
        return None
    return _of(unit, amount, start, end + 1, vague=vague, ranged=ranged)


def _of(
    unit: str, amount: Decimal, start: int, end: int, *, vague: bool = False, ranged: bool = False
) -> Length | None:
    if amount > 10_000:
        return None
    if unit in DAYS:
        return Length(start, end, days=amount * DAYS[unit], unit=unit, vague=vague, ranged=ranged)
    if unit in MONTHS:
        return Length(start, end, amount * MONTHS[unit], unit=unit, vague=vague, ranged=ranged)
    seconds = amount * {"hour": 3600, "minute": 60, "second": 1}[unit]
    return Length(start, end, seconds=seconds, unit=unit, vague=vague, ranged=ranged)


def _half_of(tokens: Sequence[str], at: int) -> Length | None:
    end = at + 1
    while end < len(tokens) and tokens[end] in {"a", "an", "of", "the", "-"}:
        end += 1
    unit = UNITS.get(tokens[end]) if end < len(tokens) else None
    if unit is None:
        return None
    return _of(unit, Decimal("0.5"), at, end + 1)


def _ranged(
    tokens: Sequence[str], end: int, amount: Decimal, lang: str
) -> tuple[Decimal, int, bool]:
    """Read the upper end of "2 or 3", "two to three"; the lower end is kept."""
    if end + 1 < len(tokens) and tokens[end] in _BETWEEN:
        upper = numeral_at(tokens, end + 1, lang)
        if upper is not None and upper.value > amount:
            return amount, upper.end, True
    return amount, end, False


def _and_a_half(tokens: Sequence[str], end: int, amount: Decimal) -> tuple[Decimal, int]:
    row = list(tokens[end : end + 3])
    if row[:3] == ["and", "a", "half"]:
        return amount + Decimal("0.5"), end + 3
    if row[:2] in (["y", "medio"], ["y", "media"], ["and", "half"]):
        return amount + Decimal("0.5"), end + 2
    if row[:1] == ["half"]:
        return amount + Decimal("0.5"), end + 1
    if row[:3] in (["1", "/", "2"],):
        return amount + Decimal("0.5"), end + 3
    return amount, end


def _with_more(tokens: Sequence[str], first: Length, lang: str) -> Length:
    """Add "and a half" or a smaller length: "a year and two months"."""
    at = first.end
    while at < len(tokens) and tokens[at] in {"and", "y", ",", "con", "&"}:
        at += 1
    if at >= len(tokens):
        return first
    row = list(tokens[at : at + 2])
    if at > first.end and (row[:2] == ["a", "half"] or row[:1] in (["half"], ["medio"], ["media"])):
        extra = _of(first.unit, Decimal("0.5"), first.start, at + 2)
        return _sum(first, extra) if extra else first
    more = _single(tokens, at, lang)
    return _sum(first, more) if more is not None and more.unit != first.unit else first


def _sum(first: Length, more: Length) -> Length:
    return Length(
        first.start,
        more.end,
        first.months + more.months,
        first.days + more.days,
        first.seconds + more.seconds,
        unit="mixed",
        vague=first.vague or more.vague,
        ranged=first.ranged or more.ranged,
    )
