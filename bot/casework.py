"""What staff do with an intake: each act one transaction, its audit row in the same one.

An act may come twice (a double click, a reload) or too late (somebody was faster): both have an
answer of their own and neither is an error. What may not be audited does not happen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import TypeVar
from uuid import UUID

from bot.clock import local_time
from bot.performing import BOT_USER, frame_of, rank
from bot.wiring import Services
from intake.answers import Answers
from intake.hud.mapping import Acceptance, accepted_records, draft_records
from intake.path import answers_on_path
from intake.urgency import Tier
from store import answers, audit, conversations, intakes, safety, sites, staff
from store.engine import Session
from store.hmis import records, seeding
from store.intakes import IntakeRow
from store.staff import Role

T = TypeVar("T")

# Who may know of restricted intakes, and take an intake from a colleague's hands.
OVERSEERS: frozenset[Role] = frozenset({"supervisor", "administrator"})


class NotAudited(Exception):
    """The audit row could not be kept; so nothing was shown and nothing was done."""


class Outcome(StrEnum):
    """What became of an act."""

    DONE = "done"
    REPEATED = "repeated"  # it had been done before, by the same person
    TAKEN = "taken"  # a colleague has it
    ACCEPTED = "accepted"  # the record is accepted; there is nothing left to do
    CHANGED = "changed"  # the answers are not those that were looked at
    SETTLED = "settled"  # the alert is closed; there is nothing left to do
    UNTAKEN = "untaken"  # nobody looks after the alert yet
    HIDDEN = "hidden"  # not there, or not for this role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts."""

    id: UUID
    role: Role


def may_see(intake: IntakeRow, role: Role) -> bool:
    """Tell whether a role may read an intake: the one rule for the queue and the record."""
    return intake.state != "withdrawn" and (not intake.restricted or role in OVERSEERS)


def view_queue(services: Services, actor: Actor, shown: str) -> None:
    """Keep, before anything is shown, that somebody looks at the queue."""
    at = services.clock.now()

    def work(session: Session) -> None:
        _audit(session, actor, "queue.view", None, at, shown=shown)

    services.database.run(work)


def open_intake(services: Services, actor: Actor, reference: str, **seen: bool) -> UUID | None:
    """Keep that somebody reads a record and return its id; None where they may not.

    An attempt at a record that is there, but not for this role, is kept as well.
    """
    at = services.clock.now()

    def work(session: Session) -> UUID | None:
        intake = intakes.by_reference(session, reference)
        if intake is None:
            return None
        is_seen = may_see(intake, actor.role)
        if is_seen:
            _audit(session, actor, "intake.view", intake.id, at, **seen)
        else:
            _audit(session, actor, "intake.denied", intake.id, at)
        return intake.id if is_seen else None

    return services.database.run(work)


def claim(services: Services, actor: Actor, reference: str) -> Outcome:
    """Take an intake out of the queue; of several at once, one wins."""
    at = services.clock.now()

    def work(session: Session, intake: IntakeRow) -> Outcome:
        if intake.state == "accepted":
            return Outcome.ACCEPTED
        if intake.state == "claimed":
            return Outcome.REPEATED if intake.claimed_by == actor.id else Outcome.TAKEN
        intakes.claim(session, intake.id, actor.id, at)
        _audit(session, actor, "intake.claim", intake.id, at)
        return Outcome.DONE

    return _on_intake(services, actor, reference, work)


def release(services: Services, actor: Actor, reference: str) -> Outcome:
    """Put an intake back in the queue; only an overseer may do so with a colleague's."""
    at = services.clock.now()

    def work(session: Session, intake: IntakeRow) -> Outcome:
        if intake.state == "accepted":
            return Outcome.ACCEPTED
        if intake.state == "new":
            return Outcome.REPEATED
        if intake.claimed_by != actor.id and actor.role not in OVERSEERS:
            return Outcome.TAKEN
        intakes.release(session, intake.id, at)
        _audit(session, actor, "intake.release", intake.id, at, holder=intake.claimed_by)
        return Outcome.DONE

    return _on_intake(services, actor, reference, work)


def accept(services: Services, actor: Actor, reference: str, seen: str) -> Outcome:
    """Accept the record as its assessor and write the final HMIS records, 4.19 among them.

    ``seen`` is the ``fingerprint`` of the answers that were looked at: what came in meanwhile is
    never accepted unread.
    """
    at = services.clock.now()

    def work(session: Session, intake: IntakeRow) -> Outcome:
        if intake.state == "accepted":
            mine = intake.accepted_by == actor.id
            return Outcome.REPEATED if mine else Outcome.ACCEPTED
        if intake.state == "claimed" and intake.claimed_by != actor.id:
            return Outcome.TAKEN
        if fingerprint(session, intake.id) != seen:
            return Outcome.CHANGED
        _write_accepted(session, services, actor, intake, at)
        intakes.accept(session, intake.id, actor.id, at)
        _audit(session, actor, "intake.accept", intake.id, at)
        return Outcome.DONE

    return _on_intake(services, actor, reference, work)


def take_safety_event(services: Services, actor: Actor, reference: str, event_id: UUID) -> Outcome:
    """Note who looks after a statement of danger; of several at once, one wins."""
    at = services.clock.now()

    def work(session: Session, intake: IntakeRow) -> Outcome:
        event = safety.get(session, event_id)
        if event is None or event.conversation_id != intake.conversation_id:
            return Outcome.HIDDEN
        if event.closed_at is not None:
            return Outcome.SETTLED
        if event.taken_by is not None:
            return Outcome.REPEATED if event.taken_by == actor.id else Outcome.TAKEN
        if not safety.take(session, event_id, actor.id, at):
            return Outcome.TAKEN
        _audit(session, actor, "safety.take", intake.id, at, event=event_id)
        return Outcome.DONE

    return _on_intake(services, actor, reference, work)


def close_safety_event(services: Services, actor: Actor, reference: str, event_id: UUID) -> Outcome:
    """Note that a statement of danger is settled, and rank the intake by what is left.

    Only who took it may do so, or an overseer. The conversation stays as it is: a person whom the
    bot waits for goes on by their own word.
    """
    at = services.clock.now()

    def work(session: Session, intake: IntakeRow) -> Outcome:
        event = safety.get(session, event_id)
        if event is None or event.conversation_id != intake.conversation_id:
            return Outcome.HIDDEN
        if event.closed_at is not None:
            return Outcome.SETTLED
        if event.taken_by is None:
            return Outcome.UNTAKEN
        if event.taken_by != actor.id and actor.role not in OVERSEERS:
            return Outcome.TAKEN
        safety.close(session, event_id, at)
        rank(session, intake, _counted(session, services, intake))
        _audit(session, actor, "safety.closed", intake.id, at, event=event_id)
        return Outcome.DONE

    return _on_intake(services, actor, reference, work)


def fingerprint(session: Session, intake_id: UUID) -> str:
    """Return what changes whenever an answer, or whether it counts, changes."""
    standing = (f"{row.id}{row.on_path:d}" for row in answers.current(session, intake_id))
    return sha256("".join(sorted(standing)).encode()).hexdigest()[:32]


def _on_intake(
    services: Services,
    actor: Actor,
    reference: str,
    work: Callable[[Session, IntakeRow], Outcome],
) -> Outcome:
    """Run one act on a locked intake that the actor may see."""

    def locked(session: Session) -> Outcome:
        found = intakes.by_reference(session, reference)
        if found is None:
            return Outcome.HIDDEN
        # The order in which a text locks them, too: first the conversation, then the intake.
        conversations.get(session, found.conversation_id)
        intake = intakes.get(session, found.id, lock=True)
        if intake is None or not may_see(intake, actor.role):
            return Outcome.HIDDEN
        return work(session, intake)

    return services.database.run(locked)


def _write_accepted(
    session: Session, services: Services, actor: Actor, intake: IntakeRow, at: datetime
) -> None:
    conversation = conversations.get(session, intake.conversation_id)
    site = sites.get(session, intake.site_id)
    assessor = staff.get(session, actor.id)
    if conversation is None or site is None or assessor is None:
        raise LookupError(f"intake {intake.id}: its conversation, site or assessor is gone")
    questionnaire = services.questionnaires[conversation.definition]
    counted = _counted(session, services, intake)
    frame = frame_of(site, intake, conversation.channel, at, BOT_USER)
    user_id = actor.id.hex  # HUD's UserID holds 32 characters
    first, last = _name_parts(assessor.name)
    seeding.add_user(session, user_id, at, first_name=first, last_name=last)
    # Drafts may be older than the answers: nobody who has left the list may become final.
    records.replace_drafts(session, intake.id, draft_records(questionnaire, counted, frame), at)
    local = local_time(at, site.timezone).replace(tzinfo=None)
    acceptance = Acceptance(at=local, user_id=user_id, tier=Tier(intake.tier))
    final = accepted_records(questionnaire, counted, frame, acceptance)
    records.accept(session, intake.id, final, at)


def _counted(session: Session, services: Services, intake: IntakeRow) -> Answers:
    conversation = conversations.get(session, intake.conversation_id)
    if conversation is None:
        raise LookupError(f"intake {intake.id}: its conversation is gone")
    given = {row.key: row.answer for row in answers.current(session, intake.id)}
    return answers_on_path(services.questionnaires[conversation.definition], given)


def _name_parts(name: str) -> tuple[str, str]:
    first, _, last = name.strip().rpartition(" ")
    return (first, last) if first else (last, "")


def _audit(
    session: Session,
    actor: Actor,
    action: str,
    intake_id: UUID | None,
    at: datetime,
    **detail: str | bool | UUID | None,
) -> None:
    try:
        audit.write(
            session,
            actor=actor.id,
            action=action,
            subject_kind="intake" if intake_id else "queue",
            subject_id=intake_id,
            at=at,
            detail=detail,
        )
    except Exception as error:  # whatever the cause, unaudited means undone
        raise NotAudited(action) from error
