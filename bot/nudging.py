"""Reminders: at most two, by day, never where texting is not safe, and ended by any reply."""

from datetime import datetime, timedelta
from uuid import UUID

from bot.clock import local_time
from bot.conversation import may_be_nudged, step
from bot.rendering import render
from bot.state import Nudged, dump, load
from bot.wiring import Services, voice_of
from store import consents, contacts, conversations, messages, outbox, sites
from store.conversations import ConversationRow
from store.engine import Session
from store.sites import SiteRow

AFTER = (timedelta(hours=20), timedelta(hours=44))
DAY_BEGINS, DAY_ENDS = 9, 20  # local hours, if the site sets none
BATCH = 50


def nudge_all(services: Services) -> int:
    """Send every reminder that is due; returns how many."""
    now = services.clock.now()
    quiet = services.database.run(
        lambda session: conversations.silent(session, now - AFTER[0], now - 3 * AFTER[1], BATCH)
    )
    sent = 0
    for conversation_id in quiet:
        sent += services.database.run(
            lambda session, c=conversation_id: nudge(session, services, c, now)  # type: ignore[misc]
        )
    return sent


def nudge(session: Session, services: Services, conversation_id: UUID, now: datetime) -> bool:
    """Remind one person if it is due, allowed and a decent hour; tells whether it did."""
    conversation = conversations.get(session, conversation_id)
    if conversation is None or conversation.last_inbound_at is None or not conversation.state:
        return False
    site = sites.get(session, conversation.site_id)
    if site is None or not _is_due(session, conversation, site, now):
        return False
    state = load(conversation.state)
    if not may_be_nudged(state) or not _wants_texts(session, conversation):
        return False
    questionnaire = services.questionnaires[conversation.definition]
    state, effects = step(questionnaire, state, Nudged(state.turn, now))
    voice = voice_of(site, conversation.channel)
    for text in render(effects, questionnaire, services.wording, state, voice):
        row = messages.compose(session, conversation.id, "nudge", text, now)
        outbox.put(session, "send", row.id, now, now)
    conversation.state = dump(state)
    return True


def _is_due(session: Session, conversation: ConversationRow, site: SiteRow, now: datetime) -> bool:
    last = conversation.last_inbound_at
    if last is None:
        return False
    nudges = messages.nudges_since(session, conversation.id, last)
    if nudges >= len(AFTER) or now < last + AFTER[nudges]:
        return False
    begins = int(str(site.policies.get("day_begins", DAY_BEGINS)))
    ends = int(str(site.policies.get("day_ends", DAY_ENDS)))
    return begins <= local_time(now, site.timezone).hour < ends


def _wants_texts(session: Session, conversation: ConversationRow) -> bool:
    """Tell whether the person agreed to be texted and has not said STOP (R6, R8)."""
    if conversation.channel != "sms" or conversation.contact_id is None:
        return False
    contact = contacts.get(session, conversation.contact_id)
    if contact is None or contact.opted_out_at is not None:
        return False
    asked = [c for c in consents.for_conversation(session, conversation.id) if c.kind == "text"]
    return bool(asked) and asked[-1].granted
