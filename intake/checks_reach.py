"""Which questions no answers at all can lead to.

The questionnaire is walked once with every combination of answers that any condition can tell
apart. Answers that no later condition looks at are forgotten on the way, so that few remain.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, combinations

from intake.answers import Answer, Chosen, Number, PartialDate, Several, Value, Words
from intake.conditions import Plain, plain_tests
from intake.definition import (
    AgeUnder,
    AnyOf,
    AtLeast,
    Condition,
    Is,
    Kind,
    Meets,
    Question,
    Questionnaire,
)
from intake.path import holds

# More states than any questionnaire of people's making needs; beyond it nothing is claimed.
MOST_STATES = 20_000

_AT = datetime(2000, 12, 31, tzinfo=UTC)
_State = frozenset[tuple[str, Value]]


def unreachable(questionnaire: Questionnaire) -> frozenset[str]:
    """Return the ids of questions that can never be asked; empty when there is too much to try."""
    looked_at = _last_looked_at(questionnaire)
    tests = list(_all_tests(questionnaire))
    states: set[_State] = {frozenset()}
    seen: set[str] = set()
    position = 0
    for section in questionnaire.sections:
        for question in section.questions:
            whens = [when for when in (section.when, question.when) if when is not None]
            values = _values(question, tests, questionnaire)
            after: set[_State] = set()
            for state in states:
                if not _on_path(question, whens, state, questionnaire):
                    after.add(state)
                    continue
                seen.add(question.id)
                after |= {state | {(question.id, value)} for value in values}
                if question.skippable == "yes":
                    after.add(state)
            position += 1
            states = {_forget(state, looked_at, position) for state in after}
            if len(states) > MOST_STATES:
                return frozenset()
    return frozenset(questionnaire.by_id) - seen


def _on_path(
    question: Question, whens: list[Condition], state: _State, questionnaire: Questionnaire
) -> bool:
    answers = {key: Answer(value, "", "", 1.0, _AT, "en", 0) for key, value in state}
    if not all(holds(when, answers, questionnaire.conditions) for when in whens):
        return False
    if question.repeat is None:
        return True
    count = answers.get(question.repeat.count)
    value = count.value if count else None
    return isinstance(value, Number) and value.number >= question.repeat.first


def _forget(state: _State, looked_at: dict[str, int], position: int) -> _State:
    return frozenset(pair for pair in state if looked_at.get(pair[0], -1) >= position)


def _last_looked_at(questionnaire: Questionnaire) -> dict[str, int]:
    last: dict[str, int] = {}
    position = 0
    for section in questionnaire.sections:
        for question in section.questions:
            for when in (section.when, question.when):
                for test in _expanded(when, questionnaire) if when is not None else ():
                    last[test.question] = position
            if question.repeat is not None:
                last[question.repeat.count] = position
            position += 1
    return last


def _all_tests(questionnaire: Questionnaire) -> Iterator[Plain]:
    for section in questionnaire.sections:
        for when in chain([section.when], (question.when for question in section.questions)):
            if when is not None:
                yield from _expanded(when, questionnaire)


def _expanded(condition: Condition, questionnaire: Questionnaire) -> Iterator[Plain]:
    for _, test in plain_tests(condition):
        if isinstance(test, Meets):
            yield from _expanded(questionnaire.conditions[test.meets], questionnaire)
        else:
            yield test


def _values(question: Question, tests: list[Plain], questionnaire: Questionnaire) -> list[Value]:
    """Return one value for each way in which the tests can tell answers apart."""
    mine = [test for test in tests if test.question == question.id]
    match question.kind:
        case Kind.CHOICE:
            return [Chosen(i) for i in _told_apart(question, mine)]
        case Kind.CHOICES:
            return _sets(question, _told_apart(question, mine))
        case Kind.NUMBER:
            return _numbers(question, mine, questionnaire)
        case Kind.DATE:
            under = {t.age_under for t in mine if isinstance(t, AgeUnder)}
            ages = {0, *under, *(age - 1 for age in under)}
            return [PartialDate(_AT.year - age) for age in sorted(ages)]
        case _:
            return [Words("")]


def _told_apart(question: Question, tests: list[Plain]) -> list[str]:
    named = {t.equals for t in tests if isinstance(t, Is)}
    named |= {i for t in tests if isinstance(t, AnyOf) for i in t.any_of}
    ids = [choice.id for choice in question.choices if choice.means is None]
    rest = [i for i in ids if i not in named]
    return [i for i in ids if i in named] + rest[:1]


def _sets(question: Question, ids: list[str]) -> list[Value]:
    alone = {choice.id for choice in question.choices if choice.alone}
    together = [i for i in ids if i not in alone]
    sets = [c for n in range(1, len(together) + 1) for c in combinations(together, n)]
    sets += [(i,) for i in ids if i in alone]
    return [Several(chosen) for chosen in sets]


def _numbers(question: Question, tests: list[Plain], questionnaire: Questionnaire) -> list[Value]:
    edges = {t.at_least for t in tests if isinstance(t, AtLeast)}
    edges |= {
        other.repeat.first
        for other in questionnaire.questions()
        if other.repeat is not None and other.repeat.count == question.id
    }
    low = question.minimum or 0
    high = question.maximum if question.maximum is not None else max(edges, default=low)
    numbers = {low, *edges, *(edge - 1 for edge in edges)}
    return [Number(n) for n in sorted(numbers) if low <= n <= high]
