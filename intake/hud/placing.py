"""Where the answers on the path go, by the ``hud`` targets of the definition and nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from intake.answers import Answer, Answers, Chosen, Member, Refused, Several, Unknown, Value
from intake.definition import HudTarget, Kind, Questionnaire
from intake.hud.cells import code_of, fitted, plain_cell, reason_missing
from intake.hud.columns import FILES, ColumnSpec, allowed
from intake.hud.lists import NOT_COLLECTED
from intake.hud.records import Cell
from intake.path import Asked, path

_Source: TypeAlias = tuple[Asked, HudTarget]


@dataclass(frozen=True)
class Placed:
    """The path of one intake with its answers, looked up by HMIS column.

    ``slot`` picks a person of the list; None is the head of household.
    """

    questionnaire: Questionnaire
    answers: Answers

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        return tuple(path(self.questionnaire, self.answers))

    def answered(self) -> Iterator[tuple[Asked, Answer]]:
        """Yield what was answered, in the order of the path."""
        for asked in self.asked:
            if (answer := self.answers.get(asked.key)) is not None:
                yield asked, answer

    def value(self, file: str, column: str, slot: int | None = None) -> Value | None:
        """Return the last answer given for a column; None when nothing was answered."""
        found: Value | None = None
        for asked, _ in self._targets(slot).get((file, column), ()):
            answer = self.answers.get(asked.key)
            found = answer.value if answer else found
        return found

    def gave(self, file: str, column: str) -> bool:
        """Tell whether any answer on the path is about this column of the head's record."""
        return any(
            asked.key in self.answers for asked, _ in self._targets(None).get((file, column), ())
        )

    def row(self, file: str, slot: int | None = None) -> dict[str, Cell]:
        """Return the columns of a file that the path is about; asked and unanswered ones are 99."""
        cells: dict[str, Cell] = {}
        for (of, column), sources in self._targets(slot).items():
            if of != file:
                continue
            spec = FILES[file].by_name[column]
            if allowed(file, column) is None:
                cells[column] = plain_cell(spec, self.value(file, column, slot))
            elif sources[0][1].columns is not None:
                cells[column] = self._flag(column, sources)
            else:
                cells[column] = self._code(file, spec, sources)
        return cells

    def members(self) -> Iterator[tuple[int, str, Value]]:
        """Yield slot, uid and answer of each listed person; one not described has a uid by slot."""
        for asked, answer in self.answered():
            if asked.question.kind is Kind.MEMBER and asked.slot is not None:
                value = answer.value
                uid = value.uid if isinstance(value, Member) else f"x{asked.slot}"
                yield asked.slot, uid, value

    def _targets(self, slot: int | None) -> Mapping[tuple[str, str], list[_Source]]:
        return self._by_column.get(slot, {})

    @cached_property
    def _by_column(self) -> Mapping[int | None, dict[tuple[str, str], list[_Source]]]:
        found: dict[int | None, dict[tuple[str, str], list[_Source]]] = {}
        for asked in self.asked:
            for target in asked.question.hud:
                several = (target.columns or {}).values()
                for column in several if target.column is None else (target.column,):
                    of_person = found.setdefault(asked.slot, {})
                    of_person.setdefault((target.file, column), []).append((asked, target))
        return found

    def _code(self, file: str, spec: ColumnSpec, sources: list[_Source]) -> int | None:
        """Return the code of the last, most specific answer; an 8 or 9 never hides a real code."""
        code: int | None = None
        missing: int | None = None
        for asked, _ in sources:
            answer = self.answers.get(asked.key)
            if answer is None:
                continue
            if isinstance(answer.value, Unknown | Refused):
                missing = reason_missing(answer.value)
            else:
                given = code_of(asked.question, answer.value)
                code = given if given is not None else code
        found = code if code is not None else missing
        return fitted(file, spec.name, found if found is not None else NOT_COLLECTED)

    def _flag(self, column: str, sources: list[_Source]) -> int:
        asked, target = sources[-1]
        answer = self.answers.get(asked.key)
        chosen = _choices(answer.value if answer else None)
        return int(any((target.columns or {}).get(choice) == column for choice in chosen))


def _choices(value: Value | None) -> tuple[str, ...]:
    match value:
        case Several(ids=ids):
            return ids
        case Chosen(id=one):
            return (one,)
        case _:
            return ()
