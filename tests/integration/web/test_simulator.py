"""The phone simulator: real signed requests over real HTTP, and never in production."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from twilio.request_validator import RequestValidator

from bot.wiring import Services
from store.messages import InboundRow, OutboundRow
from tests.web import OUR_NUMBER, Browser, HandClock, Listening, listening, services_on
from webhook.app import create_app
from webhook.phones import Phones
from webhook.simulated_carrier import Answer, Carrier, Text, texts_of
from webhook.simulator import NUMBERS, create_simulator

ANA, BEN = NUMBERS[0], NUMBERS[1]


@pytest.fixture
def live(sqlite_url: str, encryption_key: str) -> Iterator[Listening]:
    with listening(sqlite_url, encryption_key, HandClock()) as server:
        yield server


@pytest.fixture
def browser(live: Listening) -> Browser:
    """Give a browser whose simulator posts to the listening server."""
    return Browser(create_app(live.services).test_client(), "/simulator")


def bubbles(page: str) -> list[tuple[str, str]]:
    found = re.findall(r'<li class="(in|out)">.*?<bdi>(.*?)</bdi>', page, re.S)
    return [(direction, text) for direction, text in found]


def send(browser: Browser, side: str, **fields: str) -> None:
    browser.open(f"?a={ANA}&b={BEN}".replace("+", "%2B"))
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.page)
    assert token is not None
    form = {"csrf_token": token[1], "a": ANA, "b": BEN, "side": side, **fields}
    response = browser.client.post("/simulator", data=form)
    assert response.status_code == 303
    browser.page = browser.client.get(response.headers["Location"]).text


def test_a_text_goes_through_the_webhook_and_its_reply_comes_back(
    browser: Browser, live: Listening
) -> None:
    send(browser, "a", text="hola")
    assert bubbles(browser.page)[0] == ("in", "hola")
    assert bubbles(browser.page)[1][1].startswith("Ayuda de vivienda de Bend Front Door.")
    with live.services.database.read() as session:
        [row] = session.query(InboundRow).all()
        assert row.sid.startswith("SM")
        assert row.body == "hola"


def test_replies_are_reported_as_delivered(browser: Browser, live: Listening) -> None:
    send(browser, "a", text="hello")
    with live.services.database.read() as session:
        states = {row.state for row in session.query(OutboundRow).all()}
    assert states == {"delivered"}


def test_a_second_delivery_changes_nothing(browser: Browser, live: Listening) -> None:
    send(browser, "a", text="hello")
    before = bubbles(browser.page)
    for times in (2, 3):
        send(browser, "a", again="1")
        assert f"Delivered {times} times with one MessageSid." in browser.page
        assert "The answer was the same, byte for byte." in browser.page
    assert bubbles(browser.page) == before
    with live.services.database.read() as session:
        assert session.query(InboundRow).count() == 1


def test_each_phone_keeps_its_own_screen(browser: Browser) -> None:
    send(browser, "a", text="hello")
    send(browser, "b", text="hola")
    said = [text for direction, text in bubbles(browser.page) if direction == "in"]
    assert said == ["hello", "hola"]
    alone = browser.client.get(f"/simulator?a=%2B12025550199&b={BEN}").text
    assert [text for direction, text in bubbles(alone) if direction == "in"] == ["hola"]


def test_the_wire_is_shown_without_the_token(browser: Browser, live: Listening) -> None:
    send(browser, "a", text="hello <there>")
    assert "<dt>MessageSid</dt>" in browser.page
    assert "hello &lt;there&gt;" in browser.page
    assert "&lt;Response&gt;" in browser.page
    assert live.services.settings.auth_tokens[0] not in browser.page


@pytest.mark.parametrize("number", ["12025550123", "+1 202 555 0123", "+1(202)555-0123"])
def test_any_number_may_be_chosen(app: Flask, number: str) -> None:
    page = app.test_client().get("/simulator", query_string={"a": number}).text
    assert '<h2 id="phone-a">+12025550123</h2>' in page
    assert "A number needs its country code" not in page


def test_what_is_no_number_is_explained(app: Flask) -> None:
    page = app.test_client().get("/simulator", query_string={"a": "555"}).text
    assert "A number needs its country code" in page
    assert f'<h2 id="phone-a">{ANA}</h2>' in page


def test_it_refuses_to_exist_in_production(
    sqlite_url: str, encryption_key: str, clock: HandClock
) -> None:
    services = services_on(sqlite_url, encryption_key, clock, production=True)
    with pytest.raises(RuntimeError, match="development only"):
        create_simulator(services, Phones())
    assert create_app(services).test_client().get("/simulator").status_code == 404
    services.database.dispose()


# ---- the carrier


def test_requests_are_signed_over_the_public_address(services: Services) -> None:
    signed = Carrier(services.settings).compose(ANA, OUR_NUMBER, "hi ñ 🏠")
    assert signed.url == "https://frontdoor.example/twilio/sms"
    assert re.fullmatch(r"SM[0-9a-f]{32}", signed.fields["MessageSid"])
    assert signed.fields["From"] == ANA
    assert signed.fields["NumSegments"] == "1"
    validator = RequestValidator(services.settings.auth_tokens[0])
    assert validator.validate(signed.url, dict(signed.fields), signed.signature)


def test_twiml_is_read_with_its_callbacks() -> None:
    twiml = (
        '<?xml version="1.0"?><Response>'
        '<Message action="/twilio/status?ob=1">One &amp; two</Message>'
        '<Message statusCallback="https://a.example/x" action="/y"><Body>Three</Body></Message>'
        "<Message>Four</Message></Response>"
    )
    assert texts_of(Answer(200, twiml)) == [
        Text("One & two", "/twilio/status?ob=1"),
        Text("Three", "https://a.example/x"),
        Text("Four", None),
    ]
    assert texts_of(Answer(200, "<Response/>")) == []
    assert texts_of(Answer(503, twiml)) == []
    assert texts_of(Answer(200, "busy")) == []


def test_a_server_that_does_not_answer_is_named(services: Services) -> None:
    nowhere = services.settings.model_copy(update={"public_url": "http://127.0.0.1:1"})
    carrier = Carrier(nowhere)
    answer = carrier.post(carrier.compose(ANA, OUR_NUMBER, "hi"))
    assert answer == Answer(0, "ConnectionError")
