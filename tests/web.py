"""The web application over a database of a test's own, with a clock that the test moves."""

import re
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from threading import Thread

from flask.testing import FlaskClient
from pydantic import SecretStr
from waitress.server import create_server
from werkzeug.test import TestResponse

from bot.settings import Settings
from bot.wiring import Services, build
from store.engine import Session
from store.hmis.seeding import seed_site
from webhook.app import create_app

NOON = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
OUR_NUMBER = "+15005550006"
AGENCY = "Bend Front Door"
PUBLIC_URL = "https://frontdoor.example"


@dataclass
class HandClock:
    """Moves by a millisecond each time it is asked, and by as much as a test says."""

    at: datetime = NOON

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=1)  # a thread is in the order of its times
        return self.at

    def forward(self, **span: float) -> None:
        self.at += timedelta(**span)


def services_on(
    database_url: str,
    key: str,
    clock: HandClock,
    *,
    public_url: str = PUBLIC_URL,
    production: bool = False,
) -> Services:
    """Build the services with one site, ``bend``."""
    settings = Settings(
        env="production" if production else "development",
        database_url=database_url,
        secret_key=SecretStr("for tests only " * 3),
        encryption_keys=SecretStr(key),
        account_sid="AC" + "1" * 32,
        auth_token=SecretStr("2" * 32),
        twilio_from=OUR_NUMBER,
        public_url=public_url,
    )
    services = build(settings, clock)
    services.database.run(lambda session: add_site(session, "bend", OUR_NUMBER))
    return services


def add_site(session: Session, slug: str, number: str | None = None) -> None:
    """Make a site that speaks English and Spanish."""
    seed_site(
        session,
        slug=slug,
        agency_name=AGENCY if slug == "bend" else f"The {slug} agency",
        project_name="Coordinated Entry",
        coc_code="OR-503",
        timezone="America/Los_Angeles",
        opened=date(2026, 1, 1),
        at=NOON + timedelta(days=slug != "bend"),  # the oldest site is the one of /chat
        phone_number=number,
    )


@dataclass(frozen=True)
class Listening:
    """The application on a port; ``services`` and ``clock`` are the ones it runs on."""

    url: str
    services: Services
    clock: HandClock


@contextmanager
def listening(database_url: str, key: str, clock: HandClock) -> Iterator[Listening]:
    """Serve the application as in production, in a thread of this process."""
    port = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{port.getsockname()[1]}"
    services = services_on(database_url, key, clock, public_url=url)
    server = create_server(create_app(services), sockets=[port], threads=4)
    thread = Thread(target=server.run)
    thread.start()

    def stop() -> None:
        # A browser keeps its connections open, and the server runs as long as it has one.
        for channel in list(server.active_channels.values()):
            channel.handle_close()
        server.close()

    try:
        yield Listening(url, services, clock)
    finally:
        server.trigger.pull_trigger(stop)  # in the server's own thread: it waits on the sockets
        thread.join()
        server.task_dispatcher.shutdown()
        services.database.dispose()


@dataclass
class Browser:
    """A browser without scripts: it shows a page, fills its forms and follows redirects."""

    client: FlaskClient
    address: str = "/chat"
    page: str = ""

    def open(self, query: str = "") -> TestResponse:
        response = self.client.get(self.address + query)
        self.page = response.text
        return response

    def hidden(self) -> dict[str, str]:
        """Return the hidden fields of the page's text form."""
        fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.page)
        last_form = self.page.rpartition('<form method="post"')[0]
        text_form = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', last_form)
        return dict(text_form or fields)

    def post(self, fields: Mapping[str, str]) -> TestResponse:
        response = self.client.post(self.address, data={**self.hidden(), **fields})
        if response.status_code == 303:
            self.open()
        else:
            self.page = response.text
        return response

    def start(self, lang: str = "en") -> TestResponse:
        self.open()
        return self.post({"start": lang})

    def say(self, text: str) -> TestResponse:
        return self.post({"text": text})

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Return what the log shows: (theirs or ours, text), still as HTML."""
        found = re.findall(r'<li class="(theirs|ours)".*?<bdi[^>]*>(.*?)</bdi>', self.page, re.S)
        return [(who, text) for who, text in found]
