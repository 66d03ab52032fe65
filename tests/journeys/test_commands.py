"""What a person may say at any question: it is done, and the place is kept."""

import pytest

from bot.state import Alert, AlertKind, Finished, OptedIn, OptedOut, Stage, Wipe
from intake.answers import Chosen, Number, PersonName, Refused, Unknown
from tests.journeys.person import Person

TO_CONSENT = ("hello i need a place",)
TO_SLEEP = (*TO_CONSENT, "yes", "1", "1", "62701")
TO_NAME = (*TO_SLEEP, "outside", "no", "no", "1", "no")


@pytest.fixture
def person() -> Person:
    return Person()


def test_skip_is_recorded_as_refused_and_goes_on(person: Person) -> None:
    person.texts(*TO_SLEEP, "skip")
    assert person.value("sleep_tonight") == Refused()
    assert person.asked == "dv"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("I don't know", Unknown()),
        ("no sé", Unknown()),
        ("rather not say", Refused()),
        ("prefiero no decir", Refused()),
    ],
)
def test_not_knowing_and_not_saying_are_answers_of_their_own(
    person: Person, said: str, value: object
) -> None:
    person.texts(*TO_NAME, "Jay", said)
    assert person.value("dob") == value


def test_consent_cannot_be_skipped(person: Person) -> None:
    reply = person.texts(*TO_CONSENT, "skip")
    assert "I need this one to go on" in reply
    assert person.asked == "consent"


def test_back_reopens_the_question_before_and_keeps_its_answer_until_there_is_a_new_one(
    person: Person,
) -> None:
    person.texts(*TO_SLEEP, "2")
    assert "Where will you sleep" in person.texts("back")
    assert person.value("sleep_tonight") == Chosen("shelter")
    person.texts("1")
    assert person.value("sleep_tonight") == Chosen("outside")
    assert person.asked == "dv"


def test_fix_takes_a_line_number_or_words(person: Person) -> None:
    person.texts(*TO_NAME)
    assert "What city" in person.texts("fix 3")
    person.texts("62704")
    assert person.asked == "name"
    assert "How many people" in person.texts("change my answer about people")


def test_fix_with_no_such_line_shows_the_lines(person: Person) -> None:
    reply = person.texts(*TO_NAME, "fix 40")
    assert "I do not have that line" in reply
    assert "1 Safe right now" in reply
    assert person.asked == "name"


def test_why_gives_the_reason_and_asks_again(person: Person) -> None:
    reply = person.texts(*TO_SLEEP, "why?")
    assert "People with no safe bed tonight come first" in reply
    assert "Where will you sleep" in reply


def test_list_by_text_has_topics_and_no_answers(person: Person) -> None:
    reply = person.texts(*TO_NAME, "Rosalinda Quintero", "list")
    assert "Your name" in reply
    assert "Rosalinda" not in reply
    assert "62701" not in reply


def test_list_on_the_web_shows_the_persons_own_answers() -> None:
    person = Person(channel="chat")
    reply = person.texts(*TO_NAME, "Rosalinda Quintero", "list")
    assert "Your name: Rosalinda Quintero" in reply
    assert "Place to sleep tonight: Outside, car, tent or bus" in reply


def test_help_names_the_agency_and_how_to_reach_a_person(person: Person) -> None:
    reply = person.texts(*TO_SLEEP, "HELP")
    assert "River County Help" in reply
    assert "CALL ME" in reply
    assert "STOP" in reply
    assert person.asked == "sleep_tonight"


@pytest.mark.parametrize(
    "words", ["call me", "can i talk to someone", "llamame", "quiero hablar con alguien"]
)
def test_one_word_gets_a_human_call(person: Person, words: str) -> None:
    person.texts(*TO_SLEEP, words)
    assert Alert(AlertKind.CALL, (), words) in person.last
    assert person.asked == "sleep_tonight"


def test_pause_keeps_everything_and_any_word_goes_on(person: Person) -> None:
    person.texts(*TO_SLEEP, "pause")
    assert person.state.stage is Stage.PAUSED
    assert "Where will you sleep" in person.texts("ok im back")
    person.texts("1")
    assert person.value("sleep_tonight") == Chosen("outside")


def test_start_over_asks_first_and_then_clears(person: Person) -> None:
    assert "Start over?" in person.texts(*TO_SLEEP, "start over")
    person.texts("no")
    assert person.value("safe_now") == Chosen("yes")
    person.texts("start over", "yes")
    assert person.value("safe_now") is None
    assert person.asked == "consent"


@pytest.mark.parametrize("lang_word", ["español", "can u do spanish", "en español por favor"])
def test_the_language_changes_in_place(person: Person, lang_word: str) -> None:
    reply = person.texts(*TO_SLEEP, lang_word)
    assert "dormir esta noche" in reply
    assert "Where will you sleep" in person.texts("english")


def test_saying_no_to_consent_keeps_nothing(person: Person) -> None:
    reply = person.texts(*TO_CONSENT, "no")
    assert "I kept nothing" in reply
    assert "211" in reply
    assert person.did(Wipe)
    assert not person.state.answers
    assert person.texts("thanks") == ""
    assert "I am a bot" in person.texts("hi")


def test_more_information_comes_before_consent_is_asked_again(person: Person) -> None:
    reply = person.texts(*TO_CONSENT, "3")
    assert "You can stop or skip at any time" in reply
    assert person.asked == "consent"


def test_stop_ends_everything_in_the_same_turn_with_one_confirmation(person: Person) -> None:
    assert "no more texts" in person.texts(*TO_SLEEP, "STOP")
    assert person.did(OptedOut)
    assert person.texts("1") == ""
    assert person.value("sleep_tonight") is None
    assert person.texts("stop") == ""
    assert "Where will you sleep" in person.texts("START")
    assert person.did(OptedIn)


def test_yes_reopens_only_after_stop(person: Person) -> None:
    person.texts(*TO_SLEEP, "outside", "skip")
    person.texts("yes")
    assert person.value("medical_soon") == Chosen("yes")
    person.texts("STOP", "YES")
    assert not person.state.opted_out


def test_plain_words_stop_too_but_look_alikes_do_not(person: Person) -> None:
    person.texts(*TO_SLEEP, "end of my lease is friday")
    assert not person.state.opted_out
    person.texts("please stop texting me")
    assert person.state.opted_out


def test_two_misses_offer_a_way_out_and_a_third_leaves_it_to_the_worker(person: Person) -> None:
    person.texts(*TO_SLEEP, "purple")
    assert person.asked == "sleep_tonight"
    reply = person.texts("banana")
    assert "1 Skip it" in reply
    assert "2 Talk to a person" in reply
    person.texts("3")
    assert person.asked == "sleep_tonight"
    assert "A worker can ask you" in person.texts("elephant")
    assert person.value("sleep_tonight") is None
    assert person.asked == "dv"


def test_a_record_short_by_choice_is_sent_after_three_skips(person: Person) -> None:
    person.texts(*TO_SLEEP, "skip", "skip")
    assert "I can stop asking" in person.texts("skip")
    person.texts("1")
    assert Finished(short=True) in person.last
    assert person.state.stage is Stage.SENT


def test_after_sending_new_words_go_to_the_worker(person: Person) -> None:
    person.texts(*TO_SLEEP, "skip", "skip", "skip", "1")
    assert "passed that on" in person.texts("my car got towed today")
    assert "passed that on" in person.texts("and it is cold")
    assert person.texts("i moved to the north lot") == ""  # said twice, that is enough
    assert person.state.stage is Stage.SENT


def test_an_answer_may_be_fixed_after_sending(person: Person) -> None:
    person.texts(*TO_NAME, "Jay", "skip", "skip", "skip", "1")
    assert person.state.stage is Stage.SENT
    assert "How many people" in person.texts("fix 7")
    person.texts("4")
    assert person.value("people_count") == Number(4)


def test_the_persons_words_stand_beside_the_value(person: Person) -> None:
    person.texts(*TO_NAME, "me llamo Rosa Díaz")
    given = person.state.answers["name"]
    assert given.value == PersonName("Rosa", "Díaz")
    assert given.words == "me llamo Rosa Díaz"
    assert given.at == person.now
    assert given.method
