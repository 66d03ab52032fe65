"""Conversations: one person's way through one definition at one site, on one channel."""

import secrets
from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from typing import Literal, NamedTuple, TypeAlias
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Select, func, select
from sqlalchemy.orm import Mapped, defer, mapped_column

from store.columns import Code, Digest, Encrypted, PlainText
from store.contacts import ContactRow
from store.engine import Session
from store.intakes import IntakeRow
from store.row import Plain, Row

Channel: TypeAlias = Literal["sms", "chat", "phone"]
_TOKEN_BYTES = 32
_OVER = ("sent", "declined")  # the stages in which nothing is asked any more


class Use(NamedTuple):
    """How many conversations are in the middle of a definition, and how many intakes it made."""

    running: int
    intakes: int


class ConversationRow(Row):
    """A conversation, pinned to the definition that it began with (``ce_intake@1``).

    ``state`` is the dialogue's state as JSON, empty once wiped. ``turn`` counts what was shown.
    """

    __tablename__ = "conversation"
    __table_args__ = (Index(None, "contact_id", "site_id", "created_at"),)

    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"), index=True)
    channel: Mapped[Channel] = mapped_column(Code(Channel))
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact.id"))
    token_hash: Mapped[bytes | None] = mapped_column(Digest(), unique=True)
    definition: Mapped[str] = mapped_column(PlainText("name of a definition of ours"))
    _state: Mapped[bytes] = mapped_column("state", Encrypted("text"))
    state = Plain[str]("_state")
    stage: Mapped[str] = mapped_column(PlainText("stage of the dialogue, one of our codes"))
    lang: Mapped[str] = mapped_column(PlainText("language code"))
    turn: Mapped[int]
    created_at: Mapped[datetime]
    last_inbound_at: Mapped[datetime | None] = mapped_column(index=True)
    closed_at: Mapped[datetime | None]


def current(
    session: Session, site_id: UUID, contact_id: UUID, *, lock: bool = True
) -> ConversationRow | None:
    """Return the newest open conversation of a contact, and keep all others out until the end.

    Locked, it takes the contact first: of two texts that would both begin a conversation, the
    second waits and finds it.
    """
    if lock:
        contact = select(ContactRow.id).where(ContactRow.id == contact_id)
        session.execute(contact.with_for_update(key_share=True))
    newest = (
        select(ConversationRow)
        .where(
            ConversationRow.site_id == site_id,
            ConversationRow.contact_id == contact_id,
            ConversationRow.closed_at.is_(None),
        )
        .order_by(ConversationRow.created_at.desc(), ConversationRow.id.desc())
        .limit(1)
    )
    return session.scalars(_locked(newest) if lock else newest).one_or_none()


def by_token(session: Session, token: str, *, lock: bool = True) -> ConversationRow | None:
    """Return the conversation, open or closed, of a web chat's bearer token."""
    found = select(ConversationRow).where(ConversationRow.token_hash == _hash(token))
    return session.scalars(_locked(found) if lock else found).one_or_none()


def get(session: Session, conversation_id: UUID, *, lock: bool = True) -> ConversationRow | None:
    """Return a conversation by its id."""
    found = select(ConversationRow).where(ConversationRow.id == conversation_id)
    return session.scalars(_locked(found) if lock else found).one_or_none()


def many(session: Session, ids: Collection[UUID]) -> dict[UUID, ConversationRow]:
    """Return conversations by their ids, unlocked, in one query; those that are gone are left out.

    Their states are not loaded.
    """
    found = select(ConversationRow).where(ConversationRow.id.in_(ids))
    rows = session.scalars(found.options(defer(ConversationRow._state, raiseload=True)))  # noqa: SLF001
    return {row.id: row for row in rows}


def start(
    session: Session,
    *,
    site_id: UUID,
    channel: Channel,
    definition: str,
    lang: str,
    at: datetime,
    state: str = "",
    stage: str = "new",
    contact_id: UUID | None = None,
    token: str | None = None,
) -> ConversationRow:
    """Begin a conversation, reached by a contact (SMS), a bearer token (chat), or by staff."""
    row = ConversationRow(
        site_id=site_id,
        channel=channel,
        definition=definition,
        lang=lang,
        state=state,
        stage=stage,
        turn=0,
        created_at=at,
        contact_id=contact_id,
        token_hash=None if token is None else _hash(token),
    )
    session.add(row)
    session.flush()
    return row


def silent(session: Session, before: datetime, after: datetime, limit: int) -> list[UUID]:
    """Return open conversations by text, in the middle of the questions, last heard in between."""
    quiet = select(ConversationRow.id).where(
        ConversationRow.closed_at.is_(None),
        ConversationRow.channel == "sms",
        ConversationRow.stage == "asking",
        ConversationRow.last_inbound_at < before,
        ConversationRow.last_inbound_at > after,
    )
    return list(session.scalars(quiet.order_by(ConversationRow.last_inbound_at).limit(limit)))


def use_by_definition(session: Session) -> dict[str, Use]:
    """Count, for each definition that was ever used, what runs on it and what came of it."""
    runs = ConversationRow.closed_at.is_(None) & ConversationRow.stage.not_in(_OVER)
    counted = (
        select(
            ConversationRow.definition,
            func.count().filter(runs),
            func.count(IntakeRow.id),
        )
        .outerjoin(IntakeRow, IntakeRow.conversation_id == ConversationRow.id)
        .group_by(ConversationRow.definition)
    )
    return {name: Use(running, made) for name, running, made in session.execute(counted)}


def new_token() -> str:
    """Return a bearer token of 256 random bits for a web chat; only its hash is ever stored."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def wipe(session: Session, conversation: ConversationRow, at: datetime) -> None:
    """Remove what a person said in a conversation and close it, keeping sids and our replies."""
    from store import wiping  # it knows every noun, and they know this one

    wiping.wipe(session, conversation, at)


def _locked(statement: Select[ConversationRow]) -> Select[ConversationRow]:
    # NO KEY UPDATE: rows that merely refer to the conversation can be inserted meanwhile. What
    # was read before the lock may be old by now.
    return statement.with_for_update(key_share=True).execution_options(populate_existing=True)


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
