"""The phone simulator in a real browser."""

import pytest

from tests.chromium import NewPage
from tests.web import Listening


@pytest.mark.parametrize("scripts", [True, False])
def test_two_phones_text_side_by_side(
    new_page: NewPage, live_server: Listening, scripts: bool
) -> None:
    page = new_page(scripts=scripts)
    page.goto(f"{live_server.url}/simulator?a=%2B12025550101&b=%2B12025550102")
    left, right = (page.get_by_role("region", name=f"Texts of +1202555010{n}") for n in (1, 2))
    page.get_by_label("Text message from +12025550101").fill("hello")
    page.keyboard.press("Enter")
    left.get_by_text("I am a bot.").wait_for()
    page.get_by_label("Text message from +12025550102").fill("hola")
    page.keyboard.press("Enter")
    right.get_by_text("Soy un bot.").wait_for()
    assert left.get_by_text("hola").count() == 0
    page.get_by_role("button", name="Deliver it again").last.click()
    page.get_by_text("The answer was the same, byte for byte.").wait_for()
    assert right.get_by_text("Soy un bot.").count() == 1


def test_it_fits_a_narrow_screen(new_page: NewPage, live_server: Listening) -> None:
    page = new_page(width=320, height=640)
    page.goto(f"{live_server.url}/simulator")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
