"""Sentences from hand-written frames: "can i (skip|pass on) this [please]", thousands of them.

``(a|b)`` is one of, ``[a|b]`` one of or nothing, ``<name>`` a fragment. What is drawn depends on
the frames alone, never on the machine: the same phrasebook always gives the same sentences.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import yaml

Node: TypeAlias = "str | list[Node] | tuple[Node, ...]"

_TOKEN = re.compile(r"[()\[\]|]|<\w+>|[^()\[\]|<]+")
_CLOSES = {"(": ")", "[": "]"}
_TRIES = 3

# How people type: whole words first, then slips of the thumb.
_SHORT: Mapping[str, Mapping[str, str]] = {
    "en": {
        "you": "u", "are": "r", "your": "ur", "please": "plz", "because": "cuz", "to": "2",
        "tomorrow": "tmrw", "tonight": "tonite", "with": "wit", "going to": "gonna",
        "want to": "wanna", "people": "ppl", "what": "wat", "thanks": "thx", "the": "da",
        "right now": "rn", "know": "kno", "though": "tho", "about": "bout", "them": "em",
        "apartment": "apt", "friend": "frend", "their": "there", "shelter": "sheltr",
        "for": "4", "see": "c", "before": "b4", "and": "n", "something": "smth", "my": "mi",
    },
    "es": {
        "que": "q", "por que": "xq", "porque": "xq", "para": "pa", "esta": "ta", "tambien": "tmb",
        "por": "x", "hacer": "aser", "hay": "ay", "voy": "boy", "bien": "vien", "vivo": "bivo",
        "casa": "caza", "hermana": "ermana", "hijos": "ijos", "quiero": "kiero", "aqui": "aki",
        "estoy": "toy", "donde": "onde", "noche": "noshe", "hasta": "asta", "mucho": "muxo",
        "gracias": "grasias", "puedo": "pueo", "semana": "cemana", "dos": "2", "años": "anos",
        "español": "espanol", "mañana": "manana", "niños": "ninos", "llame": "yame", "ya": "lla",
    },
}  # fmt: skip


class BadFrame(ValueError):
    """A frame with a bracket that is not closed, or a fragment that does not exist."""


@dataclass(frozen=True)
class Phrasebook:
    """The frames of each intent as written, and the fragments that they share."""

    frames: Mapping[str, tuple[str, ...]]
    fragments: Mapping[str, Node]

    def sentences(self, intent: str, frames: Sequence[str], per_frame: int, lang: str) -> list[str]:
        """Draw up to so many different sentences from each frame; a third are misspelled."""
        draw = Random(f"{intent}:{lang}")  # noqa: S311 - repeatable variety, not a secret
        found: dict[str, None] = {}
        for frame in frames:
            drawn = _sentences(parse(frame, self.fragments), per_frame, lang, draw)
            found.update(dict.fromkeys(drawn))
        return list(found)

    def split(self, intent: str, one_in: int) -> tuple[list[str], list[str]]:
        """Part an intent's frames by their hash: those to learn from, and those held apart."""
        ordered = sorted(self.frames[intent], key=_hash)
        apart = set(ordered[: max(1, len(ordered) // one_in)])
        return (
            [frame for frame in self.frames[intent] if frame not in apart],
            [frame for frame in self.frames[intent] if frame in apart],
        )


def book(path: Path) -> Phrasebook:
    """Read a phrasebook; raises BadFrame where a frame is not well formed."""
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    fragments: dict[str, Node] = {}
    for name, text in (content.get("fragments") or {}).items():
        fragments[str(name)] = parse(f"({text})", fragments)
    frames = {
        str(intent): tuple(line.strip() for line in text.splitlines() if line.strip())
        for intent, text in content["intents"].items()
    }
    return Phrasebook(frames, fragments)


def _hash(frame: str) -> str:
    return hashlib.sha256(frame.encode()).hexdigest()


def parse(frame: str, fragments: Mapping[str, Node]) -> Node:
    """Return the frame as a tree: a list is a sequence, a tuple is a choice."""
    tokens = _TOKEN.findall(frame.strip())
    node, rest = _sequence(tokens, 0, fragments)
    if rest != len(tokens):
        raise BadFrame(frame)
    return node


def _sequence(tokens: list[str], at: int, fragments: Mapping[str, Node]) -> tuple[Node, int]:
    parts: list[Node] = []
    while at < len(tokens) and tokens[at] not in {")", "]", "|"}:
        token = tokens[at]
        if token in _CLOSES:
            part, at = _choice(tokens, at, fragments)
            parts.append(part)
        elif token.startswith("<"):
            if token[1:-1] not in fragments:
                raise BadFrame(token)
            parts.append(fragments[token[1:-1]])
            at += 1
        else:
            parts.append(token)
            at += 1
    return parts, at


def _choice(tokens: list[str], at: int, fragments: Mapping[str, Node]) -> tuple[Node, int]:
    opened = tokens[at]
    options: list[Node] = [""] if opened == "[" else []
    while at < len(tokens) and tokens[at] != _CLOSES[opened]:
        option, at = _sequence(tokens, at + 1, fragments)
        options.append(option)
    if at >= len(tokens):
        raise BadFrame("".join(tokens))
    return tuple(options), at + 1


def _sentences(frame: Node, take: int, lang: str, draw: Random) -> list[str]:
    found: dict[str, None] = {}
    for _ in range(_TRIES * take):
        text = " ".join("".join(_drawn(frame, draw)).split())
        if draw.random() < 1 / 3:
            text = misspelled(text, lang, draw)
        if text:
            found[text] = None
        if len(found) >= take:
            break
    return list(found)


def _drawn(node: Node, draw: Random) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        yield from _drawn(node[int(draw.random() * len(node))], draw)
    else:
        for part in node:
            yield from _drawn(part, draw)


def misspelled(text: str, lang: str, draw: Random) -> str:
    """Return the text as a hurried thumb writes it: one short form or one slip."""
    short = [pair for pair in _SHORT[lang].items() if f" {pair[0]} " in f" {text} "]
    if short and draw.random() < 1 / 2:
        word, form = short[int(draw.random() * len(short))]
        return f" {text} ".replace(f" {word} ", f" {form} ").strip()
    words = text.split()
    long = [at for at, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    if not long:
        return text
    at = long[int(draw.random() * len(long))]
    words[at] = _slipped(words[at], draw)
    return " ".join(words)


def _slipped(word: str, draw: Random) -> str:
    at = 1 + int(draw.random() * (len(word) - 2))
    kind = draw.random()
    if kind < 1 / 3:
        return word[:at] + word[at + 1 :]
    if kind < 2 / 3:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at] + word[at:]
