"""Work for later, kept in the same transaction as its cause; a worker claims it for a while.

Tasks carry ids only. A queue elsewhere may ring the bell, but the work itself is here.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Index,
    UniqueConstraint,
    and_,
    case,
    delete,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import PlainText
from store.engine import Session
from store.insertion import insert_new
from store.row import Row

_WAITING = text("done_at IS NULL AND failed_at IS NULL")


class TaskRow(Row):
    """One piece of work; what it is due at is part of what it is, so it is never put twice.

    ``lease_until`` keeps it from being claimed before then: by a worker at it, or for a pause
    after a failure.
    """

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id", "due_at"),
        Index("ix_task_waiting", "due_at", sqlite_where=_WAITING, postgresql_where=_WAITING),
    )

    kind: Mapped[str] = mapped_column(PlainText("name of a task of ours"))
    subject_id: Mapped[UUID]
    due_at: Mapped[datetime]
    created_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int]
    done_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(
        PlainText("class and place of an error, never values")
    )


def put(session: Session, kind: str, subject_id: UUID, due_at: datetime, at: datetime) -> bool:
    """Note work to be done; False if the very same had been noted before."""
    values = {
        "kind": kind,
        "subject_id": subject_id,
        "due_at": due_at,
        "created_at": at,
        "attempts": 0,
    }
    return insert_new(session, TaskRow, values)


def claim(session: Session, now: datetime, limit: int, lease: timedelta) -> Sequence[TaskRow]:
    """Take due tasks, oldest first, for as long as the lease; no other claim gets them."""
    due = (
        select(TaskRow)
        .where(
            _waiting(),
            TaskRow.due_at <= now,
            or_(TaskRow.lease_until.is_(None), TaskRow.lease_until <= now),
        )
        .order_by(TaskRow.due_at, TaskRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    tasks = session.scalars(due).all()
    for task in tasks:
        task.lease_until = now + lease
        task.attempts += 1
    session.flush()
    return tasks


def finish(session: Session, task_id: UUID, at: datetime) -> None:
    """Note that a task is done; one that was cancelled meanwhile is gone."""
    if (task := session.get(TaskRow, task_id)) is not None:
        task.done_at = at
        session.flush()


def retry(session: Session, task_id: UUID, error: str, due_at: datetime) -> None:
    """Put a task back until then, with the class and place of the error and no values."""
    if (task := session.get(TaskRow, task_id)) is not None:
        task.lease_until = due_at
        task.error = error
        session.flush()


def give_up(session: Session, task_id: UUID, error: str, at: datetime) -> None:
    """Note that a task has failed for good; staff see it, and nothing tries it again."""
    if (task := session.get(TaskRow, task_id)) is not None:
        task.failed_at = at
        task.error = error
        session.flush()


def requeue(session: Session, task_id: UUID, at: datetime) -> None:
    """Let a task that had failed for good run again from now on."""
    if (task := session.get(TaskRow, task_id)) is not None and task.failed_at is not None:
        task.failed_at = None
        task.lease_until = at
        session.flush()


def failed(session: Session, limit: int = 100) -> Sequence[TaskRow]:
    """Return the tasks that were given up, newest first."""
    given_up = select(TaskRow).where(TaskRow.failed_at.is_not(None))
    return session.scalars(given_up.order_by(TaskRow.failed_at.desc()).limit(limit)).all()


def cancel(session: Session, kind: str, subject_id: UUID) -> int:
    """Drop the tasks of a kind that still wait for a subject; return how many there were."""
    dropped = session.execute(
        delete(TaskRow)
        .where(TaskRow.kind == kind, TaskRow.subject_id == subject_id, _waiting())
        .returning(TaskRow.id)
    )
    return len(dropped.all())


def next_due(session: Session) -> datetime | None:
    """Return when the next task can be claimed; None if none waits."""
    leased = and_(TaskRow.lease_until.is_not(None), TaskRow.lease_until > TaskRow.due_at)
    ready_at: ColumnElement[datetime] = case((leased, TaskRow.lease_until), else_=TaskRow.due_at)
    return session.scalars(select(func.min(ready_at)).where(_waiting())).one()


def _waiting() -> ColumnElement[bool]:
    return and_(TaskRow.done_at.is_(None), TaskRow.failed_at.is_(None))
