import sqlite3
from datetime import datetime, timedelta, timezone
from pathlib import Path
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from store import contacts, counters, messages, outbox, sites
from store.contacts import ContactRow
from store.encryption import Keyring
from store.engine import Database, Session, Unavailable, connect
from tests.integration.store.making import NOON, PHONE, after, at_once, site


def _contacts(database: Database) -> int:
    with database.read() as session:
        return session.scalars(select(func.count()).select_from(ContactRow)).one()


def test_a_write_is_kept_whole_or_not_at_all(database: Database) -> None:
    def work(session: Session) -> None:
        contacts.by_phone(session, PHONE, NOON)
        contacts.by_phone(session, "+15005550009", NOON)
        raise KeyError("stopped half way")

    with pytest.raises(KeyError):
        database.run(work)
    assert _contacts(database) == 0


def test_a_read_refuses_to_write(database: Database) -> None:
    def write(session: Session) -> None:
        contacts.by_phone(session, PHONE, NOON)

    with pytest.raises(DBAPIError), database.read() as session:
        write(session)
    database.run(write)  # the same connection, now used to write, may
    assert _contacts(database) == 1


def test_a_read_sees_one_state_of_the_data(database: Database) -> None:
    with database.read() as session:
        count = select(func.count()).select_from(ContactRow)
        assert session.scalars(count).one() == 0
        with database.write() as other:
            contacts.by_phone(other, PHONE, NOON)
        assert session.scalars(count).one() == 0
    assert _contacts(database) == 1


def test_writers_that_read_first_lose_nothing(database: Database) -> None:
    with database.write() as session:
        site_id = site(session).id

    def add_one(_: int) -> None:
        def work(session: Session) -> None:
            row = session.get(sites.SiteRow, site_id, with_for_update=True)
            assert row is not None
            count = row.policies.get("count", 0)
            assert isinstance(count, int)
            row.policies = {"count": count + 1}

        for _ in range(5):
            with database.write() as session:  # without the second chances of run()
                work(session)

    at_once(6, add_one)
    with database.read() as session:
        row = sites.get(session, site_id)
        assert row is not None
        assert row.policies == {"count": 30}


def test_work_is_done_again_after_a_deadlock(postgres_database: Database) -> None:
    database = postgres_database
    with database.write() as session:
        pair = [contacts.by_phone(session, PHONE + str(number), NOON).id for number in range(2)]
    both_hold_one = Barrier(2)
    tries = [0, 0]

    def lock_both(number: int) -> None:
        def work(session: Session) -> None:
            tries[number] += 1
            for position in (number, 1 - number):
                session.get(ContactRow, pair[position], with_for_update=True)
                if tries[number] == 1 and position == number:
                    both_hold_one.wait(timeout=30)

        database.run(work)

    at_once(2, lock_both)
    assert sorted(tries) == [1, 2]


def test_work_is_done_again_after_a_lost_connection(postgres_database: Database) -> None:
    database = postgres_database
    tries = []

    def work(session: Session) -> None:
        contacts.by_phone(session, PHONE, NOON)
        tries.append(1)
        if len(tries) == 1:
            session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    database.run(work)
    assert len(tries) == 2
    assert _contacts(database) == 1


def test_work_is_given_up_after_three_further_tries(
    sqlite_database: Database, sqlite_url: str
) -> None:
    database = sqlite_database
    impatient = create_engine(sqlite_url, connect_args={"timeout": 0})
    tries = []

    def work(session: Session) -> None:
        contacts.by_phone(session, PHONE, NOON)
        tries.append(1)
        with impatient.connect() as other:
            other.exec_driver_sql("BEGIN IMMEDIATE")  # "database is locked", by ourselves

    with pytest.raises(Unavailable):
        database.run(work)
    impatient.dispose()
    assert len(tries) == 4
    assert _contacts(database) == 0


def test_an_error_in_the_work_is_not_repeated(database: Database) -> None:
    tries = []

    def work(session: Session) -> None:
        tries.append(1)
        session.execute(text("INSERT INTO counter (id) VALUES (NULL)"))

    with pytest.raises(IntegrityError):
        database.run(work)
    assert len(tries) == 1


def test_a_database_that_is_away_is_unavailable(tmp_path: Path, keyring: Keyring) -> None:
    database = connect(f"postgresql://nobody@/nothing?host={tmp_path}", keyring)
    with pytest.raises(Unavailable), database.read() as session:
        session.execute(text("SELECT 1"))


def test_errors_show_no_values(database: Database) -> None:
    secret = "Rosalind Canary"
    with pytest.raises(DBAPIError) as raised, database.write() as session:
        session.execute(text("INSERT INTO nothing (name) VALUES (:name)"), {"name": secret})
    assert secret not in str(raised.value)
    assert secret not in repr(raised.value)


def test_sqlite_is_set_to_survive_a_power_cut(sqlite_database: Database) -> None:
    database = sqlite_database
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 10_000,
        "foreign_keys": 1,
        "secure_delete": 1,
    }
    with database.write() as session:
        found = {name: session.scalar(text(f"PRAGMA {name}")) for name in expected}
    assert found == expected


def test_a_sqlite_file_is_for_its_owner_alone(tmp_path: Path, keyring: Keyring) -> None:
    database = connect(f"sqlite:///{tmp_path / 'new.db'}", keyring)
    with database.write() as session:
        session.execute(text("CREATE TABLE t (x)"))
        modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    database.dispose()
    assert modes == {"new.db": 0o600, "new.db-wal": 0o600, "new.db-shm": 0o600}


def test_postgresql_gives_up_what_hangs(postgres_database: Database) -> None:
    database = postgres_database
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    with database.read() as session:
        limits = [session.scalar(text(f"SHOW {name}")) for name in names]
    assert limits == ["20s", "5s", "30s"]


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/x"])
def test_a_database_without_support_is_refused(url: str, keyring: Keyring) -> None:
    with pytest.raises(ValueError, match=r"SQLite needs a file|no support for mysql"):
        connect(url, keyring)


def test_the_engine_tells_its_name(database: Database, database_url: str) -> None:
    assert database_url.startswith(database.engine_name)


def test_a_reference_to_nothing_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as session:
        messages.compose(session, uuid4(), "nudge", "to nobody", NOON)


def test_counters_count_exactly_when_many_count(database: Database) -> None:
    day = NOON.date()

    def count(_: int) -> None:
        for _ in range(3):
            database.run(lambda session: counters.add(session, "declined", day))

    at_once(8, count)
    database.run(lambda session: counters.add(session, "declined", after(days=1).date(), 5))
    with database.read() as session:
        assert counters.between(session, day, day) == {"declined": 24}
        assert counters.between(session, day, after(days=1).date()) == {"declined": 29}


def test_moments_come_back_in_utc_and_naive_ones_are_refused(database: Database) -> None:
    in_ohio = datetime(2026, 3, 2, 7, 0, 0, 123456, tzinfo=timezone(timedelta(hours=-5)))
    with database.write() as session:
        contact_id = contacts.by_phone(session, PHONE, in_ohio).id
    with database.read() as session:
        row = contacts.get(session, contact_id)
        assert row is not None
        assert row.created_at.isoformat() == "2026-03-02T12:00:00.123456+00:00"
    naive = datetime(2026, 3, 2, 7, 0)  # noqa: DTZ001 - that is the point
    with pytest.raises(Exception, match="time zone"), database.write() as session:
        outbox.put(session, "nudge", contact_id, naive, NOON)


def test_the_driver_is_the_one_that_was_tested() -> None:
    assert sqlite3.sqlite_version_info >= (3, 35)  # RETURNING
