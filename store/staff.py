"""Staff accounts, their sessions (one at a time, HUD 2004 notice) and failed log-ins."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal, TypeAlias
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, func, or_, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from store import encryption, passwords
from store.columns import BlindIndex, Code, Digest, Encrypted, PlainText
from store.engine import Session
from store.row import Plain, Row

Role: TypeAlias = Literal["hotline", "caseworker", "supervisor", "administrator", "auditor"]
EndReason: TypeAlias = Literal[
    "logout", "replaced", "idle", "expired", "password", "disabled", "role", "admin"
]

IDLE_LIMIT = timedelta(minutes=15)
ABSOLUTE_LIMIT = timedelta(hours=8)
_SEEN_EVERY = timedelta(minutes=1)
_SID_BYTES = 32
_LIVE = text("ended_at IS NULL")


class StaffRow(Row):
    """An account. ``totp_step`` is the last time step used: a code counts once."""

    __tablename__ = "staff"

    _login: Mapped[bytes] = mapped_column("login", Encrypted("identity"))
    login = Plain[str]("_login")
    login_index: Mapped[bytes] = mapped_column(BlindIndex(), unique=True)
    _name: Mapped[bytes] = mapped_column("name", Encrypted("identity"))
    name = Plain[str]("_name")
    role: Mapped[Role] = mapped_column(Code(Role))
    password_hash: Mapped[str] = mapped_column(PlainText("argon2id hash"))
    must_change_password: Mapped[bool]
    _totp_secret: Mapped[bytes | None] = mapped_column("totp_secret", Encrypted("auth"))
    totp_secret = Plain[str | None]("_totp_secret")
    totp_step: Mapped[int | None] = mapped_column(BigInteger)
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class SessionRow(Row):
    """A log-in of which only the hash of the session id is known."""

    __tablename__ = "staff_session"
    __table_args__ = (
        Index(
            "uq_staff_session_live",
            "staff_id",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
    )

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    sid_hash: Mapped[bytes] = mapped_column(Digest(), unique=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[EndReason | None] = mapped_column(Code(EndReason))


class AttemptRow(Row):
    """A try to log in, whether or not there is such an account."""

    __tablename__ = "login_attempt"
    __table_args__ = (Index(None, "login_index", "at"), Index(None, "ip_index", "at"))

    login_index: Mapped[bytes] = mapped_column(BlindIndex())
    ip_index: Mapped[bytes] = mapped_column(BlindIndex())
    at: Mapped[datetime]
    succeeded: Mapped[bool]


def add(
    session: Session,
    *,
    login: str,
    name: str,
    role: Role,
    password: str,
    at: datetime,
    must_change_password: bool = True,
) -> StaffRow:
    """Make an account; raise ``WeakPassword`` for a bad password, ValueError for a taken login."""
    if by_login(session, login) is not None:
        raise ValueError("there is an account with this login")
    row = StaffRow(
        login=login,
        login_index=_index("login", login),
        name=name,
        role=role,
        password_hash=passwords.hash_password(password),
        must_change_password=must_change_password,
        created_at=at,
    )
    session.add(row)
    session.flush()
    return row


def by_login(session: Session, login: str) -> StaffRow | None:
    """Return an account, a disabled one too, by its login in any case."""
    found = select(StaffRow).where(StaffRow.login_index == _index("login", login))
    return session.scalars(found).one_or_none()


def get(session: Session, staff_id: UUID) -> StaffRow | None:
    """Return an account by its id."""
    return session.get(StaffRow, staff_id)


def everyone(session: Session) -> list[StaffRow]:
    """Return all accounts, oldest first."""
    return list(session.scalars(select(StaffRow).order_by(StaffRow.created_at, StaffRow.id)))


def set_password(
    session: Session, staff_id: UUID, password: str, at: datetime, *, must_change: bool = False
) -> None:
    """Change a password and end every session of the account; raise ``WeakPassword``."""
    row = session.get_one(StaffRow, staff_id)
    row.password_hash = passwords.hash_password(password)
    row.must_change_password = must_change
    end_all(session, staff_id, at, "password")


def set_role(session: Session, staff_id: UUID, role: Role, at: datetime) -> None:
    """Change what an account may do and end every session of it."""
    session.get_one(StaffRow, staff_id).role = role
    end_all(session, staff_id, at, "role")


def disable(session: Session, staff_id: UUID, at: datetime) -> None:
    """Close an account for good and end every session of it."""
    session.get_one(StaffRow, staff_id).disabled_at = at
    end_all(session, staff_id, at, "disabled")


def use_totp_step(session: Session, staff_id: UUID, step: int) -> bool:
    """Use up a time step of the second factor; of two log-ins with one code, one succeeds."""
    unused = or_(StaffRow.totp_step.is_(None), StaffRow.totp_step < step)
    used = session.execute(
        update(StaffRow)
        .where(StaffRow.id == staff_id, unused)
        .values(totp_step=step)
        .returning(StaffRow.id)
    )
    return used.first() is not None


def open_session(session: Session, staff_id: UUID, at: datetime) -> str:
    """Begin a session, end every other one of this account, and return the new session id."""
    account = select(StaffRow.id).where(StaffRow.id == staff_id)
    session.execute(account.with_for_update(key_share=True))  # two log-ins at once take turns
    end_all(session, staff_id, at, "replaced")
    sid = secrets.token_urlsafe(_SID_BYTES)
    session.add(SessionRow(staff_id=staff_id, sid_hash=_hash(sid), created_at=at, seen_at=at))
    session.flush()
    return sid


def session_for(session: Session, sid: str, at: datetime) -> StaffRow | None:
    """Return who a session id belongs to; None after 15 idle minutes, 8 hours or its end.

    Needs a write transaction: it notes the last sign of life, at most once a minute.
    """
    found = select(SessionRow).where(
        SessionRow.sid_hash == _hash(sid), SessionRow.ended_at.is_(None)
    )
    live = session.scalars(found).one_or_none()
    if live is None:
        return None
    if at - live.seen_at > IDLE_LIMIT:
        _end(session, live, at, "idle")
        return None
    if at - live.created_at > ABSOLUTE_LIMIT:
        _end(session, live, at, "expired")
        return None
    staff = session.get(StaffRow, live.staff_id)
    if staff is None or staff.disabled_at is not None:
        _end(session, live, at, "disabled")
        return None
    if at - live.seen_at >= _SEEN_EVERY:
        live.seen_at = at
        session.flush()
    return staff


def end_session(session: Session, sid: str, at: datetime, reason: EndReason = "logout") -> bool:
    """End one session; False if it was over already."""
    ended = session.execute(
        update(SessionRow)
        .where(SessionRow.sid_hash == _hash(sid), SessionRow.ended_at.is_(None))
        .values(ended_at=at, end_reason=reason)
        .returning(SessionRow.id)
    )
    return ended.first() is not None


def end_all(session: Session, staff_id: UUID, at: datetime, reason: EndReason = "admin") -> int:
    """End every session of an account; return how many there were."""
    ended = session.execute(
        update(SessionRow)
        .where(SessionRow.staff_id == staff_id, SessionRow.ended_at.is_(None))
        .values(ended_at=at, end_reason=reason)
        .returning(SessionRow.id)
    )
    return len(ended.all())


def note_attempt(
    session: Session, login: str, ip: str, at: datetime, *, succeeded: bool = False
) -> UUID:
    """Keep a try to log in and return its id; commit it before the password is looked at."""
    row = AttemptRow(
        login_index=_index("login", login), ip_index=_index("ip", ip), at=at, succeeded=succeeded
    )
    session.add(row)
    session.flush()
    return row.id


def note_success(session: Session, attempt_id: UUID) -> None:
    """Note that a try, counted as a failure until then, was the right person after all."""
    session.get_one(AttemptRow, attempt_id).succeeded = True
    session.flush()


def forget_attempt(session: Session, attempt_id: UUID) -> None:
    """Take back a try that was refused unread, so that it does not count towards the next ones."""
    session.delete(session.get_one(AttemptRow, attempt_id))
    session.flush()


def recent_failures(session: Session, login: str, since: datetime) -> int:
    """Count failed tries for a login since then, known or not."""
    failed = select(func.count()).select_from(AttemptRow)
    return session.scalars(
        failed.where(
            AttemptRow.login_index == _index("login", login),
            AttemptRow.at >= since,
            AttemptRow.succeeded.is_(False),
        )
    ).one()


def recent_failures_from(session: Session, ip: str, since: datetime) -> int:
    """Count failed tries from a network address since then."""
    failed = select(func.count()).select_from(AttemptRow)
    return session.scalars(
        failed.where(
            AttemptRow.ip_index == _index("ip", ip),
            AttemptRow.at >= since,
            AttemptRow.succeeded.is_(False),
        )
    ).one()


def _end(session: Session, live: SessionRow, at: datetime, reason: EndReason) -> None:
    live.ended_at = at
    live.end_reason = reason
    session.flush()


def _hash(sid: str) -> bytes:
    return sha256(sid.encode()).digest()


def _index(purpose: str, value: str) -> bytes:
    return encryption.installed().index(purpose, value)
