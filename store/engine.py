"""The database: connections, and the edges of transactions.

SQLite and PostgreSQL behave alike behind ``Database``: a write is one transaction that waits for
its turn, a read sees one state of the data and refuses to write.
"""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from store import encryption
from store.encryption import Keyring

__all__ = ["Database", "EngineName", "Session", "Unavailable", "connect", "open_engine"]

T = TypeVar("T")
EngineName = Literal["sqlite", "postgresql"]

_RETRIES = 3
# A webhook must answer within 15 s (Twilio): no further try is begun after this long.
_LAST_TRY_AFTER = 8.0
_BUSY_MS = 10_000
_POOL = {"pool_size": 10, "max_overflow": 10, "pool_timeout": 5}
_POSTGRESQL_SETTINGS = {
    "statement_timeout": "20s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "30s",
    "timezone": "UTC",
}
# Serialization failure and deadlock.
_TRANSIENT_STATES = ("40001", "40P01")


class Unavailable(Exception):
    """The database cannot be reached or is busy for too long; nothing was kept."""


class Database:
    """One database and its keyring; every transaction of the product begins and ends here."""

    def __init__(self, engine: Engine, keyring: Keyring) -> None:
        self._engine = engine
        self._writer: Engine = engine
        self.keyring = keyring
        self.engine_name = cast("EngineName", engine.dialect.name)
        if self.engine_name == "sqlite":
            self._writer = engine.execution_options(begin="IMMEDIATE")
            self._reader = engine.execution_options(begin="DEFERRED")
        else:
            self._reader = engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open one write transaction, committed at the end and rolled back on any error."""
        with _named_errors(), self._session(self._writer) as session:
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open one transaction that sees a single state of the data and cannot change it."""
        with _named_errors(), self._session(self._reader) as session:
            yield session

    def run(self, work: Callable[[Session], T]) -> T:
        """Run the whole function in a write transaction, again up to three times if it lost out.

        A connection lost during COMMIT leaves it unknown whether the work was kept, so the work
        must be safe to repeat: unique constraints make it so.
        """
        begun = time.monotonic()
        with _named_errors():
            for attempt in range(_RETRIES):
                try:
                    with self._session(self._writer) as session:
                        return work(session)
                except DBAPIError as error:
                    if not _is_transient(error) or time.monotonic() - begun > _LAST_TRY_AFTER:
                        raise
                    time.sleep(random.uniform(0.02, 0.1) * 2**attempt)  # noqa: S311 - only jitter
            with self._session(self._writer) as session:
                return work(session)

    def dispose(self) -> None:
        """Close all connections; the database may be used again and then opens new ones."""
        self._engine.dispose()

    @contextmanager
    def _session(self, bind: Engine) -> Iterator[Session]:
        with Session(bind, expire_on_commit=False) as session, session.begin():
            yield session


def connect(url: str, keyring: Keyring) -> Database:
    """Open a database and make its keyring the one of this process; no connection is made yet."""
    engine = open_engine(url)
    encryption.install(keyring)
    return Database(engine, keyring)


def open_engine(url: str, *, pooled: bool = True) -> Engine:
    """Make the engine of a URL, with the settings that each kind of database needs."""
    parsed = make_url(url)
    pool: dict[str, Any] = _POOL if pooled else {"poolclass": NullPool}
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed, pool)
    if parsed.get_backend_name() == "postgresql":
        return _postgresql(parsed, pool)
    raise ValueError(f"no support for {parsed.get_backend_name()}: use sqlite or postgresql")


def _sqlite(url: URL, pool: dict[str, Any]) -> Engine:
    if not url.database or url.database == ":memory:":
        raise ValueError("SQLite needs a file: threads would each see a database of their own")
    Path(url.database).touch(mode=0o600)  # the WAL takes over the file's permissions
    engine = create_engine(
        url, hide_parameters=True, connect_args={"timeout": _BUSY_MS / 1000}, **pool
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # or the driver would begin transactions on its own
    for pragma in (
        f"busy_timeout = {_BUSY_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("begin", "IMMEDIATE")
    # A write that begins as a read fails at once when another one is faster, whatever the timeout.
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if mode == 'IMMEDIATE' else 'ON'}")
    connection.exec_driver_sql(f"BEGIN {mode}")


def _postgresql(url: URL, pool: dict[str, Any]) -> Engine:
    settings = " ".join(f"-c {name}={value}" for name, value in _POSTGRESQL_SETTINGS.items())
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        connect_args={"options": settings, "connect_timeout": 2},
        pool_pre_ping=True,
        **pool,
    )


@contextmanager
def _named_errors() -> Iterator[None]:
    try:
        yield
    except PoolTimeout:
        raise Unavailable("no database connection was free") from None
    except DBAPIError as error:
        if _is_transient(error) or _sqlstate(error) == "55P03":
            raise Unavailable(type(error.orig).__name__) from error
        raise


def _is_transient(error: DBAPIError) -> bool:
    state = _sqlstate(error)
    if error.connection_invalidated or state in _TRANSIENT_STATES or state.startswith("08"):
        return True
    reason = str(error.orig)
    if type(error.orig).__module__.startswith("sqlite3"):
        return "database is locked" in reason or "database table is locked" in reason
    # A connection that was never made has no state.
    return type(error.orig).__name__ == "OperationalError" and not state


def _sqlstate(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""
