"""HMIS rows for reading: column, code and HUD's label side by side."""

from dataclasses import dataclass
from uuid import UUID

from intake.hud.columns import FILES, ColumnSpec
from intake.hud.lists import LISTS
from intake.hud.records import Cell
from store.engine import Session
from store.hmis import records
from store.hmis.tables import NAMES

# Keys and stamps say nothing to a reader.
_MACHINE = frozenset({"DateCreated", "DateUpdated", "DateDeleted", "UserID", "ExportID"})


@dataclass(frozen=True, slots=True)
class Field:
    column: str
    element: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One row of one file, without its empty columns."""

    file: str
    number: int
    fields: tuple[Field, ...]


def drafts_of(session: Session, intake_id: UUID) -> tuple[Draft, ...]:
    """Return the HMIS rows of an intake, drafts or final, in the order of HUD's files."""
    found = []
    for name in NAMES:
        for number, values in enumerate(records.rows(session, name, intake_id), 1):
            columns = (c for c in FILES[name].columns if _is_told(c, values.get(c.name)))
            fields = tuple(_field(column, values[column.name]) for column in columns)
            found.append(Draft(name, number, fields))
    return tuple(found)


def _is_told(column: ColumnSpec, value: Cell) -> bool:
    is_key = column.type == "string" and column.name.endswith("ID")
    return value is not None and not is_key and column.name not in _MACHINE


def _field(column: ColumnSpec, value: Cell) -> Field:
    codes = LISTS[column.list_id].codes if column.list_id else {}
    return Field(column.name, column.element or "", str(value), codes.get(str(value), ""))
