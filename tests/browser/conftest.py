"""One Chromium for all tests, and the real application on a real port."""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from waitress.server import create_server

from bot.wiring import Services
from tests.web import HandClock, services_on
from webhook.app import create_app

NEUTRAL = "https://www.weather.gov/"
_OPTIONS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
).split()
NewPage = Callable[..., Page]


@dataclass(frozen=True)
class LiveServer:
    """The application, listening; ``services`` and ``clock`` are the ones it runs on."""

    url: str
    services: Services
    clock: HandClock


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Give the browser, or skip where there is none."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_executable(playwright), args=_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[NewPage]:
    """Open pages in profiles of their own; only our server and a stand-in neutral page answer."""
    opened = []

    def open_page(*, scripts: bool = True, width: int = 1280, height: int = 900) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=scripts
        )
        opened.append(context)
        context.route(
            lambda url: not url.startswith("http://127.0.0.1:"),
            lambda route: route.fulfill(
                content_type="text/html", body="<title>Weather</title><h1>Sunny</h1>"
            ),
        )
        return context.new_page()

    yield open_page
    for context in opened:
        context.close()


@pytest.fixture
def live_server(sqlite_url: str, encryption_key: str) -> Iterator[LiveServer]:
    """Serve the application as in production, in a thread of this process."""
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    clock = HandClock()
    services = services_on(sqlite_url, encryption_key, clock, public_url=url)
    server = create_server(create_app(services), sockets=[listening], threads=4)
    thread = Thread(target=server.run)
    thread.start()

    def stop() -> None:
        # A browser keeps its connections open, and the server runs as long as it has one.
        for channel in list(server.active_channels.values()):
            channel.handle_close()
        server.close()

    yield LiveServer(url, services, clock)
    server.trigger.pull_trigger(stop)  # in the server's own thread, which waits on the sockets
    thread.join()
    server.task_dispatcher.shutdown()
    services.database.dispose()


def _executable(playwright: Playwright) -> str:
    named = os.environ.get("FRONTDOOR_CHROMIUM", "")
    bundled = playwright.chromium.executable_path
    candidates = [named, *map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))]
    for path in (*candidates, bundled):
        if path and Path(path).exists():
            return path
    pytest.skip("Chromium is not installed")


