"""What the effects of a turn do to the store, inside the turn's own transaction."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import local_day, local_time
from bot.rendering import Renderer
from bot.state import (
    Alert,
    AlertKind,
    ConsentAnswered,
    Effect,
    Finished,
    Flag,
    OptedIn,
    OptedOut,
    State,
    Wipe,
)
from bot.wiring import Services, voice_of
from intake.answers import Answers
from intake.hud.mapping import Frame, draft_records
from intake.path import answers_on_path, path
from intake.urgency import assess
from store import answers, consents, contacts, conversations, counters, intakes, outbox, safety
from store.conversations import ConversationRow
from store.engine import Session
from store.hmis import records
from store.intakes import IntakeRow
from store.messages import InboundRow
from store.sites import SiteRow

BOT_USER = "bot"
REQUESTS = frozenset({AlertKind.CALL, AlertKind.COMPLAINT, AlertKind.DELETE})


@dataclass(frozen=True, slots=True)
class Work:
    """One turn in the store: ``before`` and ``after`` are the states around it."""

    session: Session
    services: Services
    site: SiteRow
    conversation: ConversationRow
    inbound: InboundRow | None
    before: State
    after: State
    at: datetime


def perform(work: Work, effects: tuple[Effect, ...]) -> None:
    """Do everything that a turn caused; the texts themselves are stored by the caller."""
    for effect in effects:
        _perform(work, effect)
    if any(isinstance(effect, Wipe) for effect in effects):
        return
    intake = intakes.for_conversation(work.session, work.conversation.id)
    if intake is not None:
        _save(work, intake)
        if any(isinstance(effect, Finished) for effect in effects):
            write_drafts(work, intake)


def _perform(work: Work, effect: Effect) -> None:
    match effect:
        case ConsentAnswered():
            _consent(work, effect)
        case Alert():
            _alert(work, effect)
        case OptedOut():
            _opted_out(work, work.at)
        case OptedIn():
            _opted_out(work, None)
        case Finished():
            intake = _intake(work)
            intake.finished_at = intake.finished_at or work.at
            intake.stalled_at = None
        case Wipe():
            _wipe(work)
        case _:
            pass  # words: rendered and stored as the reply


def _intake(work: Work) -> IntakeRow:
    return intakes.start(
        work.session,
        conversation_id=work.conversation.id,
        site_id=work.site.id,
        lang=work.after.lang,
        at=work.at,
    )


def _consent(work: Work, effect: ConsentAnswered) -> None:
    """Store a consent with the very words that were shown; the first one opens the intake."""
    questionnaire = work.services.questionnaires[work.conversation.definition]
    question = questionnaire.by_id[effect.question]
    channel = work.conversation.channel
    shown = Renderer(
        questionnaire, work.services.wording, work.before, voice_of(work.site, channel)
    ).question_text(effect.question)
    intake = _intake(work) if effect.granted or question.role != "consent" else None
    kinds = [question.consent] if question.consent else []
    if question.role == "consent" and channel == "sms":
        kinds.append("text")  # the same words ask for both: keeping, and texting about it
    for kind in kinds:
        consents.record(
            work.session,
            conversation_id=work.conversation.id,
            kind=kind,
            choice=effect.choice,
            granted=effect.granted,
            version=questionnaire.name,
            text_shown=shown,
            lang=work.before.lang,
            channel=channel,
            at=work.at,
            intake_id=intake.id if intake else None,
        )


def _alert(work: Work, alert: Alert) -> None:
    """Put the person before staff now: on top of the queue, with their exact words."""
    intake = _intake(work)
    dangers = [danger.value for danger in alert.dangers]
    if alert.kind is AlertKind.NOT_SAFE or not dangers:
        # The answer to a question keeps its mark: it is no text that spoke of danger by itself.
        dangers = [alert.kind.value, *dangers]
    event = safety.raise_event(
        work.session,
        conversation_id=work.conversation.id,
        intake_id=intake.id,
        dangers=dangers,
        words=alert.words,
        at=work.at,
    )
    kind = "page" if alert.kind in (AlertKind.CRISIS, AlertKind.NOT_SAFE) else "call_task"
    outbox.put(work.session, kind, event.id, work.at, work.at)


def _opted_out(work: Work, at: datetime | None) -> None:
    if work.conversation.contact_id is None:
        return
    contact = contacts.get(work.session, work.conversation.contact_id)
    if contact is not None:
        contact.opted_out_at = at


def _wipe(work: Work) -> None:
    intake = intakes.for_conversation(work.session, work.conversation.id)
    if intake is not None and intake.state != "accepted":
        intakes.withdraw(work.session, intake.id, work.at)
    conversations.wipe(work.session, work.conversation, work.at)
    counters.add(work.session, "declined", local_day(work.at, work.site.timezone))


def _save(work: Work, intake: IntakeRow) -> None:
    """Bring the stored answers, the urgency and the place in the queue to the new state."""
    state = work.after
    questionnaire = work.services.questionnaires[work.conversation.definition]
    on_path = answers_on_path(questionnaire, state.answers)
    if state.answers != work.before.answers:
        answers.save(
            work.session,
            intake.id,
            state.answers,
            on_path.keys(),
            work.conversation.definition,
            work.inbound.id if work.inbound else None,
            work.at,
        )
    rank(work.session, intake, on_path)
    intake.answered = len(on_path)
    intake.asked = sum(1 for _ in path(questionnaire, state.answers))
    intake.restricted = intake.restricted or Flag.RESTRICTED in state.flags
    intake.short_by_choice = Flag.SHORT_BY_CHOICE in state.flags
    intake.lang = state.lang
    intake.stalled_at = None
    intake.updated_at = work.at
    work.session.flush()


def rank(session: Session, intake: IntakeRow, on_path: Answers) -> None:
    """Set the urgency of an intake from the answers that count and the events still open."""
    open_events = safety.open_events(session, intake.conversation_id)
    crisis = any(_is_crisis(event.dangers) for event in open_events)
    urgency = assess(on_path, crisis=crisis)
    intake.tier = urgency.tier
    intake.reasons = [{"rule": r.rule, "question": r.question or ""} for r in urgency.reasons]


def _is_crisis(dangers: list[str]) -> bool:
    """Tell a text that spoke of danger from a request, and from an answer with its own rule."""
    return AlertKind.NOT_SAFE not in dangers and not REQUESTS.issuperset(dangers)


def write_drafts(work: Work, intake: IntakeRow) -> None:
    """Turn the answers into draft HMIS records; accepted ones are never touched again."""
    if intake.state == "accepted":
        return
    questionnaire = work.services.questionnaires[work.conversation.definition]
    frame = frame_of(work.site, intake, work.conversation.channel, work.at, BOT_USER)
    drafted = draft_records(
        questionnaire, answers_on_path(questionnaire, work.after.answers), frame
    )
    records.replace_drafts(work.session, intake.id, drafted, work.at)


def frame_of(site: SiteRow, intake: IntakeRow, channel: str, at: datetime, user_id: str) -> Frame:
    """Return what the HMIS records of an intake need beside its answers."""
    return Frame(
        intake_id=intake.id,
        project_id=site.project_id,
        coc_code=site.coc_code,
        user_id=user_id,
        channel=channel,
        started_on=local_day(intake.started_at, site.timezone),
        now=local_time(at, site.timezone).replace(tzinfo=None),
        restricted=intake.restricted,
    )
