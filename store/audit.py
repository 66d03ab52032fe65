"""Who did or saw what: append-only, ids and codes alone.

The database refuses to change or delete a row (triggers of the first migration). ``seq`` is dense
and in the order of commits, since writers take turns: SQLite has one writer, and on PostgreSQL an
advisory lock is held until the transaction ends. A hash chain can therefore be added as one
column more, each row over the one before it, and a gap in ``seq`` already shows a lost row.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import BigInteger, Index, func, select
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import PlainJson, PlainText
from store.engine import Session
from store.row import Row

Detail: TypeAlias = Mapping[str, str | int | bool | UUID | None]

_LOCK = 4_190_420  # any number that no other advisory lock of this database uses
_CODE = re.compile(r"[A-Za-z0-9_.:@-]{0,64}")


class AuditRow(Row):
    """One act; ``detail`` names further ids and codes, never words."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "subject_kind", "subject_id", "seq"),)

    seq: Mapped[int] = mapped_column(BigInteger, unique=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(PlainText("staff id, bot or system"))
    action: Mapped[str] = mapped_column(PlainText("one of our codes"))
    subject_kind: Mapped[str] = mapped_column(PlainText("kind of thing, one of our codes"))
    subject_id: Mapped[UUID | None]
    detail: Mapped[dict[str, str | int | bool | None]] = mapped_column(PlainJson("ids and codes"))


def write(
    session: Session,
    *,
    actor: UUID | str,
    action: str,
    subject_kind: str,
    subject_id: UUID | None,
    at: datetime,
    detail: Detail | None = None,
) -> AuditRow:
    """Note an act; commit it before what it is about is shown. Raise ValueError for words."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    last = session.scalars(select(func.coalesce(func.max(AuditRow.seq), 0))).one()
    row = AuditRow(
        seq=last + 1,
        at=at,
        actor=_code(actor),
        action=_code(action),
        subject_kind=_code(subject_kind),
        subject_id=subject_id,
        detail={
            _code(name): _code(value) if isinstance(value, str | UUID) else value
            for name, value in (detail or {}).items()
        },
    )
    session.add(row)
    session.flush()
    return row


def for_subject(session: Session, subject_kind: str, subject_id: UUID) -> list[AuditRow]:
    """Return everything that was done to or seen of a thing, in order."""
    rows = select(AuditRow).where(
        AuditRow.subject_kind == subject_kind, AuditRow.subject_id == subject_id
    )
    return list(session.scalars(rows.order_by(AuditRow.seq)))


def recent(session: Session, limit: int = 100, before: int | None = None) -> list[AuditRow]:
    """Return the newest acts first; ``before`` is the ``seq`` that a further page begins below."""
    rows = select(AuditRow)
    if before is not None:
        rows = rows.where(AuditRow.seq < before)
    return list(session.scalars(rows.order_by(AuditRow.seq.desc()).limit(limit)))


def _code(value: UUID | str) -> str:
    text = str(value)
    if not _CODE.fullmatch(text):
        raise ValueError("audit rows take ids and codes, no words")
    return text
