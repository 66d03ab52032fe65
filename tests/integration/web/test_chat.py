"""The web chat for a browser without scripts: forms, cookies and pages."""

import re

from flask import Flask

from bot import service
from bot.wiring import Services
from store import conversations, messages, sites
from store.engine import Session
from store.messages import InboundRow
from store.safety import SafetyEventRow
from tests.web import AGENCY, Browser, HandClock, add_site, services_on
from webhook.app import create_app


def cookie(browser: Browser) -> str | None:
    found = browser.client.get_cookie("frontdoor_chat", path="/chat")
    return None if found is None else found.value


def inbound_count(services: Services) -> int:
    with services.database.read() as session:
        return session.query(InboundRow).count()


def test_the_first_page_says_what_this_is_in_each_language(browser: Browser) -> None:
    response = browser.open()
    assert response.status_code == 200
    assert "<title>Help form</title>" in browser.page
    assert "You write with a bot." in browser.page
    assert "Usted escribe con un bot." in browser.page
    assert "Start in English" in browser.page
    assert "Empezar en español" in browser.page
    for number in ("911", "988", "211"):
        assert f'href="tel:{number}"' in browser.page
    assert cookie(browser) is None


def test_a_start_sends_the_greeting_and_shows_the_first_question(browser: Browser) -> None:
    assert browser.start("en").status_code == 303
    said = browser.texts
    assert said[0] == ("theirs", "hello")
    assert said[1][0] == "ours"
    assert f"This is {AGENCY} housing help." in said[1][1]
    assert '<html lang="en">' in browser.page


def test_spanish_starts_in_spanish(browser: Browser) -> None:
    browser.start("es")
    assert browser.texts[0] == ("theirs", "hola")
    assert f"Ayuda de vivienda de {AGENCY}." in browser.texts[1][1]
    assert '<html lang="es">' in browser.page
    assert "Formulario de ayuda" in browser.page


def test_each_choice_is_a_button_that_answers(browser: Browser) -> None:
    browser.start("en")
    button = r'<button name="text" value="(\d)">.*?</span> (.*?)</button>'
    buttons = re.findall(button, browser.page)
    assert buttons == [("1", "Yes"), ("2", "No"), ("3", "Tell me more")]
    assert browser.say("1").status_code == 303
    assert browser.texts[-2] == ("theirs", "1")
    assert "Are you safe right now?" in browser.texts[-1][1]


def test_choices_are_not_said_twice_and_a_number_keeps_its_meaning(browser: Browser) -> None:
    browser.start("en")
    assert "1 Yes" not in browser.texts[-1][1]
    assert "mande ESPAÑOL" in browser.texts[-1][1]
    browser.say("1")
    assert '<bdi class="meaning">Yes</bdi>' in browser.page
    # The list is back in what was said before, as it was sent.
    assert "1 Yes\n2 No\n3 Tell me more" in browser.texts[1][1]


def test_a_double_submit_is_one_text(browser: Browser, services: Services) -> None:
    browser.start("en")
    fields = {**browser.hidden(), "text": "1"}
    for _ in range(2):
        assert browser.client.post("/chat", data=fields).status_code == 303
    assert inbound_count(services) == 2  # the greeting and the answer
    browser.open()
    assert [text for who, text in browser.texts if who == "theirs"] == ["hello", "1"]


def test_other_words_on_the_same_form_are_another_text(
    browser: Browser, services: Services
) -> None:
    browser.start("en")
    fields = browser.hidden()
    browser.client.post("/chat", data={**fields, "text": "1"})
    browser.client.post("/chat", data={**fields, "text": "what is this"})
    assert inbound_count(services) == 3


def test_an_old_page_does_not_answer_a_newer_question(browser: Browser, services: Services) -> None:
    browser.start("en")
    old = browser.hidden()
    browser.say("1")
    browser.client.post("/chat", data={**old, "text": "2"})
    # "2" was meant for the consent question; here it would mean "not safe" and page somebody.
    with services.database.read() as session:
        assert session.query(SafetyEventRow).count() == 0


def test_the_same_form_id_in_two_chats_is_two_texts(app: Flask, services: Services) -> None:
    ana, ben = Browser(app.test_client()), Browser(app.test_client())
    ana.start("en")
    ben.start("es")
    shared = {"message_id": "1", "text": "1"}
    assert ana.post(shared).status_code == 303
    assert ben.post(shared).status_code == 303
    assert inbound_count(services) == 4
    assert "¿Está a salvo en este momento?" in ben.texts[-1][1]


def test_an_empty_text_is_explained_beside_the_field(browser: Browser, services: Services) -> None:
    browser.start("en")
    response = browser.say("  \n ")
    assert response.status_code == 422
    assert "Write your answer here first, then press Send." in browser.page
    assert 'aria-invalid="true"' in browser.page
    assert 'aria-describedby="error"' in browser.page
    assert inbound_count(services) == 1


def test_what_a_person_wrote_is_shown_as_text(browser: Browser) -> None:
    browser.start("en")
    browser.say("<b>hi</b>\nhttps://example.org/ \u202eevil")
    who, shown = browser.texts[-2]
    assert who == "theirs"
    assert shown == "&lt;b&gt;hi&lt;/b&gt;\nhttps://example.org/ \u202eevil"
    assert '<a href="https://example.org' not in browser.page


def test_odd_characters_do_no_harm(browser: Browser) -> None:
    browser.start("en")
    assert browser.say("a\x00b").status_code == 303
    assert browser.texts[-2] == ("theirs", "a\ufffdb")
    assert browser.say("x" * 10_000).status_code == 303


def test_saying_no_shows_the_last_words_and_forgets_the_chat(browser: Browser) -> None:
    browser.start("en")
    response = browser.say("2")
    assert response.status_code == 200
    assert "I kept nothing." in browser.page
    assert cookie(browser) is None
    browser.open()
    assert "Start in English" in browser.page


# ---- the session


def test_the_cookie_is_kept_from_scripts_and_other_sites(browser: Browser) -> None:
    browser.open()
    response = browser.client.post("/chat", data={**browser.hidden(), "start": "en"})
    [header] = [c for c in response.headers.getlist("Set-Cookie") if c.startswith("frontdoor_chat")]
    flags = {part.strip() for part in header.split(";")[1:]}
    assert {"HttpOnly", "SameSite=Strict", "Path=/chat", "Max-Age=900"} <= flags
    assert "Secure" not in flags  # development speaks http
    assert "Secure" in str(_production_start(browser))


def _production_start(browser: Browser) -> str:
    services: Services = browser.client.application.extensions["frontdoor"]
    production = services.settings.model_copy(update={"env": "production"})
    app = create_app(
        type(services)(**{**services.__dict__, "settings": production}),
    )
    secure = Browser(app.test_client())
    secure.client.environ_base["wsgi.url_scheme"] = "https"
    secure.open()
    response = secure.client.post("/chat", data={**secure.hidden(), "start": "en"})
    return str(response.headers.getlist("Set-Cookie"))


def test_each_use_puts_the_end_off(browser: Browser, clock: HandClock) -> None:
    browser.start("en")
    for _ in range(3):
        clock.forward(minutes=14)
        browser.open()
        assert ("theirs", "hello") in browser.texts


def test_after_fifteen_minutes_the_chat_is_closed(
    browser: Browser, clock: HandClock, services: Services
) -> None:
    browser.start("en")
    kept = cookie(browser)
    assert kept is not None
    clock.forward(minutes=15, seconds=2)
    browser.client.set_cookie("frontdoor_chat", kept, path="/chat")
    fields = {**browser.hidden(), "text": "my own words"}
    response = browser.client.post("/chat", data=fields)
    assert response.status_code == 200
    assert "For your safety this page closed after 15 minutes." in response.text
    assert "Por su seguridad esta página se cerró" in response.text
    assert "my own words</textarea>" in response.text
    assert "hello" not in response.text
    assert inbound_count(services) == 1
    browser.client.set_cookie("frontdoor_chat", kept, path="/chat")
    browser.open()
    assert browser.texts == []


def test_a_page_that_timed_out_says_so(browser: Browser) -> None:
    browser.start("en")
    response = browser.open("?closed=1")
    assert "For your safety this page closed" in response.text
    assert cookie(browser) is None


def test_a_changed_cookie_opens_nothing(browser: Browser) -> None:
    browser.start("en")
    kept = cookie(browser)
    assert kept is not None
    slug, rest = kept.split(".", 1)
    for forged in (f"other.{rest}", f"{slug}.{'A' * 43}.abc.def", "x", ""):
        browser.client.set_cookie("frontdoor_chat", forged, path="/chat")
        browser.open()
        assert browser.texts == []


def test_a_chat_with_one_agency_does_not_open_at_another(
    browser: Browser, services: Services
) -> None:
    services.database.run(lambda session: add_site(session, "salem"))
    browser.start("en")
    other = Browser(browser.client, "/chat/salem")
    other.open()
    assert other.texts == []
    assert "The salem agency" in other.page
    own = Browser(browser.client, "/chat/bend")
    other.start("es")
    own.open()
    assert own.texts == []


def test_an_unknown_agency_is_not_found(browser: Browser) -> None:
    assert browser.client.get("/chat/nowhere").status_code == 404


def test_leaving_clears_the_browser_and_goes_elsewhere(browser: Browser) -> None:
    browser.start("en")
    response = browser.client.get("/chat/leave")
    assert response.status_code == 303
    assert response.headers["Location"] == "https://www.weather.gov/"
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert cookie(browser) is None
    browser.open()
    assert browser.texts == []


def test_a_post_without_its_token_is_refused(browser: Browser, services: Services) -> None:
    browser.start("en")
    response = browser.client.post("/chat", data={"text": "1", "message_id": "x", "turn": "1"})
    assert response.status_code == 400
    assert "Open the page again" in response.text
    assert inbound_count(services) == 1


def test_nothing_of_the_conversation_is_in_title_or_address(browser: Browser) -> None:
    browser.start("en")
    browser.say("1")
    assert re.findall(r"<title>(.*?)</title>", browser.page) == ["Help form"]
    addresses = re.findall(r'(?:href|action)="([^"]*)"', browser.page)
    allowed = {"/chat", "/chat/leave", "data:,", "#text", "tel:911", "tel:988", "tel:211"}
    assert {address for address in addresses if not address.startswith("/static/")} <= allowed


def test_messages_of_staff_are_shown(
    browser: Browser, services: Services, clock: HandClock
) -> None:
    browser.start("en")
    kept = cookie(browser)
    assert kept is not None
    token = kept.split(".")[1]
    clock.forward(minutes=1)
    with services.database.write() as session:
        row = conversations.by_token(session, token)
        assert row is not None
        messages.compose(session, row.id, "staff", "Hi, this is Kim.", clock.now())
    browser.open()
    assert browser.texts[-1] == ("ours", "Hi, this is Kim.")
    assert service.chat_thread(services, token) is not None


def test_a_site_of_one_language_offers_that_one(
    sqlite_url: str, encryption_key: str, clock: HandClock
) -> None:
    services = services_on(sqlite_url, encryption_key, clock)

    def english_only(session: Session) -> None:
        site = sites.by_slug(session, "bend")
        assert site is not None
        site.languages = ["en"]

    services.database.run(english_only)
    browser = Browser(create_app(services).test_client())
    browser.open()
    assert "Empezar" not in browser.page
    assert browser.post({"start": "es"}).status_code == 400
    services.database.dispose()
