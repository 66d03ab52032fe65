"""Real databases for tests: a migrated SQLite file, and a PostgreSQL server of our own.

``database`` runs a test on both. Each test gets an empty database copied from one that was
migrated once; a machine without PostgreSQL skips its half and says so.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from store import encryption, migrating
from store.encryption import Keyring
from store.engine import Database, connect

_OWNER = "frontdoor"
_TEMPLATE = "frontdoor_template"
# Nothing here outlives a test, so nothing needs to reach the disk.
_SERVER_OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off "
    "-c deadlock_timeout=100ms -c max_connections=60"
)
_ROOM_NEEDED = 2 * 1024**3
_numbers = count(1)


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL that listens on a socket in its own folder and nowhere else."""

    programs: Path
    socket_folder: Path
    _admin: Engine

    def url(self, name: str) -> str:
        return f"postgresql://{_OWNER}@/{name}?host={self.socket_folder}"

    def execute(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))

    def copy(self, template: str, name: str) -> None:
        """Copy a database by its files, which is faster than by its log (known from 15 on)."""
        with self._admin.connect() as connection:
            version = int(connection.execute(text("SHOW server_version_num")).scalar_one())
            by_files = "STRATEGY FILE_COPY" if version >= 150000 else ""
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template} {by_files}"))

    def dump(self, name: str) -> bytes:
        """Return what pg_dump would put into a backup."""
        command = [str(self.programs / "pg_dump"), "--inserts", "-d", self.url(name)]
        return subprocess.run(command, check=True, capture_output=True).stdout


@pytest.fixture(scope="session")
def encryption_key() -> str:
    """Give the key of this run, as a setting would hold it."""
    return encryption.new_key()


@pytest.fixture(scope="session")
def keyring(encryption_key: str) -> Keyring:
    return Keyring.parse(encryption_key)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    # Sockets have short names only, so this cannot be a folder of tmp_path_factory.
    folder = Path(tempfile.mkdtemp(prefix="frontdoor-pg-", dir=_memory()))
    user = _unprivileged_user()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
        folder.chmod(0o755)
    data = folder / "data"
    try:
        _run(user, programs / "initdb", "-D", data, "-U", _OWNER, "-A", "trust", "-N", "-E", "UTF8")
        options = f"{_SERVER_OPTIONS} -k {folder}"
        log = folder / "log"
        _run(user, programs / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")
        try:
            url = f"postgresql+psycopg://{_OWNER}@/postgres?host={folder}"
            admin = create_engine(url, isolation_level="AUTOCOMMIT")
            yield Server(programs, folder, admin)
            admin.dispose()
        finally:
            _run(user, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def _postgres_template(postgres_server: Server) -> str:
    postgres_server.execute(f"CREATE DATABASE {_TEMPLATE}")
    migrating.upgrade(postgres_server.url(_TEMPLATE))
    return _TEMPLATE


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "frontdoor.db"
    migrating.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def empty_postgres_url(postgres_server: Server) -> Iterator[str]:
    """Give a database of its own without any table."""
    name = f"test_{next(_numbers)}"
    postgres_server.copy("template0", name)
    yield postgres_server.url(name)
    postgres_server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres_url(postgres_server: Server, _postgres_template: str) -> Iterator[str]:
    """Give a migrated, empty PostgreSQL database of this test's own."""
    name = f"test_{next(_numbers)}"
    postgres_server.copy(_postgres_template, name)
    yield postgres_server.url(name)
    postgres_server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(_sqlite_template: Path) -> Iterator[str]:
    """Give a migrated, empty SQLite file of this test's own."""
    with tempfile.TemporaryDirectory(prefix="frontdoor-", dir=_memory()) as folder:
        yield f"sqlite:///{shutil.copy(_sqlite_template, folder)}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Give a migrated, empty database, in turn on each engine."""
    # Asked for by name, so that a test on SQLite alone starts no server.
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give a database without any table, in turn on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    url: str = request.getfixturevalue("empty_postgres_url")
    return url


@pytest.fixture
def database(database_url: str, keyring: Keyring) -> Iterator[Database]:
    """Give an open, migrated, empty database, in turn on each engine."""
    opened = connect(database_url, keyring)
    yield opened
    opened.dispose()


@pytest.fixture
def sqlite_database(sqlite_url: str, keyring: Keyring) -> Iterator[Database]:
    """Give an open, migrated, empty SQLite database, for what only SQLite has."""
    opened = connect(sqlite_url, keyring)
    yield opened
    opened.dispose()


@pytest.fixture
def postgres_database(postgres_url: str, keyring: Keyring) -> Iterator[Database]:
    """Give an open, migrated, empty PostgreSQL database, for what only PostgreSQL has."""
    opened = connect(postgres_url, keyring)
    yield opened
    opened.dispose()


def _memory() -> Path | None:
    """Return a folder in memory, where copies of databases take a tenth of the time."""
    folder = Path("/dev/shm")  # noqa: S108 - folders made in it are the test's alone
    roomy = folder.is_dir() and shutil.disk_usage(folder).free > _ROOM_NEEDED
    return folder if roomy and os.access(folder, os.W_OK) else None


def _programs() -> Path | None:
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    if installed:
        return installed[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _unprivileged_user() -> pwd.struct_passwd | None:
    """Return whom to run PostgreSQL as: it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _run(user: pwd.struct_passwd | None, *command: str | Path) -> None:
    # pg_ctl's server keeps its parent's output open: a pipe would never end.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            [str(part) for part in command],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            user=None if user is None else user.pw_uid,
            group=None if user is None else user.pw_gid,
            extra_groups=None if user is None else [],
        )
        output.seek(0)
        if done.returncode:
            raise RuntimeError(f"{command[0]}: {output.read().decode()}")
