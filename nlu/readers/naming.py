"""Names of choices inside a longer sentence, and who or what is turned down there."""

from collections.abc import Sequence

from nlu.readers import kin
from nlu.wording import words

_NOT = frozenset(words("choices_not"))


def named(phrases: Sequence[frozenset[str]], text: str) -> set[int]:
    """Return which of the choices a sentence names; the longest name at a place wins."""
    tokens = text.split()
    spans: list[tuple[int, int, int]] = []
    padded = f" {text} "
    for at, texts in enumerate(phrases):
        for phrase in texts:
            if f" {phrase} " in padded:
                start = len(padded[: padded.index(f" {phrase} ")].split())
                spans.append((start, start + len(phrase.split()), at))
    kept = [
        span
        for span in spans
        if not any(_inside(span, other) for other in spans if other[2] != span[2])
        and not negated(tokens, span[0])
        and not _somebody_elses(tokens, span)
    ]
    return {at for _, _, at in kept}


def _inside(span: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    wider = other[1] - other[0] > span[1] - span[0]
    return wider and other[0] <= span[0] and span[1] <= other[1]


def _somebody_elses(tokens: Sequence[str], span: tuple[int, int, int]) -> bool:
    """Tell whether a place has another owner: "my girlfriends house", "casa de mi tía"."""
    before = tokens[span[0] - 1] if span[0] else ""
    owners = {before, before.removesuffix("s"), before.removesuffix("'s")}
    behind = tokens[span[1] : span[1] + 3]
    if behind[:1] == ["de"]:
        owners |= set(behind)
    named = set(tokens[span[0] : span[1]])
    return bool(owners & kin.SINGULAR) and not named & kin.SINGULAR


def negated(tokens: Sequence[str], start: int) -> bool:
    """Tell whether one of the three words before turns the name down; "and" ends its reach."""
    for token in reversed(tokens[max(0, start - 3) : start]):
        if token in {"and", "y", "but", "pero"}:
            return False
        if token in _NOT:
            return True
    return False
