"""Sentences from hand-written frames: "can i (skip|pass on) this [please]", thousands of them.

``(a|b)`` is one of, ``[a|b]`` one of or nothing, ``<name>`` a fragment. What is drawn depends on
the frames alone, never on the machine: the same phrasebook always gives the same sentences.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import yaml

Node: TypeAlias = "str | list[Node] | tuple[Node, ...]"

_TOKEN = re.compile(r"[()\[\]|]|<\w+>|[^()\[\]|<]+")
_CLOSES = {"(": ")", "[": "]"}
_TRIES = 6

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


def book(path: Path) -> dict[str, list[Node]]:
    """Read a phrasebook: the frames of each of its intents, in the order of the file."""
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    fragments: dict[str, Node] = {}
    for name, text in (content.get("fragments") or {}).items():
        fragments[str(name)] = parse(f"({text})", fragments)
    return {
        str(intent): [parse(line, fragments) for line in text.splitlines() if line.strip()]
        for intent, text in content["intents"].items()
    }


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


def sentences(frames: list[Node], take: int, lang: str, seed: str) -> list[str]:
    """Draw about so many different sentences, evenly from all frames; a third misspelled."""
    draw = Random(f"{seed}:{lang}")  # noqa: S311 - repeatable variety, not a secret
    found: dict[str, None] = {}
    for _ in range(-(-take // len(frames))):
        for frame in frames:
            for _ in range(_TRIES):
                text = " ".join("".join(_drawn(frame, draw)).split())
                if draw.random() < 1 / 3:
                    text = misspelled(text, lang, draw)
                if text and text not in found:
                    found[text] = None
                    break
            if len(found) >= take:
                return list(found)
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
