"""Whatever people type, at any question: it ends, it never fails, it does not nag."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.asking import TIMES_ASKED
from bot.conversation import begin
from bot.dialogue import Heard
from bot.rendering import Voice
from bot.state import Stage, dump, load
from intake.path import answers_on_path, path
from tests.journeys.person import AGENCY, dialogue

# What people send at this line: answers, commands, danger, carrier words, and nonsense.
LIKELY = (
    "1|2|3|4|5|6|7|0|yes|no|sí|ok|skip|saltar|back|atras|fix 2|fix 40|cambiar 3|why|list|help|"
    "call me|pause|start over|empezar de nuevo|english|español|stop|start|idk|no sé|"
    "rather not say|hi|hola|thanks|gracias|bye|are you a bot|in my car|62701|Ana 6 daughter|"
    "Ana 34 wife, Luis 12 son|me and my 2 kids|5/21/1988|marzo 2025|about 3 weeks|none|nada|all|"
    "1 3 and 5|2015|send|go on|i want to kill myself|my husband is hitting me right now|"
    "end of my lease|Luis is 11 not 12|my daughter isnt coming|liked “hi”|complaint|my info|"
    "delete my info|notice|done|repeat|what"
).split("|")
TEXTS = st.one_of(st.sampled_from(LIKELY), st.sampled_from(LIKELY), st.text(max_size=80))
GAPS = st.sampled_from([1, 1, 1, 1, 400, 3000])
STARTS = datetime(2026, 3, 2, 16, tzinfo=UTC)


def play(script: list[tuple[str, int]], definition: str = "ce_intake") -> list[tuple[str, ...]]:
    """Play a script through JSON and back at every text; returns the replies to each."""
    talk = dialogue(definition)
    state, now = begin(talk.questionnaire.name, ("en", "es")), STARTS
    replies = []
    for text, minutes in script:
        now += timedelta(minutes=minutes)
        outcome = talk.take(state, Heard(text, now, now.date()), Voice(AGENCY, "sms"))
        state = load(dump(outcome.state))
        assert state == outcome.state
        keys = {asked.key for asked in path(talk.questionnaire, state.answers)}
        assert set(answers_on_path(talk.questionnaire, state.answers)) <= keys
        replies.append(outcome.texts)
    return replies


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(TEXTS, GAPS), max_size=60))
def test_no_question_is_put_a_third_time_in_the_same_words(script: list[tuple[str, int]]) -> None:
    put = Counter(text for texts in play(script) for text in texts if "?" in text)
    assert all(times <= 2 for times in put.values()), put.most_common(2)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(TEXTS, GAPS), max_size=40))
def test_any_texts_at_the_shelter_screening(script: list[tuple[str, int]]) -> None:
    play(script, "shelter_screening")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=12, alphabet="qzxw "))
def test_the_conversation_ends_even_for_who_never_answers(nonsense: str) -> None:
    talk = dialogue()
    state, now = begin(talk.questionnaire.name, ("en",)), STARTS
    most = (TIMES_ASKED + 2) * len(talk.questionnaire.by_id)
    for text in ["hi", "yes", *[nonsense] * most]:
        now += timedelta(minutes=1)
        state = talk.take(state, Heard(text, now, now.date()), Voice(AGENCY, "sms")).state
        if state.stage is Stage.SENT:
            return
    raise AssertionError(f"still {state.stage} at {state.shown}")
