"""Removal of what a person said, in every table that may hold it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, select, update

from store.answers import AnswerRow
from store.contacts import ContactRow
from store.conversations import ConversationRow
from store.engine import Session
from store.hmis import records
from store.intakes import IntakeRow
from store.messages import InboundRow, OutboundRow
from store.safety import SafetyEventRow


def wipe(session: Session, conversation: ConversationRow, at: datetime) -> None:
    """Remove the personal content of a conversation and close it.

    The carrier's ids and our own replies stay, so that a late redelivery still gets its answer.
    The number goes as well, unless another conversation uses it or it has opted out: a STOP
    must outlive what it stopped.
    """
    contact_id = conversation.contact_id
    conversation.state = ""
    conversation.contact_id = None
    conversation.token_hash = None
    conversation.closed_at = conversation.closed_at or at
    session.flush()
    mine = conversation.id
    session.execute(
        update(InboundRow).where(InboundRow.conversation_id == mine).values({"_body": None})
    )
    session.execute(
        update(OutboundRow)
        .where(OutboundRow.conversation_id == mine, OutboundRow.kind != "reply")
        .values({"_body": None})
    )
    session.execute(
        update(SafetyEventRow)
        .where(SafetyEventRow.conversation_id == mine)
        .values({"_words": None})
    )
    intakes = select(IntakeRow.id).where(IntakeRow.conversation_id == mine)
    for intake_id in session.scalars(intakes).all():
        session.execute(delete(AnswerRow).where(AnswerRow.intake_id == intake_id))
        records.delete_drafts(session, intake_id)
    if contact_id is not None:
        _drop_contact(session, contact_id)


def _drop_contact(session: Session, contact_id: UUID) -> None:
    used = exists().where(ConversationRow.contact_id == contact_id)
    session.execute(
        delete(ContactRow).where(
            ContactRow.id == contact_id, ContactRow.opted_out_at.is_(None), ~used
        )
    )
