"""Reminders the whole way: sweep, outbox, Twilio's own client, a Messages API, callbacks."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot import tasks
from bot.wiring import Services
from store import intakes
from store.hmis import records
from store.messages import OutboundRow
from tests.phone import Phone
from tests.web import HandClock, listening

# Monday, noon in Los Angeles, in the week before clocks go forward (8 March 2026).
MONDAY_NOON = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(MONDAY_NOON)


@pytest.fixture
def live(database_url: str, encryption_key: str, clock: HandClock) -> Iterator[Services]:
    """The product on a real port, since Twilio's client speaks real HTTP."""
    with listening(database_url, encryption_key, clock) as served:
        yield served.services


def phone_of(services: Services) -> Phone:
    settings = services.settings
    return Phone(settings.public_url, settings.auth_tokens[0], settings.account_sid, "+12025550141")


def nudges(services: Services) -> list[tuple[str, str]]:
    with services.database.read() as session:
        rows = session.scalars(
            select(OutboundRow).where(OutboundRow.kind == "nudge").order_by(OutboundRow.created_at)
        )
        return [(row.state, row.body or "") for row in rows]


def work(services: Services) -> None:
    tasks.sweep(services)
    tasks.run_due(services)


def test_two_reminders_at_most_by_day_and_each_once(live: Services, clock: HandClock) -> None:
    phone = phone_of(live)
    for body in ("hi", "yes", "yes", "1", "62701"):
        phone.text(body)
    clock.forward(hours=19)
    work(live)
    assert nudges(live) == []
    clock.forward(hours=1.5)  # Tuesday, half past eight: 20.5 hours, but people may sleep
    work(live)
    assert nudges(live) == []
    clock.forward(hours=1)
    work(live)
    work(live)
    ((state, body),) = nudges(live)
    assert state in ("sent", "delivered")
    assert "following up" in body
    clock.forward(hours=23)  # Wednesday, half past eight again
    work(live)
    assert len(nudges(live)) == 1
    clock.forward(hours=1)
    work(live)
    assert len(nudges(live)) == 2
    clock.forward(days=3)
    work(live)
    assert len(nudges(live)) == 2


def test_a_reply_ends_reminders_and_they_count_anew(live: Services, clock: HandClock) -> None:
    phone = phone_of(live)
    for body in ("hi", "yes", "yes", "1", "62701"):
        phone.text(body)
    clock.forward(hours=22)
    work(live)
    assert len(nudges(live)) == 1
    phone.text("outside")
    clock.forward(hours=19)
    work(live)
    assert len(nudges(live)) == 1


@pytest.mark.parametrize("said", [("2",), ("3",), ("1", "62701", "outside", "1"), ("STOP",)])
def test_nobody_is_reminded_where_texting_is_not_safe(
    live: Services, clock: HandClock, said: tuple[str, ...]
) -> None:
    phone = phone_of(live)
    for body in ("hi", "yes", "yes", *said):
        phone.text(body)
    clock.forward(hours=22)
    work(live)
    assert nudges(live) == []


def test_nobody_is_reminded_before_they_agreed(live: Services, clock: HandClock) -> None:
    phone_of(live).text("hi")
    clock.forward(hours=22)
    work(live)
    assert nudges(live) == []


def test_a_stop_between_decision_and_sending_is_obeyed(live: Services, clock: HandClock) -> None:
    phone = phone_of(live)
    for body in ("hi", "yes", "yes", "1", "62701"):
        phone.text(body)
    clock.forward(hours=22)
    tasks.sweep(live)
    phone.text("STOP")
    tasks.run_due(live)
    ((state, _),) = nudges(live)
    assert state == "failed"


def test_quiet_intakes_are_marked_stalled_and_stand_in_the_queue_before(
    live: Services, clock: HandClock
) -> None:
    phone = phone_of(live)
    for body in ("hi", "yes", "yes", "1", "62701", "outside"):
        phone.text(body)
    with live.database.read() as session:
        (intake,) = intakes.queue(session, ["new"])
        assert intake.stalled_at is None
        assert intake.finished_at is None
    clock.forward(minutes=31)
    work(live)
    with live.database.read() as session:
        (intake,) = intakes.queue(session, ["new"])
        assert intake.stalled_at is not None
        (situation,) = records.rows(session, "CurrentLivingSituation")
        assert situation["CurrentLivingSituation"] == 116
    phone.text("no")
    with live.database.read() as session:
        (intake,) = intakes.queue(session, ["new"])
        assert intake.stalled_at is None
