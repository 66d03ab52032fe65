"""What HUD's specification would say against records before they leave."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from intake.hud.cells import broken_dependencies
from intake.hud.columns import FILES, ColumnSpec, allowed
from intake.hud.records import Cell, Record

# Filled in by whoever exports.
_LATER = frozenset({"ExportID"})
_PYTHON: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "date": date,
    "datetime": datetime,
    "money": Decimal,
}
_WITHIN = ("Client", "Enrollment", "Assessment")


def problems(records: Sequence[Record]) -> list[str]:
    """Return what breaks a rule of the specification that is an error, in words."""
    found = [line for record in records for line in _record(record)]
    return [*found, *_references(records), *_households(records)]


def _record(record: Record) -> Iterator[str]:
    spec = FILES[record.file]
    where = f"{record.file} {record.key}"
    if record.values.get(spec.key) != record.key:
        yield f"{where}: the key is not in {spec.key}"
    for name in record.values.keys() - spec.by_name.keys():
        yield f"{where}: no column {name}"
    for column in spec.columns:
        cell = record.values.get(column.name)
        if cell is None:
            if not column.nullable and column.name not in _LATER:
                yield f"{where}: {column.name} is empty"
            continue
        for message in _cell(record.file, column, cell):
            yield f"{where}: {column.name} {message}"
    for message in broken_dependencies(record.file, record.values):
        yield f"{where}: {message}"


def _cell(file: str, column: ColumnSpec, cell: Cell) -> Iterator[str]:
    wrong_day = column.type == "date" and isinstance(cell, datetime)
    if not isinstance(cell, _PYTHON[column.type]) or isinstance(cell, bool) or wrong_day:
        yield f"is {cell!r}, not a {column.type}"
        return
    codes = allowed(file, column.name)
    if codes is not None and cell not in codes:
        yield f"is {cell}, which is not in list {column.list_id}"
    if isinstance(cell, str):
        if column.max_length is not None and len(cell) > column.max_length:
            yield f"is longer than {column.max_length}"
        if set(cell) & set("<>[]{}"):
            yield "has a character that the CSV forbids"
    if column.regex is not None and not re.fullmatch(column.regex, str(cell)):
        yield f"does not match {column.regex}"


def _references(records: Sequence[Record]) -> Iterator[str]:
    keys = {(record.file, record.key) for record in records}
    for record in records:
        for reference in FILES[record.file].foreign_keys:
            target = record.values.get(reference.column)
            if reference.file in _WITHIN and (reference.file, target) not in keys:
                yield f"{record.file} {record.key}: no {reference.file} {target}"


def _households(records: Sequence[Record]) -> Iterator[str]:
    rows = [record.values for record in records if record.file == "Enrollment"]
    heads = Counter(row["HouseholdID"] for row in rows if row["RelationshipToHoH"] == 1)
    for household in sorted({str(row["HouseholdID"]) for row in rows}):
        if heads[household] != 1:
            yield f"household {household}: {heads[household]} heads"
