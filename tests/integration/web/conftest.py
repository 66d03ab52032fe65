"""The whole application behind Flask's test client, on SQLite."""

from collections.abc import Iterator

import pytest
from flask import Flask

from bot.wiring import Services
from tests.web import Browser, HandClock, services_on
from webhook.app import create_app


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def services(sqlite_url: str, encryption_key: str, clock: HandClock) -> Iterator[Services]:
    built = services_on(sqlite_url, encryption_key, clock)
    yield built
    built.database.dispose()


@pytest.fixture
def app(services: Services) -> Flask:
    return create_app(services)


@pytest.fixture
def browser(app: Flask) -> Browser:
    return Browser(app.test_client())
