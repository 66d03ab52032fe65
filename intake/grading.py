"""How many years of school a text asks for: Flesch-Kincaid for English, Crawford for Spanish.

The formulas are textstat's. It looks English words up in a pronouncing dictionary and fails on
numbers and on names that the dictionary lacks, so these are taken out or stood in for first.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

# Fewer words make no sentence to grade: one long word would decide.
FEWEST_WORDS = 4

_PLACEHOLDER = re.compile(r"\{\w+\}")
_NUMBER = re.compile(r"[^\s.!?]*\d[^\s]*?(?=[.!?]*(?:\s|$))")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_VOWELS = re.compile(r"[aeiouy]+")
# Plain words of one to five syllables, each in the dictionary.
_STAND_INS = ("name", "city", "family", "january", "university")


def grade(text: str, lang: str) -> float | None:
    """Return the school grade of a text; None for a few words, or a language without a formula."""
    measure = _MEASURES.get(lang)
    words = _words_only(text)
    if measure is None or len(_WORD.findall(words)) < FEWEST_WORDS:
        return None
    return measure(words)


def _english(text: str) -> float:
    known = _WORD.sub(lambda word: _known(word.group()), text)
    return float(_textstat("en_US").flesch_kincaid_grade(known))


def _spanish(text: str) -> float:
    return float(_textstat("es_ES").crawford(text))


_MEASURES: Mapping[str, Callable[[str], float]] = {"en": _english, "es": _spanish}


def _words_only(text: str) -> str:
    text = _PLACEHOLDER.sub("name", text.replace("’", "'"))
    return _NUMBER.sub("", text).replace("-", " ").replace("/", " ")


def _known(word: str) -> str:
    try:
        _textstat("en_US").syllable_count(word)
    except KeyError:
        syllables = len(_VOWELS.findall(word.lower())) or 1
        return _STAND_INS[min(syllables, len(_STAND_INS)) - 1]
    return word


@cache
def _textstat(lang: str) -> Any:
    # Imported here: it loads word lists that only the checks need.
    from textstat.textstat import textstatistics

    measures = textstatistics()
    measures.set_lang(lang)
    return measures
