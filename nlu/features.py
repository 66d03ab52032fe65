"""The features of a text that the embedded classifier weighs: words, pairs, pieces of words."""

from collections.abc import Iterator
from itertools import pairwise

from nlu.folding import plain

_LONGEST = 400
_PIECES = (2, 3, 4)


def features(text: str) -> set[str]:
    """Return the words, neighbouring words and pieces of 2 to 4 letters of the folded text."""
    words = plain(text[: 4 * _LONGEST])[:_LONGEST].split()
    return set(_features(words))


def _features(words: list[str]) -> Iterator[str]:
    edged = ["^", *words, "$"]
    for before, word in pairwise(edged):
        yield f"b {before} {word}"
    for word in words:
        yield f"w {word}"
        padded = f" {word} "
        for length in _PIECES:
            for at in range(len(padded) - length + 1):
                yield f"c{padded[at : at + length]}"
