from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from store import audit, passwords, staff
from store.engine import Database, Session
from store.passwords import WeakPassword
from store.staff import SessionRow
from tests.integration.store.making import NOON, PASSWORD, after, at_once, worker


def _is_live(database: Database, sid: str, **span: float) -> bool:
    with database.write() as session:
        return staff.session_for(session, sid, after(**span)) is not None


def _logged_in(database: Database) -> str:
    with database.write() as session:
        return staff.open_session(session, worker(session).id, NOON)


def test_a_session_ends_after_fifteen_idle_minutes(database: Database) -> None:
    sid = _logged_in(database)
    assert _is_live(database, sid, minutes=14)
    assert _is_live(database, sid, minutes=29)
    assert not _is_live(database, sid, minutes=44, seconds=1)
    assert not _is_live(database, sid, minutes=30)  # over is over


def test_a_session_ends_after_eight_hours_whatever_happens(database: Database) -> None:
    sid = _logged_in(database)
    for minutes in range(10, 480, 10):
        assert _is_live(database, sid, minutes=minutes)
    assert _is_live(database, sid, hours=8)
    assert not _is_live(database, sid, hours=8, seconds=1)


def test_a_sign_of_life_is_written_once_a_minute(database: Database) -> None:
    sid = _logged_in(database)
    for seconds, expected in ((59, 0), (60, 60), (119, 60), (120, 120)):
        assert _is_live(database, sid, seconds=seconds)
        with database.read() as session:
            seen = session.scalars(select(SessionRow.seen_at)).one()
        assert seen == after(seconds=expected)


def test_a_new_session_ends_the_one_before(database: Database) -> None:
    first = _logged_in(database)
    with database.write() as session:
        owner = staff.session_for(session, first, NOON)
        assert owner is not None
        second = staff.open_session(session, owner.id, after(minutes=1))
        assert second != first
    assert not _is_live(database, first, minutes=2)
    assert _is_live(database, second, minutes=2)


def test_of_sessions_opened_at_once_one_lives(database: Database) -> None:
    with database.write() as session:
        staff_id = worker(session).id
    sids = at_once(
        8, lambda _: database.run(lambda session: staff.open_session(session, staff_id, NOON))
    )
    assert [_is_live(database, sid) for sid in sids].count(True) == 1
    with database.read() as session:
        live = select(func.count()).select_from(SessionRow).where(SessionRow.ended_at.is_(None))
        assert session.scalars(live).one() == 1


def test_an_ended_session_is_not_written_back_to_life(postgres_database: Database) -> None:
    database = postgres_database
    sid = _logged_in(database)
    with database.write() as session:
        seen = session.scalars(select(SessionRow)).one()  # read while it still lives
        with database.write() as other:
            assert staff.end_session(other, sid, after(minutes=5))
        assert staff.session_for(session, sid, after(minutes=5)) is None
        assert seen.sid_hash
    assert not _is_live(database, sid, minutes=5)
    with database.write() as session:
        assert not staff.end_session(session, sid, after(minutes=5))


def test_only_the_hash_of_a_session_id_is_kept(database: Database) -> None:
    sid = _logged_in(database)
    assert len(sid) >= 43  # 256 bits
    with database.read() as session:
        stored = session.execute(text("SELECT sid_hash FROM staff_session")).scalar_one()
        assert sid.encode() not in bytes(stored)
        assert len(bytes(stored)) == 32
    assert not _is_live(database, sid + "x")


@pytest.mark.parametrize("change", ["password", "role", "disabled"])
def test_what_changes_an_account_ends_its_sessions(database: Database, change: str) -> None:
    sid = _logged_in(database)
    with database.write() as session:
        row = staff.by_login(session, "dana")
        assert row is not None
        if change == "password":
            staff.set_password(session, row.id, "seven calm walruses sing", NOON)
        elif change == "role":
            staff.set_role(session, row.id, "supervisor", NOON)
        else:
            staff.disable(session, row.id, NOON)
    assert not _is_live(database, sid)
    with database.read() as session:
        assert session.scalars(select(SessionRow.end_reason)).one() == change


def test_an_account_is_found_by_its_login_in_any_case(database: Database) -> None:
    with database.write() as session:
        made = worker(session, "Dana@agency.example")
        found = staff.by_login(session, " dana@AGENCY.example")
        assert found is made
        assert (found.login, found.name) == ("Dana@agency.example", "Dana Worker")
        assert staff.by_login(session, "dana") is None
        with pytest.raises(ValueError, match="login"):
            worker(session, "DANA@agency.example")


def test_a_code_of_the_second_factor_counts_once(database: Database) -> None:
    with database.write() as session:
        staff_id = worker(session).id
    used = at_once(
        6, lambda _: database.run(lambda session: staff.use_totp_step(session, staff_id, 100))
    )
    assert used.count(True) == 1
    with database.write() as session:
        assert not staff.use_totp_step(session, staff_id, 99)
        assert staff.use_totp_step(session, staff_id, 101)


def test_failed_tries_are_counted_by_login_and_by_address(database: Database) -> None:
    def fails(session: Session, login: str, ip: str, **span: float) -> None:
        staff.note_attempt(session, login, ip, after(**span))

    with database.write() as session:
        fails(session, "dana", "192.0.2.1", minutes=-20)
        fails(session, "Dana", "192.0.2.1", minutes=-5)
        fails(session, "nobody", "192.0.2.1", minutes=-4)
        attempt = staff.note_attempt(session, "dana", "192.0.2.2", after(minutes=-3))
        assert staff.recent_failures(session, "dana", after(minutes=-15)) == 2
        staff.note_success(session, attempt)
        assert staff.recent_failures(session, "dana", after(minutes=-15)) == 1
        assert staff.recent_failures(session, "dana", after(minutes=-20)) == 2
        assert staff.recent_failures(session, "nobody", after(minutes=-15)) == 1
        assert staff.recent_failures_from(session, "192.0.2.1", after(minutes=-15)) == 2
        assert staff.recent_failures_from(session, "192.0.2.2", after(minutes=-15)) == 0


def test_a_password_is_kept_as_argon2id_and_verified() -> None:
    hashed = passwords.hash_password(PASSWORD)
    assert hashed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.verify(hashed, PASSWORD)
    assert not passwords.verify(hashed, PASSWORD + " ")
    assert not passwords.verify("not a hash", PASSWORD)


def test_an_unknown_account_costs_a_hash_and_never_fits() -> None:
    assert not passwords.verify(None, "the password of nobody at all")
    nobody = passwords._hash_of_nobody()
    assert nobody.split("$")[:4] == passwords.hash_password(PASSWORD).split("$")[:4]


@pytest.mark.parametrize(
    "password",
    [
        "short of it 14",
        "a" * 20,
        "passwordpassword",
        "Password12345678!",
        "qwertyuiopasdfghjkl",
        "abcdefghijklmnop",
        "123456789012345",
        "frontdoorfrontdoor1",
        "x" * 1025,
    ],
)
def test_an_obvious_password_is_refused(password: str) -> None:
    with pytest.raises(WeakPassword) as raised:
        passwords.hash_password(password)
    assert password not in str(raised.value)


@pytest.mark.parametrize("password", ["fifteen is fine", "ñandú 🦤 y otros pájaros", "w Q7z" * 100])
def test_a_long_odd_password_is_welcome(password: str) -> None:
    assert passwords.verify(passwords.hash_password(password), password)


def test_the_audit_has_no_gap_however_many_write(database: Database) -> None:
    def act(session: Session) -> None:
        audit.write(session, actor="bot", action="kept", subject_kind="x", subject_id=None, at=NOON)

    at_once(10, lambda _: database.run(act))

    def stop_half_way(session: Session) -> None:
        act(session)
        raise KeyError

    with pytest.raises(KeyError):
        database.run(stop_half_way)
    database.run(act)
    with database.read() as session:
        rows = audit.recent(session, limit=100)
        assert [row.seq for row in rows] == list(range(11, 0, -1))
        assert [row.seq for row in audit.recent(session, limit=2, before=5)] == [4, 3]


def test_the_audit_tells_what_was_done_to_a_thing(database: Database) -> None:
    with database.write() as session:
        me, other = worker(session).id, worker(session, "eli").id
        for action, subject in (("opened", me), ("opened", other), ("exported", me)):
            audit.write(
                session,
                actor=me,
                action=action,
                subject_kind="staff",
                subject_id=subject,
                at=NOON + timedelta(seconds=1),
                detail={"purpose": "review", "rows": 3, "by": other},
            )
        told = audit.for_subject(session, "staff", me)
        assert [row.action for row in told] == ["opened", "exported"]
        assert told[0].actor == str(me)
        assert told[0].detail == {"purpose": "review", "rows": 3, "by": str(other)}


@pytest.mark.parametrize("words", ["Rosa Canary", "+15005550006", "x" * 65])
def test_the_audit_takes_no_words(database: Database, words: str) -> None:
    with pytest.raises(ValueError, match="no words") as raised, database.write() as session:
        audit.write(
            session,
            actor="bot",
            action="kept",
            subject_kind="x",
            subject_id=None,
            at=NOON,
            detail={"note": words},
        )
    assert words not in str(raised.value)
