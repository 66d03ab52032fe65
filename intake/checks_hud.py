"""Problems of what answers become: HUD elements, files, columns and codes (FY2026)."""

from collections.abc import Iterator, Mapping

from intake.checks_routing import located_questions
from intake.definition import HudTarget, Kind, Question
from intake.hud.columns import FILES, ColumnSpec, allowed
from intake.loading import Loaded, Problem
from intake.strict_yaml import Location

# What kind of answer fills a column without a code list.
_COLUMN_TYPES: Mapping[Kind, str] = {
    Kind.DATE: "date",
    Kind.NAME: "string",
    Kind.PLACE: "string",
    Kind.TEXT: "string",
    Kind.MONEY: "money",
}
# Counted in words of the list: 101 is one month.
_COUNTED = ("Enrollment", "MonthsHomelessPastThreeYears")


def problems(loaded: Loaded) -> Iterator[Problem]:
    """Yield the problems of HUD targets and codes."""
    targeted = _targeted(loaded)
    for at, question in located_questions(loaded):
        coded = []
        for h, target in enumerate(question.hud):
            here = (*at, "hud", h)
            if (spec := FILES.get(target.file)) is None:
                yield loaded.problem((*here, "file"), f"no HMIS file {target.file!r}", "hud-file")
            elif (target.column is None) == (target.columns is None):
                message = "a target names either a column or columns"
                yield loaded.problem(here, message, "hud-column")
            elif target.column is None:
                yield from _flags(loaded, here, target, question)
            elif target.column not in spec.by_name:
                message = f"{target.file} has no column {target.column!r}"
                yield loaded.problem((*here, "column"), message, "hud-column")
            else:
                column = spec.by_name[target.column]
                yield from _column(loaded, here, target, column, question)
                if column.type == "integer":
                    coded.append((target.file, column))
        yield from _codes(loaded, at, question, coded, targeted)


def _targeted(loaded: Loaded) -> dict[tuple[str, str | None], int]:
    counts: dict[tuple[str, str | None], int] = {}
    for _, question in located_questions(loaded):
        for target in question.hud:
            key = (target.file, target.column)
            counts[key] = counts.get(key, 0) + 1
    return counts


def _column(
    loaded: Loaded, at: Location, target: HudTarget, column: ColumnSpec, question: Question
) -> Iterator[Problem]:
    if not _belongs(target.element, column):
        message = f"{column.name} belongs to element {column.element}, not {target.element}"
        yield loaded.problem((*at, "element"), message, "hud-element")
    fits = _COLUMN_TYPES.get(question.kind)
    counted = question.kind is Kind.NUMBER and (target.file, column.name) == _COUNTED
    if question.kind is Kind.CHOICE or counted:
        fits = "integer"
    if fits != column.type:
        message = f"a {question.kind} answer cannot fill {column.name}, a column of {column.type}"
        yield loaded.problem(at, message, "hud-kind")


def _belongs(element: str, column: ColumnSpec) -> bool:
    whole = column.element or ""
    within = whole.startswith(element) and not whole[len(element) :][:1].isdigit()
    return within or column.list_id == element


def _flags(
    loaded: Loaded, at: Location, target: HudTarget, question: Question
) -> Iterator[Problem]:
    columns = FILES[target.file].by_name
    for choice, name in (target.columns or {}).items():
        here = (*at, "columns", choice)
        if choice not in question.choice_by_id:
            message = f"{question.id!r} has no choice {choice!r}"
            yield loaded.problem(here, message, "unknown-choice")
        if name not in columns:
            yield loaded.problem(here, f"{target.file} has no column {name!r}", "hud-column")
        elif allowed(target.file, name) != frozenset((0, 1)):
            yield loaded.problem(here, f"{name} is not a 0/1 column", "hud-column")
        elif not _belongs(target.element, columns[name]):
            message = f"{name} belongs to element {columns[name].element}, not {target.element}"
            yield loaded.problem((*at, "element"), message, "hud-element")


def _codes(
    loaded: Loaded,
    at: Location,
    question: Question,
    coded: list[tuple[str, ColumnSpec]],
    targeted: Mapping[tuple[str, str | None], int],
) -> Iterator[Problem]:
    for c, choice in enumerate(question.choices):
        here = (*at, "choices", c)
        if choice.hud is not None and not coded:
            message = f"the code {choice.hud} has no column to go to"
            yield loaded.problem((*here, "hud"), message, "hud-code")
        for file, column in coded:
            codes = allowed(file, column.name) or frozenset()
            if choice.hud is not None and choice.hud not in codes:
                message = f"{choice.hud} is not in the list {column.list_id} of {column.name}"
                yield loaded.problem((*here, "hud"), message, "hud-code")
            elsewhere = targeted[file, column.name] > 1
            if choice.hud is None and choice.means is None and not elsewhere:
                message = f"{choice.id!r} has no code for {column.name}"
                yield loaded.problem(here, message, "hud-missing")
