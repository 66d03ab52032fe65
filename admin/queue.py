"""The queue: most urgent first, then whoever waits longest; in words, never by a score."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from admin import words
from admin.access import EVERYONE, SignedIn, allow, signed_in
from admin.person import Person, questions_told, reasons, staff_names
from bot import casework
from bot.wiring import Services
from intake.urgency import Tier
from store import answers, conversations, intakes, safety
from store.engine import Session
from store.intakes import IntakeRow, Position, State

PAGE = 25
STATES: Mapping[str, tuple[State, ...]] = {
    "open": ("new", "claimed"),
    "new": ("new",),
    "claimed": ("claimed",),
    "accepted": ("accepted",),
    "all": ("new", "claimed", "accepted"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One intake in the queue; of a hidden one nothing is known but that it waits."""

    intake: IntakeRow
    holder: str | None
    is_mine: bool
    is_hidden: bool
    name: str | None = None
    tonight: str | None = None
    area: str | None = None
    reasons: tuple[tuple[str, str], ...] = ()
    requests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    lines: tuple[Line, ...]
    following: str | None
    version: str


def add_queue(blueprint: Blueprint, services: Services) -> None:
    """Add the queue's pages to a blueprint."""

    def page() -> dict[str, object]:
        shown = _shown()
        user = signed_in()
        casework.view_queue(services, user.actor, shown)
        with services.database.read() as session:
            found = _page(session, services, user, shown, cursor(request.args.get("after", "")))
        return {
            "page": found,
            "shown": shown,
            "now": services.clock.now(),
            "is_first": "after" not in request.args,
        }

    @blueprint.get("/queue")
    @allow(EVERYONE)
    def queue() -> ResponseReturnValue:
        """Show who waits."""
        return render_template("admin/queue.html", **page())

    @blueprint.get("/queue/rows")
    @allow(EVERYONE)
    def queue_rows() -> ResponseReturnValue:
        """Give the table alone, for the page's own refresh."""
        return render_template("admin/queue_rows.html", **page())

    @blueprint.get("/queue.json")
    @allow(EVERYONE)
    def queue_status() -> ResponseReturnValue:
        """Tell whether the queue has changed, and nothing about anybody."""
        with services.database.read() as session:
            rows = _rows(session, _shown(), cursor(request.args.get("after", "")))
        return jsonify(version=_version(rows))


def cursor(text: str) -> Position | None:
    """Read where a page begins; what is no cursor of ours begins at the top."""
    try:
        tier, since, intake_id = urlsafe_b64decode(text.encode()).decode().split("|")
        at = datetime.fromisoformat(since).astimezone(UTC)
        return Position(Tier(int(tier)), at, UUID(intake_id))
    except (ValueError, OverflowError):
        return None


def cursor_text(position: Position) -> str:
    """Write a place in the queue so that it can stand in an address."""
    parts = f"{position.tier}|{position.waiting_since.isoformat()}|{position.id}"
    return urlsafe_b64encode(parts.encode()).decode()


def _shown() -> str:
    chosen = request.args.get("state", "open")
    return chosen if chosen in STATES else "open"


def _rows(session: Session, shown: str, after: Position | None) -> list[IntakeRow]:
    return intakes.queue(session, STATES[shown], after, PAGE + 1)


def _page(
    session: Session, services: Services, user: SignedIn, shown: str, after: Position | None
) -> Page:
    rows = _rows(session, shown, after)
    names = staff_names(session)
    asking: dict[UUID, list[str]] = {}
    for event in safety.open_events(session):
        if event.taken_by is None:
            asking.setdefault(event.conversation_id, []).extend(
                words.REQUESTS[code] for code in event.dangers if code in words.REQUESTS
            )
    people = _people(session, services, user, rows[:PAGE])
    return Page(
        lines=tuple(
            _line(user, row, names, people.get(row.id), asking.get(row.conversation_id, []))
            for row in rows[:PAGE]
        ),
        following=cursor_text(rows[PAGE - 1].position) if len(rows) > PAGE else None,
        version=_version(rows),
    )


def _people(
    session: Session, services: Services, user: SignedIn, rows: list[IntakeRow]
) -> dict[UUID, Person]:
    """Return what may be told of each intake, by its id, at the same cost for one as for many."""
    seen = [row for row in rows if casework.may_see(row, user.role)]
    talks = conversations.many(session, [row.conversation_id for row in seen])
    asked = {row.id: services.questionnaires[talks[row.conversation_id].definition] for row in seen}
    given = answers.current_for(session, list(asked), questions_told(asked.values()))
    return {row.id: Person(services, asked[row.id], given[row.id]) for row in seen}


def _line(
    user: SignedIn,
    row: IntakeRow,
    names: Mapping[str, str],
    person: Person | None,
    requests: list[str],
) -> Line:
    by = row.accepted_by if row.state == "accepted" else row.claimed_by
    holder = names.get(str(by)) if by else None
    is_mine = by == user.id
    if person is None:
        return Line(row, holder, is_mine, is_hidden=True)
    return Line(
        row,
        holder,
        is_mine,
        is_hidden=False,
        name=person.name,
        tonight=person.tonight,
        area=person.area,
        reasons=tuple(reasons(row)),
        requests=tuple(dict.fromkeys(requests)),
    )


def _version(rows: list[IntakeRow]) -> str:
    known = (f"{row.id} {row.state} {row.tier} {row.updated_at} {row.stalled_at}" for row in rows)
    return sha256("\n".join(known).encode()).hexdigest()[:16]
