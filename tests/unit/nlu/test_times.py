"""Dates, lengths of time, and choices that are stretches of time."""

from datetime import date

import pytest

from intake.answers import PartialDate
from nlu.readers import dates, ranges, spans
from nlu.readers.read import SURE

TODAY = date(2026, 2, 10)


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("the first of march, 1994", "en", PartialDate(1994, 3, 1)),
        ("june twenty third nineteen ninety two", "en", PartialDate(1992, 6, 23)),
        ("'88", "en", PartialDate(1988)),
        ("last thanksgiving", "en", PartialDate(2025, 11, 27, approximate=True)),
        ("easter 2024", "en", PartialDate(2024, 3, 31, approximate=True)),
        ("memorial day 2025", "en", PartialDate(2025, 5, 26, approximate=True)),
        ("last february", "en", PartialDate(2025, 2)),
        ("marzo del año pasado", "es", PartialDate(2025, 3)),
        ("5 ago 2019", "es", PartialDate(2019, 8, 5)),
        ("two weeks ago", "en", PartialDate(2026, 1, 27, approximate=True)),
        ("29 feb 2004", "en", PartialDate(2004, 2, 29)),
    ],
)
def test_dates(text: str, lang: str, expected: PartialDate) -> None:
    read = dates.read(text, lang, TODAY)
    assert read is not None
    assert read.value == expected


@pytest.mark.parametrize("text", ["29 feb 2003", "13/13/1990", "i may go", "217-555-0143", "0", ""])
def test_no_dates(text: str) -> None:
    assert dates.read(text, "en", TODAY) is None


def test_day_and_month_that_could_be_either_are_less_sure_in_spanish() -> None:
    english = dates.read("5/6/1990", "en", TODAY)
    spanish = dates.read("5/6/1990", "es", TODAY)
    assert english is not None
    assert spanish is not None
    assert english.confidence >= SURE > spanish.confidence


def test_a_month_without_a_year_is_read_back() -> None:
    read = dates.read("May 21", "en", TODAY)
    assert read is not None
    assert read.value == PartialDate(2025, 5, 21)
    assert read.confidence < SURE


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("a week and a half", "P10D"),
        ("dos años y tres meses", "P2Y3M"),
        ("year and a half", "P1Y6M"),
        ("since last march", "P11M"),
        ("half an hour", "PT30M"),
    ],
)
def test_spans(text: str, iso: str) -> None:
    read = spans.read(text, "es" if "ñ" in text else "en", TODAY)
    assert read is not None
    assert read.value.iso == iso


STAYS = (
    ("One night",),
    ("Two to six nights",),
    ("One week to one month",),
    ("One to three months",),
    ("Three months to one year",),
    ("Over a year",),
)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("1 day", 0),
        ("six nights", 1),
        ("3 weeks", 2),
        ("5 weeks", 3),
        ("6 months", 4),
        ("ten years", 5),
        ("since yesterday", 0),
        ("since march", 4),
    ],
)
def test_a_length_falls_into_one_stretch(text: str, at: int) -> None:
    read = ranges.one(STAYS, text, "en", TODAY)
    assert read is not None
    assert read.value == at


def test_counts_fall_into_stretches_too() -> None:
    times = (("One time",), ("Two times",), ("Three times",), ("Four or more",))
    read = ranges.one(times, "seven", "en")
    assert read is not None
    assert read.value == 3
