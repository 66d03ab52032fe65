"""One spelling for what people type: case, accents, quotes, look-alikes and drawn-out letters.

``clean`` keeps what a record may keep (case, accents); ``fold`` is for comparing; ``plain`` is
``fold`` without punctuation and emoji, which is what phrases are matched against.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import product

from nlu.wording import words

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u20e3\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc"
    "\U000e0000-\U000e0fff\ud800-\udfff]"
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_QUOTES = str.maketrans(
    dict.fromkeys("‘’‚‛ʼʹˈ`´′＇ꞌ", "'")
    | dict.fromkeys("“”„‟«»″＂", '"')
    | dict.fromkeys("‐‑‒–—―−﹣", "-")
    | {"½": "½", "🔟": "10", "⁄": "/"}
)
# Dingbat numbers have no compatibility form in Unicode; 1..10 in three styles.
_DINGBATS = {0x2776 + 10 * style + n: str(n + 1) for style in range(3) for n in range(10)}
# Cyrillic and Greek letters that look like Latin ones, in lower case.
_LOOK_ALIKES = str.maketrans(
    "аеорсхуіјѕкмтнвԁԛԝһαορτυνκιхε",
    "aeopcxyijskmthbdqwhaoptuvkixe",
)
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")
_HALF_AFTER_DIGIT = re.compile(r"(?<=\d)\s?½")
_DRAWN_OUT = re.compile(r"[^\W\d_]*([^\W\d_])\1\1[^\W\d_]*")
_RUN = re.compile(r"([^\W\d_])\1\1+")
_EDGES = " \t.,;:!?¡¿\"'()[]{}<>*_~-/\\|=+^"
_APOSTROPHE = re.compile(r"'+")
_NOT_WORD = re.compile(r"[\W_]+")
_CLAUSE_END = re.compile(r"(?<!\d)[.,;:!?]+|[.;:!?]+(?!\d)|\s-+\s|[\n()\"]+")

# Words whose doubled letter is right, so that "killll" and "feeel" come back as they should.
_DOUBLED = frozenset(words("folding_doubled"))


def clean(text: str) -> str:
    """Return the text fit to be kept: no invisible or control characters, one-spaced."""
    if not text.isascii():
        text = _INVISIBLE.sub("", text.translate(_QUOTES))
        text = _HALF_AFTER_DIGIT.sub(".5", text).replace("½", " half ")
        text = unicodedata.normalize("NFKC", text.translate(_DINGBATS))
    return " ".join(_CONTROL.sub(" ", text).split())


def unaccent(text: str) -> str:
    """Take the accents off Latin letters and give look-alikes of other alphabets Latin form."""
    if text.isascii():
        return text
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare).translate(_LOOK_ALIKES)


@lru_cache(maxsize=512)
def fold(text: str) -> str:
    """Return the one spelling under which texts are compared; punctuation inside stays."""
    folded = unaccent(clean(text).casefold())
    return _DRAWN_OUT.sub(_shorten, folded).strip(_EDGES)


@lru_cache(maxsize=512)
def plain(text: str) -> str:
    """Return the words alone: folded, without apostrophes, punctuation and emoji."""
    return _NOT_WORD.sub(" ", _APOSTROPHE.sub("", fold(text))).strip()


@lru_cache(maxsize=512)
def clauses(text: str) -> str:
    """Return the words as ``plain`` does, with ``|`` standing where a clause ends."""
    broken = _CLAUSE_END.sub("|", fold(text.replace("\n", " . ")))
    parts = (_NOT_WORD.sub(" ", _APOSTROPHE.sub("", part)).strip() for part in broken.split("|"))
    return " | ".join(part for part in parts if part)


def _shorten(match: re.Match[str]) -> str:
    word = match.group()
    runs = list(_RUN.finditer(word))
    if len(runs) > 3:
        return _RUN.sub(r"\1", word)
    for lengths in product((1, 2), repeat=len(runs)):
        candidate = _with_runs(word, lengths)
        if 2 in lengths and candidate in _DOUBLED:
            return candidate
    return _RUN.sub(r"\1", word)


def _with_runs(word: str, lengths: tuple[int, ...]) -> str:
    """Write each drawn-out letter so many times."""
    sizes = iter(lengths)
    return _RUN.sub(lambda run: run.group(1) * next(sizes), word)
