"""Statements of danger, kept until a person has taken them up and closed them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select, update
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Encrypted, PlainJson
from store.engine import Session
from store.row import Plain, Row


class SafetyEventRow(Row):
    """One statement of danger, or a request for a person.

    ``dangers`` are codes of ``intake.reading.Danger``; the answer to a question about safety has
    "not_safe" before them, and a request has a code of its own ("call").
    """

    __tablename__ = "safety_event"

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"), index=True)
    intake_id: Mapped[UUID | None] = mapped_column(ForeignKey("intake.id"))
    dangers: Mapped[list[str]] = mapped_column(PlainJson("closed set of our codes"))
    _words: Mapped[bytes | None] = mapped_column("words", Encrypted("text"))
    words = Plain[str | None]("_words")
    at: Mapped[datetime]
    taken_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    taken_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


def raise_event(
    session: Session,
    *,
    conversation_id: UUID,
    dangers: Sequence[str],
    words: str,
    at: datetime,
    intake_id: UUID | None = None,
) -> SafetyEventRow:
    """Note a statement of danger in the person's own words."""
    row = SafetyEventRow(
        conversation_id=conversation_id,
        intake_id=intake_id,
        dangers=list(dangers),
        words=words,
        at=at,
    )
    session.add(row)
    session.flush()
    return row


def get(session: Session, event_id: UUID) -> SafetyEventRow | None:
    """Return a safety event by its id."""
    return session.get(SafetyEventRow, event_id)


def open_events(session: Session, conversation_id: UUID | None = None) -> list[SafetyEventRow]:
    """Return what nobody has closed yet, of one conversation or of all, oldest first."""
    events = select(SafetyEventRow).where(SafetyEventRow.closed_at.is_(None))
    if conversation_id is not None:
        events = events.where(SafetyEventRow.conversation_id == conversation_id)
    return list(session.scalars(events.order_by(SafetyEventRow.at, SafetyEventRow.id)))


def take(session: Session, event_id: UUID, staff_id: UUID, at: datetime) -> bool:
    """Note who looks after it; of several at once, one wins."""
    taken = session.execute(
        update(SafetyEventRow)
        .where(SafetyEventRow.id == event_id, SafetyEventRow.taken_by.is_(None))
        .values(taken_by=staff_id, taken_at=at)
        .returning(SafetyEventRow.id)
    )
    return taken.first() is not None


def close(session: Session, event_id: UUID, at: datetime) -> bool:
    """Note that it is over; False if it was closed before."""
    closed = session.execute(
        update(SafetyEventRow)
        .where(SafetyEventRow.id == event_id, SafetyEventRow.closed_at.is_(None))
        .values(closed_at=at)
        .returning(SafetyEventRow.id)
    )
    return closed.first() is not None
