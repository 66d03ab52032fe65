"""The language of a first text, from its small words and letters."""

import re
from collections.abc import Sequence

from nlu.folding import clean, unaccent
from nlu.languages import language_named
from nlu.wording import words

_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(words("language_en")),
    "es": frozenset(words("language_es")),
    "fr": frozenset(words("language_fr")),
    "pt": frozenset(words("language_pt")),
    "ht": frozenset(words("language_ht")),
    "vi": frozenset(words("language_vi")),
    "so": frozenset(["waxaan", "u", "baahanahay", "caawimaad", "mahadsanid", "iska", "warran"]),
}
_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ar", re.compile("[\u0621-\u064a]")),
    ("ru", re.compile("[\u0430-\u044f]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("am", re.compile("[\u1200-\u137f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("km", re.compile("[\u1780-\u17ff]")),
)
_SPANISH_SIGNS = re.compile("[ñ¿¡]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def detect_language(text: str, offered: Sequence[str]) -> str | None:
    """Return the offered language that a first text is in; None where that is not clear."""
    lowered = clean(text)[:600].casefold()
    named = language_named(unaccent(lowered).strip(" .!?¿¡"), offered)
    if named is not None:
        return named
    for code, pattern in _SCRIPTS:
        if len(pattern.findall(lowered)) >= 2:
            return code if code in offered else None
    words = [unaccent(word) for word in _WORD.findall(lowered)]
    scores = {
        code: sum(word in _WORDS[code] for word in words) for code in offered if code in _WORDS
    }
    if "es" in scores and _SPANISH_SIGNS.search(lowered):
        scores["es"] += 2
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] == 0:
        return None
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return None
    return ranked[0][0]
