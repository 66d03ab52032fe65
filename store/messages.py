"""Texts in and out: what arrived, once each, and how far each of ours has come."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    UniqueConstraint,
    func,
    select,
    update,
)
from sqlalchemy import (
    Sequence as SqlSequence,
)
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Code, Encrypted, PlainText
from store.conversations import Channel
from store.engine import Session
from store.insertion import insert_new
from store.row import Plain, Row, metadata

Kind: TypeAlias = Literal["reply", "nudge", "staff", "notice"]
Delivery: TypeAlias = Literal["queued", "sent", "confirmed", "delivered", "undelivered", "failed"]

# A text moves forward only, and an end is an end. "confirmed" is one found at the carrier, or
# shown in the chat, of which nothing more may ever be heard.
_EARLIER: dict[Delivery, tuple[Delivery, ...]] = {
    "queued": (),
    "sent": ("queued",),
    "confirmed": ("queued", "sent"),
    "delivered": ("queued", "sent", "confirmed"),
    "undelivered": ("queued", "sent", "confirmed"),
    "failed": ("queued", "sent", "confirmed"),
}
_FINAL: tuple[Delivery, ...] = ("delivered", "undelivered", "failed")
_CARRIER = "identifier or code of the carrier"
_inbound_seq = SqlSequence("inbound_seq", metadata=metadata)


class InboundRow(Row):
    """A text that arrived; ``reply`` is the JSON list of the texts that answered it.

    ``seq`` grows with every text of this database; ``shown_turn`` is the turn that the person
    had before them when they wrote.
    """

    __tablename__ = "inbound"
    __table_args__ = (UniqueConstraint("account", "sid"),)

    seq: Mapped[int] = mapped_column(BigInteger, unique=True)
    account: Mapped[str] = mapped_column(PlainText(_CARRIER))
    sid: Mapped[str] = mapped_column(PlainText(_CARRIER))
    conversation_id: Mapped[UUID | None] = mapped_column(ForeignKey("conversation.id"), index=True)
    channel: Mapped[Channel] = mapped_column(Code(Channel))
    _body: Mapped[bytes | None] = mapped_column("body", Encrypted("text"))
    body = Plain[str | None]("_body")
    media_count: Mapped[int]
    received_at: Mapped[datetime]
    shown_turn: Mapped[int | None]
    _reply: Mapped[bytes | None] = mapped_column("reply", Encrypted("text"))
    reply = Plain[str | None]("_reply")
    note: Mapped[str | None] = mapped_column(PlainText("code of how it was handled, no words"))

    @property
    def reply_texts(self) -> list[str] | None:
        """The texts that answered this one; None while it has not been handled."""
        stored = self.reply
        return None if stored is None else list(json.loads(stored))


class OutboundRow(Row):
    """A text of ours; ``position`` orders those that belong together."""

    __tablename__ = "outbound"
    __table_args__ = (Index(None, "state", "created_at"),)

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"), index=True)
    inbound_id: Mapped[UUID | None] = mapped_column(ForeignKey("inbound.id"), index=True)
    position: Mapped[int]
    _body: Mapped[bytes | None] = mapped_column("body", Encrypted("text"))
    body = Plain[str | None]("_body")
    kind: Mapped[Kind] = mapped_column(Code(Kind))
    state: Mapped[Delivery] = mapped_column(Code(Delivery))
    sid: Mapped[str | None] = mapped_column(PlainText(_CARRIER), unique=True)
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    error_code: Mapped[str | None] = mapped_column(PlainText(_CARRIER))


class Message(NamedTuple):
    """One text of a thread; the body is None where it was wiped or only media came."""

    direction: Literal["in", "out"]
    body: str | None
    at: datetime
    id: UUID


def take(
    session: Session, account: str, sid: str, channel: Channel, received_at: datetime
) -> InboundRow | None:
    """Claim an arriving text, or return None if it was here before, whoever delivers it.

    A second delivery waits until the first one has been handled, and then has its reply.
    """
    row_id = uuid4()
    if session.get_bind().dialect.name == "sqlite":
        last = select(func.coalesce(func.max(InboundRow.seq), 0))
        seq = session.scalars(last).one() + 1  # alone in the database: BEGIN IMMEDIATE
    else:
        seq = session.scalar(_inbound_seq)
    values = {
        "id": row_id,
        "seq": seq,
        "account": account,
        "sid": sid,
        "channel": channel,
        "media_count": 0,
        "received_at": received_at,
    }
    return session.get(InboundRow, row_id) if insert_new(session, InboundRow, values) else None


def find(session: Session, account: str, sid: str) -> InboundRow | None:
    """Return a text by the carrier's id."""
    return session.scalars(
        select(InboundRow).where(InboundRow.account == account, InboundRow.sid == sid)
    ).one_or_none()


def store_reply(
    session: Session, inbound: InboundRow, texts: Sequence[str], at: datetime
) -> list[OutboundRow]:
    """Keep the reply to a text, so that a redelivery gets the very same; return its messages.

    A text that belongs to no conversation gets a reply without messages to follow up.
    """
    inbound.reply = json.dumps(list(texts), ensure_ascii=False)
    if inbound.conversation_id is None:
        session.flush()
        return []
    rows = [
        OutboundRow(
            conversation_id=inbound.conversation_id,
            inbound_id=inbound.id,
            position=position,
            body=text,
            kind="reply",
            state="queued",
            created_at=at,
        )
        for position, text in enumerate(texts)
    ]
    session.add_all(rows)
    session.flush()
    return rows


def replies_to(session: Session, inbound_id: UUID) -> Sequence[OutboundRow]:
    """Return the messages of the reply to a text, in order."""
    return session.scalars(
        select(OutboundRow)
        .where(OutboundRow.inbound_id == inbound_id)
        .order_by(OutboundRow.position)
    ).all()


def compose(
    session: Session, conversation_id: UUID, kind: Kind, body: str, at: datetime
) -> OutboundRow:
    """Keep a text that we begin (a nudge, a staff message, a notice), to be sent later."""
    row = OutboundRow(
        conversation_id=conversation_id,
        position=0,
        body=body,
        kind=kind,
        state="queued",
        created_at=at,
    )
    session.add(row)
    session.flush()
    return row


def get(session: Session, outbound_id: UUID) -> OutboundRow | None:
    """Return a text of ours by its id."""
    return session.get(OutboundRow, outbound_id)


def settle(
    session: Session,
    sid_or_id: str | UUID,
    state: Delivery,
    error_code: str | None,
    at: datetime,
    *,
    sid: str | None = None,
) -> bool:
    """Move a text of ours forward and tell whether it moved; late news changes nothing.

    Give ``sid`` once the carrier has named a text that is known by our id: it is kept even when
    a callback was faster than our own note of having sent it.
    """
    which = OutboundRow.sid == sid_or_id
    if isinstance(sid_or_id, UUID):
        which = OutboundRow.id == sid_or_id
    if sid is not None:
        session.execute(update(OutboundRow).where(which, OutboundRow.sid.is_(None)).values(sid=sid))
    values: dict[str, object] = {"state": state, "error_code": error_code}
    if state in _FINAL:
        values["settled_at"] = at
    moved = session.execute(
        update(OutboundRow)
        .where(which, OutboundRow.state.in_(_EARLIER[state]))
        .values(values)
        .returning(OutboundRow.id)
    )
    return moved.first() is not None


def unsettled(session: Session, before: datetime, limit: int = 100) -> Sequence[OutboundRow]:
    """Return texts still queued since before then, oldest first: nobody knows if they left."""
    return session.scalars(
        select(OutboundRow)
        .where(OutboundRow.state == "queued", OutboundRow.created_at < before)
        .order_by(OutboundRow.created_at, OutboundRow.position, OutboundRow.id)
        .limit(limit)
    ).all()


def replies_since(session: Session, conversation_id: UUID, since: datetime) -> int:
    """Count the texts that a conversation was sent since then, for its budget."""
    return session.scalars(
        select(func.count())
        .select_from(OutboundRow)
        .where(OutboundRow.conversation_id == conversation_id, OutboundRow.created_at >= since)
    ).one()


def nudges_since(session: Session, conversation_id: UUID, since: datetime) -> int:
    """Count the reminders that a conversation was sent since then."""
    return session.scalars(
        select(func.count())
        .select_from(OutboundRow)
        .where(
            OutboundRow.conversation_id == conversation_id,
            OutboundRow.kind == "nudge",
            OutboundRow.created_at >= since,
        )
    ).one()


def thread(session: Session, conversation_id: UUID) -> list[Message]:
    """Return all texts of a conversation in the order in which they were said."""
    arrived = session.scalars(
        select(InboundRow).where(InboundRow.conversation_id == conversation_id)
    )
    ours = session.scalars(
        select(OutboundRow).where(OutboundRow.conversation_id == conversation_id)
    )
    placed = {
        (row.received_at, 0, row.seq, row.id): Message("in", row.body, row.received_at, row.id)
        for row in arrived
    }

    def rank(row: OutboundRow) -> int:
        return 2 if row.inbound_id is None else 1  # an answer comes before what we begin

    placed |= {
        (row.created_at, rank(row), row.position, row.id): Message(
            "out", row.body, row.created_at, row.id
        )
        for row in ours
    }
    return [placed[place] for place in sorted(placed)]


def every_inbound(session: Session) -> Iterator[InboundRow]:
    """Yield every text that came in, in the order of arrival, without loading all at once."""
    rows = select(InboundRow).order_by(InboundRow.seq).execution_options(yield_per=500)
    yield from session.scalars(rows)


def every_outbound(session: Session) -> Iterator[OutboundRow]:
    """Yield every text of ours, oldest first, without loading all at once."""
    rows = select(OutboundRow).order_by(OutboundRow.created_at, OutboundRow.position)
    yield from session.scalars(rows.execution_options(yield_per=500))
