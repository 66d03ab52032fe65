"""One Chromium for all tests, and the real application on a real port."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.web import HandClock, Listening, listening

_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
NewPage = Callable[..., Page]


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
def live_server(sqlite_url: str, encryption_key: str) -> Iterator[Listening]:
    """Give the application on a port of its own."""
    with listening(sqlite_url, encryption_key, HandClock()) as server:
        yield server


def _executable(playwright: Playwright) -> str:
    named = os.environ.get("FRONTDOOR_CHROMIUM", "")
    bundled = playwright.chromium.executable_path
    candidates = [named, *map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))]
    for path in (*candidates, bundled):
        if path and Path(path).exists():
            return path
    pytest.skip("Chromium is not installed")
