"""Who is looked at first, and why, in words: four tiers by rules in ``urgency.yaml``, no score.

Rules only ever raise: none tests for something not said, so that refusing a question never
lowers anyone (CPD-17-01), and none may look at a protected trait.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from intake.answers import Answer, Answers, Member, PartialDate
from intake.conditions import plain_tests
from intake.definition import Condition, Id, Lang, Meets, Model, Texts
from intake.loading import LoadError, Problem, read_source
from intake.path import holds

RULES = Path(__file__).with_name("urgency.yaml")


class Tier(IntEnum):
    """The order of the queue; within a tier the longest wait comes first."""

    CRISIS_NOW = 0
    URGENT_TONIGHT = 1
    SOON = 2
    STANDARD = 3

    @property
    def words(self) -> str:
        return self.name.replace("_", " ").capitalize()


class Rule(Model):
    """``sign: crisis`` holds when the person's texts gave a sign of danger; else ``when`` decides.

    ``because`` names the questions whose answers are the reason, most telling first.
    """

    id: Id
    tier: Tier
    words: Texts
    sign: Literal["crisis"] | None = None
    when: Condition | None = None
    because: tuple[Id, ...] = ()


class Rules(Model):
    """The rules stand in the order of their tiers; the checks see to it."""

    version: int
    languages: tuple[Lang, ...] = Field(min_length=1)
    rules: tuple[Rule, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Reason:
    """Which rule spoke, and the question whose answer made it; None for a sign of crisis."""

    rule: str
    question: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Urgency:
    """The most urgent tier of all rules that hold, and every reason, most urgent first."""

    tier: Tier
    reasons: tuple[Reason, ...] = ()


@cache
def rules(path: Path = RULES) -> Rules:
    """Read the rules; raises LoadError."""
    source = read_source(path)
    try:
        return Rules.model_validate(source.data)
    except ValidationError as error:
        raise LoadError((Problem(str(path), 1, str(error)),)) from error


def assess(answers_on_path: Answers, crisis: bool, lang: str = "en") -> Urgency:  # noqa: FBT001
    """Return the tier and its reasons; answers that fell off the path must not be among these."""
    answers = _with_youngest(answers_on_path)
    found = [rule for rule in rules().rules if _speaks(rule, answers, crisis=crisis)]
    reasons = tuple(Reason(rule.id, _question(rule, answers), rule.words[lang]) for rule in found)
    return Urgency(found[0].tier if found else Tier.STANDARD, reasons)


def questions_used(rules: Rules) -> frozenset[str]:
    """Return every question that any rule looks at."""
    tested = {
        test.question
        for rule in rules.rules
        if rule.when is not None
        for _, test in plain_tests(rule.when)
        if not isinstance(test, Meets)
    }
    return frozenset(tested.union(*(rule.because for rule in rules.rules)))


def _speaks(rule: Rule, answers: Answers, *, crisis: bool) -> bool:
    if rule.sign == "crisis":
        return crisis
    return rule.when is not None and holds(rule.when, answers)


def _question(rule: Rule, answers: Answers) -> str | None:
    return next((question for question in rule.because if question in answers), None)


def _with_youngest(answers: Answers) -> Mapping[str, Answer]:
    """Add the youngest person listed under the plain name of the question, as a birth date.

    So ``{question: member, age_under: 18}`` means "a child is with them" in the one vocabulary
    of conditions.
    """
    found = dict(answers)
    youngest: dict[str, int] = {}
    for key, answer in answers.items():
        value = answer.value
        if not isinstance(value, Member) or value.age is None:
            continue
        question = key.partition(".")[0]
        if value.age < youngest.get(question, value.age + 1):
            youngest[question] = value.age
            born = PartialDate(answer.at.year - value.age, approximate=True)
            found[question] = replace(answer, value=born)
    return found
