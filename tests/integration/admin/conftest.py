"""The staff pages of the whole application, on both engines, with people who told their story."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from bot.wiring import Services
from store.staff import Role
from tests.integration.admin.staffing import Desk, add_staff
from tests.web import HandClock, services_on
from webhook.app import create_app

SignIn = Callable[..., Desk]


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def services(database_url: str, encryption_key: str, clock: HandClock) -> Iterator[Services]:
    built = services_on(database_url, encryption_key, clock)
    yield built
    built.database.dispose()


@pytest.fixture
def app(services: Services) -> Flask:
    return create_app(services)


@pytest.fixture
def sign_in(app: Flask, services: Services) -> SignIn:
    """Make an account of a role and sign it in, each in a browser of its own."""

    def make(role: Role = "caseworker", login: str = "") -> Desk:
        login = login or role
        add_staff(services, role, login)
        desk = Desk(app.test_client())
        assert desk.sign_in(login).status_code == 303
        return desk

    return make
