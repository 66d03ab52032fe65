"""Whole-product tests: the real server as a process, on each database engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.staff import StaffMember
from tests.chromium import NewPage
from tests.serving import Server, running


@pytest.fixture
def server(tmp_path: Path, empty_url: str) -> Iterator[Server]:
    """A running server on an empty database, SQLite and PostgreSQL in turn."""
    with running(tmp_path, empty_url) as server:
        yield server


@pytest.fixture
def sqlite_server(tmp_path: Path) -> Iterator[Server]:
    with running(tmp_path, f"sqlite:///{tmp_path}/frontdoor.db") as server:
        yield server


@pytest.fixture
def staff(new_page: NewPage) -> StaffMember:
    """Somebody at a desk with Chromium."""
    return StaffMember(new_page())
