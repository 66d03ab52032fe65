"""The examples that both classifiers learn from: Rasa's own files, made from our phrasebooks.

``python -m nlu.training`` writes ``nlu/rasa/data`` anew from ``nlu/rasa/grammar``; the files are
kept in the repository, so that whoever trains needs nothing else.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from nlu.folding import plain
from nlu.phrasebook import book

PROJECT = Path(__file__).with_name("rasa")
LANGUAGES = ("en", "es")
OUT_OF_SCOPE = "out_of_scope"
# Sentences drawn from each frame. Texts that mean nothing to us must outnumber everything else.
PER_FRAME = {"acts": 9, "choices": 12, "out_of_scope": 18}
# One frame in so many is never learned from: what is drawn from it measures the classifiers.
ONE_IN = 6
PER_FRAME_APART = {"acts": 12, "choices": 12, "out_of_scope": 35}


@dataclass(frozen=True, slots=True)
class Example:
    intent: str
    lang: str
    text: str


def examples(project: Path = PROJECT) -> list[Example]:
    """Read every example of the data files, in the order of files and lines."""
    return [each for path in data_files(project) for each in _read(path)]


def fingerprint(paths: Sequence[Path]) -> str:
    """Return the first 12 hex digits of the SHA-256 over the files' contents, in order."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def write(project: Path = PROJECT) -> int:
    """Write the data files and the domain from the phrasebooks; returns how many examples."""
    intents: set[str] = set()
    total = 0
    for source in sorted((project / "grammar").glob("*.yaml")):
        name, lang = source.stem.rsplit("_", 1)
        phrases = book(source)
        drawn = {
            intent: phrases.sentences(
                intent, phrases.split(intent, ONE_IN)[0], PER_FRAME[name], lang
            )
            for intent in phrases.frames
        }
        intents.update(drawn)
        total += sum(map(len, drawn.values()))
        (project / "data" / f"{source.stem}.yml").write_text(_rasa_yaml(drawn), encoding="utf-8")
    (project / "domain.yml").write_text(_domain(intents), encoding="utf-8")
    return total


def held_apart(project: Path = PROJECT) -> Iterator[Example]:
    """Draw the texts that measure: from frames, and with words, that no example has."""
    learned = {plain(each.text) for each in examples(project)}
    for source in sorted((project / "grammar").glob("*.yaml")):
        name, lang = source.stem.rsplit("_", 1)
        phrases = book(source)
        for intent in phrases.frames:
            apart = phrases.split(intent, ONE_IN)[1]
            for text in phrases.sentences(intent, apart, PER_FRAME_APART[name], lang):
                if plain(text) not in learned:
                    yield Example(intent, lang, text)


def data_files(project: Path = PROJECT) -> list[Path]:
    """Return the files of examples, in the order in which they are read and hashed."""
    return sorted((project / "data").glob("*.yml"))


def _read(path: Path) -> Iterator[Example]:
    lang = path.stem.rsplit("_", 1)[1]
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for entry in content["nlu"]:
        for line in entry["examples"].splitlines():
            yield Example(entry["intent"], lang, line.removeprefix("- "))


def _rasa_yaml(drawn: dict[str, list[str]]) -> str:
    lines = ["# Made by `python -m nlu.training` from nlu/rasa/grammar.", 'version: "3.1"', "nlu:"]
    for intent, texts in drawn.items():
        lines += [f"- intent: {intent}", "  examples: |"]
        lines += [f"    - {text}" for text in texts]
    return "\n".join(lines) + "\n"


def _domain(intents: set[str]) -> str:
    lines = ["# Intents alone: Rasa only parses; the conversation is ours.", 'version: "3.1"']
    return "\n".join([*lines, "intents:", *(f"- {intent}" for intent in sorted(intents))]) + "\n"


if __name__ == "__main__":
    write()
