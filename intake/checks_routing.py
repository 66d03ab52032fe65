"""Problems of ids, conditions and repeats: what would make a path wrong or a question unseen."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from intake.checks_reach import unreachable
from intake.conditions import Plain, plain_tests
from intake.definition import (
    AgeUnder,
    Answered,
    AnyOf,
    AtLeast,
    Condition,
    Is,
    Kind,
    Meets,
    Question,
)
from intake.loading import Loaded, Problem
from intake.strict_yaml import Location

CHOICE_KINDS = (Kind.CHOICE, Kind.CHOICES)

# Which kinds of question an operator can say something about.
_FITS: Mapping[type, Sequence[Kind]] = {
    Is: CHOICE_KINDS,
    AnyOf: CHOICE_KINDS,
    AtLeast: (Kind.NUMBER,),
    AgeUnder: (Kind.DATE,),
    Answered: tuple(Kind),
}

_Use: TypeAlias = tuple[Location, Condition, int]


def located_questions(loaded: Loaded) -> Iterator[tuple[Location, Question]]:
    """Yield each question with its place in the file."""
    for s, section in enumerate(loaded.questionnaire.sections):
        for q, question in enumerate(section.questions):
            yield ("sections", s, "questions", q), question


def problems(loaded: Loaded) -> Iterator[Problem]:
    """Yield the routing problems; reachability only when nothing else is wrong with routing."""
    yield from _duplicates(loaded)
    yield from _shapes(loaded)
    yield from _roles(loaded)
    wrong = [*_repeats(loaded), *_named(loaded), *_conditions(loaded)]
    yield from wrong
    if not wrong:
        yield from _reach(loaded)


def _duplicates(loaded: Loaded) -> Iterator[Problem]:
    sections: set[str] = set()
    for s, section in enumerate(loaded.questionnaire.sections):
        if section.id in sections:
            message = f"a second section {section.id!r}"
            yield loaded.problem(("sections", s, "id"), message, "duplicate-id")
        sections.add(section.id)
    seen: set[str] = set()
    for at, question in located_questions(loaded):
        if question.id in seen:
            yield loaded.problem((*at, "id"), f"a second question {question.id!r}", "duplicate-id")
        seen.add(question.id)
        ids: set[str] = set()
        for c, choice in enumerate(question.choices):
            if choice.id in ids:
                where = (*at, "choices", c, "id")
                yield loaded.problem(where, f"a second choice {choice.id!r}", "duplicate-id")
            ids.add(choice.id)


def _shapes(loaded: Loaded) -> Iterator[Problem]:
    for at, question in located_questions(loaded):
        if (question.kind in CHOICE_KINDS) != bool(question.choices):
            message = f"a question of kind {question.kind} "
            message += "has no choices" if question.choices else "needs choices"
            yield loaded.problem((*at, "kind"), message, "choices")
        low, high = question.minimum, question.maximum
        if low is None and high is None:
            continue
        if question.kind not in (Kind.NUMBER, Kind.MONEY):
            here = (*at, "minimum" if low is not None else "maximum")
            yield loaded.problem(here, f"no range for kind {question.kind}", "range")
        if low is not None and low < 0:
            yield loaded.problem((*at, "minimum"), "the minimum is below 0", "range")
        if low is not None and high is not None and low > high:
            yield loaded.problem((*at, "maximum"), "the maximum is below the minimum", "range")


def _roles(loaded: Loaded) -> Iterator[Problem]:
    seen: Counter[str] = Counter()
    for at, question in located_questions(loaded):
        if question.role is not None:
            seen[question.role] += 1
            if seen[question.role] > 1:
                message = f"a second question with the role {question.role}"
                yield loaded.problem((*at, "role"), message, "role-twice")
        if question.role == "household_size" and question.kind is not Kind.NUMBER:
            yield loaded.problem((*at, "kind"), "the household size is a number", "role-kind")
        if question.consent is not None and "yes" not in question.choice_by_id:
            message = "a consent is given by a choice with the id yes"
            yield loaded.problem((*at, "consent"), message, "consent-yes")


def _repeats(loaded: Loaded) -> Iterator[Problem]:
    earlier: dict[str, Question] = {}
    for at, question in located_questions(loaded):
        if question.repeat is not None:
            count = earlier.get(question.repeat.count)
            if count is None or count.kind is not Kind.NUMBER or count.repeat is not None:
                message = f"{question.repeat.count!r} is no earlier number question"
                yield loaded.problem((*at, "repeat", "count"), message, "repeat-count")
        elif question.kind is Kind.MEMBER:
            yield loaded.problem((*at, "kind"), "a member question repeats", "repeat-count")
        earlier[question.id] = question


def _named(loaded: Loaded) -> Iterator[Problem]:
    named = loaded.questionnaire.conditions
    used = {
        test.meets
        for condition in [*named.values(), *(use for _, use, _ in _uses(loaded))]
        for _, test in plain_tests(condition)
        if isinstance(test, Meets)
    }
    for name, condition in named.items():
        at = ("conditions", name)
        if name in _reached(name, named):
            yield loaded.problem(at, f"{name!r} is defined by itself", "circular-condition")
        if name not in used:
            yield loaded.problem(at, f"nothing uses the condition {name!r}", "unused-condition")
        yield from _tests(loaded, at, condition)


def _reached(name: str, named: Mapping[str, Condition]) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for _, test in plain_tests(named[waiting.pop()]):
            if isinstance(test, Meets) and test.meets in named and test.meets not in found:
                found.add(test.meets)
                waiting.append(test.meets)
    return found


def _conditions(loaded: Loaded) -> Iterator[Problem]:
    order = {question.id: n for n, (_, question) in enumerate(located_questions(loaded))}
    named = loaded.questionnaire.conditions
    for at, condition, position in _uses(loaded):
        yield from _tests(loaded, at, condition)
        for here, test in plain_tests(condition):
            ids = _questions_of(test.meets, named) if isinstance(test, Meets) else {test.question}
            for later in sorted(i for i in ids if order.get(i, -1) >= position):
                message = f"{later!r} is not asked before this"
                yield loaded.problem((*at, *here), message, "later-question")


def _uses(loaded: Loaded) -> Iterator[_Use]:
    position = 0
    for s, section in enumerate(loaded.questionnaire.sections):
        if section.when is not None:
            yield ("sections", s, "when"), section.when, position
        for q, question in enumerate(section.questions):
            if question.when is not None:
                yield ("sections", s, "questions", q, "when"), question.when, position
            position += 1


def _questions_of(name: str, named: Mapping[str, Condition]) -> set[str]:
    names = {name, *_reached(name, named)} if name in named else set()
    return {
        test.question
        for each in names
        for _, test in plain_tests(named[each])
        if not isinstance(test, Meets)
    }


def _tests(loaded: Loaded, at: Location, condition: Condition) -> Iterator[Problem]:
    for here, test in plain_tests(condition):
        yield from problems_of_test(loaded, (*at, *here), test)


def problems_of_test(loaded: Loaded, at: Location, test: Plain | Meets) -> Iterator[Problem]:
    """Yield what is wrong with one test of a condition, wherever it stands."""
    if isinstance(test, Meets):
        if test.meets not in loaded.questionnaire.conditions:
            yield loaded.problem(at, f"no condition {test.meets!r}", "unknown-condition")
        return
    question = loaded.questionnaire.by_id.get(test.question)
    if question is None:
        yield loaded.problem(at, f"no question {test.question!r}", "unknown-question")
    elif question.repeat is not None:
        message = f"{question.id!r} is asked per person and cannot be tested"
        yield loaded.problem(at, message, "operator")
    elif question.kind not in _FITS[type(test)]:
        message = f"this test does not fit {question.id!r}, a {question.kind} question"
        yield loaded.problem(at, message, "operator")
    else:
        yield from _choices(loaded, at, test, question)


def _choices(loaded: Loaded, at: Location, test: Plain, question: Question) -> Iterator[Problem]:
    match test:
        case Is():
            ids: tuple[str, ...] = (test.equals,)
        case AnyOf():
            ids = test.any_of
        case _:
            return
    for chosen in ids:
        choice = question.choice_by_id.get(chosen)
        if choice is None:
            message = f"{question.id!r} has no choice {chosen!r}"
            yield loaded.problem(at, message, "unknown-choice")
        elif choice.means is not None:
            message = f"{chosen!r} is kept as {choice.means}: test with answered"
            yield loaded.problem(at, message, "unknown-choice")


def _reach(loaded: Loaded) -> Iterator[Problem]:
    unseen = unreachable(loaded.questionnaire)
    for at, question in located_questions(loaded):
        if question.id in unseen:
            message = f"{question.id!r} can never be asked: its conditions cannot hold"
            here = "when" if question.when is not None else "repeat"
            yield loaded.problem((*at, here), message, "unreachable")
