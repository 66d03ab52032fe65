"""Which questions apply, derived from the answers each time and never stored.

Going back is editing an answer. Answers that fall off the path stay unseen: conditions, records
and exports read only what is on it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from intake.answers import (
    Answer,
    Answers,
    Chosen,
    Number,
    PartialDate,
    Refused,
    Several,
    Unknown,
)
from intake.definition import (
    AgeUnder,
    Answered,
    AnyOf,
    AtLeast,
    Condition,
    Every,
    Is,
    Meets,
    Not,
    Question,
    Questionnaire,
    Some,
)

NONE_NAMED: Mapping[str, Condition] = {}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on the path; ``slot`` is the person's number where it is asked per person."""

    question: Question
    slot: int | None = None

    @property
    def key(self) -> str:
        return key_of(self.question.id, self.slot)


def key_of(question_id: str, slot: int | None) -> str:
    """Return the key of an answer: the question id, and the slot where there is one."""
    return question_id if slot is None else f"{question_id}.{slot}"


def path(questionnaire: Questionnaire, answers: Answers) -> Iterator[Asked]:
    """Yield the questions that apply; a condition sees only answers already on the path."""
    on_path: dict[str, Answer] = {}
    for section in questionnaire.sections:
        if section.when is not None and not holds(section.when, on_path, questionnaire.conditions):
            continue
        for question in section.questions:
            if question.when is not None and not holds(
                question.when, on_path, questionnaire.conditions
            ):
                continue
            for slot in _slots(question, on_path):
                asked = Asked(question, slot)
                yield asked
                if (answer := answers.get(asked.key)) is not None:
                    on_path[asked.key] = answer


def next_question(questionnaire: Questionnaire, answers: Answers) -> Asked | None:
    """Return the first question on the path without an answer; None when all are answered."""
    return next((a for a in path(questionnaire, answers) if a.key not in answers), None)


def answers_on_path(questionnaire: Questionnaire, answers: Answers) -> dict[str, Answer]:
    """Return the answers that count, in the order of the path."""
    return {a.key: answers[a.key] for a in path(questionnaire, answers) if a.key in answers}


def holds(
    condition: Condition,
    answers: Mapping[str, Answer],
    named: Mapping[str, Condition] = NONE_NAMED,
) -> bool:
    """Tell whether a condition holds; a missing answer or an 8 or 9 makes a plain test false."""
    match condition:
        case Every():
            return all(holds(part, answers, named) for part in condition.all)
        case Some():
            return any(holds(part, answers, named) for part in condition.any)
        case Not():
            return not holds(condition.negated, answers, named)
        case Meets():
            return holds(named[condition.meets], answers, named)
        case _:
            return _plain(condition, answers)


def age_on(born: PartialDate, day: date) -> int:
    """Return full years of age; an unknown month or day counts as 01, as in element 3.03."""
    birthday = born.earliest()
    return day.year - birthday.year - ((day.month, day.day) < (birthday.month, birthday.day))


def _plain(
    condition: Is | AnyOf | AtLeast | Answered | AgeUnder, answers: Mapping[str, Answer]
) -> bool:
    answer = answers.get(condition.question)
    match condition:
        case Is():
            return condition.equals in _chosen(answer)
        case AnyOf():
            return bool(_chosen(answer) & set(condition.any_of))
        case AtLeast():
            value = answer.value if answer else None
            return isinstance(value, Number) and value.number >= condition.at_least
        case Answered():
            given = answer is not None and not isinstance(answer.value, Unknown | Refused)
            return given == (condition.answered == "yes")
        case AgeUnder():
            born = answer.value if answer else None
            return (
                answer is not None
                and isinstance(born, PartialDate)
                and age_on(born, answer.at.date()) < condition.age_under
            )
        case _:
            assert_never(condition)


def _chosen(answer: Answer | None) -> set[str]:
    match answer.value if answer else None:
        case Chosen(id=chosen):
            return {chosen}
        case Several(ids=ids):
            return set(ids)
        case _:
            return set()


def _slots(question: Question, answers: Mapping[str, Answer]) -> Iterator[int | None]:
    if question.repeat is None:
        yield None
        return
    count = answers.get(question.repeat.count)
    if count is not None and isinstance(count.value, Number):
        yield from range(question.repeat.first, count.value.number + 1)
