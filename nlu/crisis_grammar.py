"""The rules by which a sentence of danger is known; their wording is in ``nlu/wording``.

``normal`` first brings text-speak, contractions and slips of the thumb to one form ("wanna" ->
"want to", "i am" -> "im", "sucide" -> "suicide"), so that each pattern is written once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from intake.reading import Danger
from nlu.spelling import Speller
from nlu.wording import wording

# In words; a longer text is looked at clause by clause.
_SHORT = 25
_FILES = ("crisis_en", "crisis_es")
_FORMS = tuple((re.compile(spelled), form) for spelled, form in wording("crisis_forms")["forms"])
_VOCABULARY = re.compile(r"(?<!\\)\b[a-z]{4,}\b")


@dataclass(frozen=True, slots=True)
class Rule:
    """A danger, the sentences that state it, and what in their clause unsays them."""

    danger: Danger
    says: re.Pattern[str]
    unless: re.Pattern[str] | None = None

    def states(self, words: str) -> bool:
        """Tell whether any clause states the danger and is not turned round by its context."""
        for match in self.says.finditer(words):
            start = words.rfind("|", 0, match.start()) + 1
            end = words.find("|", match.end())
            clause = words[start : end if end >= 0 else len(words)]
            if self.unless is None or not self.unless.search(clause):
                return True
        return False


def normal(words: str) -> str:
    """Bring clauses to the one form in which the patterns are written."""
    words = " ".join(_SPELL(word) for word in words.split())
    for spelled, form in _FORMS:
        words = spelled.sub(form, words)
    return " ".join(words.split())


@dataclass(frozen=True, slots=True)
class Frame:
    """Classes of words that state a danger when one of each stands in the same short text."""

    danger: Danger
    all: tuple[frozenset[str], ...]
    none: frozenset[str]

    def states(self, words: str) -> bool:
        """Tell whether a clause, or a text short enough to be one, holds a word of each class."""
        texts = [words] if words.count(" ") < _SHORT else words.split("|")
        return any(self._fits(frozenset(text.split())) for text in texts)

    def _fits(self, said: frozenset[str]) -> bool:
        return all(said & group for group in self.all) and not said & self.none


def _frames() -> Iterator[Frame]:
    content = wording("crisis_frames")
    classes: dict[str, str] = content["classes"]
    for entry in content["frames"]:
        groups = tuple(frozenset(text.format(**classes).split()) for text in entry["all"])
        none = frozenset(entry.get("none", "").format(**classes).split())
        yield Frame(Danger(entry["danger"]), groups, none)


def _rules() -> Iterator[Rule]:
    for name in _FILES:
        for entry in wording(name)["rules"]:
            unless = entry.get("unless")
            yield Rule(
                Danger(entry["danger"]),
                re.compile("|".join(entry["says"])),
                re.compile(unless) if unless else None,
            )


def _vocabulary() -> set[str]:
    """Return every word that the patterns spell out: none of them is a slip for another."""
    texts = [text for name in _FILES for entry in wording(name)["rules"] for text in entry["says"]]
    return {word for text in texts for word in _VOCABULARY.findall(text)}


RULES: tuple[Rule | Frame, ...] = (*_rules(), *_frames())
_SPELL = Speller(wording("crisis_forms")["key_words"].split(), keep=_vocabulary())
