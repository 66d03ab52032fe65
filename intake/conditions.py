"""Walking through a condition: the plain tests in it and where each stands."""

from collections.abc import Iterator
from typing import TypeAlias

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
    Some,
)

Plain: TypeAlias = Is | AnyOf | AtLeast | Answered | AgeUnder


def plain_tests(
    condition: Condition, at: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Plain | Meets]]:
    """Yield each test of a condition with its place; a named condition is not looked into."""
    match condition:
        case Every():
            for n, part in enumerate(condition.all):
                yield from plain_tests(part, (*at, "all", n))
        case Some():
            for n, part in enumerate(condition.any):
                yield from plain_tests(part, (*at, "any", n))
        case Not():
            yield from plain_tests(condition.negated, (*at, "not"))
        case _:
            yield at, condition
