"""Answers as plain data, for exports and replays: one shape for both, so that they compare."""

from typing import assert_never

from bot.asking import question_of
from intake.answers import (
    Answer,
    Answers,
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
from intake.definition import Question, Questionnaire
from intake.path import answers_on_path

HUD_UNKNOWN, HUD_REFUSED = 8, 9
Plain = str | int | list[str] | dict[str, str | int | None]


def plain(value: Value) -> Plain:  # noqa: C901 - one line per kind of value
    """Return a value as JSON holds it: a choice by its id, a date as ISO or its known parts."""
    match value:
        case Chosen(id=chosen):
            return chosen
        case Several(ids=ids):
            return list(ids)
        case Number(number=number):
            return number
        case PartialDate():
            return _date(value)
        case Span(iso=iso):
            return iso
        case Money(amount=amount, currency=currency):
            return {"amount": str(amount), "currency": currency}
        case Words(text=text) | Place(text=text):
            return text
        case PersonName():
            named = (value.first, value.middle, value.last, value.suffix)
            return " ".join(part for part in named if part)
        case Member():
            return {"name": value.first, "age": value.age, "relation": value.relation}
        case Unknown():
            return "unknown"
        case Refused():
            return "refused"
        case _:
            assert_never(value)


def code_of(question: Question, value: Value) -> int | list[int] | None:
    """Return HUD's code of an answer where its choice has one; 8 and 9 for every question."""
    match value:
        case Unknown():
            return HUD_UNKNOWN
        case Refused():
            return HUD_REFUSED
        case Chosen(id=chosen):
            return question.choice_by_id[chosen].hud
        case Several(ids=ids):
            codes = [question.choice_by_id[i].hud for i in ids]
            return [code for code in codes if code is not None] or None
        case _:
            return None


def plain_answers(questionnaire: Questionnaire, answers: Answers) -> dict[str, dict[str, object]]:
    """Return the answers that count, by key, with code, source words, method and time."""
    return {
        key: plain_answer(question_of(questionnaire, key), answer)
        for key, answer in answers_on_path(questionnaire, answers).items()
    }


def plain_answer(question: Question, answer: Answer) -> dict[str, object]:
    """Return one answer with where it came from."""
    return {
        "value": plain(answer.value),
        "code": code_of(question, answer.value),
        "words": answer.words,
        "method": answer.method,
        "at": answer.at.isoformat(),
        "by": answer.by,
    }


def _date(value: PartialDate) -> str | dict[str, str | int | None]:
    if value.month is None:
        return {"year": value.year}
    if value.day is None:
        return {"year": value.year, "month": value.month}
    return value.earliest().isoformat()
