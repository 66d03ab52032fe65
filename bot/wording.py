"""The bot's own words, loaded from ``messages.yaml``: said in every language of the product."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from intake.definition import Choice, Model, Question, Texts
from intake.loading import read_source

MESSAGES = Path(__file__).with_name("messages.yaml")


class _Prompt(Model):
    ask: Texts
    choices: tuple[Choice, ...]


class _File(Model):
    messages: Mapping[str, Texts]
    prompts: Mapping[str, _Prompt]
    words: Mapping[str, Texts]


@dataclass(frozen=True, slots=True)
class Wording:
    """Messages and words by id, and the bot's own small questions as questions."""

    messages: Mapping[str, Texts]
    prompts: dict[str, Question]
    words: Mapping[str, Texts]


def load_wording(path: Path = MESSAGES) -> Wording:
    """Read the file strictly; raises LoadError or ValidationError for anything odd in it."""
    data: Any = read_source(path).data
    file = _File.model_validate(data)
    prompts = {name: _as_question(name, prompt) for name, prompt in file.prompts.items()}
    return Wording(file.messages, prompts, file.words)


def _as_question(name: str, prompt: _Prompt) -> Question:
    # A prompt's name starts with "_", which no question id may: built without that one check.
    return Question.model_construct(
        **(
            Question.model_validate(
                {"id": name.strip("_"), "kind": "choice", "ask": prompt.ask, "topic": prompt.ask}
            ).__dict__
            | {"id": name, "choices": prompt.choices, "skippable": "no"}
        )
    )
