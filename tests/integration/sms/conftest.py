"""A phone without a network: Twilio's signed posts through Flask's own test client."""

from collections.abc import Iterator

import pytest

from bot.wiring import Services
from tests.integration.sms.texting import Texting
from tests.web import HandClock, services_on
from webhook.app import create_app


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def services(database_url: str, encryption_key: str, clock: HandClock) -> Iterator[Services]:
    """The services on SQLite and on PostgreSQL in turn."""
    services = services_on(database_url, encryption_key, clock)
    yield services
    services.database.dispose()


@pytest.fixture
def texting(services: Services) -> Texting:
    return Texting(create_app(services).test_client(), services)
