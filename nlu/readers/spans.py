"""Lengths of time: "two months", "a year and a half", "hace 3 semanas", "since March"."""

import re
from datetime import date
from decimal import Decimal

from intake.answers import Span
from nlu.folding import clean
from nlu.readers import dates
from nlu.readers.lengths import Length, iso, length
from nlu.readers.numerals import tokens_of
from nlu.readers.read import Read

_ABOUT = re.compile(
    r"\b(?:about|around|approximately|approx|roughly|like|almost|nearly|maybe|probably"
    r"|over|more than|"
    r"less than|under|at least|going on|close to|some|ish|or so|give or take|just about"
    r"|as much as|up to|bout|abt|"
    r"como|unos|unas|casi|mas o menos|alrededor|aproximadamente|cerca de|mas de|menos de"
    r"|tal vez|quizas?|"
    r"creo|i think|i guess|poco mas|y pico|por lo menos|al menos)\b|~"
)


def read(text: str, lang: str, today: date) -> Read[Span] | None:
    """Read a length of time as ISO 8601; "since March" counts up to ``today``."""
    tokens = tokens_of(text)[:60]
    found = length(tokens, lang)
    if found is None:
        return _special(text) or _since(text, lang, today)
    approximate = found.vague or found.ranged or bool(_ABOUT.search(" ".join(tokens)))
    confidence = 0.6 if found.ranged else 0.85 if found.vague else 0.95
    confidence -= 0.2 if length(tokens[found.end :], lang) else 0
    return Read(Span(iso(found), approximate), clean(text), confidence, "pattern")


_SPECIAL = (
    (
        re.compile(
            r"\b(?:overnight|last night|just (?:to)?night|anoche|all night|toda la noche"
            r"|esta noche)\b"
        ),
        "P1D",
    ),
    (
        re.compile(
            r"\b(?:all day|todo el dia|since yesterday|desde ayer|today|hoy|since this morning"
            r"|desde hoy)\b"
        ),
        "P1D",
    ),
    (re.compile(r"\b(?:all week|toda la semana)\b"), "P1W"),
    (re.compile(r"\b(?:all month|todo el mes)\b"), "P1M"),
    (re.compile(r"\b(?:all year|todo el ano)\b"), "P1Y"),
    (re.compile(r"\b(?:a )?weekend\b|\bfin de semana\b"), "P2D"),
)


def _special(text: str) -> Read[Span] | None:
    words = " ".join(tokens_of(text)[:40])
    for pattern, value in _SPECIAL:
        if pattern.search(words):
            return Read(Span(value, approximate=True), clean(text), 0.8, "pattern")
    return None


def _since(text: str, lang: str, today: date) -> Read[Span] | None:
    if not re.search(r"\b(?:since|desde)\b", " ".join(tokens_of(text)[:40])):
        return None
    began = dates.read(text, lang, today)
    if began is None:
        return None
    start = began.value.earliest()
    if start > today:
        return None
    if began.value.day is not None:
        days = (today - start).days
        return Read(Span(f"P{days}D", approximate=True), clean(text), 0.8, "since")
    months = (today.year - start.year) * 12 + today.month - start.month
    if began.value.month is None:
        months = (today.year - start.year) * 12
    span = Length(0, 0, Decimal(max(months, 1)), unit="month")
    return Read(Span(iso(span), approximate=True), clean(text), 0.8, "since")
