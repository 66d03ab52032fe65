"""What a person agreed to or not, in which words of ours; append-only, the newest counts."""

from datetime import datetime
from hashlib import sha256
from typing import Literal, TypeAlias
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Code, Digest, PlainText
from store.conversations import Channel
from store.engine import Session
from store.row import Row

Kind: TypeAlias = Literal["record", "text", "share"]


class ConsentRow(Row):
    """One decision: to keep answers, to be texted, or to share; ``by`` is who noted it."""

    __tablename__ = "consent"

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"), index=True)
    intake_id: Mapped[UUID | None] = mapped_column(ForeignKey("intake.id"), index=True)
    kind: Mapped[Kind] = mapped_column(Code(Kind))
    choice: Mapped[str] = mapped_column(PlainText("id of a choice of our definition"))
    granted: Mapped[bool]
    version: Mapped[str] = mapped_column(PlainText("version of our consent text"))
    text_hash: Mapped[bytes] = mapped_column(Digest())
    text_shown: Mapped[str] = mapped_column(PlainText("our own words"))
    lang: Mapped[str] = mapped_column(PlainText("language code"))
    channel: Mapped[Channel] = mapped_column(Code(Channel))
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(PlainText("client, or the id of a staff member"))


def record(
    session: Session,
    *,
    conversation_id: UUID,
    kind: Kind,
    choice: str,
    granted: bool,
    version: str,
    text_shown: str,
    lang: str,
    channel: Channel,
    at: datetime,
    by: str = "client",
    intake_id: UUID | None = None,
) -> ConsentRow:
    """Note a decision with the very words that were shown and their SHA-256."""
    row = ConsentRow(
        conversation_id=conversation_id,
        intake_id=intake_id,
        kind=kind,
        choice=choice,
        granted=granted,
        version=version,
        text_hash=sha256(text_shown.encode()).digest(),
        text_shown=text_shown,
        lang=lang,
        channel=channel,
        at=at,
        by=by,
    )
    session.add(row)
    session.flush()
    return row


def for_conversation(session: Session, conversation_id: UUID) -> list[ConsentRow]:
    """Return every decision of a conversation, oldest first."""
    decisions = select(ConsentRow).where(ConsentRow.conversation_id == conversation_id)
    return list(session.scalars(decisions.order_by(ConsentRow.at, ConsentRow.id)))
