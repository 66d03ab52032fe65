"""Scenarios of whole conversations, on each channel that they fit: the record is the same."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation import step
from bot.rendering import Channel
from bot.state import Finished, Flag, Nudged, Say, Stage
from intake.answers import Chosen, Member, Number, PartialDate, PersonName, Place, Refused
from tests.journeys.person import Person

CHANNELS: tuple[Channel, ...] = ("sms", "chat")


@pytest.fixture(params=CHANNELS)
def person(request: pytest.FixtureRequest) -> Person:
    return Person(channel=request.param)


def test_refusing_most_is_never_argued_with_and_is_short_by_choice(person: Person) -> None:
    """S6: gives only "outside", a ZIP code and "call me Jay"."""
    person.texts("hi", "yes", "skip", "skip")
    person.texts("62701", "outside", "skip")
    person.texts("skip")
    offer = person.texts("skip")
    assert "I can stop asking and send what I have" in offer
    person.texts("go on", "skip", "call me Jay", "skip", "skip")
    sent = person.texts("skip", "send it")
    assert "Done" in sent
    assert person.did(Finished)
    assert Flag.SHORT_BY_CHOICE in person.state.flags
    assert person.value("area") == Place("62701", zip="62701")
    assert person.value("sleep_tonight") == Chosen("outside")
    assert person.value("name") == PersonName("Jay")
    refused = {key for key, given in person.state.answers.items() if given.value == Refused()}
    assert {"safe_now", "phone_privacy", "medical_soon", "dv", "dob"} <= refused
    # What was never asked has no value at all: 99 or empty, never 9.
    assert person.value("race_eth") is None


def test_a_family_of_five_is_listed_corrected_and_one_smaller(person: Person) -> None:
    """S9."""
    person.texts("hello", "yes", "yes", "1", "Springfield", "shelter", "no", "no")
    assert "Person 2" in person.texts("5")
    reply = person.texts("Ana 34 wife, Luis 12 son")
    assert "I wrote down 2 people" in reply
    assert "Person 4" in reply
    assert "I changed that" in person.texts("Luis is 11 not 12")
    assert person.value("member.3") == Member("m3", "Luis", 11, "child")
    assert "Person 5" in person.texts("Eva 30 sister")
    assert "that makes 4" in person.texts("my sister isnt coming")
    assert person.value("people_count") == Number(4)
    person.texts("Rosa 61 mother")
    listed = [person.value(f"member.{slot}") for slot in (2, 3, 4)]
    assert listed == [
        Member("m2", "Ana", 34, "partner"),
        Member("m3", "Luis", 11, "child"),
        Member("m5", "Rosa", 61, "relative"),
    ]
    assert person.value("member.5") is None
    assert person.asked == "pregnant_any"
    assert "Eva" not in str(person.state.answers)


def test_who_stops_and_comes_back_two_days_later_goes_on_where_they_were(person: Person) -> None:
    """S10."""
    person.texts("hi", "yes", "yes", "1", "62701", "in my car", "no", "no", "1")
    assert person.asked == "pregnant_any"
    said_at = person.state.answers["sleep_tonight"].at
    person.passes(days=2)
    reply = person.texts("sorry phone died. in my car still")
    assert reply.startswith("Welcome back")
    assert "Place to sleep tonight" in reply
    assert "1 Yes" in reply
    if person.channel == "sms":
        assert "car" not in reply
    assert "pregnant" in person.texts("yes")
    assert person.state.answers["sleep_tonight"].at == said_at
    person.texts("no")
    assert person.value("pregnant_any") == Chosen("no")
    assert person.state.answers["pregnant_any"].at == person.now


def test_what_has_changed_meanwhile_is_asked_anew(person: Person) -> None:
    person.texts("hi", "yes", "yes", "1", "62701", "in my car", "no", "no", "1")
    person.passes(days=2)
    assert "Where will you sleep tonight?" in person.texts("hello", "no")
    person.texts("shelter")
    assert person.value("sleep_tonight") == Chosen("shelter")
    assert person.state.answers["sleep_tonight"].at == person.now
    assert person.asked == "pregnant_any"


def test_an_answer_after_days_counts_when_it_surely_fits(person: Person) -> None:
    person.texts("hi", "yes", "yes", "1", "62701", "in my car", "no", "no", "1")
    person.passes(hours=8)
    reply = person.texts("no")
    assert "Welcome back" in reply
    assert person.value("pregnant_any") == Chosen("no")


@pytest.mark.parametrize(
    ("setup", "allowed"),
    [
        (("hi", "yes", "yes", "1", "62701"), True),
        (("hi", "yes", "yes", "2", "62701"), False),  # others see the phone
        (("hi", "yes", "yes", "3"), False),  # texting is not safe
        (("hi", "yes", "yes", "1", "62701", "2", "1"), False),  # fleeing now
        (("hi", "yes", "yes", "1", "62701", "STOP"), False),
        (("hi", "yes", "yes", "pause"), False),
    ],
)
def test_reminders_go_only_where_texting_is_safe(setup: tuple[str, ...], *, allowed: bool) -> None:
    person = Person()
    person.texts(*setup)
    _, effects = step(
        person.talk.questionnaire, person.state, Nudged(person.state.turn, person.now)
    )
    assert (effects == (Say("nudge"),)) is allowed


def test_a_reminder_for_an_older_turn_is_nothing() -> None:
    person = Person()
    person.texts("hi", "yes")
    turn = person.state.turn
    person.texts("yes")
    assert step(person.talk.questionnaire, person.state, Nudged(turn, person.now)) == (
        person.state,
        (),
    )


def test_the_spanish_story_switches_language_in_the_middle() -> None:
    """S5, as far as words go: Spanish from the first text, then English at the same question."""
    person = Person(now=datetime(2026, 3, 2, 16, tzinfo=UTC))
    first = person.texts("hola necesito un lugar para mis hijos")
    assert "Soy un bot" in first
    assert "English: text ENGLISH" in first
    person.texts("si", "si", "1", "62701", "afuera", "no", "no", "dos y yo")
    assert person.value("people_count") == Number(3)
    person.texts("Ana 6 hija", "Luis 12 hijo", "no", "Rosa", "1990", "no", "no", "si", "2")
    person.texts("hace como dos meses")
    assert person.value("homeless_since") == PartialDate(2026, 1, approximate=True)
    asked = person.asked
    assert "how many times" in person.texts("can u say in english")
    assert person.asked == asked
    assert person.state.lang == "en"


def test_danger_in_the_middle_of_the_questions_is_answered_not_parsed() -> None:
    """S4, as far as the conversation goes."""
    person = Person()
    person.texts("hi", "yes", "yes", "1", "62701", "outside", "no", "no")
    reply = person.texts("idk whats the point i cant do this anymore i want to die")
    assert "988" in reply
    assert "I am getting a person" in reply
    assert person.value("people_count") is None
    assert "911 or 988" in person.texts("yes")
    person.texts("ok")
    assert "How many people" in person.texts("yes")
    assert person.state.stage is Stage.ASKING


def test_a_manner_of_speaking_is_no_crisis() -> None:
    person = Person()
    person.texts("hi", "yes", "yes", "1", "62701", "outside", "no", "no")
    assert "988" not in person.texts("lol im dying to get inside")


def test_a_text_written_before_the_question_was_shown_is_bound_to_the_one_before() -> None:
    person = Person()
    person.texts("hi", "yes", "yes", "1", "62701", "outside")
    before_the_question = person.now - timedelta(seconds=1)
    # The person sent "outside" twice: nothing changes and nothing is asked again.
    assert person.texts("outside", written_at=before_the_question) == ""
    assert person.value("dv") is None
    # A different word for the same question is asked about, not taken.
    reply = person.texts("shelter", written_at=before_the_question)
    assert "Was that for the question before" in reply
    person.texts("1")
    assert person.value("sleep_tonight") == Chosen("shelter")
    assert person.asked == "dv"


def test_a_late_text_that_fits_nothing_is_kept_for_the_worker_and_the_question_stays() -> None:
    person = Person()
    person.texts("hi", "yes", "yes", "1", "62701", "outside")
    reply = person.texts("and its cold", written_at=person.now - timedelta(seconds=1))
    assert "close together" in reply
    assert person.asked == "dv"
    assert person.value("dv") is None


def test_a_reply_that_fits_only_the_question_before_is_asked_about() -> None:
    person = Person()
    person.texts("hi", "yes", "yes", "1", "62701", "outside", "no", "no", "1", "no", "Jay")
    person.texts("5/21/1988")  # now: military service
    assert "Was that for the question before" in person.texts("5/21/1989")
    person.texts("yes")
    assert person.value("dob") == PartialDate(1989, 5, 21)
    assert person.asked == "veteran"
