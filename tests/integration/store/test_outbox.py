from datetime import timedelta
from uuid import UUID, uuid4

from store import outbox
from store.engine import Database, Session
from tests.integration.store.making import NOON, after, at_once

_LEASE = timedelta(minutes=1)


def _put(session: Session, kind: str = "nudge", minutes: int = 0) -> UUID:
    subject_id = uuid4()
    assert outbox.put(session, kind, subject_id, after(minutes=minutes), NOON)
    return subject_id


def _claimed(session: Session, minutes: float = 0, limit: int = 10) -> list[UUID]:
    tasks = outbox.claim(session, after(minutes=minutes), limit, _LEASE)
    return [task.subject_id for task in tasks]


def test_the_same_work_is_put_once(database: Database) -> None:
    subject_id = uuid4()
    put = at_once(
        8,
        lambda _: database.run(lambda session: outbox.put(session, "send", subject_id, NOON, NOON)),
    )
    assert put.count(True) == 1
    with database.write() as session:
        assert outbox.put(session, "send", subject_id, after(minutes=1), NOON)
        assert outbox.put(session, "nudge", subject_id, NOON, NOON)
        assert len(_claimed(session, 1)) == 3


def test_work_done_cannot_be_put_again(database: Database) -> None:
    with database.write() as session:
        subject_id = _put(session)
        task = outbox.claim(session, NOON, 1, _LEASE)[0]
        outbox.finish(session, task.id, NOON)
        assert not outbox.put(session, "nudge", subject_id, NOON, after(minutes=9))
        assert _claimed(session, 60) == []


def test_of_many_workers_each_task_goes_to_one(database: Database) -> None:
    with database.write() as session:
        put = {_put(session) for _ in range(40)}

    def work(_: int) -> list[UUID]:
        mine: list[UUID] = []
        for _ in range(41):
            mine += database.run(lambda session: _claimed(session, limit=1))
        return mine

    claimed = [subject_id for mine in at_once(6, work) for subject_id in mine]
    assert len(claimed) == 40
    assert set(claimed) == put


def test_a_claim_does_not_wait_for_another_one(postgres_database: Database) -> None:
    database = postgres_database
    with database.write() as session:
        first, second = _put(session, minutes=0), _put(session, minutes=1)
    with database.write() as session, database.write() as other:
        assert _claimed(session, 2, limit=1) == [first]
        assert _claimed(other, 2, limit=1) == [second]


def test_tasks_are_claimed_when_due_oldest_first(database: Database) -> None:
    with database.write() as session:
        late, early = _put(session, minutes=2), _put(session, minutes=1)
        future = _put(session, minutes=30)
        assert _claimed(session, 0.5) == []
        assert _claimed(session, 5) == [early, late]
        assert _claimed(session, 30) == [early, late, future]  # their leases have run out


def test_a_task_whose_worker_died_comes_back(database: Database) -> None:
    with database.write() as session:
        subject_id = _put(session)
        assert _claimed(session, 0) == [subject_id]
    with database.write() as session:
        assert _claimed(session, 0.99) == []
        again = outbox.claim(session, after(minutes=1), 1, _LEASE)
        assert [(task.subject_id, task.attempts) for task in again] == [(subject_id, 2)]


def test_a_failed_try_waits_and_a_given_up_task_stays_until_put_back(database: Database) -> None:
    with database.write() as session:
        subject_id = _put(session)
        task = outbox.claim(session, NOON, 1, _LEASE)[0]
        outbox.retry(session, task.id, "ConnectTimeout at sending.post", after(minutes=10))
        assert outbox.next_due(session) == after(minutes=10)
        assert _claimed(session, 9) == []
        assert _claimed(session, 10) == [subject_id]
        outbox.give_up(session, task.id, "21211 at sending.post", after(minutes=11))
        assert outbox.next_due(session) is None
        assert _claimed(session, 60) == []
        assert [row.error for row in outbox.failed(session)] == ["21211 at sending.post"]
        outbox.requeue(session, task.id, after(minutes=70))
        assert _claimed(session, 70) == [subject_id]
        assert outbox.failed(session) == []


def test_the_next_due_time_is_known(database: Database) -> None:
    with database.write() as session:
        assert outbox.next_due(session) is None
        _put(session, minutes=7)
        _put(session, minutes=3)
        assert outbox.next_due(session) == after(minutes=3)
        assert len(_claimed(session, 3)) == 1
        assert outbox.next_due(session) == after(minutes=4)  # if its worker dies


def test_what_is_no_longer_wanted_is_dropped(database: Database) -> None:
    with database.write() as session:
        subject_id = _put(session)
        outbox.put(session, "nudge", subject_id, after(minutes=5), NOON)
        outbox.put(session, "send", subject_id, after(minutes=1), NOON)
        task = outbox.claim(session, NOON, 1, _LEASE)[0]
        assert outbox.cancel(session, "nudge", subject_id) == 2
        assert outbox.cancel(session, "nudge", subject_id) == 0
        outbox.finish(session, task.id, NOON)  # it may be gone by now: no error
        assert _claimed(session, 60) == [subject_id]
