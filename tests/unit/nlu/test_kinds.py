"""Answers by the kind of question: counts, dates, names, places, members."""

from decimal import Decimal

import pytest

from intake.answers import (
    Member,
    Money,
    Number,
    PartialDate,
    PersonName,
    Place,
    Span,
    Words,
)
from intake.reading import (
    Misread,
    Problem,
    Understood,
)
from nlu.interpreter import SURE
from tests.unit.nlu.asking import COUNT, question, read, value


@pytest.mark.parametrize(
    ("text", "lang", "people"),
    [
        ("5", "en", 5),
        ("me, my wife and 3 kids", "en", 5),
        ("dos y yo", "es", 3),
        ("just me", "en", 1),
        ("somos cuatro", "es", 4),
        ("five no wait four", "en", 4),
    ],
)
def test_people(text: str, lang: str, people: int) -> None:
    assert value(COUNT, text, lang) == Number(people)


def test_a_count_without_the_writer_is_read_back() -> None:
    reading = read(COUNT, "wife and 2 kids")
    assert isinstance(reading, Understood)
    assert reading.value == Number(4)
    assert reading.confidence < SURE


def test_numbers_keep_their_range() -> None:
    assert read(COUNT, "25") == Misread(Problem.OUT_OF_RANGE)
    assert read(COUNT, "0") == Misread(Problem.OUT_OF_RANGE)
    assert read(COUNT, "lots") == Misread(Problem.NOT_A_NUMBER)


def test_months_may_be_told_in_years() -> None:
    months = question("number", ask={"en": "How many months in all?"}, minimum=1, maximum=36)
    assert value(months, "2 years") == Number(24)
    assert value(months, "un año y medio", "es") == Number(18)
    assert read(months, "4 years") == Misread(Problem.OUT_OF_RANGE)


def test_dates() -> None:
    since = question("date")
    assert value(since, "5/6/1990") == PartialDate(1990, 5, 6)
    assert value(since, "5/6/1990", "es") == PartialDate(1990, 6, 5)
    assert value(since, "hace como dos meses", "es") == PartialDate(2026, 9, approximate=True)
    assert value(since, "since covid") == PartialDate(2020, 3, approximate=True)
    assert read(since, "May 2030") == Misread(Problem.IN_THE_FUTURE)
    assert read(since, "a while") == Misread(Problem.NOT_A_DATE)
    ahead = question("date", when_date="any")
    assert value(ahead, "next friday") == PartialDate(2026, 11, 27)


def test_a_birth_date_needs_its_year() -> None:
    born = question("date", hud=[{"element": "3.03", "file": "Client", "column": "DOB"}])
    assert read(born, "May 21") == Misread(Problem.NOT_A_DATE)
    assert value(born, "21 mayo 88", "es") == PartialDate(1988, 5, 21)
    assert value(born, "1988") == PartialDate(1988)


def test_the_other_kinds() -> None:
    assert value(question("duration"), "a year and a half") == Span("P1Y6M")
    assert value(question("money"), "850 bucks a month") == Money(Decimal("850.00"))
    assert value(question("name"), "Will") == PersonName("Will")
    assert value(question("place"), "Springfield IL 62701") == Place(
        "Springfield IL 62701", "Springfield", "62701"
    )
    assert value(question("text"), "  My ex is LOUD ") == Words("My ex is LOUD")
    assert read(question("duration"), "long") == Misread(Problem.NOT_A_SPAN)
    assert read(question("money"), "enough") == Misread(Problem.NOT_MONEY)
    assert read(question("name"), "I am homeless") == Misread(Problem.NOT_A_NAME)
    assert read(question("place"), "in my car") == Misread(Problem.NOT_A_PLACE)


def test_two_members_in_one_text_fill_two_slots() -> None:
    members = question("member", repeat={"count": "asked"})
    reading = read(members, "Ana 34 wife, Luis 12 son", slot=2)
    assert isinstance(reading, Understood)
    assert reading.value == Member("", "Ana", 34, "partner")
    assert reading.extra == (("asked.3", Member("", "Luis", 12, "child")),)
    assert read(members, "my sister isnt coming", slot=2) == Misread(Problem.NOT_A_MEMBER)
