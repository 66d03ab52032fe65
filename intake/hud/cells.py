"""From one answer to one cell, and what HUD asks of cells that depend on each other."""

import re
from collections.abc import Iterator, Mapping

from intake.answers import (
    Chosen,
    Money,
    Number,
    PartialDate,
    PersonName,
    Place,
    Refused,
    Unknown,
    Value,
    Words,
)
from intake.definition import Question
from intake.hud.columns import FILES, ColumnSpec, Dependency, allowed
from intake.hud.lists import DOES_NOT_KNOW, NOT_COLLECTED, PREFERS_NOT_TO_ANSWER
from intake.hud.records import Cell

_FORBIDDEN = re.compile(r"[<>\[\]{}\x00-\x1f]+")


def clean(text: str | None, length: int) -> str | None:
    """Return text as the CSV allows it: none of ``< > [ ] { }``, at most ``length`` characters."""
    if text is None:
        return None
    bare = " ".join(_FORBIDDEN.sub(" ", text).split())
    return bare[:length].rstrip() or None


def reason_missing(value: Value | None) -> int | None:
    """Return 8, 9 or 99 for what was not answered; None for an answer (Manual, missing data)."""
    match value:
        case None:
            return NOT_COLLECTED
        case Unknown():
            return DOES_NOT_KNOW
        case Refused():
            return PREFERS_NOT_TO_ANSWER
        case _:
            return None


def code_of(question: Question, value: Value) -> int | None:
    """Return the code an answer gives a column; None where a later question is to decide."""
    if isinstance(value, Chosen):
        choice = question.choice_by_id.get(value.id)
        return choice.hud if choice else None
    if isinstance(value, Number):
        return value.number
    return reason_missing(value)


def fitted(file: str, column: str, code: int | None) -> int | None:
    """Return the code if the column's list has it; else 99, or nothing where 99 is not offered."""
    codes = allowed(file, column)
    if code is None or codes is None or code in codes:
        return code
    return NOT_COLLECTED if NOT_COLLECTED in codes else None


def plain_cell(spec: ColumnSpec, value: Value | None) -> Cell:
    """Return the cell of a column without a code list; an 8 or 9 has no place there."""
    match value:
        case PartialDate() if spec.type == "date":
            return value.earliest()
        case Money() if spec.type == "money":
            return value.amount
        case Number() if spec.type == "integer":
            return value.number
        case Words(text=text) if spec.type == "string":
            return clean(text, spec.max_length or 0)
        case Place(city=city, zip=code) if spec.type == "string":
            # Never the words as written: they may hold an exact address.
            return clean(" ".join(part for part in (city, code) if part), spec.max_length or 0)
        case PersonName(first=first) if spec.type == "string":
            return clean(first, spec.max_length or 0)
        case _:
            return None


def settle(file: str, values: dict[str, Cell]) -> dict[str, Cell]:
    """Apply the specification's dependencies and defaults to the columns that are there.

    A column whose condition fails is emptied; one that applies and has no answer gets 99 where its
    list has it; one that may not be empty gets 99, or 0 if its list is only 0 and 1.
    """
    settled = dict(values)
    for spec in FILES[file].columns:
        if spec.name not in settled:
            continue
        rules = [rule for rule in spec.depends if not _elsewhere(rule)]
        unless = [rule for rule in rules if rule.rule == "null_unless"]
        if any(not _holds(rule, settled) for rule in unless):
            settled[spec.name] = None
        elif settled[spec.name] is None and (unless or not spec.nullable):
            settled[spec.name] = _default(file, spec)
    return settled


def broken_dependencies(file: str, values: Mapping[str, Cell]) -> Iterator[str]:
    """Yield the dependencies inside a row that are errors and do not hold."""
    for spec in FILES[file].columns:
        filled = values.get(spec.name) is not None
        for rule in spec.depends:
            if rule.level != "error" or _elsewhere(rule):
                continue
            if rule.rule == "null_unless" and filled and not _holds(rule, values):
                yield f"{spec.name} must be empty here"
            if rule.rule == "required_if" and not filled and _holds(rule, values):
                yield f"{spec.name} must not be empty here"


def _default(file: str, spec: ColumnSpec) -> int | None:
    codes = allowed(file, spec.name) or frozenset()
    if NOT_COLLECTED in codes:
        return NOT_COLLECTED
    return 0 if codes == frozenset((0, 1)) else None


def _elsewhere(rule: Dependency) -> bool:
    return any("." in column for alternative in rule.any_of for column in alternative)


def _holds(rule: Dependency, values: Mapping[str, Cell]) -> bool:
    return any(
        all(_is_one_of(values.get(column), wanted) for column, wanted in alternative.items())
        for alternative in rule.any_of
    )


def _is_one_of(cell: Cell, wanted: tuple[int | str, ...]) -> bool:
    return cell is not None if "*" in wanted else cell in wanted
