"""A third language by files alone, and a language switched off without a trace."""

from pathlib import Path

import pytest
import yaml

from bot.dialogue import Dialogue
from bot.wording import MESSAGES, load_wording
from intake.checks import check, check_messages
from intake.loading import load
from nlu.interpreter import Interpreter
from tests.journeys.person import Person, dialogue
from tests.journeys.test_corrections import MIND, speak

THREE = """
id: tiny
version: 1
title: { en: Tiny, es: Mínimo, fr: Petit }
languages: [en, es, fr]
sections:
  - id: all
    title: { en: All, es: Todo, fr: Tout }
    questions:
      - id: lang
        kind: choice
        role: language
        skippable: no
        topic: { en: Language, es: Idioma, fr: Langue }
        ask: { en: "Which language?", es: "¿Qué idioma?", fr: "Quelle langue ?" }
        choices:
          - { id: en, label: { en: English, es: English, fr: English } }
          - { id: es, label: { en: Español, es: Español, fr: Español } }
          - { id: fr, label: { en: Français, es: Français, fr: Français } }
      - id: roof
        kind: choice
        topic: { en: A roof tonight, es: Techo esta noche, fr: Un toit ce soir }
        ask:
          en: "Do you have a roof tonight?"
          es: "¿Tiene techo esta noche?"
          fr: "Avez-vous un toit ce soir ?"
        choices:
          - { id: "yes", label: { en: "Yes", es: "Sí", fr: "Oui" } }
          - { id: "no", label: { en: "No", es: "No", fr: "Non" } }
"""


@pytest.fixture
def french(tmp_path: Path) -> Dialogue:
    """The bot after somebody has added French texts to the two files, and nothing else."""
    definition = tmp_path / "tiny" / "v1.yaml"
    definition.parent.mkdir()
    definition.write_text(THREE, encoding="utf-8")
    words = yaml.safe_load(MESSAGES.read_text(encoding="utf-8"))
    _add_french(words)
    messages = tmp_path / "messages.yaml"
    messages.write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
    assert check_messages(messages, ("en", "es")) != []  # a language that nobody announced
    loaded = load(definition)
    assert [problem.message for problem in check(loaded)] == []
    return Dialogue(loaded.questionnaire, load_wording(messages), Interpreter())


def _add_french(node: object) -> None:
    if isinstance(node, dict):
        if set(node) == {"en", "es"} and isinstance(node["en"], str):
            node["fr"] = f"(fr) {node['en']}"
        for value in node.values():
            _add_french(value)
    elif isinstance(node, list):
        for value in node:
            _add_french(value)


def test_a_third_language_needs_files_alone(french: Dialogue) -> None:
    person = Person(talk=french, languages=("en", "es", "fr"))
    first = person.texts("?")
    assert "3 Français" in first
    assert "Quelle langue ?" in first
    assert "Avez-vous un toit ce soir ?" in person.texts("3")
    assert "(fr) Sorry" in person.texts("xyzzy")
    assert "(fr) Done" in person.texts("non")


def test_a_language_may_be_changed_to_the_third_one_in_the_middle(french: Dialogue) -> None:
    person = Person(talk=french, languages=("en", "es", "fr"))
    person.texts("hello")
    assert "Avez-vous un toit" in person.texts("français")


def test_a_missing_text_is_named_by_the_check(tmp_path: Path) -> None:
    definition = tmp_path / "tiny" / "v1.yaml"
    definition.parent.mkdir()
    definition.write_text(THREE.replace(', fr: "Non"', ""), encoding="utf-8")
    problems = check(load(definition))
    assert any("'fr'" in problem.message for problem in problems)


def test_spanish_switched_off_leaves_no_trace() -> None:
    person = Person(languages=("en",))
    speak(person, MIND)
    person.texts("0")
    said = "\n".join(person.transcript)
    for trace in ("Español", "español", "ESPAÑOL", "¿", "Mande"):
        assert trace not in said


def test_asking_for_a_language_that_is_switched_off_offers_a_person() -> None:
    person = Person(languages=("en",))
    reply = person.texts("hola", "español")
    assert "Text CALL ME" in reply or "1 Yes" in reply
    assert person.state.lang == "en"


def test_each_language_asks_every_question_that_the_other_asks() -> None:
    questions = dialogue().questionnaire.by_id.values()
    for question in questions:
        assert set(question.ask) == set(question.topic) == {"en", "es"}


def test_the_second_try_uses_the_other_words_of_the_definition(tmp_path: Path) -> None:
    definition = tmp_path / "tiny" / "v1.yaml"
    definition.parent.mkdir()
    other = '        retry: { en: "Is there a bed for you?", es: "¿Hay cama?", fr: "Un lit ?" }\n'
    topic = "        topic: { en: A roof tonight"
    definition.write_text(THREE.replace(topic, other + topic), encoding="utf-8")
    talk = Dialogue(load(definition).questionnaire, load_wording(), Interpreter())
    person = Person(talk=talk, languages=("en",))
    assert "Do you have a roof tonight?" in person.texts("hello")
    again = person.texts("xyzzy")
    assert "Is there a bed for you?" in again
    assert "Do you have a roof tonight?" not in again
