"""Work for later: the same functions, run by a thread of the embedded server or by Celery.

The database holds the work. Each run finds everything that is due by itself, so a lost message of
a queue loses nothing, and a run that died is taken up again when its lease ends.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from bot import nudging, performing, sending
from bot.state import load
from bot.wiring import Services
from store import audit, conversations, intakes, outbox, safety, sites
from store.engine import Session

LEASE = timedelta(minutes=2)
BATCH = 20
MOST_ATTEMPTS = 5
STALL_MINUTES = 30
log = structlog.get_logger("frontdoor.tasks")


def run_due(services: Services) -> int:
    """Do every task that is due, and return how many were tried."""
    tried = 0
    while True:
        now = services.clock.now()
        claimed = services.database.run(
            lambda session, now=now: [  # type: ignore[misc]
                (task.id, task.kind, task.subject_id, task.attempts)
                for task in outbox.claim(session, now, BATCH, LEASE)
            ]
        )
        for task_id, kind, subject_id, attempts in claimed:
            _run(services, task_id, kind, subject_id, attempts)
        tried += len(claimed)
        if len(claimed) < BATCH:
            return tried


def sweep(services: Services) -> int:
    """Mark intakes that went quiet as stalled, and send the reminders that are due."""
    now = services.clock.now()
    before = now - timedelta(minutes=STALL_MINUTES)
    stalled = services.database.run(
        lambda session: [intake.id for intake in intakes.gone_quiet(session, before, BATCH)]
    )
    for intake_id in stalled:
        services.database.run(lambda session, i=intake_id: _stall(session, services, i, now))  # type: ignore[misc]
    return len(stalled) + nudging.nudge_all(services)


def _run(services: Services, task_id: UUID, kind: str, subject_id: UUID, attempts: int) -> None:
    """Run one task in one transaction with its own completion: all of it, or none.

    Sending calls Twilio first, outside of any transaction.
    """

    def work(session: Session) -> None:
        if kind in TASKS:
            TASKS[kind](session, services, subject_id)
        outbox.finish(session, task_id, services.clock.now())

    try:
        if kind == "send":
            sending.send(services, subject_id, tried_before=attempts > 1)
        services.database.run(work)
    except Exception as error:  # noqa: BLE001 - a task's edge: one bad task must not stop the rest
        _failed(services, task_id, attempts, type(error).__name__)
    else:
        log.info("task_done", kind=kind, task=str(task_id))


def _failed(services: Services, task_id: UUID, attempts: int, error: str) -> None:
    now = services.clock.now()
    log.error("task_failed", task=str(task_id), error=error, attempts=attempts)
    if attempts >= MOST_ATTEMPTS:
        services.database.run(lambda session: outbox.give_up(session, task_id, error, now))
    else:
        again = now + timedelta(seconds=15 * 2**attempts)
        services.database.run(lambda session: outbox.retry(session, task_id, error, again))


def _page(session: Session, services: Services, event_id: UUID) -> None:
    """Alert staff to a person in danger: ids only; the words stand in the record."""
    event = safety.get(session, event_id)
    if event is None or event.taken_at is not None or event.closed_at is not None:
        return
    _note(session, services, "safety.paged", event_id)
    log.warning("staff_page", safety_event=str(event_id))


def _call_task(session: Session, services: Services, event_id: UUID) -> None:
    """Note that a person asked for a call; the queue shows it until somebody takes it."""
    _note(session, services, "call.asked", event_id)


def _note(session: Session, services: Services, action: str, event_id: UUID) -> None:
    audit.write(
        session,
        actor=performing.BOT_USER,
        action=action,
        subject_kind="safety_event",
        subject_id=event_id,
        at=services.clock.now(),
    )


def _stall(session: Session, services: Services, intake_id: UUID, now: datetime) -> None:
    intake = intakes.get(session, intake_id, lock=True)
    if intake is None or intake.finished_at or intake.stalled_at:
        return
    conversation = conversations.get(session, intake.conversation_id)
    site = sites.get(session, intake.site_id)
    intake.stalled_at = now
    if conversation is None or site is None or not conversation.state:
        return
    state = load(conversation.state)
    work = performing.Work(session, services, site, conversation, None, state, state, now)
    performing.write_drafts(work, intake)


TASKS: Mapping[str, Callable[[Session, Services, UUID], None]] = {
    "page": _page,
    "call_task": _call_task,
}
