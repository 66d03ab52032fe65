"""The record as one value for its page: read in one transaction, in words, with its sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from admin import words
from admin.access import SignedIn
from admin.person import LANG, Person, reasons, staff_names
from admin.record_answers import Told, Writer
from admin.record_drafts import Draft, drafts_of
from bot import casework
from bot.labels import topic
from bot.state import AlertKind, Flag, State, load
from bot.wiring import Services
from intake.path import path
from store import (
    answers,
    audit,
    consents,
    contacts,
    conversations,
    intakes,
    messages,
    safety,
    sites,
)
from store.audit import AuditRow
from store.consents import ConsentRow
from store.contacts import ContactRow
from store.conversations import ConversationRow
from store.engine import Session
from store.intakes import IntakeRow
from store.messages import Message
from store.safety import SafetyEventRow
from store.sites import SiteRow

AUDIT_ROWS = 50


@dataclass(frozen=True, slots=True)
class SafetyCard:
    """A statement of danger, or a request for a person, that nobody has closed.

    ``answers`` are what the same text answered, as topic and words: a bare "1" tells nothing.
    """

    event: SafetyEventRow
    dangers: tuple[str, ...]
    requests: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    taken_by: str | None
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Record:
    """Everything the page shows."""

    intake: IntakeRow
    conversation: ConversationRow
    site: SiteRow
    contact: ContactRow | None
    opted_out: bool
    person: Person
    cards: tuple[SafetyCard, ...]
    warnings: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    topics: Mapping[str, str]
    told: Told
    consents: Sequence[ConsentRow]
    thread: Sequence[Message]
    drafts: tuple[Draft, ...]
    audit: tuple[tuple[AuditRow, str], ...]
    holder: str | None
    is_mine: bool
    fingerprint: str


def read_record(services: Services, user: SignedIn, intake_id: UUID) -> Record | None:
    """Read a record as it stands now; None if it is gone or not for this role any more."""
    with services.database.read() as session:
        intake = intakes.get(session, intake_id)
        if intake is None or not casework.may_see(intake, user.role):
            return None
        conversation = conversations.get(session, intake.conversation_id, lock=False)
        site = sites.get(session, intake.site_id)
        if conversation is None or site is None:
            return None
        return _record(session, services, user, intake, conversation, site)


def _record(
    session: Session,
    services: Services,
    user: SignedIn,
    intake: IntakeRow,
    conversation: ConversationRow,
    site: SiteRow,
) -> Record:
    questionnaire = services.questionnaires[conversation.definition]
    names = staff_names(session)
    state = load(conversation.state) if conversation.state else None
    history = answers.history(session, intake.id)
    current = [row for row in history if row.superseded_at is None]
    contact = contacts.get(session, conversation.contact_id) if conversation.contact_id else None
    by = intake.accepted_by if intake.state == "accepted" else intake.claimed_by
    writer = Writer(services, questionnaire, history, names)
    on_path = tuple(path(questionnaire, {row.key: row.answer for row in current}))
    return Record(
        intake=intake,
        conversation=conversation,
        site=site,
        contact=contact,
        opted_out=bool((contact and contact.opted_out_at) or (state and state.opted_out)),
        person=Person(services, questionnaire, current),
        cards=_cards(session, conversation.id, writer, names, user),
        warnings=_warnings(state),
        reasons=tuple(reasons(intake)),
        topics={question.id: topic(question, LANG, None) for question in questionnaire.questions()},
        told=writer.told(on_path, state.set_aside if state else ()),
        consents=consents.for_conversation(session, conversation.id),
        thread=messages.thread(session, conversation.id),
        drafts=drafts_of(session, intake.id),
        audit=_audit_of(session, intake.id, names),
        holder=names.get(str(by)) if by else None,
        is_mine=by == user.id,
        fingerprint=casework.fingerprint(session, intake.id),
    )


def _cards(
    session: Session,
    conversation_id: UUID,
    writer: Writer,
    names: Mapping[str, str],
    user: SignedIn,
) -> tuple[SafetyCard, ...]:
    events = safety.open_events(session, conversation_id)
    return tuple(_card(event, writer.said_at(event.at), names, user) for event in events)


def _audit_of(
    session: Session, intake_id: UUID, names: Mapping[str, str]
) -> tuple[tuple[AuditRow, str], ...]:
    newest = reversed(audit.for_subject(session, "intake", intake_id)[-AUDIT_ROWS:])
    return tuple((row, names.get(row.actor, row.actor)) for row in newest)


def _card(
    event: SafetyEventRow,
    answered: tuple[tuple[str, str], ...],
    names: Mapping[str, str],
    user: SignedIn,
) -> SafetyCard:
    requests = tuple(words.REQUESTS[code] for code in event.dangers if code in words.REQUESTS)
    codes = [code for code in event.dangers if code not in words.REQUESTS]
    # The mark of an answer says little beside the danger that was answered.
    named = [code for code in codes if code != AlertKind.NOT_SAFE] or codes
    dangers = tuple(words.DANGERS.get(code, code) for code in named)
    taken_by = names.get(str(event.taken_by)) if event.taken_by else None
    return SafetyCard(event, dangers, requests, answered, taken_by, event.taken_by == user.id)


def _warnings(state: State | None) -> tuple[str, ...]:
    flags = state.flags if state else ()
    return tuple(words.FLAGS[flag] for flag in Flag if flag in flags and flag in words.FLAGS)


def texting(record: Record) -> str:
    """Return, as a code, whether the person may be texted first, and how."""
    said = set(record.warnings)
    if record.opted_out or words.FLAGS[Flag.TEXT_UNSAFE] in said:
        return "no"
    careful = {words.FLAGS[Flag.PHONE_SHARED], words.FLAGS[Flag.RESTRICTED]}
    return "careful" if careful & said else "yes"


def last_word(record: Record) -> datetime:
    """Return when the person last wrote, or began."""
    return record.conversation.last_inbound_at or record.conversation.created_at
