"""The web chat in a real browser, with and without scripts, by keys, narrow, and in a hurry."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from playwright.sync_api import Page, Route, expect

from bot import service
from bot.service import Inbound
from bot.state import Stage, dump, load
from store import messages
from store.conversations import ConversationRow
from store.messages import InboundRow
from tests.chromium import NewPage
from tests.integration.admin.staffing import OUTSIDE, REST
from tests.web import Listening

SAFE = "Are you safe right now?"
with_and_without_scripts = pytest.mark.parametrize("scripts", [True, False])


def start(page: Page, server: Listening) -> None:
    page.goto(server.url + "/chat")
    page.get_by_role("button", name="Start in English").click()
    expect(page.get_by_role("log")).to_contain_text("I am a bot.")
    page.wait_for_load_state("load")  # the text is there before the page's script has run


def pick(page: Page, name: str, then: str) -> None:
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("log")).to_contain_text(then)


def write(page: Page, text: str) -> None:
    page.get_by_role("textbox").fill(text)
    page.get_by_role("button", name="Send").click()


def tell(page: Page, server: Listening, texts: Sequence[str]) -> None:
    """Say many things in the chat of this page at once, and show it anew."""
    (cookie,) = [c for c in page.context.cookies() if c.get("name") == "frontdoor_chat"]
    token = cookie.get("value", "").split(".")[1]
    for n, text in enumerate(texts):
        now = server.clock.now()
        service.receive(
            server.services, Inbound("chat", f"told-{n}", "chat", token, "bend", text, now)
        )
    page.reload()


def texts_of_people(server: Listening) -> list[str | None]:
    with server.services.database.read() as session:
        return [row.body for row in session.query(InboundRow).order_by(InboundRow.seq)]


@with_and_without_scripts
def test_a_person_answers_by_buttons_and_by_words(
    new_page: NewPage, live_server: Listening, scripts: bool
) -> None:
    page = new_page(scripts=scripts, width=320, height=640)
    start(page, live_server)
    pick(page, "1 Yes", SAFE)
    pick(page, "1 Yes", "Is it safe to text you here?")
    pick(page, "1 Yes, only I see this phone", "What city or ZIP code")
    write(page, "97701")
    expect(page.get_by_role("log")).to_contain_text("Where will you sleep tonight?")
    assert texts_of_people(live_server) == ["hello", "1", "1", "1", "97701"]
    assert page.title() == "Help form"
    assert page.url == live_server.url + "/chat"


@with_and_without_scripts
def test_several_choices_are_ticked_and_sent_together(
    new_page: NewPage, live_server: Listening, scripts: bool
) -> None:
    page = new_page(scripts=scripts, width=320, height=640)
    start(page, live_server)
    tell(page, live_server, (*OUTSIDE[1:], *REST[:9]))
    boxes = page.get_by_role("group", name="Access needs")
    send = page.get_by_role("button", name="Send these")
    send.click()
    expect(boxes).to_have_accessible_description("Pick one or more first, then press Send these.")
    expect(page.get_by_label("No stairs")).to_be_focused()
    for label in ("No stairs", "Help to read"):
        page.get_by_label(label).check()
    send.click()
    expect(page.get_by_role("log")).to_contain_text("What is the best way to reach you?")
    assert texts_of_people(live_server)[-1] == "1 3"


@with_and_without_scripts
def test_a_line_is_changed_and_everything_sent_by_buttons(
    new_page: NewPage, live_server: Listening, scripts: bool
) -> None:
    page = new_page(scripts=scripts, width=320, height=640)
    start(page, live_server)
    tell(page, live_server, (*OUTSIDE[1:], *REST[:-1]))
    line = page.get_by_role("listitem").filter(has_text="Your name: Jay Rivera")
    line.get_by_role("button", name="Change").click()
    expect(page.get_by_role("log").get_by_role("listitem").last).to_contain_text("your name?")
    write(page, "Jo Rivera")
    expect(page.get_by_text("Your name: Jo Rivera")).to_be_visible()
    pick(page, "Send my answers", "Done. A worker at")
    expect(page.get_by_role("link", name="Look for new messages")).to_be_visible()
    assert texts_of_people(live_server)[-3:] == ["9", "Jo Rivera", "0"]


@with_and_without_scripts
def test_after_stop_a_button_goes_on(
    new_page: NewPage, live_server: Listening, scripts: bool
) -> None:
    page = new_page(scripts=scripts, width=320, height=640)
    start(page, live_server)
    pick(page, "1 Yes", SAFE)
    write(page, "STOP")
    go_on = page.get_by_role("button", name="Go on with the bot")
    expect(go_on).to_have_accessible_description(
        "The bot is silent now and asks nothing. Press the button to go on."
    )
    expect(page.get_by_role("button", name="1 Yes")).to_have_count(0)
    go_on.click()
    expect(page.get_by_role("button", name="1 Yes")).to_be_visible()
    assert texts_of_people(live_server) == ["hello", "1", "STOP", "START"]


@with_and_without_scripts
def test_an_empty_answer_is_explained_at_the_field(
    new_page: NewPage, live_server: Listening, scripts: bool
) -> None:
    page = new_page(scripts=scripts)
    start(page, live_server)
    page.get_by_role("button", name="Send").click()
    field = page.get_by_role("textbox")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description("Write your answer here first, then press Send.")
    assert texts_of_people(live_server) == ["hello"]


def test_only_additions_are_put_into_the_log(new_page: NewPage, live_server: Listening) -> None:
    page = new_page()
    start(page, live_server)
    log = page.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    mark = "node => [node, node.querySelector('li')].forEach((n) => { n.dataset.mark = 'same' })"
    log.evaluate(mark)
    pick(page, "1 Yes", SAFE)
    assert log.get_attribute("data-mark") == "same"
    assert page.locator("li[data-mark=same]").count() == 1
    assert page.locator("#newest").count() == 1


def test_keys_alone_are_enough(new_page: NewPage, live_server: Listening) -> None:
    page = new_page()
    page.goto(live_server.url + "/chat")
    press(page, ["Tab", "Tab", "Enter"])  # past "Leave this page"
    expect(page.locator("#newest")).to_be_focused()
    page.wait_for_load_state("load")
    press(page, ["Tab", "Enter"])  # the first choice follows the newest text
    for question in (SAFE, "Is it safe to text you here?"):
        expect(page.get_by_role("log")).to_contain_text(question)
        expect(page.get_by_role("region", name="Your answer")).to_be_focused()
        press(page, ["Tab", "Enter"])
    expect(page.get_by_role("textbox")).to_be_focused()
    page.keyboard.type("97701")
    press(page, ["Enter"])
    expect(page.get_by_role("log")).to_contain_text("Where will you sleep tonight?")
    # Who writes goes on writing; Enter sends the words and never the first button.
    expect(page.get_by_role("textbox")).to_be_focused()
    page.keyboard.type("2")
    press(page, ["Enter"])
    expect(page.get_by_role("log")).to_contain_text("Shelter")
    assert texts_of_people(live_server) == ["hello", "1", "1", "1", "97701", "2"]


def press(page: Page, keys: Sequence[str]) -> None:
    for key in keys:
        page.keyboard.press(key)


@with_and_without_scripts
def test_it_fits_a_small_screen_at_four_times_the_size(
    new_page: NewPage, live_server: Listening, scripts: bool
) -> None:
    # 1280 x 1024 at 400 % is 320 x 256 CSS pixels (WCAG 2.2, 1.4.10).
    page = new_page(scripts=scripts, width=320, height=256)
    start(page, live_server)
    pick(page, "1 Yes", SAFE)
    write(page, "x" * 300)
    expect(page.get_by_role("log")).to_contain_text("x" * 300)
    assert page.locator("html").evaluate("node => node.scrollWidth") == 320
    page.get_by_text("More you can do").click()
    for control in page.locator("a:visible, button:visible, input:visible, summary").all():
        box = control.bounding_box()
        assert box is not None
        if control.get_attribute("class") != "skip":
            assert min(box["width"], box["height"]) >= 24


@with_and_without_scripts
def test_colours_can_be_told_apart(
    new_page: NewPage, live_server: Listening, scripts: bool
) -> None:
    page = new_page(scripts=scripts)
    start(page, live_server)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        if scripts:
            assert page.evaluate(LOWEST_CONTRAST) >= 4.5


# The lowest contrast of any text on the page against what lies behind it (WCAG 2.2, 1.4.3).
LOWEST_CONTRAST = """() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (text) => rgb(text).slice(0, 3).map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (rgb(colour)[3] !== 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const texts = [...document.querySelectorAll("body *")]
    .filter((n) => [...n.childNodes].some((c) => c.nodeType === 3 && c.data.trim()));
  return Math.min(...texts.map((node) => {
    const [a, b] = [light(getComputedStyle(node).color), light(behind(node))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }));
}"""


# ---- a bad network


def test_a_text_is_sent_again_until_it_arrives_and_counts_once(
    new_page: NewPage, live_server: Listening
) -> None:
    page = new_page()
    start(page, live_server)
    tried: list[str | None] = []

    def lose_the_answer_twice(route: Route) -> None:
        tried.append(route.request.post_data)
        if len(tried) == 1:
            route.abort("internetdisconnected")
        elif len(tried) == 2:
            route.fetch(max_redirects=0)  # it arrives, but the answer is lost
            route.abort("connectionreset")
        else:
            route.fallback()

    page.route("**/chat", lose_the_answer_twice)
    page.get_by_role("button", name="1 Yes").click()
    expect(page.get_by_role("status")).to_have_text("Not sent yet. Trying again…")
    expect(page.get_by_role("log")).to_contain_text(SAFE)
    assert len(set(tried[:3])) == 1
    assert texts_of_people(live_server) == ["hello", "1"]
    expect(page.get_by_role("status")).to_have_text("")


def test_words_of_staff_appear_while_a_person_writes(
    new_page: NewPage, live_server: Listening
) -> None:
    page = new_page()
    page.clock.install()
    start(page, live_server)
    pick(page, "1 Yes", SAFE)
    database = live_server.services.database
    with database.write() as session:
        row = session.query(ConversationRow).one()
        row.state = dump(replace(load(row.state), stage=Stage.HANDED_OVER))
    write(page, "hello?")
    expect(page.get_by_role("link", name="Look for new messages")).to_be_visible()
    page.get_by_role("textbox").fill("half a sen")
    with database.write() as session:
        now = live_server.clock.now()
        messages.compose(session, row.id, "staff", "Hi, this is Kim.", now)
    page.clock.fast_forward("00:25")
    expect(page.get_by_role("log")).to_contain_text("Hi, this is Kim.")
    expect(page.get_by_role("textbox")).to_have_value("half a sen")
    expect(page.get_by_role("textbox")).to_be_focused()


# ---- leaving


@with_and_without_scripts
def test_leaving_shows_another_site_and_nothing_is_left(
    new_page: NewPage, live_server: Listening, scripts: bool
) -> None:
    page = new_page(scripts=scripts)
    start(page, live_server)
    pick(page, "1 Yes", SAFE)
    page.get_by_role("link", name="Leave this page").click()
    expect(page).to_have_url("https://www.weather.gov/")
    page.go_back()
    expect(page.get_by_text(SAFE)).to_have_count(0)
    assert page.title() in ("", "Help form")
    names = {cookie.get("name") for cookie in page.context.cookies()}
    assert "frontdoor_chat" not in names
    page.goto(live_server.url + "/chat")
    expect(page.get_by_role("button", name="Start in English")).to_be_visible()
    if scripts:
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_escape_three_times_leaves_at_once(new_page: NewPage, live_server: Listening) -> None:
    page = new_page()
    start(page, live_server)
    press(page, ["Escape", "Escape", "a", "Escape"])
    expect(page.get_by_role("log")).to_be_visible()
    press(page, ["Escape", "Escape"])
    expect(page).to_have_url("https://www.weather.gov/")


def test_the_page_warns_and_then_closes_itself(new_page: NewPage, live_server: Listening) -> None:
    page = new_page()
    page.clock.install()
    start(page, live_server)
    page.clock.fast_forward("13:30")
    expect(page.get_by_role("alert")).to_contain_text("This page closes in 2 minutes")
    page.get_by_role("button", name="Stay here").click()
    expect(page.get_by_role("alert")).to_be_hidden()
    page.clock.fast_forward("14:00")
    expect(page.get_by_role("alert")).to_be_visible()
    page.clock.fast_forward("02:00")
    expect(page.get_by_text("For your safety this page closed")).to_be_visible()
    expect(page.get_by_text("I am a bot.")).to_have_count(0)


def test_without_scripts_the_page_closes_too(new_page: NewPage, live_server: Listening) -> None:
    page = new_page(scripts=False)
    start(page, live_server)
    refresh = page.locator('meta[http-equiv="refresh"]')
    expect(refresh).to_have_attribute("content", "900; url=/chat?closed=1")


def test_what_could_not_be_sent_is_given_back(new_page: NewPage, live_server: Listening) -> None:
    page = new_page()
    start(page, live_server)
    page.context.clear_cookies(name="frontdoor_chat")
    write(page, "my long story")
    expect(page.get_by_label("This was not sent.")).to_have_value("my long story")
    expect(page.get_by_text("For your safety this page closed")).to_be_visible()
    assert texts_of_people(live_server) == ["hello"]


def test_saying_no_ends_with_the_last_words(new_page: NewPage, live_server: Listening) -> None:
    page = new_page()
    start(page, live_server)
    page.get_by_role("button", name="2 No").click()
    expect(page.get_by_role("heading", name="This talk is over.")).to_be_focused()
    expect(page.get_by_text("I kept nothing.")).to_be_visible()


@with_and_without_scripts
def test_nothing_breaks_the_policy_of_the_page(
    new_page: NewPage, live_server: Listening, scripts: bool
) -> None:
    page = new_page(scripts=scripts)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    start(page, live_server)
    pick(page, "1 Yes", SAFE)
    page.goto(live_server.url + "/simulator")
    assert said == []
