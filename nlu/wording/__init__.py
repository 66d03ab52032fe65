"""Wording as data: patterns over plain words, in YAML files that stand beside this module.

A pattern is a regular expression; line breaks with their indentation are dropped, and
``{{name}}`` stands for the fragment of that name. Patterns repeat no group that itself repeats,
so that each runs in time linear in the text.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_BREAK = re.compile(r"\n\s*")
_FRAGMENT = re.compile(r"\{\{(\w+)\}\}")


@cache
def wording(name: str) -> dict[str, Any]:
    """Return a file's content with the fragments filled in; read once in a process."""
    path = Path(__file__).with_name(f"{name}.yaml")
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    fragments: dict[str, str] = {}
    for key, text in (content.pop("fragments", None) or {}).items():
        fragments[key] = f"(?:{_filled(text, fragments)})"
    return {key: _filled_all(value, fragments) for key, value in content.items()}


def pattern(name: str, key: str) -> re.Pattern[str]:
    """Compile one entry: a pattern, or several of which any may match."""
    entry = wording(name)[key]
    return re.compile(entry if isinstance(entry, str) else "|".join(entry))


def _filled_all(value: Any, fragments: dict[str, str]) -> Any:
    if isinstance(value, str):
        return _filled(value, fragments)
    if isinstance(value, list):
        return [_filled_all(each, fragments) for each in value]
    if isinstance(value, dict):
        return {key: _filled_all(each, fragments) for key, each in value.items()}
    return value


def _filled(text: str, fragments: dict[str, str]) -> str:
    return _FRAGMENT.sub(lambda match: fragments[match.group(1)], _BREAK.sub("", text))


def words(key: str) -> list[str]:
    """Return a list of words in its order."""
    text: str = _lists()[key]
    return text.split()


@cache
def _lists() -> dict[str, str]:
    path = Path(__file__).with_name("words.yaml")
    content: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content
