"""Questions of each kind, and one text read against one of them."""

from datetime import date
from typing import Any

from intake.definition import Question
from intake.reading import Context, Reading, Understood
from nlu.interpreter import Interpreter

TODAY = date(2026, 11, 22)


def question(kind: str, **more: Any) -> Question:
    base = {"id": "asked", "kind": kind, "ask": {"en": "?"}, "topic": {"en": "it"}}
    return Question.model_validate(base | more)


def choice(name: str, en: str, es: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "label": {"en": en, "es": es}, **more}


TONIGHT = question(
    "choice",
    choices=[
        choice("outside", "Outside, car or tent", "Afuera, carro o carpa"),
        choice("shelter", "Shelter", "Refugio", synonyms={"en": ["mission"]}),
        choice("with_people", "With family or friends", "Con familia o amigos"),
        choice("unknown", "Don't know", "No sé", means="unknown"),
        choice("refused", "Rather not say", "Prefiero no decir", means="refused"),
    ],
)
SAFE = question(
    "choice",
    choices=[
        choice("yes", "Yes", "Sí"),
        choice("no", "No", "No"),
        choice("not_sure", "Not sure", "No sé"),
    ],
)
NEEDS = question(
    "choices",
    choices=[
        choice("stairs", "No stairs", "Sin escaleras"),
        choice("sign", "Sign language", "Lengua de señas"),
        choice("pet", "Room for a pet", "Lugar para mascota", synonyms={"en": ["dog"]}),
        choice("none", "None", "Nada", alone=True),
    ],
)
COUNT = question("number", role="household_size", about="household", minimum=1, maximum=20)


def read(asked: Question | None, text: str, lang: str = "en", **more: Any) -> Reading:
    return Interpreter().read(Context(asked, lang, TODAY, **more), text)


def value(asked: Question, text: str, lang: str = "en", **more: Any) -> object:
    reading = read(asked, text, lang, **more)
    assert isinstance(reading, Understood), reading
    assert reading.words
    assert 0 < reading.confidence <= 1
    return reading.value
