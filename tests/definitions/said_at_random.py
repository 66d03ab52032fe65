"""Hypothesis strategies: any answers at all to a definition, on its path or not."""

from collections.abc import Mapping
from datetime import date

from hypothesis import strategies as st

from intake.answers import (
    Answer,
    Chosen,
    Member,
    Money,
    Number,
    PartialDate,
    PersonName,
    Place,
    Refused,
    Several,
    Span,
    Unknown,
    Value,
    Words,
)
from intake.definition import Kind, Question, Questionnaire
from intake.path import key_of
from tests.unit.intake.said import answer

LARGEST_HOUSEHOLD = 4

_WORDS = st.text(min_size=1, max_size=300)


def all_answers(questionnaire: Questionnaire) -> st.SearchStrategy[dict[str, Answer]]:
    """Answer any subset of the questions in any way that fits their kind."""
    return st.fixed_dictionaries(
        {},
        optional={
            key_of(question.id, slot): _values(question, slot).map(answer)
            for question in questionnaire.questions()
            for slot in _slots(question)
        },
    )


def _slots(question: Question) -> list[int | None]:
    return [None] if question.repeat is None else list(range(2, LARGEST_HOUSEHOLD + 1))


def _values(question: Question, slot: int | None) -> st.SearchStrategy[Value]:
    return st.one_of(_given(question, slot), st.sampled_from([Unknown(), Refused()]))


def _given(question: Question, slot: int | None) -> st.SearchStrategy[Value]:
    ids = [choice.id for choice in question.choices if choice.means is None]
    if question.kind is Kind.CHOICE:
        return st.sampled_from(ids).map(Chosen)
    if question.kind is Kind.CHOICES:
        some = st.lists(st.sampled_from(ids), min_size=1, unique=True)
        return some.map(lambda chosen: Several(tuple(chosen)))
    if question.kind is Kind.NUMBER:
        most = LARGEST_HOUSEHOLD if question.role == "household_size" else 99
        return st.integers(question.minimum or 0, min(question.maximum or 99, most)).map(Number)
    if question.kind is Kind.MEMBER:
        return st.builds(Member, st.just(f"m{slot}"), st.none() | _WORDS, _AGES, _RELATIONS)
    return _OTHERS[question.kind]


_AGES = st.none() | st.integers(0, 110)
_RELATIONS = st.sampled_from(["child", "partner", "relative", "other", None])
_DATES = st.dates(date(1900, 1, 1), date(2026, 3, 10))
_EXACT = _DATES.map(lambda day: PartialDate(day.year, day.month, day.day))
_OTHERS: Mapping[Kind, st.SearchStrategy[Value]] = {
    Kind.DATE: _EXACT | _DATES.map(lambda day: PartialDate(day.year, approximate=True)),
    Kind.DURATION: st.just(Span("P2M")),
    Kind.MONEY: st.decimals(0, 9999, places=2).map(Money),
    Kind.TEXT: _WORDS.map(Words),
    Kind.NAME: st.builds(PersonName, _WORDS, st.none() | _WORDS),
    Kind.PLACE: st.builds(Place, _WORDS, st.none() | _WORDS, st.none() | st.just("62701")),
}
