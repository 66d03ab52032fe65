"""What a question looks like on the web: checkboxes, the review's buttons, and silence."""

import re
from html import unescape

import pytest

from bot import service
from bot.service import ChatThread
from bot.wiring import Services
from intake.answers import Several
from intake.definition import Kind
from store import answers, conversations, intakes
from tests.integration.admin.staffing import OUTSIDE, REST
from tests.web import AGENCY, Browser

BEFORE_REVIEW = (*OUTSIDE[1:], *REST[:-1])


def token_of(browser: Browser) -> str:
    found = browser.client.get_cookie("frontdoor_chat", path="/chat")
    assert found is not None
    return found.value.split(".")[1]


def thread_of(browser: Browser, services: Services) -> ChatThread:
    thread = service.chat_thread(services, token_of(browser))
    assert thread is not None
    return thread


def say_until(browser: Browser, services: Services, sought: str) -> None:
    """Answer as somebody who sleeps outside, until a question of this kind or role is open."""
    for text in BEFORE_REVIEW:
        thread = thread_of(browser, services)
        if sought in (thread.kind, thread.role):
            return
        browser.say(text)
    thread = thread_of(browser, services)
    assert sought in (thread.kind, thread.role)


def given(browser: Browser, services: Services, key: str) -> object:
    with services.database.read() as session:
        conversation = conversations.by_token(session, token_of(browser), lock=False)
        assert conversation is not None
        intake = intakes.for_conversation(session, conversation.id)
        assert intake is not None
        rows = {row.key: row for row in answers.current(session, intake.id)}
    return rows[key].answer.value if key in rows else None


# ---- several choices


def test_several_choices_are_checkboxes_under_the_topic(
    browser: Browser, services: Services
) -> None:
    browser.start("en")
    say_until(browser, services, Kind.CHOICES)
    question = services.newest("ce_intake").by_id["access_needs"]
    fieldset = re.findall(r"<fieldset.*?</fieldset>", browser.page, re.S)
    assert len(fieldset) == 1
    assert f"<legend>{question.topic['en']}</legend>" in fieldset[0]
    boxes = re.findall(
        r'<label><input type="checkbox" name="pick" value="(\d)"> <span class="number">\1</span>'
        r" (.*?)</label>",
        fieldset[0],
    )
    expected = [(str(n), choice.label["en"]) for n, choice in enumerate(question.choices, 1)]
    assert [(n, unescape(label)) for n, label in boxes] == expected
    assert question.choices[0].label["en"] not in browser.texts[-1][1]  # said once, by the boxes
    assert "Send these</button>" in browser.page


def test_ticked_boxes_are_sent_as_their_numbers(browser: Browser, services: Services) -> None:
    browser.start("en")
    say_until(browser, services, Kind.CHOICES)
    fields = {**browser.hidden(), "pick": ["1", "3", "5"]}
    fields.pop("text", None)
    assert browser.client.post("/chat", data=fields).status_code == 303
    browser.open()
    assert ("theirs", "1 3 5") in browser.texts
    assert '<bdi class="meaning">No stairs, Help to read, Other</bdi>' in browser.page
    kept = given(browser, services, "access_needs")
    assert kept == Several(("no_stairs", "reading_help", "other"))


def test_no_box_ticked_is_explained_at_the_boxes(browser: Browser, services: Services) -> None:
    browser.start("en")
    say_until(browser, services, Kind.CHOICES)
    before = thread_of(browser, services)
    response = browser.client.post("/chat", data=browser.hidden())
    assert response.status_code == 422
    assert '<fieldset class="picks" aria-describedby="none-picked">' in response.text
    assert "Pick one or more first, then press Send these." in response.text
    assert "Write your answer here first" not in response.text
    assert thread_of(browser, services) == before


def test_words_still_answer_where_there_are_boxes(browser: Browser, services: Services) -> None:
    browser.start("en")
    say_until(browser, services, Kind.CHOICES)
    browser.say("wheelchair and my dog")
    kept = given(browser, services, "access_needs")
    assert kept == Several(("no_stairs", "animal"))


def test_a_label_names_the_agency(browser: Browser, services: Services) -> None:
    browser.start("en")
    say_until(browser, services, "share")
    assert f"</span> Only with {AGENCY}</button>" in browser.page
    assert "{agency}" not in browser.page


# ---- checking and sending


def test_the_review_sends_by_a_button_and_changes_by_a_button_a_line(
    browser: Browser, services: Services
) -> None:
    browser.start("en")
    say_until(browser, services, "review")
    thread = thread_of(browser, services)
    assert "Your name: Jay Rivera" in thread.lines
    assert '<button class="main" name="text" value="0">Send my answers</button>' in browser.page
    buttons = re.findall(r'class="small" name="text" value="(\d+)"', browser.page)
    assert buttons == [str(n) for n in range(1, len(thread.lines) + 1)]
    assert "Jay Rivera" not in browser.texts[-1][1]  # said once, by the list
    number = thread.lines.index("Your name: Jay Rivera") + 1
    browser.say(str(number))
    assert "name" in browser.texts[-1][1]
    browser.say("Jo Rivera")
    assert "Your name: Jo Rivera" in thread_of(browser, services).lines
    browser.say("0")
    assert thread_of(browser, services).finished
    assert "Done. A worker at" in browser.texts[-1][1]
    assert "Send my answers" not in browser.page


def test_words_of_several_lines_are_not_said_twice(browser: Browser, services: Services) -> None:
    browser.start("en")
    for text in BEFORE_REVIEW:
        browser.say("first line\nsecond line" if text.startswith("I sleep near") else text)
    assert thread_of(browser, services).role == "review"
    assert "second line" not in browser.texts[-1][1]
    assert browser.page.count("second line</bdi>") == 2  # as they wrote it, and in the list


def test_the_list_is_for_the_review_alone(browser: Browser, services: Services) -> None:
    browser.start("en")
    browser.say("1")
    browser.say("1")
    thread = thread_of(browser, services)
    assert (thread.lines, thread.role) == ((), None)
    browser.say("list")
    assert "Change</button>" not in browser.page


# ---- silence


@pytest.mark.parametrize(
    ("lang", "words", "question"),
    [
        ("en", "Go on with the bot", "Are you safe right now?"),
        ("es", "Seguir con el bot", "¿Está a salvo en este momento?"),
    ],
)
def test_after_stop_the_page_offers_to_go_on(
    browser: Browser, services: Services, lang: str, words: str, question: str
) -> None:
    browser.start(lang)
    browser.say("1")
    browser.say("STOP")
    assert thread_of(browser, services).stopped
    button = re.search(r'<button class="main" name="text" value="START"[^>]*>(.*?)<', browser.page)
    assert button is not None
    assert button[1] == words
    assert "<fieldset>" not in browser.page
    assert 'value="SKIP"' not in browser.page
    assert 'href="tel:988"' in browser.page
    browser.say("START")
    assert not thread_of(browser, services).stopped
    assert question in browser.texts[-1][1]
    assert words not in browser.page
