"""The record as one value for its page: read in one transaction, in words, with its sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from admin import words
from admin.access import SignedIn
from admin.person import LANG, Person, reasons, staff_names
from admin.record_drafts import Draft, drafts_of
from bot import casework
from bot.labels import in_words, topic
from bot.state import Flag, State, load
from bot.wiring import Services
from intake.answers import Member, Refused, Unknown
from intake.definition import Questionnaire
from intake.path import Asked, path
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
from store.answers import AnswerRow
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
class Said:
    """One answer in words, with the person's own words and how they were read."""

    row: AnswerRow
    words: str
    method: str
    by: str | None
    declined: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One question: what stands, what stood before, and why there may be nothing.

    ``gap`` is ``left`` (given up, for the worker to ask) or ``open`` (not asked yet).
    """

    key: str
    topic: str
    said: Said | None
    before: tuple[Said, ...]
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SafetyCard:
    """A statement of danger, or a request for a person, that nobody has closed."""

    event: SafetyEventRow
    dangers: tuple[str, ...]
    requests: tuple[str, ...]
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
    sections: tuple[Section, ...]
    dropped: tuple[Line, ...]
    household: tuple[tuple[str, str], ...]
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
    opted_out = bool((contact and contact.opted_out_at) or (state and state.opted_out))
    writer = _Writer(services, questionnaire, history, names)
    on_path = list(path(questionnaire, {row.key: row.answer for row in current}))
    set_aside = state.set_aside if state else ()
    shown = {asked.key for asked in on_path}
    return Record(
        intake=intake,
        conversation=conversation,
        site=site,
        contact=contact,
        opted_out=opted_out,
        person=Person(services, questionnaire, current),
        cards=tuple(
            _card(event, names, user) for event in safety.open_events(session, conversation.id)
        ),
        warnings=_warnings(state),
        reasons=tuple(reasons(intake)),
        topics={question.id: topic(question, LANG, None) for question in questionnaire.questions()},
        sections=_sections(questionnaire, writer, on_path, set_aside),
        dropped=tuple(writer.dropped(shown)),
        household=tuple(writer.household(on_path)),
        consents=consents.for_conversation(session, conversation.id),
        thread=messages.thread(session, conversation.id),
        drafts=drafts_of(session, intake.id),
        audit=tuple(
            (row, names.get(row.actor, row.actor))
            for row in reversed(audit.for_subject(session, "intake", intake.id)[-AUDIT_ROWS:])
        ),
        holder=names.get(str(by)) if by else None,
        is_mine=by == user.id,
        fingerprint=casework.fingerprint(session, intake.id),
    )


class _Writer:
    """Puts stored answers into words."""

    def __init__(
        self,
        services: Services,
        questionnaire: Questionnaire,
        history: Sequence[AnswerRow],
        names: Mapping[str, str],
    ) -> None:
        self._small_words = services.wording.words
        self._questionnaire = questionnaire
        self._names = names
        ordered = sorted(history, key=lambda row: row.key)
        self._by_key = {key: list(rows) for key, rows in groupby(ordered, lambda row: row.key)}

    def line(self, asked: Asked, set_aside: Sequence[str]) -> Line:
        rows = self._by_key.get(asked.key, [])
        standing = next((row for row in rows if row.superseded_at is None), None)
        before = tuple(self._said(row) for row in rows if row is not standing)
        name = topic(asked.question, LANG, asked.slot)
        said = self._said(standing) if standing else None
        gap = "" if said else "left" if asked.key in set_aside else "open"
        return Line(asked.key, name, said, before, gap)

    def dropped(self, shown: set[str]) -> list[Line]:
        """Return what was once said but does not apply any more."""
        return [
            Line(key, topic(self._questionnaire.by_id[rows[0].question], LANG, rows[0].slot), None,
                 tuple(self._said(row) for row in rows))
            for key, rows in self._by_key.items()
            if key not in shown
        ]  # fmt: skip

    def household(self, on_path: Sequence[Asked]) -> list[tuple[str, str]]:
        """Return the people of the list, each with the name of their line."""
        lines = (self.line(asked, ()) for asked in on_path)
        return [
            (line.topic, line.said.words)
            for line in lines
            if line.said and isinstance(line.said.row.answer.value, Member)
        ]

    def _said(self, row: AnswerRow) -> Said:
        question = self._questionnaire.by_id[row.question]
        value = row.answer.value
        return Said(
            row=row,
            words=in_words(question, value, LANG, self._small_words),
            method=words.METHODS.get(row.method, row.method.replace("_", " ")),
            by=None if row.by == "client" else self._names.get(row.by, row.by),
            declined=isinstance(value, Unknown | Refused),
        )


def _sections(
    questionnaire: Questionnaire,
    writer: _Writer,
    on_path: Sequence[Asked],
    set_aside: Sequence[str],
) -> tuple[Section, ...]:
    lines = {asked.key: writer.line(asked, set_aside) for asked in on_path}
    found = []
    for section in questionnaire.sections:
        ids = {question.id for question in section.questions}
        own = tuple(lines[asked.key] for asked in on_path if asked.question.id in ids)
        if own:
            found.append(Section(section.title[LANG], own))
    return tuple(found)


def _card(event: SafetyEventRow, names: Mapping[str, str], user: SignedIn) -> SafetyCard:
    requests = tuple(words.REQUESTS[code] for code in event.dangers if code in words.REQUESTS)
    dangers = tuple(
        words.DANGERS.get(code, code) for code in event.dangers if code not in words.REQUESTS
    )
    taken_by = names.get(str(event.taken_by)) if event.taken_by else None
    return SafetyCard(event, dangers, requests, taken_by, event.taken_by == user.id)


def _warnings(state: State | None) -> tuple[str, ...]:
    flags = state.flags if state else ()
    return tuple(words.FLAGS[flag] for flag in Flag if flag in flags and flag in words.FLAGS)


def may_write_text(record: Record) -> bool:
    """Tell whether the person may be texted first at all."""
    blocked = {words.FLAGS[Flag.TEXT_UNSAFE]}
    return not record.opted_out and not blocked & set(record.warnings)


def last_word(record: Record) -> datetime:
    """Return when the person last wrote, or began."""
    return record.conversation.last_inbound_at or record.conversation.created_at
