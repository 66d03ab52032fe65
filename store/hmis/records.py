"""HMIS records at rest: the bot's drafts until a person accepts them, final from then on."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeAlias
from uuid import UUID, uuid4

from sqlalchemy import Column, RowMapping, Table, delete, insert, select, update

from intake.hud.columns import FILES
from intake.hud.records import Cell, Record
from store.columns import Encrypted
from store.engine import Session
from store.hmis.tables import LEFT_OUT, TABLES
from store.intakes import IntakeRow
from store.row import open_value, seal_value

Values: TypeAlias = dict[str, Cell]

BOT_USER = "bot"
_OWN = ("row_id", "intake_id", "draft")
_STAMPS = frozenset({"DateCreated", "DateUpdated"})


class AlreadyAccepted(Exception):
    """The records of this intake are final; the bot may not touch them any more."""


def replace_drafts(
    session: Session, intake_id: UUID, records: Iterable[Record], at: datetime
) -> None:
    """Bring an intake's drafts to these records; drafts that are no longer given are deleted.

    DateCreated stays; DateUpdated rises only where a value changed. A record that belongs to
    another intake (the same person, merged by staff) is left as it is. Raise ``AlreadyAccepted``
    once the intake has final records.
    """
    _lock(session, intake_id)
    if _has_final(session, intake_id):
        raise AlreadyAccepted(str(intake_id))
    given: dict[str, set[str]] = {name: set() for name in TABLES}
    for record in records:
        given[record.file].add(record.key)
        stored = _stored(session, record)
        if stored is None or stored["intake_id"] == intake_id:
            _write(session, record, stored, intake_id, at, draft=True)
    for name, table in TABLES.items():
        key = table.c[FILES[name].key]
        mine = (table.c.intake_id == intake_id, table.c.draft, key.not_in(given[name]))
        session.execute(delete(table).where(*mine))


def accept(session: Session, intake_id: UUID, records: Iterable[Record], at: datetime) -> None:
    """Make an intake's drafts final and write these records as final ones, new or corrected."""
    _lock(session, intake_id)
    for table in TABLES.values():
        drafts = update(table).where(table.c.intake_id == intake_id, table.c.draft)
        session.execute(drafts.values(draft=False))
    put(session, records, at, intake_id=intake_id)


def put(
    session: Session, records: Iterable[Record], at: datetime, *, intake_id: UUID | None = None
) -> None:
    """Write final records, by their HUD keys, of an intake or of none (projects, users)."""
    for record in records:
        stored = _stored(session, record)
        owner = intake_id if stored is None else stored["intake_id"]
        _write(session, record, stored, owner, at, draft=False)


def delete_drafts(session: Session, intake_id: UUID) -> None:
    """Delete what the bot drafted for an intake; final records stay."""
    for table in TABLES.values():
        session.execute(delete(table).where(table.c.intake_id == intake_id, table.c.draft))


def rows(
    session: Session, file: str, intake_id: UUID | None = None, *, include_drafts: bool = True
) -> list[Values]:
    """Return the rows of a file in the clear, by HUD's column names, in the order of the key."""
    table = TABLES[file]
    wanted = select(table).order_by(table.c[FILES[file].key])
    if intake_id is not None:
        wanted = wanted.where(table.c.intake_id == intake_id)
    if not include_drafts:
        wanted = wanted.where(~table.c.draft)
    return [_opened(table, row) for row in session.execute(wanted).mappings()]


def _lock(session: Session, intake_id: UUID) -> None:
    # Drafting and accepting at once would leave drafts beside final rows.
    lock = select(IntakeRow.id).where(IntakeRow.id == intake_id)
    session.execute(lock.with_for_update(key_share=True))


def _has_final(session: Session, intake_id: UUID) -> bool:
    return any(
        session.execute(
            select(table.c.row_id).where(table.c.intake_id == intake_id, ~table.c.draft).limit(1)
        ).first()
        for table in TABLES.values()
    )


def _stored(session: Session, record: Record) -> RowMapping | None:
    table = TABLES[record.file]
    key = table.c[FILES[record.file].key]
    return session.execute(select(table).where(key == record.key)).mappings().one_or_none()


def _write(
    session: Session,
    record: Record,
    stored: RowMapping | None,
    intake_id: UUID | None,
    at: datetime,
    *,
    draft: bool,
) -> None:
    table = TABLES[record.file]
    values = _complete(record, table)
    if stored is None:
        row_id = uuid4()
        own = {"row_id": row_id, "intake_id": intake_id, "draft": draft}
        stamps = {"DateCreated": at, "DateUpdated": at}
        session.execute(insert(table).values({**_sealed(table, row_id, values), **stamps, **own}))
        return
    row_id = stored["row_id"]
    before = _opened(table, stored)
    changed = {name: value for name, value in values.items() if before[name] != value}
    writes: dict[str, Any] = _sealed(table, row_id, changed)
    if changed:
        writes["DateUpdated"] = at
    if stored["draft"] != draft:
        writes["draft"] = draft
    if writes:
        session.execute(update(table).where(table.c.row_id == row_id).values(writes))


def _complete(record: Record, table: Table) -> Values:
    """Give every column a value, the key included, but for the stamps that the store sets."""
    left_out = _STAMPS | LEFT_OUT
    given = {name: value for name, value in record.values.items() if name not in left_out}
    unknown = given.keys() - {column.name for column in table.c}
    if unknown or given.keys() & set(_OWN):
        raise ValueError(f"{record.file} has no column {', '.join(sorted(unknown)) or _OWN}")
    names = [c.name for c in table.c if c.name not in (*_OWN, *_STAMPS)]
    values = {name: given.get(name) for name in names}
    values[FILES[record.file].key] = record.key
    if values.get("UserID") is None:
        values["UserID"] = BOT_USER
    return {name: _comparable(table.c[name], value) for name, value in values.items()}


def _comparable(column: Column[Any], value: Cell) -> Cell:
    if isinstance(value, date) and isinstance(column.type, Encrypted):
        return value.isoformat()
    return value


def _sealed(table: Table, row_id: UUID, values: Mapping[str, Cell]) -> dict[str, Any]:
    return {
        name: seal_value(table.c[name], row_id, None if value is None else str(value))
        if isinstance(table.c[name].type, Encrypted)
        else value
        for name, value in values.items()
    }


def _opened(table: Table, row: RowMapping) -> Values:
    return {
        column.name: open_value(column, row["row_id"], row[column.name])
        if isinstance(column.type, Encrypted)
        else row[column.name]
        for column in table.c
        if column.name not in _OWN
    }
