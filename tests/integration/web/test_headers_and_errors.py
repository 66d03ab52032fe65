"""Every response is protected, and every error says what to do next."""

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

from bot.service import UnknownSite
from store.engine import Unavailable
from webhook.errors import init_errors
from webhook.headers import init_headers

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


@pytest.fixture
def failing() -> FlaskClient:
    """Give an application whose views fail in every way that there is."""
    app = Flask("webhook")
    init_headers(app)
    init_errors(app)

    @app.get("/<path:_before>/<int:status>")
    def fail(_before: str, status: int) -> str:
        abort(status)

    @app.get("/<path:_before>/broken")
    def broken(_before: str) -> str:
        raise ZeroDivisionError("Maria Lopez")

    @app.get("/<path:_before>/database")
    def database(_before: str) -> str:
        raise Unavailable("no connection")

    @app.get("/<path:_before>/site")
    def site(_before: str) -> str:
        raise UnknownSite

    return app.test_client()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/chat", 200),
        ("GET", "/", 302),
        ("GET", "/chat/leave", 303),
        ("GET", "/chat/nowhere", 404),
        ("GET", "/nothing", 404),
        ("POST", "/chat", 400),
        ("PUT", "/chat", 405),
        ("POST", "/api/chat/messages", 415),
        ("GET", "/twilio/sms", 405),
        ("GET", "/health/live", 200),
        ("GET", "/simulator", 200),
    ],
)
def test_every_response_carries_the_headers(
    app: Flask, method: str, path: str, status: int
) -> None:
    response = app.test_client().open(path, method=method)
    assert response.status_code == status
    assert response.headers["Content-Security-Policy"] == POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert response.headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in response.headers


def test_https_is_pinned_where_it_is_used(app: Flask) -> None:
    client = app.test_client()
    secure = client.get("/health/live", base_url="https://frontdoor.example")
    assert secure.headers["Strict-Transport-Security"] == "max-age=63072000"
    app.config["SESSION_COOKIE_SECURE"] = True
    behind_a_proxy = client.get("/health/live")
    assert behind_a_proxy.headers["Strict-Transport-Security"] == "max-age=63072000"


def test_only_static_files_may_be_kept(app: Flask) -> None:
    client = app.test_client()
    kept = client.get("/static/chat.css")
    assert kept.headers["Cache-Control"] == "public, max-age=3600"
    assert kept.headers["Content-Security-Policy"] == POLICY
    kept.close()
    assert client.get("/static/nothing.css").headers["Cache-Control"] == "no-store"


def test_the_chat_is_light(app: Flask) -> None:
    client = app.test_client()
    for name, most in (("chat.css", 8192), ("chat.js", 8192)):
        response = client.get(f"/static/{name}")
        assert len(response.data) < most
        response.close()
    assert len(client.get("/chat").data) < 8192


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 415, 429, 500, 503, 418])
def test_an_error_page_speaks_both_languages(failing: FlaskClient, status: int) -> None:
    response = failing.get(f"/chat/x/{status}")
    assert response.status_code == status
    assert response.mimetype == "text/html"
    assert '<div lang="es">' in response.text
    assert 'href="/chat"' in response.text
    assert response.headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize(
    ("status", "code"),
    [(400, "bad_request"), (404, "not_found"), (429, "too_many_requests"), (500, "internal_error")],
)
def test_a_program_gets_json(failing: FlaskClient, status: int, code: str) -> None:
    response = failing.get(f"/api/x/{status}")
    assert response.status_code == status
    assert response.get_json()["error"]["code"] == code


def test_staff_are_led_back_to_their_own_pages(failing: FlaskClient) -> None:
    assert 'href="/admin/"' in failing.get("/admin/x/403").text


def test_what_broke_is_not_told(failing: FlaskClient) -> None:
    response = failing.get("/chat/broken")
    assert response.status_code == 500
    assert "Maria" not in response.text
    assert "It is not your fault." in response.text


def test_a_busy_database_asks_to_try_again(failing: FlaskClient) -> None:
    response = failing.get("/chat/database")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert "Send it again in a minute." in response.text
    assert failing.get("/api/database").get_json()["error"]["code"] == "unavailable"


def test_an_unknown_agency_is_a_missing_page(failing: FlaskClient) -> None:
    assert failing.get("/chat/site").status_code == 404
