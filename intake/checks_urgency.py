"""Problems of the urgency rules: what they test for must exist, may count, and only ever raises."""

from collections.abc import Collection, Iterator
from pathlib import Path

from intake.checks_routing import problems_of_test
from intake.conditions import Plain, plain_tests
from intake.definition import (
    AgeUnder,
    Answered,
    Condition,
    Every,
    Kind,
    Meets,
    Not,
    Question,
    Questionnaire,
    Some,
)
from intake.loading import Loaded, Problem, read_source
from intake.strict_yaml import Location, Source
from intake.urgency import RULES, Rule, Tier, rules

# Race and ethnicity, sex, veteran status, disability, name, and the language spoken (24 CFR
# 578.93, 100.5; CPD-17-01): needs may order the queue, these may not.
PROTECTED_ELEMENTS = ("3.01", "3.04", "3.07", "3.08", "4.21")
MINOR = 18


def problems(questionnaires: Collection[Questionnaire], path: Path = RULES) -> Iterator[Problem]:
    """Yield the problems of the rules against all definitions; raises LoadError.

    A definition need not ask what a rule tests for, but some definition must.
    """
    source = read_source(path)
    tier = Tier.CRISIS_NOW
    for n, rule in enumerate(rules(path).rules):
        at = ("rules", n)
        if rule.tier < tier:
            line = source.line((*at, "tier"))
            yield Problem(source.file, line, "a less urgent rule stands before this", "order")
        tier = rule.tier
        yield from _shape(source, at, rule, rules(path).languages)
        for question in rule.because:
            if not any(question in each.by_id for each in questionnaires):
                line = source.line((*at, "because"))
                message = f"no question {question!r}"
                yield Problem(source.file, line, message, "unknown-question")
        if rule.when is not None:
            yield from _condition(source, (*at, "when"), rule.when, questionnaires)


def _shape(
    source: Source, at: Location, rule: Rule, languages: Collection[str]
) -> Iterator[Problem]:
    line = source.line(at)
    if (rule.when is None) == (rule.sign is None):
        yield Problem(source.file, line, "a rule has either a sign or a condition", "rule")
    if rule.when is not None and not rule.because:
        yield Problem(source.file, line, "no question is named as the reason", "rule")
    for lang in sorted(set(languages) - set(rule.words)):
        line = source.line((*at, "words"))
        yield Problem(source.file, line, f"words has no text in {lang!r}", "missing-text")


def _condition(
    source: Source, at: Location, when: Condition, questionnaires: Collection[Questionnaire]
) -> Iterator[Problem]:
    if any(_lowers(part) for part in _parts(when)):
        message = "keeping an answer back may not change the tier"
        yield Problem(source.file, source.line(at), message, "lowers")
    for here, test in plain_tests(when):
        line = source.line((*at, *here))
        if isinstance(test, Meets):
            yield Problem(source.file, line, "a rule names its tests itself", "operator")
            continue
        if isinstance(test, AgeUnder) and test.age_under != MINOR:
            message = "of age only being under 18 may count"
            yield Problem(source.file, line, message, "protected")
        asking = [each for each in questionnaires if test.question in each.by_id]
        if not asking:
            yield Problem(source.file, line, f"no question {test.question!r}", "unknown-question")
        if any(_protected(each.by_id[test.question]) for each in asking):
            message = f"{test.question!r} is about a protected trait"
            yield Problem(source.file, line, message, "protected")
        found = [set(_unfit(Loaded(each, source), (*at, *here), test)) for each in asking]
        yield from set.intersection(*found) if found else ()


def _unfit(loaded: Loaded, at: Location, test: Plain) -> Iterator[Problem]:
    question = loaded.questionnaire.by_id[test.question]
    if not (isinstance(test, AgeUnder) and question.kind is Kind.MEMBER):
        yield from problems_of_test(loaded, at, test)


def _protected(question: Question) -> bool:
    return question.role == "language" or any(
        target.element.startswith(PROTECTED_ELEMENTS) for target in question.hud
    )


def _parts(condition: Condition) -> Iterator[Condition]:
    yield condition
    inner = condition.all if isinstance(condition, Every) else ()
    for part in condition.any if isinstance(condition, Some) else inner:
        yield from _parts(part)


def _lowers(condition: Condition) -> bool:
    return isinstance(condition, Not) or (
        isinstance(condition, Answered) and condition.answered == "no"
    )
