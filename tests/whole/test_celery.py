"""Celery and Redis in place of the embedded thread: the same functions, nothing kept in Redis."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
import yaml
from redis import Redis
from redis.exceptions import RedisError

from store import outbox
from store.encryption import Keyring
from store.engine import Database, connect
from store.migrating import upgrade
from store.outbox import TaskRow
from tests.serving import ROOT, Server, free_port

PATIENCE = 60.0


@contextmanager
def process(*command: str, env: dict[str, str] | None = None) -> Iterator[None]:
    """Run a command for as long as the block lasts."""
    started = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        started.terminate()
        started.wait(timeout=30)


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    """A Redis of our own that keeps nothing on disk."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("Redis is not installed")
    port = free_port()
    with process(program, "--port", str(port), "--save", "", "--dir", str(tmp_path)):
        url = f"redis://127.0.0.1:{port}/0"
        with Redis.from_url(url) as client:
            _until(lambda: _answers(client))
        yield url


def _answers(client: "Redis") -> bool:
    try:
        return bool(client.ping())
    except RedisError:
        return False


def _until(done: object) -> None:
    ends = time.monotonic() + PATIENCE
    while not done():  # type: ignore[operator]
        assert time.monotonic() < ends, "not done in time"
        time.sleep(0.1)


def _compose() -> dict[str, dict[str, object]]:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    services: dict[str, dict[str, object]] = yaml.safe_load(text)["services"]
    return services


def _command(service: str, **changed: str) -> list[str]:
    """The very command of the compose file, run by this Python instead of the image's."""
    command = [str(part) for part in _compose()[service]["command"]]  # type: ignore[attr-defined]
    return [sys.executable, "-m", *[changed.get(part, part) for part in command]]


def test_worker_and_beat_do_what_is_due_and_survive_an_emptied_redis(
    tmp_path: Path, empty_url: str, redis_url: str
) -> None:
    upgrade(empty_url)
    server = Server(tmp_path, empty_url)
    environment = server.environment | {"FRONTDOOR_REDIS_URL": redis_url}
    database = connect(empty_url, Keyring.parse(environment["FRONTDOOR_ENCRYPTION_KEYS"]))
    schedule = {"/tmp/beat-schedule": str(tmp_path / "beat-schedule")}  # noqa: S108 - of the image
    with (
        process(*_command("worker"), env=environment),
        process(*_command("beat", **schedule), env=environment),
    ):
        first = _put(database)
        _until(lambda: _is_done(database, first))
        with Redis.from_url(redis_url) as client:
            client.flushall()
        second = _put(database)
        _until(lambda: _is_done(database, second))
    database.dispose()


def _put(database: Database) -> object:
    subject, now = uuid4(), datetime.now(UTC)  # noqa: TID251 - the worker's clock is the real one
    database.run(lambda session: outbox.put(session, "page", subject, now, now))
    return subject


def _is_done(database: Database, subject: object) -> bool:
    with database.read() as session:
        task = session.query(TaskRow).filter(TaskRow.subject_id == subject).one()
        return task.done_at is not None


def test_the_compose_file_publishes_the_web_alone_and_runs_without_root() -> None:
    services = _compose()
    assert set(services) == {"migrate", "web", "worker", "beat", "postgres", "redis"}
    assert [name for name, service in services.items() if "ports" in service] == ["web"]
    for name in ("migrate", "web", "worker", "beat"):
        assert services[name]["user"] == "10001"
        assert services[name]["read_only"] is True
