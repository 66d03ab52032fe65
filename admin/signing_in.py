"""Signing in and out, and choosing a password: one answer for every failure.

A try is kept before the password is looked at, so that tries made at once cannot pass together.
One beyond the limit is refused whatever the password, and then forgotten: it may neither extend a
lock nor lock anybody else out. The audit keeps every failure.
"""

from datetime import timedelta
from uuid import UUID

from bot.casework import NotAudited
from bot.wiring import Services
from store import audit, passwords, staff
from store.engine import Session

TRIES = 5
TRIES_OF_ADDRESS = 20
TRIES_WITHIN = timedelta(minutes=15)
SYSTEM = "system"  # who acts where nobody is known


class SamePassword(ValueError):
    """The new password is the old one."""


def sign_in(services: Services, login: str, password: str, address: str) -> str | None:
    """Return a new session id for the right password; None for anything else.

    A wrong password, an unknown login, a closed account and too many tries look and cost alike.
    """
    at = services.clock.now()

    def work(session: Session, staff_id: UUID) -> str:
        sid = staff.open_session(session, staff_id, at)
        _audit(session, services, staff_id, "staff.sign_in")
        return sid

    staff_id = _verified(services, login, password, address)
    if staff_id is None:
        return None
    return services.database.run(lambda session: work(session, staff_id))


def sign_out(services: Services, staff_id: UUID, sid: str) -> None:
    """End a session in the database, so that a copy of its cookie is worth nothing."""

    def work(session: Session) -> None:
        if staff.end_session(session, sid, services.clock.now()):
            _audit(session, services, staff_id, "staff.sign_out")

    services.database.run(work)


def is_own_password(services: Services, login: str, password: str, address: str) -> bool:
    """Check the password of somebody who is signed in; wrong ones count like any other try."""
    return _verified(services, login, password, address) is not None


def choose_password(services: Services, staff_id: UUID, password: str) -> str:
    """Change a password, end every session of the account, and return a new session id.

    Raises ``WeakPassword``, with words that may be shown, or ``SamePassword``.
    """
    at = services.clock.now()

    def work(session: Session) -> str:
        account = staff.get(session, staff_id)
        if account is None:
            raise LookupError(f"staff {staff_id} is gone")
        if passwords.verify(account.password_hash, password):
            raise SamePassword
        staff.set_password(session, staff_id, password, at)
        _audit(session, services, staff_id, "staff.password")
        return staff.open_session(session, staff_id, at)

    return services.database.run(work)


def _verified(services: Services, login: str, password: str, address: str) -> UUID | None:
    at = services.clock.now()
    since = at - TRIES_WITHIN
    attempt = services.database.run(lambda session: staff.note_attempt(session, login, address, at))
    with services.database.read() as session:
        # This try is among them, and so is every one that was kept before it was counted.
        tries = staff.recent_failures(session, login, since)
        from_address = staff.recent_failures_from(session, address, since)
        account = staff.by_login(session, login)
    is_within = tries <= TRIES and from_address <= TRIES_OF_ADDRESS
    is_right = passwords.verify(account.password_hash if account else None, password)
    staff_id = account.id if account else None
    if account is None or not (is_right and is_within) or account.disabled_at is not None:
        services.database.run(
            lambda session: _failed(session, services, staff_id, None if is_within else attempt)
        )
        return None
    services.database.run(lambda session: staff.note_success(session, attempt))
    return staff_id


def _failed(
    session: Session, services: Services, staff_id: UUID | None, refused: UUID | None
) -> None:
    """Keep the failure: about whom only where there is such an account, and never the login."""
    if refused is not None:
        staff.forget_attempt(session, refused)
    _audit(session, services, staff_id, "signin.failed", actor=SYSTEM, locked=refused is not None)


def _audit(
    session: Session,
    services: Services,
    staff_id: UUID | None,
    action: str,
    *,
    actor: str = "",
    **detail: bool,
) -> None:
    try:
        audit.write(
            session,
            actor=actor or str(staff_id),
            action=action,
            subject_kind="staff",
            subject_id=staff_id,
            at=services.clock.now(),
            detail=detail,
        )
    except Exception as error:  # whatever the cause, unaudited means undone
        raise NotAudited(action) from error
