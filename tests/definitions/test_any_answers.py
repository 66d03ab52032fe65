"""What holds for every released definition, whatever people answer."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.answers import Answer, Refused, Unknown
from intake.definition import Questionnaire
from intake.hud.columns import FILES
from intake.hud.mapping import Acceptance, accepted_records, draft_records
from intake.hud.records import Record
from intake.hud.validation import problems
from intake.loading import library
from intake.path import answers_on_path, next_question, path
from intake.urgency import Tier, assess
from tests.definitions.said_at_random import all_answers
from tests.unit.intake.said import ACCEPTED_AT, FRAME, answer

ALL = list(library().values())
ACCEPTANCE = Acceptance(ACCEPTED_AT, "worker", Tier.SOON)

# Generating long texts is slow on a loaded machine; that is no finding.
pytestmark = pytest.mark.parametrize("questionnaire", ALL, ids=lambda each: each.name)
often = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def records_of(questionnaire: Questionnaire, answers: dict[str, Answer]) -> tuple[Record, ...]:
    return accepted_records(questionnaire, answers, FRAME, ACCEPTANCE)


@often
@given(st.data())
def test_every_record_is_one_that_hud_accepts(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    answers = data.draw(all_answers(questionnaire))
    assert problems(records_of(questionnaire, answers)) == []


@often
@given(st.data())
def test_answers_off_the_path_change_nothing(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    answers = data.draw(all_answers(questionnaire))
    on_path = answers_on_path(questionnaire, answers)
    assert list(path(questionnaire, on_path)) == list(path(questionnaire, answers))
    assert records_of(questionnaire, on_path) == records_of(questionnaire, answers)


@often
@given(st.data())
def test_answering_the_next_question_always_ends(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    possible = data.draw(all_answers(questionnaire))
    answers: dict[str, Answer] = {}
    for _ in range(100):
        if (asked := next_question(questionnaire, answers)) is None:
            return
        answers[asked.key] = possible.get(asked.key, answer(Refused()))
    pytest.fail("a hundred questions and no end")


@often
@given(st.data())
def test_8_and_9_only_where_that_was_said(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    answers = {
        key: said
        for key, said in data.draw(all_answers(questionnaire)).items()
        if not isinstance(said.value, Unknown | Refused)
    }
    for record in draft_records(questionnaire, answers, FRAME):
        for column in FILES[record.file].columns:
            coded = column.list_id is not None and column.type == "integer"
            missing = record.values.get(column.name) in (8, 9)
            assert not (coded and missing), (record.file, column.name)


@often
@given(st.data())
def test_the_time_of_drafting_shows_only_in_the_stamps(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    answers = data.draw(all_answers(questionnaire))
    later = replace(FRAME, now=FRAME.now + timedelta(days=3))
    stamps = {"DateCreated", "DateUpdated"}
    for one, other in zip(
        draft_records(questionnaire, answers, FRAME),
        draft_records(questionnaire, answers, later),
        strict=True,
    ):
        different = {c for c in one.values if one.values[c] != other.values[c]}
        assert (one.key, different) == (other.key, stamps)


@often
@given(st.data())
def test_refusing_a_question_never_lowers_the_tier(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    answers = data.draw(all_answers(questionnaire))
    asked = [asked.key for asked in path(questionnaire, answers)]
    key = data.draw(st.sampled_from(asked))
    silent = answers | {key: answer(Refused())}
    without = {k: a for k, a in answers.items() if k != key}
    refused = assess(answers_on_path(questionnaire, silent), crisis=False)
    unasked = assess(answers_on_path(questionnaire, without), crisis=False)
    assert refused.tier <= unasked.tier
