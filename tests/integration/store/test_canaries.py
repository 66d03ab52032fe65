"""What a thief of the database, or of its backup, can read."""

from base64 import b64encode
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Column, Table, select
from sqlalchemy.engine import make_url

from intake.answers import PersonName, Words
from intake.hud.columns import FILES, ColumnSpec
from intake.hud.records import Cell, Record
from store import answers, audit, contacts, conversations, messages, safety, staff
from store.columns import Encrypted
from store.encryption import Keyring
from store.engine import Database, Session, connect
from store.hmis import records, seeding
from store.hmis.tables import NAMES, TABLES
from store.row import open_value
from store.schema import metadata
from tests.engines import Server
from tests.integration.store.making import NOON, answer, intake, worker

_PHONE = "+15417548899"
_CANARIES = (
    _PHONE,
    "5417548899",
    "Rosalind Canary",
    "canary@agency.example",
    "canary of the person's words",
    "canary of our words",
    "canary of a state",
    "CANARYSECRET2345",
    "1987-06-05",
)


def _fill(session: Session) -> None:
    row = intake(session, _PHONE)
    talk = conversations.get(session, row.conversation_id)
    assert talk is not None
    talk.state = '{"said": "canary of a state"}'
    inbound = messages.take(session, "AC1", "SM1", "sms", NOON)
    assert inbound is not None
    inbound.conversation_id = talk.id
    inbound.body = "canary of the person's words"
    messages.store_reply(session, inbound, ["canary of our words"], NOON)
    said = {
        "name": answer(PersonName("Rosalind Canary"), "Rosalind Canary"),
        "more": answer(Words("canary of the person's words"), "canary of the person's words"),
    }
    answers.save(session, row.id, said, set(said), "ce_intake@1", inbound.id, NOON)
    safety.raise_event(
        session,
        conversation_id=talk.id,
        dangers=["violence"],
        words="canary of the person's words",
        at=NOON,
    )
    account = worker(session, "canary@agency.example")
    account.name = "Rosalind Canary"
    account.totp_secret = "CANARYSECRET2345"
    staff.note_attempt(session, "canary@agency.example", "192.0.2.77", NOON)
    audit.write(
        session, actor=account.id, action="read", subject_kind="x", subject_id=row.id, at=NOON
    )
    seeding.add_user(
        session,
        "u1",
        NOON,
        first_name="Rosalind Canary",
        last_name="x",
        email="canary@agency.example",
    )
    records.replace_drafts(session, row.id, [_filled(name) for name in NAMES], NOON)
    session.flush()


def _filled(name: str) -> Record:
    spec = FILES[name]
    values = {column.name: _cell(TABLES[name], column) for column in spec.columns}
    return Record(name, f"{name.lower()}-1", values)


def _cell(table: Table, column: ColumnSpec) -> Cell:
    if column.name == "DOB":
        return date(1987, 6, 5)
    if column.name in table.c and isinstance(table.c[column.name].type, Encrypted):
        return "Rosalind Canary"
    others: dict[str, Cell] = {"integer": 1, "date": date(2026, 3, 2), "datetime": None}
    return others.get(column.type, "plain")


def _sealed_columns() -> list[Column[object]]:
    return [
        column
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Encrypted)
    ]


def _disguises(canary: str) -> set[bytes]:
    plain = canary.encode()
    return {
        plain,
        plain.upper(),
        plain.hex().encode(),
        b64encode(plain).rstrip(b"=")[:-2],
        canary.encode("utf-16-le"),
    }


def _found(stolen: bytes) -> list[str]:
    return [canary for canary in _CANARIES if any(d in stolen for d in _disguises(canary))]


def test_every_sealed_column_is_filled_by_this_test(database: Database) -> None:
    database.run(_fill)
    with database.read() as session:
        empty = [
            str(column)
            for column in _sealed_columns()
            if session.execute(select(column).where(column.is_not(None))).first() is None
        ]
    assert empty == []


def test_every_sealed_value_opens_in_its_place(database: Database) -> None:
    database.run(_fill)
    with database.read() as session:
        for column in _sealed_columns():
            key = next(iter(column.table.primary_key))
            for row_id, sealed in session.execute(select(key, column)):
                assert open_value(column, row_id, sealed) != ""


def test_a_stolen_sqlite_file_holds_no_canary(sqlite_url: str, keyring: Keyring) -> None:
    database = connect(sqlite_url, keyring)
    database.run(_fill)
    folder = Path(str(make_url(sqlite_url).database)).parent
    stolen = b"".join(file.read_bytes() for file in folder.glob("frontdoor.db*"))
    assert b"SM1" in stolen  # the WAL was read as well
    assert _found(stolen) == []
    database.dispose()


def test_a_stolen_dump_holds_no_canary(
    postgres_server: Server, postgres_database: Database, postgres_url: str
) -> None:
    postgres_database.run(_fill)
    stolen = postgres_server.dump(str(make_url(postgres_url).database))
    assert b"SM1" in stolen
    assert _found(stolen) == []


@pytest.mark.parametrize("disguise", [str.encode, lambda text: text.encode().hex().encode()])
def test_a_canary_in_the_clear_would_be_found(disguise: Callable[[str], bytes]) -> None:
    assert _found(b"x" + disguise("Rosalind Canary")) == ["Rosalind Canary"]


def test_equal_values_look_different(database: Database) -> None:
    with database.write() as session:
        for number in range(3):
            row = messages.take(session, "AC1", f"SM{number}", "sms", NOON)
            assert row is not None
            row.body = "yes"
    bodies = metadata.tables["inbound"].c.body
    with database.read() as session:
        assert len(set(session.scalars(select(bodies)))) == 3


def test_a_number_is_found_without_being_readable(database: Database) -> None:
    database.run(_fill)
    with database.read() as session:
        found = contacts.find(session, _PHONE)
        assert found is not None
        assert found.phone == _PHONE
        assert _found(found.phone_index) == []
