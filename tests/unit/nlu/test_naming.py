"""A place that is somebody else's is never taken for one's own, and moods are no counts."""

from datetime import date

import pytest

from intake.answers import Chosen, Number
from intake.loading import library, newest
from intake.reading import Context, Misread, Understood
from nlu.interpreter import Interpreter

ASKED = newest(library(), "ce_intake").by_id


def read(question: str, text: str, lang: str = "en") -> object:
    reading = Interpreter().read(Context(ASKED[question], lang, date(2026, 3, 2)), text)
    return reading.value if isinstance(reading, Understood) else type(reading)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("my girlfriends house", "en"),
        ("at my mom's house", "en"),
        ("my sister's apartment", "en"),
        ("my cousins place", "en"),
        ("la casa de mi mama", "es"),
        ("en casa de mi suegra", "es"),
        ("el apartamento de mi hermano", "es"),
    ],
)
def test_a_place_of_family_or_friends_is_not_ones_own(text: str, lang: str) -> None:
    assert read("sleep_tonight", text, lang) in (Chosen("with_people"), Misread)


@pytest.mark.parametrize(("text", "lang"), [("my house", "en"), ("en mi casa", "es")])
def test_ones_own_place_is_ones_own(text: str, lang: str) -> None:
    assert read("sleep_tonight", text, lang) == Chosen("own_home")


@pytest.mark.parametrize("text", ["im tired", "lol im dying to get inside", "i have a dog"])
def test_how_somebody_feels_is_no_number_of_people(text: str) -> None:
    assert read("people_count", text) is Misread


@pytest.mark.parametrize(
    ("text", "people"), [("just me", 1), ("its only me here", 1), ("me and my wife", 2)]
)
def test_people_who_are_named_are_counted(text: str, people: int) -> None:
    assert read("people_count", text) == Number(people)
