import re
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from store import audit, contacts, messages, migrating
from store.encryption import Keyring
from store.engine import Database, connect, open_engine
from store.schema import metadata
from tests.engines import Server
from tests.integration.store.making import NOON, PHONE, conversation


def test_the_migrations_make_what_the_rows_say(empty_url: str) -> None:
    migrating.upgrade(empty_url)
    migrating.check(empty_url)


def test_a_missing_migration_is_noticed(database_url: str) -> None:
    engine = open_engine(database_url, pooled=False)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE site ADD COLUMN forgotten INTEGER"))
    with pytest.raises(Exception, match="New upgrade operations detected"):
        migrating.check(database_url)


def _sqlite_schema(url: str) -> set[str]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT type, tbl_name, sql FROM sqlite_master")).all()
    engine.dispose()
    shapes = set()
    for kind, table, sql in found:
        if kind != "trigger" and table != "alembic_version" and sql:
            # Constraints may stand in another order.
            inside = re.split(r",\s*\n", sql)
            shapes.add("\n".join(sorted(re.sub(r"[\s()]+", " ", part).strip() for part in inside)))
    return shapes


def test_migrated_sqlite_is_what_the_rows_would_create(tmp_path: Path, sqlite_url: str) -> None:
    fresh = f"sqlite:///{tmp_path / 'fresh.db'}"
    engine = create_engine(fresh)
    metadata.create_all(engine)
    engine.dispose()
    assert _sqlite_schema(sqlite_url) == _sqlite_schema(fresh)


def _postgres_schema(server: Server, url: str) -> list[str]:
    command = [
        *(str(server.programs / "pg_dump"), "--schema-only", "--no-owner", "-d", url),
        *("--exclude-table", "alembic_version"),
    ]
    dumped = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    # What no row declares: the audit's guard. psql's restrict lines differ in every dump.
    statements = re.split(r";\n", re.sub(r"^(--|\\).*\n", "", dumped, flags=re.MULTILINE))
    return sorted(
        re.sub(r"\s+", " ", statement).strip()
        for statement in statements
        if "audit_is_final" not in statement and "audit rows" not in statement
    )


def test_migrated_postgresql_is_what_the_rows_would_create(
    postgres_server: Server, postgres_url: str, empty_postgres_url: str
) -> None:
    engine = open_engine(empty_postgres_url, pooled=False)
    metadata.create_all(engine)
    migrated = _postgres_schema(postgres_server, postgres_url)
    created = _postgres_schema(postgres_server, empty_postgres_url)
    assert [_columns_sorted(s) for s in migrated if s.strip("$ END")] == [
        _columns_sorted(s) for s in created if s.strip("$ END")
    ]


def _columns_sorted(statement: str) -> str:
    return " ".join(sorted(statement.replace(",", " ").split()))


def test_up_down_and_up_again_with_sealed_values_in_it(empty_url: str, keyring: Keyring) -> None:
    migrating.upgrade(empty_url)
    database = connect(empty_url, keyring)
    for _ in range(2):
        with database.write() as session:
            talk = conversation(session)
            inbound = messages.take(session, "AC1", "SM1", "sms", NOON)
            assert inbound is not None
            inbound.conversation_id = talk.id
            inbound.body = "in my car"
            audit.write(
                session, actor="bot", action="kept", subject_kind="x", subject_id=talk.id, at=NOON
            )
        with database.read() as session:
            found = messages.find(session, "AC1", "SM1")
            assert found is not None
            assert found.body == "in my car"
            assert contacts.find(session, PHONE) is not None
        database.dispose()
        migrating.downgrade(empty_url, "base")
        engine = open_engine(empty_url, pooled=False)
        assert inspect(engine).get_table_names() == ["alembic_version"]
        migrating.upgrade(empty_url)
    database.dispose()


def test_an_upgrade_of_what_is_new_already_changes_nothing(database_url: str) -> None:
    migrating.upgrade(database_url)
    migrating.check(database_url)


def test_a_database_tells_whether_it_is_current(empty_url: str, keyring: Keyring) -> None:
    database = connect(empty_url, keyring)
    assert not migrating.is_current(database)
    migrating.upgrade(empty_url)
    assert migrating.is_current(database)
    database.dispose()


def test_the_password_of_a_url_is_not_logged(
    empty_postgres_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    url = empty_postgres_url.replace("frontdoor@", "frontdoor:hunter2hunter2@")
    with caplog.at_level("DEBUG"):
        migrating.upgrade(url)
    assert "hunter2" not in caplog.text
    assert "0001" in caplog.text


@pytest.mark.parametrize("statement", ["UPDATE audit SET action = 'nothing'", "DELETE FROM audit"])
def test_nobody_can_change_what_the_audit_says(database: Database, statement: str) -> None:
    with database.write() as session:
        audit.write(session, actor="bot", action="kept", subject_kind="x", subject_id=None, at=NOON)
    with pytest.raises(DBAPIError, match="audit rows are final"), database.write() as session:
        session.execute(text(statement))
