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

from nlu.phrasebook import book, sentences

PROJECT = Path(__file__).with_name("rasa")
LANGUAGES = ("en", "es")
OUT_OF_SCOPE = "out_of_scope"
# Per intent and language. Texts that mean nothing to us outnumber everything else by far.
TAKE = {"acts": 90, "choices": 48, "out_of_scope": 1900}


@dataclass(frozen=True, slots=True)
class Example:
    intent: str
    lang: str
    text: str


def examples(project: Path = PROJECT) -> list[Example]:
    """Read every example of the data files, in the order of files and lines."""
    return [each for path in _files(project) for each in _read(path)]


def fingerprint(paths: Sequence[Path]) -> str:
    """Return the first 12 hex digits of the SHA-256 over the files' contents, in order."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def data_fingerprint(project: Path = PROJECT) -> str:
    """Return the fingerprint of the examples alone."""
    return fingerprint(_files(project))


def rasa_fingerprint(project: Path = PROJECT) -> str:
    """Return the fingerprint of all that a Rasa model is made from; it is in its file name."""
    return fingerprint([project / "config.yml", project / "domain.yml", *_files(project)])


def write(project: Path = PROJECT) -> int:
    """Write the data files and the domain from the phrasebooks; returns how many examples."""
    intents: set[str] = set()
    total = 0
    for source in sorted((project / "grammar").glob("*.yaml")):
        name, lang = source.stem.rsplit("_", 1)
        drawn = {
            intent: sentences(frames, TAKE[name], lang, intent)
            for intent, frames in book(source).items()
        }
        intents.update(drawn)
        total += sum(map(len, drawn.values()))
        (project / "data" / f"{source.stem}.yml").write_text(_rasa_yaml(drawn), encoding="utf-8")
    (project / "domain.yml").write_text(_domain(intents), encoding="utf-8")
    return total


def _files(project: Path) -> list[Path]:
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
