import re

from sqlalchemy import text

from store import intakes, safety
from store.engine import Database, Session
from store.intakes import IntakeRow
from tests.integration.store.making import NOON, after, at_once, conversation, intake, worker


def _several(session: Session, waits: list[tuple[int, int]]) -> list[IntakeRow]:
    rows = []
    for number, (tier, minutes) in enumerate(waits):
        row = intake(session, f"+1500555{number:04}")
        row.tier, row.waiting_since = tier, after(minutes=minutes)
        rows.append(row)
    session.flush()
    return rows


def test_the_most_urgent_come_first_and_then_who_waits_longest(database: Database) -> None:
    with database.write() as session:
        _several(session, [(3, 0), (1, 9), (0, 30), (1, 5), (2, -60)])
        found = intakes.queue(session, ["new"])
        assert [(row.tier, row.waiting_since) for row in found] == [
            (0, after(minutes=30)),
            (1, after(minutes=5)),
            (1, after(minutes=9)),
            (2, after(minutes=-60)),
            (3, NOON),
        ]


def test_pages_hold_everyone_once_even_when_all_wait_alike(database: Database) -> None:
    with database.write() as session:
        made = _several(session, [(1, 0)] * 4 + [(2, 0)] * 3)
        seen: list[IntakeRow] = []
        after_last = None
        while page := intakes.queue(session, ["new", "claimed"], after=after_last, limit=2):
            seen += page
            after_last = page[-1].position
        assert [row.id for row in seen] == [row.id for row in intakes.queue(session, ["new"])]
        assert {row.id for row in seen} == {row.id for row in made}
        assert len(seen) == 7


def test_restricted_intakes_are_left_out_for_those_who_may_not_know(database: Database) -> None:
    with database.write() as session:
        open_one, hidden = _several(session, [(1, 0), (0, 0)])
        hidden.restricted = True
        session.flush()
        assert intakes.queue(session, ["new"]) == [hidden, open_one]
        assert intakes.queue(session, ["new"], restricted=False) == [open_one]


def test_the_queue_is_read_from_its_index(sqlite_database: Database) -> None:
    explained = (
        "EXPLAIN QUERY PLAN SELECT id FROM intake WHERE state = 'new' "
        "ORDER BY tier, waiting_since, id LIMIT 50"
    )
    with sqlite_database.read() as session:
        plan = " ".join(str(row) for row in session.execute(text(explained)))
    assert "ix_intake_state_tier_waiting_since_id" in plan
    assert "TEMP B-TREE" not in plan


def test_of_many_who_claim_one_wins(database: Database) -> None:
    with database.write() as session:
        intake_id = intake(session).id
        staff = [worker(session, f"w{number}").id for number in range(6)]

    won = at_once(
        6,
        lambda number: database.run(
            lambda session: intakes.claim(session, intake_id, staff[number], NOON)
        ),
    )
    assert won.count(True) == 1
    with database.read() as session:
        row = intakes.get(session, intake_id)
        assert row is not None
        assert (row.state, row.claimed_by) == ("claimed", staff[won.index(True)])


def test_claiming_twice_is_claiming_once(database: Database) -> None:
    with database.write() as session:
        row, me = intake(session), worker(session)
        assert intakes.claim(session, row.id, me.id, NOON)
        assert intakes.claim(session, row.id, me.id, after(minutes=9))
        session.refresh(row)
        assert row.claimed_at == NOON


def test_a_released_intake_keeps_its_place(database: Database) -> None:
    with database.write() as session:
        row, me, other = intake(session), worker(session), worker(session, "eli")
        assert not intakes.release(session, row.id, NOON)
        intakes.claim(session, row.id, me.id, after(minutes=3))
        assert intakes.release(session, row.id, after(minutes=9))
        session.refresh(row)
        assert (row.state, row.claimed_by, row.waiting_since) == ("new", None, NOON)
        assert intakes.claim(session, row.id, other.id, after(minutes=10))


def test_nobody_accepts_what_another_has_claimed(database: Database) -> None:
    with database.write() as session:
        row, me, other = intake(session), worker(session), worker(session, "eli")
        intakes.claim(session, row.id, me.id, NOON)
        assert not intakes.accept(session, row.id, other.id, NOON)
        assert intakes.accept(session, row.id, me.id, after(minutes=1))
        assert not intakes.accept(session, row.id, me.id, after(minutes=2))
        session.refresh(row)
        assert (row.state, row.accepted_by, row.accepted_at) == (
            "accepted",
            me.id,
            after(minutes=1),
        )
        assert not intakes.claim(session, row.id, other.id, NOON)
        assert not intakes.release(session, row.id, NOON)


def test_a_withdrawn_intake_leaves_the_queue(database: Database) -> None:
    with database.write() as session:
        gone, here = _several(session, [(1, 0), (1, 1)])
        assert intakes.withdraw(session, gone.id, NOON)
        assert not intakes.withdraw(session, gone.id, NOON)
        assert intakes.queue(session, ["new", "claimed"]) == [here]
        assert intakes.counts(session) == {("withdrawn", 1): 1, ("new", 1): 1}


def test_a_conversation_has_one_intake(database: Database) -> None:
    with database.write() as session:
        talk = conversation(session)

    def start(_: int) -> object:
        return database.run(
            lambda session: (
                intakes.start(
                    session, conversation_id=talk.id, site_id=talk.site_id, lang="en", at=NOON
                ).id
            )
        )

    assert len(set(at_once(8, start))) == 1


def test_a_reference_can_be_read_out(database: Database) -> None:
    with database.write() as session:
        rows = _several(session, [(3, 0)] * 20)
        for row in rows:
            assert re.fullmatch(
                r"[CDFGHJKMNPQRTVWXY34679]{3}-[CDFGHJKMNPQRTVWXY34679]{3}", row.reference
            )
        typed = rows[7].reference.lower().replace("-", " ")
        assert intakes.by_reference(session, typed) is rows[7]
        assert intakes.by_reference(session, "") is None


def test_a_danger_is_taken_up_by_one_and_closed_once(database: Database) -> None:
    with database.write() as session:
        row, me, other = intake(session), worker(session), worker(session, "eli")
        event = safety.raise_event(
            session,
            conversation_id=row.conversation_id,
            dangers=["self_harm"],
            words="I can't go on",
            at=NOON,
        )
        assert safety.open_events(session, row.conversation_id) == [event]
        assert safety.open_events(session) == [event]
        assert safety.take(session, event.id, me.id, NOON)
        assert not safety.take(session, event.id, other.id, NOON)
        assert safety.close(session, event.id, after(minutes=5))
        assert not safety.close(session, event.id, after(minutes=6))
        session.refresh(event)
        assert (event.taken_by, event.closed_at) == (me.id, after(minutes=5))
        assert event.words == "I can't go on"
        assert safety.open_events(session) == []
