"""Small slips of the thumb: one letter missing, doubled, swapped or wrong, against a word list."""

from collections.abc import Iterable

from nlu.wording import words

# Words of everyday texts that are one letter away from a word that matters.
_REAL_WORDS = frozenset(words("spelling_real_words"))


class Speller:
    """Maps a misspelled word to the one known word it stands for, or leaves it alone."""

    def __init__(self, words: Iterable[str], *, keep: Iterable[str] = ()) -> None:
        self._words = frozenset(words)
        self._keep = _REAL_WORDS | self._words | frozenset(keep)
        self._missing: dict[str, str | None] = {}
        for word in sorted(self._words):
            if len(word) >= 5:
                for shorter in _without_one(word):
                    # None: two words share this slip, so it says nothing.
                    known = self._missing.get(shorter, word)
                    self._missing[shorter] = word if known == word else None
        self._seen: dict[str, str] = {}

    def __call__(self, token: str) -> str:
        if token in self._keep or len(token) < 4 or len(token) > 20:
            return token
        if token not in self._seen:
            if len(self._seen) > 4096:
                self._seen.clear()
            self._seen[token] = self._correct(token)
        return self._seen[token]

    def _correct(self, token: str) -> str:
        word = self._missing.get(token)
        if word is not None:
            return word
        shorter = _without_one(token)
        extra = {each for each in shorter if each in self._words and len(each) >= 4}
        if len(extra) == 1:
            return extra.pop()
        if len(token) < 5:
            return token
        # A deletion on both sides is one wrong letter or two swapped neighbours.
        near = {self._missing[each] for each in shorter if self._missing.get(each)}
        words = {word for word in near if word and _one_slip(token, word)}
        return words.pop() if len(words) == 1 else token


def _without_one(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _one_slip(token: str, word: str) -> bool:
    """Tell whether two words of one length differ by a swap, or by a letter if they are long."""
    if len(token) != len(word):
        return False
    apart = [at for at in range(len(word)) if token[at] != word[at]]
    if len(apart) == 1:
        return len(word) >= 6 and apart[0] > 0
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1
    return swapped and token[apart[0]] == word[apart[1]] and token[apart[1]] == word[apart[0]]
