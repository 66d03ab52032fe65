"""Small slips of the thumb: one letter missing, doubled, swapped or wrong, against a word list."""

from collections.abc import Iterable

# Words of everyday texts that are one letter away from a word that matters.
_REAL_WORDS = frozenset(
    """a an and any are ball bell bill boots both but call cats cell come could dad day days did
    die does dog dogs done down eat even ever every feel fell few fill find fine fire five food
    four from full get give god going gone good got had hall has have her here hers hill him his
    hold home hope hot house how hurts into its jail job just keep kid kids kind last late later
    left let life like live lives living long look lost love made mail make man many may maybe me
    meal mean mile mill mine mom more most much must my name near need new next nice night nine
    none not now off old once one only open our out over own park past pay people phone place
    please rain read ready real rent ride right room safe said same saw say see seen self sell
    send set shelter she shop show side sit six sleep small some son soon stay step still stop
    store street such sure take tall tell ten than that the them then there they thing think this
    three time tire tired to today told too took town true try two under until use van very wait
    wake walk wall want warm was wash water way week well went were what when where which while
    who wife will wish with woman word work worse worst would year yes yet you young your
    casa caso cama calle cada como con cosa cual cuando dia dias dice dolor donde dos ella ellos
    esta este eso hace hambre hasta hay hijo hija hijos hora hoy jefe mama mano mas mes meses mi
    mis muy nada nadie niño niña noche nos otra otro para parte pero peso pero poco por puede que
    quien renta se sin sobre solo son su tal tarde tiene todo tres una uno vez vida vivo viva vino
    """.split()
)


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
