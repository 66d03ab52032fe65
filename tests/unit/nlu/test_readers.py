"""Readers of one kind each: traps that the labelled sets do not show."""

from decimal import Decimal

import pytest

from intake.answers import Member, PersonName, Place
from nlu.language import detect_language
from nlu.readers import (
    contacts,
    money,
    numbers,
    people,
    places,
    positions,
    yesno,
)
from nlu.readers.numerals import numerals, tokens_of
from nlu.readers.read import SURE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("twenty-five", [25]),
        ("treinta y cinco", [35]),
        ("dos y yo", [2]),
        ("mil novecientos ochenta y ocho", [1988]),
        ("twelve hundred", [1200]),
        ("a hundred and ten", [110]),
        ("one two three", [1, 2, 3]),
        ("1,200 and 2k", [1200, 2000]),
        ("none", []),
    ],
)
def test_numerals(text: str, found: list[int]) -> None:
    assert [int(each.value) for each in numerals(tokens_of(text), "es")] == found


def test_once_is_a_number_in_spanish_alone() -> None:
    assert [each.whole for each in numerals(["once"], "es")] == [11]
    assert numerals(["once"], "en") == []


@pytest.mark.parametrize("text", ["-3", "50%", "between 2 and 5", "3 or 4"])
def test_no_sure_number(text: str) -> None:
    read = numbers.read(text, "en")
    assert read is None or read.confidence < SURE


@pytest.mark.parametrize(
    ("text", "people_there"),
    [
        ("me and my dog", 1),
        ("me, my 5 year old and my mom", 3),
        ("two adults and three kids", 5),
        ("three: me, my son and my grandson", 3),
        ("me and my wife, no kids", 2),
        ("my kids ages 4 and 6 and me", 3),
        ("me and my twins", 3),
    ],
)
def test_households(text: str, people_there: int) -> None:
    read = numbers.read_people(text, "en")
    assert read is not None
    assert read.value == people_there


def test_children_without_a_number_are_not_guessed() -> None:
    assert numbers.read_people("me and my kids", "en") is None


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("five dollars and 50 cents", "5.50", "USD"),
        ("1.234,56", "1234.56", "USD"),
        ("quinientos pesos", "500.00", "MXN"),
        ("nada", "0.00", "USD"),
    ],
)
def test_money(text: str, amount: str, currency: str) -> None:
    read = money.read(text)
    assert read is not None
    assert (read.value.amount, read.value.currency) == (Decimal(amount), currency)


def test_two_amounts_are_not_sure() -> None:
    read = money.read("between 500 and 600")
    assert read is not None
    assert read.confidence < SURE


def test_two_different_phone_numbers_are_none() -> None:
    assert contacts.read_phone("217-555-0143 or 312-555-0188") is None


def test_the_zip_of_an_address_is_its_last_five_digits() -> None:
    read = contacts.read_zip("12000 Oak Rd, Springfield IL 62704-3321")
    assert read is not None
    assert read.value == "62704"


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("me llamo María López García", "es", PersonName("María", "López García")),
        ("juan carlos perez", "es", PersonName("Juan Carlos", "Perez")),
        ("Mary Ann Smith Jr.", "en", PersonName("Mary", "Smith", "Ann", "Jr")),
        ("Lopez, Maria", "en", PersonName("Maria", "Lopez")),
        ("O'Brien", "en", PersonName("O'Brien")),
        ("T.J.", "en", PersonName("T.J.")),
        ("Socorro", "es", PersonName("Socorro")),
        ('Robert "Bobby" Smith', "en", PersonName("Robert", "Smith")),
    ],
)
def test_names(text: str, lang: str, name: PersonName) -> None:
    read = people.read_name(text, lang)
    assert read is not None
    assert read.value == name


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("Ana 6 daughter", Member("", "Ana", 6, "child")),
        ("hija Ana de 6 años", Member("", "Ana", 6, "child")),
        ("my husband Jose 41", Member("", "Jose", 41, "partner")),
        ("baby 6 months", Member("", None, 0, "child")),
        ("Mia 2", Member("", "Mia", 2, None)),
        ("my roommate Bob, 50", Member("", "Bob", 50, "other")),
        ("mother in law Rosa 67", Member("", "Rosa", 67, "relative")),
    ],
)
def test_members(text: str, member: Member) -> None:
    assert [read.value for read in people.read_members(text, "en")] == [member]


@pytest.mark.parametrize(
    ("text", "city", "code"),
    [
        ("in my car in springfield", "Springfield", None),
        ("Oak Park", "Oak Park", None),
        ("123 Main St, Springfield, IL 62704", "Springfield", "62704"),
        ("East St. Louis", "East St. Louis", None),
    ],
)
def test_places(text: str, city: str, code: str | None) -> None:
    read = places.read(text)
    assert read is not None
    assert read.value == Place(text, city, code)


@pytest.mark.parametrize("text", ["the park", "under a bridge", "with my sister", "en la calle"])
def test_a_place_to_sleep_is_no_city(text: str) -> None:
    assert places.read(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ni modo que no", "yes"),
        ("nah not really", "no"),
        ("yeah no", "no"),
        ("ok no", "no"),
        ("I've never served", "no"),
        ("I have no idea", "unsure"),
        ("so yes", "yes"),
        ("my wife is not pregnant", "no"),
    ],
)
def test_yes_and_no_that_turn_round(text: str, meant: str) -> None:
    read = yesno.read(text)
    assert read is not None
    assert read.value == meant


def test_yes_about_somebody_else_is_read_back() -> None:
    read = yesno.read("my husband is")
    assert read is not None
    assert read.confidence < SURE


def test_positions_count_from_both_ends() -> None:
    last = positions.position("the last one", None)
    second_to_last = positions.position("second to last", 5)
    assert last is not None
    assert last.value == positions.LAST
    assert second_to_last is not None
    assert second_to_last.value == 4
    assert positions.position("6", 5) is None


def test_digits_run_together_are_read_back() -> None:
    read = positions.positions("135", 6)
    assert read is not None
    assert read.value == (1, 3, 5)
    assert read.confidence < SURE


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("hi i need a place to sleep", "en"),
        ("hola necesito un lugar para mis hijos", "es"),
        ("español", "es"),
        ("62701", None),
        ("ok", None),
        ("Мне нужна помощь", None),
    ],
)
def test_language_of_a_first_text(text: str, lang: str | None) -> None:
    assert detect_language(text, ("en", "es")) == lang


def test_another_language_is_found_where_it_is_offered() -> None:
    assert detect_language("Мне нужна помощь", ("en", "ru")) == "ru"
