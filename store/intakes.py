"""Intakes: what a consented conversation becomes, and the queue that staff work from."""

import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias
from uuid import UUID

from sqlalchemy import ForeignKey, Index, and_, func, or_, select, tuple_, update
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Code, PlainJson, PlainText
from store.engine import Session
from store.insertion import insert_new
from store.row import Row

State: TypeAlias = Literal["new", "claimed", "accepted", "withdrawn"]

# Read out by phone and typed by hand: no 0 O, 1 I L, 2 Z, 5 S, 8 B, and no vowels, so no words.
_ALPHABET = "CDFGHJKMNPQRTVWXY34679"
_HALF = 3
_STANDARD = 3


class IntakeRow(Row):
    """One intake; ``tier`` is 0 crisis, 1 urgent, 2 soon, 3 standard, with its ``reasons``.

    ``waiting_since`` is the first word that nobody has answered. ``short_by_choice`` marks a
    person who asked for the core questions alone.
    """

    __tablename__ = "intake"
    __table_args__ = (Index(None, "state", "tier", "waiting_since", "id"),)

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"), unique=True)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"), index=True)
    reference: Mapped[str] = mapped_column(PlainText("random code for use by phone"), unique=True)
    state: Mapped[State] = mapped_column(Code(State))
    tier: Mapped[int]
    reasons: Mapped[list[dict[str, str]]] = mapped_column(PlainJson("ids of rules and questions"))
    finished_at: Mapped[datetime | None]
    stalled_at: Mapped[datetime | None]
    answered: Mapped[int]
    asked: Mapped[int]
    started_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    waiting_since: Mapped[datetime]
    claimed_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    claimed_at: Mapped[datetime | None]
    accepted_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    accepted_at: Mapped[datetime | None]
    restricted: Mapped[bool]
    lang: Mapped[str] = mapped_column(PlainText("language code"))
    short_by_choice: Mapped[bool]

    @property
    def position(self) -> "Position":
        """Where this intake stands in the queue; a page goes on after the last one's."""
        return Position(self.tier, self.waiting_since, self.id)


class Position(NamedTuple):
    """A place in the queue: more urgent first, then whoever waits longest."""

    tier: int
    waiting_since: datetime
    id: UUID


def for_conversation(
    session: Session, conversation_id: UUID, *, lock: bool = False
) -> IntakeRow | None:
    """Return the intake of a conversation, once there is consent to have one."""
    found = select(IntakeRow).where(IntakeRow.conversation_id == conversation_id)
    if lock:
        found = found.with_for_update(key_share=True).execution_options(populate_existing=True)
    return session.scalars(found).one_or_none()


def start(
    session: Session,
    *,
    conversation_id: UUID,
    site_id: UUID,
    lang: str,
    at: datetime,
    restricted: bool = False,
    tier: int = _STANDARD,
) -> IntakeRow:
    """Make the intake of a conversation, or return the one that it has."""
    found = for_conversation(session, conversation_id)
    while found is None:
        values = {
            "conversation_id": conversation_id,
            "site_id": site_id,
            "reference": _reference(),
            "state": "new",
            "tier": tier,
            "reasons": [],
            "answered": 0,
            "asked": 0,
            "started_at": at,
            "updated_at": at,
            "waiting_since": at,
            "restricted": restricted,
            "lang": lang,
            "short_by_choice": False,
        }
        insert_new(session, IntakeRow, values)  # not new: the reference, or the intake, was there
        found = for_conversation(session, conversation_id)
    return found


def get(session: Session, intake_id: UUID, *, lock: bool = False) -> IntakeRow | None:
    """Return an intake by its id, locked until the end of the transaction if asked."""
    found = select(IntakeRow).where(IntakeRow.id == intake_id)
    if lock:
        found = found.with_for_update(key_share=True).execution_options(populate_existing=True)
    return session.scalars(found).one_or_none()


def by_reference(session: Session, reference: str) -> IntakeRow | None:
    """Return the intake of a reference as read out or typed: case and hyphen do not matter."""
    signs = "".join(sign for sign in reference.upper() if sign.isalnum())
    written = f"{signs[:_HALF]}-{signs[_HALF:]}"
    return session.scalars(select(IntakeRow).where(IntakeRow.reference == written)).one_or_none()


def queue(
    session: Session,
    states: Collection[State],
    after: Position | None = None,
    limit: int = 50,
    *,
    restricted: bool = True,
) -> list[IntakeRow]:
    """Return the next page of the queue, most urgent first, then longest waiting.

    ``restricted=False`` leaves out the intakes that only some staff may know of.
    """
    page = select(IntakeRow).where(IntakeRow.state.in_(states))
    place = tuple_(IntakeRow.tier, IntakeRow.waiting_since, IntakeRow.id)
    if after is not None:
        page = page.where(place > tuple(after))
    if not restricted:
        page = page.where(IntakeRow.restricted.is_(False))
    page = page.order_by(IntakeRow.tier, IntakeRow.waiting_since, IntakeRow.id).limit(limit)
    return list(session.scalars(page))


def gone_quiet(session: Session, before: datetime, limit: int) -> list[IntakeRow]:
    """Return unfinished intakes in which nothing was said since then and that are not marked."""
    quiet = select(IntakeRow).where(
        IntakeRow.finished_at.is_(None),
        IntakeRow.stalled_at.is_(None),
        IntakeRow.updated_at < before,
        IntakeRow.state.in_(("new", "claimed")),
    )
    return list(session.scalars(quiet.order_by(IntakeRow.updated_at).limit(limit)))


def claim(session: Session, intake_id: UUID, staff_id: UUID, at: datetime) -> bool:
    """Take an intake from the queue for one staff member; of several at once, one wins.

    Claiming again what is one's own already succeeds and changes nothing.
    """
    free = update(IntakeRow).where(IntakeRow.id == intake_id, IntakeRow.state == "new")
    taken = session.execute(
        free.values(state="claimed", claimed_by=staff_id, claimed_at=at, updated_at=at).returning(
            IntakeRow.id
        )
    ).first()
    if taken is not None:
        return True
    own = select(IntakeRow.id).where(
        IntakeRow.id == intake_id, IntakeRow.state == "claimed", IntakeRow.claimed_by == staff_id
    )
    return session.scalars(own).first() is not None


def release(session: Session, intake_id: UUID, at: datetime) -> bool:
    """Put a claimed intake back in the queue, where it keeps its waiting time."""
    values = {"state": "new", "claimed_by": None, "claimed_at": None, "updated_at": at}
    return _moved(session, intake_id, ("claimed",), values)


def accept(session: Session, intake_id: UUID, staff_id: UUID, at: datetime) -> bool:
    """Note that a trained person accepts the record; False if another one has the intake."""
    values = {"state": "accepted", "accepted_by": staff_id, "accepted_at": at, "updated_at": at}
    free_or_own = or_(
        IntakeRow.state == "new",
        and_(IntakeRow.state == "claimed", IntakeRow.claimed_by == staff_id),
    )
    moved = session.execute(
        update(IntakeRow)
        .where(IntakeRow.id == intake_id, free_or_own)
        .values(values)
        .returning(IntakeRow.id)
    )
    return moved.first() is not None


def withdraw(session: Session, intake_id: UUID, at: datetime) -> bool:
    """Take an intake out of the queue because the person took back their consent."""
    values = {"state": "withdrawn", "updated_at": at}
    return _moved(session, intake_id, ("new", "claimed", "accepted"), values)


def every(session: Session) -> Iterator[IntakeRow]:
    """Yield all intakes, oldest first, without loading all at once."""
    rows = select(IntakeRow).order_by(IntakeRow.started_at, IntakeRow.id)
    yield from session.scalars(rows.execution_options(yield_per=500))


def counts(session: Session) -> dict[tuple[State, int], int]:
    """Count the intakes by state and tier."""
    groups = select(IntakeRow.state, IntakeRow.tier, func.count()).group_by(
        IntakeRow.state, IntakeRow.tier
    )
    return {(state, tier): number for state, tier, number in session.execute(groups)}


def _moved(
    session: Session, intake_id: UUID, states: Sequence[State], values: Mapping[str, object]
) -> bool:
    moved = session.execute(
        update(IntakeRow)
        .where(IntakeRow.id == intake_id, IntakeRow.state.in_(states))
        .values(values)
        .returning(IntakeRow.id)
    )
    return moved.first() is not None


def _reference() -> str:
    signs = "".join(secrets.choice(_ALPHABET) for _ in range(2 * _HALF))
    return f"{signs[:_HALF]}-{signs[_HALF:]}"
