import re
from html import unescape
from xml.etree import ElementTree as ET

import pytest

from bot.wiring import Services
from tests.integration.admin.conftest import SignIn
from tests.integration.admin.staffing import OUTSIDE, REST, intake_of, new_number, text


def section_of(page: str, name: str) -> str:
    """Return a version's part of the page as plain text, one space between words."""
    parts = re.split(r"<section ", page)
    (found,) = [part for part in parts if f">{name}<" in part]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found)).split())


def rows(page: str) -> list[str]:
    found = re.findall(r'<tr role="row">(.*?)</tr>', page, re.S)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in found]


def test_each_question_stands_in_order_with_texts_codes_condition_and_element(
    services: Services, sign_in: SignIn
) -> None:
    page = sign_in("auditor").get("/questionnaires").text
    part = section_of(page, "ce_intake@1")
    at = 0
    for question in services.questionnaires["ce_intake@1"].questions():
        for said in (question.topic["en"], question.ask["en"], question.ask["es"]):
            at = part.index(" ".join(said.split()), at)
    (where,) = [row for row in rows(page) if row.startswith("Place to sleep tonight ")]
    assert "Outside, car, tent or bus / Afuera" in where
    assert " 116 " in where
    assert "4.12" in where
    assert "CurrentLivingSituation" in where
    (stay,) = [row for row in rows(page) if "if Place to sleep tonight is “With family" in row][:1]
    assert "Always" not in stay
    assert "shelter_screening@1" in page


def test_a_version_tells_how_much_it_is_used(services: Services, sign_in: SignIn) -> None:
    intake_of(services, *OUTSIDE)  # in the middle
    intake_of(services, *OUTSIDE, *REST)  # sent
    text(services, new_number(), "hi")  # began, and has not said yes yet
    text(services, new_number(), "hi", "2")  # said no
    page = sign_in().get("/questionnaires").text
    used = section_of(page, "ce_intake@1")
    assert "2 conversations run on it now, 2 intakes were made with it." in used
    unused = section_of(page, "shelter_screening@1")
    assert "0 conversations run on it now, 0 intakes were made with it." in unused


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_picture_is_an_image_that_can_only_be_looked_at(
    services: Services, sign_in: SignIn, lang: str
) -> None:
    desk = sign_in()
    address = f"/questionnaires/ce_intake@1/{lang}.svg"
    page = desk.get("/questionnaires").text
    assert re.search(rf'<img [^>]*src="/admin{re.escape(address)}" alt="[^"]{{40,}}"', page)
    response = desk.get(address)
    assert response.mimetype == "image/svg+xml"
    policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert response.headers["Content-Security-Policy"] == policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    words = {node.text for node in ET.fromstring(response.text).iter()}
    assert services.questionnaires["ce_intake@1"].by_id["dob"].topic[lang] in words


@pytest.mark.parametrize("path", ["ce_intake@9/en.svg", "ce_intake@1/fr.svg", "../x/en.svg"])
def test_a_picture_of_what_is_not_released_is_not_there(sign_in: SignIn, path: str) -> None:
    assert sign_in().get(f"/questionnaires/{path}").status_code == 404


def test_every_page_leads_there(sign_in: SignIn) -> None:
    desk = sign_in()
    assert (
        '<a class="top-link" href="/admin/questionnaires">Questions</a>' in desk.get("/queue").text
    )
    here = 'href="/admin/questionnaires" aria-current="page"'
    assert here in desk.get("/questionnaires").text
