"""The JSON address of the web chat: no cookie, no CSRF token, the bearer in the body."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bot.wiring import Services
from store.messages import InboundRow
from tests.web import HandClock, add_site

ADDRESS = "/api/chat/messages"


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def post(client: FlaskClient, **body: object) -> TestResponse:
    return client.post(ADDRESS, json=body)


def said(response: TestResponse) -> list[str]:
    assert response.status_code == 200, response.text
    return [message["text"] for message in response.get_json()["messages"]]


def error_of(response: TestResponse) -> tuple[int, str]:
    body: Any = response.get_json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message"}
    assert response.headers["Cache-Control"] == "no-store"
    return response.status_code, body["error"]["code"]


def inbound_count(services: Services) -> int:
    with services.database.read() as session:
        return session.query(InboundRow).count()


@pytest.mark.parametrize("session", [{}, {"session": ""}, {"session": None}])
def test_without_a_session_one_begins(client: FlaskClient, session: dict[str, str]) -> None:
    first = post(client, **session, message_id="a", text="hello")
    assert "This is Bend Front Door housing help." in said(first)[0]
    second = post(client, session=first.get_json()["session"], message_id="b", text="1")
    assert "Are you safe right now?" in said(second)[0]
    assert second.get_json()["session"] == first.get_json()["session"]
    assert {m["direction"] for m in second.get_json()["messages"]} == {"out"}
    assert "Set-Cookie" not in second.headers


def test_a_repeated_message_gets_the_very_same_answer(
    client: FlaskClient, services: Services
) -> None:
    session = post(client, message_id="a", text="hello").get_json()["session"]
    answers = [post(client, session=session, message_id="b", text="1") for _ in range(3)]
    assert answers[0].data == answers[1].data == answers[2].data
    assert inbound_count(services) == 2


def test_two_people_may_use_the_same_message_ids(client: FlaskClient) -> None:
    ana = post(client, message_id="1", text="hello").get_json()["session"]
    ben = post(client, message_id="1", text="hola").get_json()["session"]
    assert "Are you safe" in said(post(client, session=ana, message_id="2", text="1"))[0]
    assert "¿Está a salvo" in said(post(client, session=ben, message_id="2", text="1"))[0]


def test_a_chat_stays_with_the_agency_it_began_with(
    client: FlaskClient, services: Services
) -> None:
    services.database.run(lambda session: add_site(session, "salem"))
    first = post(client, message_id="a", text="hello", site="salem")
    assert "The salem agency" in said(first)[0]
    session = first.get_json()["session"]
    more = post(client, session=session, message_id="b", text="help", site="bend")
    assert "The salem agency" in said(more)[0]
    assert error_of(post(client, message_id="c", text="hi", site="nowhere")) == (
        404,
        "unknown_site",
    )


def test_a_session_ends_after_fifteen_minutes_of_silence(
    client: FlaskClient, clock: HandClock
) -> None:
    session = post(client, message_id="a", text="hello").get_json()["session"]
    clock.forward(minutes=14)
    said(post(client, session=session, message_id="b", text="1"))
    clock.forward(minutes=14)
    said(post(client, session=session, message_id="c", text="1"))
    clock.forward(minutes=15, seconds=1)
    response = post(client, session=session, message_id="d", text="1")
    assert error_of(response) == (404, "unknown_session")


def test_an_ended_and_a_made_up_session_are_answered_alike(client: FlaskClient) -> None:
    session = post(client, message_id="a", text="hello").get_json()["session"]
    said(post(client, session=session, message_id="b", text="2"))  # no consent: forgotten
    ended = post(client, session=session, message_id="c", text="1")
    assert error_of(ended) == (404, "unknown_session")
    salem = session.replace("bend", "salem", 1)
    for made_up in ("x", "A" * 43, salem, "\ud83d", "bend." + "A" * 43, "0" * 9000):
        response = post(client, session=made_up, message_id="c", text="1")
        assert error_of(response) == (404, "unknown_session")
        assert response.data == ended.data


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"\xff\xfe\xfa",
        b"[" * 60_000,
        b'{"text": "hi"}',
        b'{"message_id": "a"}',
        b'{"message_id": "a", "text": 1}',
        b'{"message_id": "a", "text": "hi", "session": 1}',
        b'{"message_id": "", "text": "hi"}',
        b'{"message_id": "a\\u0000b", "text": "hi"}',
    ],
)
def test_what_is_not_a_message_is_refused(
    client: FlaskClient, services: Services, body: bytes
) -> None:
    response = client.post(ADDRESS, data=body, content_type="application/json")
    status, code = error_of(response)
    assert status == 400
    assert code.startswith("bad_")
    assert inbound_count(services) == 0


def test_other_content_types_and_too_large_bodies_are_refused(client: FlaskClient) -> None:
    form = client.post(ADDRESS, data={"message_id": "a", "text": "hi"})
    assert error_of(form) == (415, "unsupported_media_type")
    large = post(client, message_id="a", text="x" * (64 * 1024))
    assert error_of(large) == (413, "too_large")
    wrong = client.get(ADDRESS)
    assert error_of(wrong) == (405, "method_not_allowed")
    assert "POST" in wrong.headers["Allow"]


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud83d", "🏠" * 5000, "{{7*7}}", "/restart"])
def test_no_text_breaks_the_chat(client: FlaskClient, text: str) -> None:
    session = post(client, message_id="a", text="hello").get_json()["session"]
    assert said(post(client, session=session, message_id="b", text=text))
