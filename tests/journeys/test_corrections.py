"""Changing an earlier answer equals having answered so first, whatever hangs on it."""

import pytest

from tests.journeys.person import Person

# What somebody with a plain story says to each question, were it asked.
MIND = {
    "lang": "1",
    "consent": "1",
    "safe_now": "1",
    "phone_privacy": "1",
    "area": "62701",
    "sleep_tonight": "1",
    "stay_with": "family",
    "motel_payer": "1",
    "home_kind": "2",
    "rent_help": "1",
    "institution": "2",
    "must_leave": "1",
    "dv": "3",
    "medical_soon": "2",
    "people_count": "1",
    "member": "Ana 6 daughter",
    "pregnant_any": "no",
    "name": "Jay Carter",
    "dob": "3/9/1979",
    "veteran": "yes",
    "disability_any": "yes",
    "slept_last_night": "yes",
    "prior_place": "4",
    "prior_stay_with": "friends",
    "prior_motel_payer": "2",
    "prior_home_kind": "1",
    "prior_rent_help": "1",
    "prior_institution": "4",
    "how_long": "2",
    "street_before": "yes",
    "homeless_since": "march 2025",
    "times_3y": "3",
    "months_3y": "8",
    "access_needs": "none",
    "contact_best": "1",
    "contact_detail": "ask at the library",
    "more": "skip",
    "race_eth": "3",
    "sex": "2",
    "share_roi": "1",
}


def speak(person: Person, mind: dict[str, str]) -> None:
    """Answer whatever is asked until the review."""
    person.texts("hello")
    _go_on(person, mind)


def _go_on(person: Person, mind: dict[str, str]) -> None:
    while (asked := person.asked) is not None and asked != "review":
        person.texts(mind[asked.partition(".")[0]])


def record(person: Person) -> dict[str, object]:
    person.texts("0")
    return {key: given.value for key, given in person.state.answers.items()}


CHANGES = [
    ("sleep_tonight", "1", "3"),
    ("sleep_tonight", "3", "1"),
    ("sleep_tonight", "5", "4"),
    ("sleep_tonight", "4", "6"),
    ("sleep_tonight", "6", "7"),
    ("slept_last_night", "yes", "no"),
    ("slept_last_night", "no", "yes"),
    ("people_count", "4", "1"),
    ("people_count", "1", "3"),
    ("dob", "3/9/1979", "3/9/2015"),
    ("dob", "3/9/2015", "3/9/1979"),
    ("how_long", "2", "6"),
    ("contact_best", "3", "1"),
    ("phone_privacy", "1", "2"),
]


@pytest.mark.parametrize(("question", "first", "then"), CHANGES)
def test_a_correction_equals_having_answered_so_first(question: str, first: str, then: str) -> None:
    right = Person()
    speak(right, MIND | {question: then})

    corrected = Person()
    speak(corrected, MIND | {question: first})
    corrected.texts(f"fix {_line_of(corrected, question)}", then)
    _go_on(corrected, MIND | {question: then})

    # A child with no sharing question of its own, a motel nobody slept in: nothing is left over.
    assert record(corrected) == record(right)


def _line_of(person: Person, question: str) -> int:
    from bot.asking import lines

    return lines(person.talk.questionnaire, person.state).index(question) + 1


@pytest.mark.parametrize("channel", ["sms", "chat"])
def test_all_answers_make_one_record_on_each_channel(channel: str) -> None:
    person = Person(channel=channel)  # type: ignore[arg-type]
    speak(person, MIND)
    other = Person()
    speak(other, MIND)
    assert record(person) == record(other)
