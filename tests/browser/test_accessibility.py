"""axe-core finds nothing against WCAG 2.2 AA on any page, wide or narrow, light or dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from tests.browser.staff import StaffMember
from tests.chromium import NewPage
from tests.integration.admin.staffing import OUTSIDE, PASSWORD, REST, add_staff, intake_of
from tests.web import Listening

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
BEFORE_CHECKBOXES = (*OUTSIDE[4:], *REST[:12])
widths = pytest.mark.parametrize("width", [1280, 320])


def assert_open_to_all(page: Page, width: int) -> None:
    """Look at the page as it stands, in both colour schemes, with every detail open."""
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options=OPTIONS)
        assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def answer(page: Page, text: str) -> None:
    """Write an answer and wait until the page that follows it is there."""
    turn = page.locator("input[name=turn]").first
    before = turn.get_attribute("value") or ""
    page.get_by_role("textbox").fill(text)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(turn).not_to_have_attribute("value", before)


def answer_until(page: Page, texts: tuple[str, ...], sought: str) -> None:
    for text in texts:
        if page.locator(sought).count():
            return
        answer(page, text)
    expect(page.locator(sought).first).to_be_visible()


@widths
def test_the_chat_is_open_to_all(new_page: NewPage, live_server: Listening, width: int) -> None:
    page = new_page(width=width)
    page.goto(f"{live_server.url}/chat")
    assert_open_to_all(page, width)
    page.get_by_role("button", name="Start in English").click()
    page.get_by_role("button", name="1 Yes").click()
    expect(page.get_by_role("log")).to_contain_text("Are you safe right now?")
    assert_open_to_all(page, width)
    answer(page, "1")
    answer(page, "1")
    answer_until(page, BEFORE_CHECKBOXES, "input[type=checkbox]")
    assert_open_to_all(page, width)
    page.get_by_role("button", name="Send these").click()
    expect(page.get_by_text("Pick one or more first")).to_be_visible()
    assert_open_to_all(page, width)
    answer_until(page, REST[9:], "text=Send my answers")
    assert_open_to_all(page, width)
    answer(page, "STOP")
    expect(page.get_by_role("button", name="Go on with the bot")).to_be_visible()
    assert_open_to_all(page, width)


@widths
def test_the_simulator_is_open_to_all(
    new_page: NewPage, live_server: Listening, width: int
) -> None:
    page = new_page(width=width)
    page.goto(f"{live_server.url}/simulator?a=%2B12025550101&b=%2B12025550102")
    page.get_by_label("Text message from +12025550101").fill("hello")
    page.keyboard.press("Enter")
    expect(page.get_by_text("I am a bot.").first).to_be_visible()
    assert_open_to_all(page, width)


@widths
def test_the_staff_pages_are_open_to_all(
    new_page: NewPage, live_server: Listening, width: int
) -> None:
    services = live_server.services
    intake_of(services, *OUTSIDE, *REST)
    crisis = intake_of(services, *OUTSIDE, "Ana", "i want to kill myself tonight")
    intake_of(services, "hi", "1", "1", "1", "97701", "1", "1")  # restricted
    add_staff(services, "supervisor", "kim")
    page = new_page(width=width)
    page.goto(f"{live_server.url}/admin/sign-in")
    assert_open_to_all(page, width)
    page.get_by_label("User name").fill("kim")
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_open_to_all(page, width)
    StaffMember(page).signs_in(live_server.url, "kim", PASSWORD)
    record = f"intakes/{crisis.reference}"
    for path in ("queue", record, f"{record}/accept", "questionnaires", "account"):
        page.goto(f"{live_server.url}/admin/{path}")
        assert_open_to_all(page, width)
    page.goto(f"{live_server.url}/admin/{record}")
    page.get_by_role("button", name="I take this").click()
    expect(page.get_by_role("button", name="This is settled")).to_be_visible()
    assert_open_to_all(page, width)
