"""The coordinated-entry assessment (4.19) that a trained person's yes makes of a draft."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias, assert_never

from intake.answers import (
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
from intake.definition import Kind, Question, Signal, Texts
from intake.hud.cells import clean, reason_missing
from intake.hud.frame import HEAD, Acceptance, Frame
from intake.hud.lists import NOT_COLLECTED, label
from intake.hud.placing import Placed
from intake.hud.records import Cell, Record
from intake.path import Asked

PHONE, VIRTUAL = 1, 2  # 4.19.3
CRISIS_NEEDS = 1  # 4.19.4
ON_THE_LIST = 1  # 4.19.7

_Plain: TypeAlias = Number | PartialDate | Span | Money | Place | Words | PersonName | Member

_LOCATIONS = {"sms": "Text message", "chat": "Web chat", "phone": "Phone line"}
_QUESTION_LENGTH, _ANSWER_LENGTH = 250, 500

# Safety is for the people who help now, and never part of a shared record.
_RESTRICTED = {
    Signal.IN_DANGER,
    Signal.UNSURE_SAFE,
    Signal.TEXT_UNSAFE,
    Signal.PHONE_SHARED,
    Signal.FLEEING,
}


def records(placed: Placed, frame: Frame, acceptance: Acceptance) -> Iterator[Record]:
    """Yield the assessment, its questions that have no column of their own, and its result."""
    frame = replace(frame, user_id=acceptance.user_id, now=acceptance.at)
    ids: dict[str, Cell] = {
        "EnrollmentID": frame.enrollment(HEAD),
        "PersonalID": frame.person(HEAD),
    }
    phone = frame.channel == "phone"
    assessment = frame.record(
        "Assessment",
        "AssessmentID",
        HEAD,
        ids
        | {
            "AssessmentDate": acceptance.at.date(),
            "AssessmentLocation": _LOCATIONS.get(frame.channel, frame.channel),
            "AssessmentType": PHONE if phone else VIRTUAL,
            "AssessmentLevel": CRISIS_NEEDS,
            "PrioritizationStatus": ON_THE_LIST,
        },
    )
    yield assessment
    ids["AssessmentID"] = assessment.key
    for order, asked in enumerate(_without_column(placed), 1):
        yield _question(placed, frame, ids, order, asked)
    result: dict[str, Cell] = {
        "AssessmentResultType": "Urgency",
        "AssessmentResult": f"{acceptance.tier.value} {acceptance.tier.words}",
    }
    yield frame.record("AssessmentResults", "AssessmentResultID", "tier", ids | result)


def _without_column(placed: Placed) -> list[Asked]:
    """Return what was answered; an assessment has at least one row, be it one without answer."""
    leaving = [asked for asked in placed.asked if _may_leave(asked.question)]
    return [asked for asked in leaving if asked.key in placed.answers] or leaving[:1]


def _may_leave(question: Question) -> bool:
    """Keep back what has a column, free text, roles of the conversation itself, and safety."""
    return not (
        question.hud
        or question.kind in (Kind.TEXT, Kind.NAME, Kind.MEMBER)
        or question.consent is not None
        or question.role in ("language", "consent", "share", "review")
        or any(choice.signal in _RESTRICTED for choice in question.choices)
    )


def _question(
    placed: Placed, frame: Frame, ids: dict[str, Cell], order: int, asked: Asked
) -> Record:
    question = asked.question
    group = next(s for s in placed.questionnaire.sections if question in s.questions)
    answer = placed.answers.get(asked.key)
    words = _in_words(question, answer.value if answer else None)
    values: dict[str, Cell] = {
        "AssessmentQuestionGroup": clean(_english(group.title), _QUESTION_LENGTH),
        "AssessmentQuestionOrder": order,
        "AssessmentQuestion": clean(_english(question.ask), _QUESTION_LENGTH),
        "AssessmentAnswer": clean(words, _ANSWER_LENGTH),
    }
    return frame.record("AssessmentQuestions", "AssessmentQuestionID", asked.key, ids | values)


def _english(texts: Texts) -> str:
    return texts.get("en") or next(iter(texts.values()))


def _in_words(question: Question, value: Value | None) -> str:
    match value:
        case Chosen(id=chosen):
            return _label(question, chosen)
        case Several(ids=ids):
            return "; ".join(_label(question, chosen) for chosen in ids)
        case None | Unknown() | Refused():
            return label("1.8", reason_missing(value) or NOT_COLLECTED)
        case _:
            return _plainly(value)


def _plainly(value: _Plain) -> str:
    match value:
        case Number(number=number):
            return str(number)
        case PartialDate():
            return _day(value)
        case Span(iso=iso):
            return iso
        case Money(amount=amount, currency=currency):
            return f"{amount:.2f} {currency}"
        case Place(city=city, zip=code):
            return " ".join(part for part in (city, code) if part)
        case Words() | PersonName() | Member():
            raise AssertionError("free text and names are kept back")
        case _:
            assert_never(value)


def _label(question: Question, chosen: str) -> str:
    choice = question.choice_by_id.get(chosen)
    return _english(choice.label) if choice else chosen


def _day(day: PartialDate) -> str:
    parts = [f"{day.year:04}"]
    parts += [f"{part:02}" for part in (day.month, day.day) if part is not None]
    return ("about " if day.approximate else "") + "-".join(parts)
