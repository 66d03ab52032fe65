"""The picture of a questionnaire: well-formed, complete, escaped, in words."""

from xml.etree import ElementTree as ET

import pytest

from intake.definition import Questionnaire
from intake.graph import in_words, svg
from intake.loading import library

CE = library()["ce_intake@1"]
SVG = "{http://www.w3.org/2000/svg}"


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)


@pytest.mark.parametrize("lang", ["en", "es", "ht"])
def test_every_section_and_question_is_there(lang: str) -> None:
    root = parsed(svg(CE, lang))
    words = {node.text for node in root.iter(f"{SVG}text")}
    shown = lang if lang in CE.languages else "en"
    assert {section.title[shown] for section in CE.sections} <= words
    assert {question.topic[shown] for question in CE.questions()} <= words


def test_it_has_a_title_a_description_and_each_question_in_both_languages() -> None:
    root = parsed(svg(CE, "en"))
    assert root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == "Housing help intake, ce_intake@1"
    assert description is not None
    assert "Place to sleep tonight" in (description.text or "")
    titles = {node.text for node in root.iter(f"{SVG}title")}
    name = CE.by_id["name"].ask
    assert f"{name['en']}\n{name['es']}" in titles


def test_conditions_are_in_words() -> None:
    when = CE.by_id["stay_with"].when
    assert when is not None
    assert in_words(when, CE, "en") == "Place to sleep tonight is “With family or friends”"
    assert in_words(when, CE, "es") == "Dónde duerme esta noche is “Con familia o amigos”"


def test_text_is_escaped() -> None:
    evil = "<script>&\"'"
    data = CE.model_dump(by_alias=True)
    data["title"] = {"en": evil, "es": evil}
    data["sections"][0]["questions"][0]["topic"] = {"en": evil, "es": evil}
    drawn = svg(Questionnaire.model_validate(data), "en")
    assert "<script>" not in drawn
    assert evil in {node.text for node in parsed(drawn).iter(f"{SVG}text")}
