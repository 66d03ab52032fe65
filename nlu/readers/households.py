"""How many people a description adds up to: "me, my wife and 3 kids", "dos y yo"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlu.folding import clean
from nlu.readers import kin
from nlu.readers.numerals import Numeral, numeral_at, tokens_of
from nlu.readers.read import Read
from nlu.wording import words

_ME = frozenset(words("households_me")) - {"mi"}
_ALONE = re.compile(
    r"(?:(?:it s|its|it is|is|um|uh|well|only|solo|pues|nada mas|nomas|oh|no|just"
    r"|solamente|soy|somos|estoy|im|i am) )*"
    r"(?:just me|only me|me only|me alone|me myself(?: and i)?|just myself|only myself"
    r"|myself(?: only)?|just my self|me|alone|by myself|by my self|single|"
    r"just i|only i|nobody else|no one else|no one but me|nobody but me|just the one"
    r"|one person|on my own|solo|solitary|i|"
    r"(?:solo|solamente|nomas|nada mas|unicamente|no mas|sola|nada|soy|estoy) ?(?:yo|uno"
    r"|una|conmigo|yo mism[oa]|sol[oa]|yo sol[oa])|yo|yo sol[oa]|sol[oa]|solit[oa]"
    r"|yo nomas|yo nada mas|yo solamente|nadie mas|mi persona|una(?: sola)? persona"
    r"|yo y mi alma|sin nadie mas|conmigo nomas)"
    r"(?: (?:please|por favor|now|right now|lol|tonight|for now|only|alone|por ahora"
    r"|nada mas|nomas|solamente|solo|sola|here|aqui|needs? (?:a )?(?:place|help)|myself"
    r"|and (?:nobody|no one) else|y nadie mas|thanks|gracias|no one else|nobody else"
    r"|nadie mas|no kids|no children|sin hijos|and my (?:dog|cat|pet)s?|with my (?:dog"
    r"|cat)s?|y mi (?:perro|perra|gato|gata|mascota|perrito)))*"
)
_TOTAL = re.compile(
    r"\b(?:of us|in (?:all|total)|total|altogether|all together|including me|counting me"
    r"|with me|including myself|counting myself|me included|"
    r"somos|seriamos|en total|contando(?:me)?(?: a mi| conmigo)?|conmigo"
    r"|incluyendo(?:me)?(?: a mi)?|incluid[oa]|contandome|family of|familia de"
    r"|household of|group of|party of|people total|were|we're|we are|there are|there's"
    r"|hay|estamos|household is)\b"
)
_BOTH = re.compile(
    r"\b(?:both|the two|the pair) of us\b|\bnosotr[oa]s dos\b|^(?:solo |somos "
    r"|nomas )?l[oa]s dos\b"
)
_TOTAL_BEHIND = re.compile(
    r"(?:(?:people|persons|personas|ppl) )?(?:of us|in all|in total|total|altogether"
    r"|all together|"
    r"including|counting|with me included|en total|contando|incluyendo|conmigo (?:incluid"
    r"|en total)|"
    r"todos juntos)"
)
_BESIDES = re.compile(
    r"\b(?:not (?:counting|including) (?:me|myself)|besides me|plus me|and me"
    r"|other than me|excluding me|aside from me|apart from me|"
    r"sin contar(?:me)?(?: a mi)?|aparte de mi|ademas de mi|mas yo|y yo|fuera de mi"
    r"|sin incluirme|others|other people|otros|otras|more people|mas aparte|plus myself)\b"
)
_ALONE_SAID = re.compile(
    r"\b(?:just|only|alone|myself|nobody|no one|none|single|solo|sola|solamente|nadie)\b"
)
_ADULTS = re.compile(r"\b(?:adults?|adult[oa]s?|grown ?ups?|people|personas|parents and)\b")
_WITHOUT = frozenset({"no", "without", "sin", "zero", "ningun"})
_APART = frozenset({"and", "y", ",", "&", "+", "plus", "with", "con"})
_AGE_SAID = frozenset(words("households_age_said"))
_AGE_AFTER = frozenset(words("households_age_after"))
_AGE_BEFORE = frozenset(["age", "aged", "ages", "edad", "edades", "de"])
_SKIP = frozenset(words("households_skip"))


def count(text: str, lang: str) -> Read[int] | None:
    """Return the number of people described, the writer among them; None where it is vague."""
    tokens = tokens_of(text)[:80]
    words = " ".join(token for token in tokens if token not in {",", ".", "!", "?", "'"})
    if _ALONE.fullmatch(words.replace("'", " ").strip()):
        return Read(1, clean(text), 0.97, "composition")
    total = _stated_total(tokens, words, lang)
    if total is not None:
        return Read(total, clean(text), 0.93, "composition")
    return _summed(text, tokens, words, lang)


def _stated_total(tokens: Sequence[str], words: str, lang: str) -> int | None:
    """Read "there are 5 of us", "somos cuatro", "4 including me"."""
    if _BOTH.search(words):
        return 2
    if not _TOTAL.search(words):
        return None
    if re.search(r"\bnot (?:counting|including)|\bsin (?:contar|incluir)", words):
        return None
    found = [n for n in _numbers(tokens, lang) if not _is_age(tokens, n)]
    found = [n for n in found if tokens[n.start] not in {"un", "una", "one"}] or found
    marked = [n for n in found if _marked(tokens, n)]
    if marked:
        return marked[0].whole
    if len(found) == 1 and not _counts_kin(tokens, found[0]):
        return found[0].whole
    match = re.search(
        r"\b(?:total(?: of| de| is)?|in all|somos|family of|familia de|en total|were|we are"
        r"|we're|there are|altogether)\b",
        words,
    )
    if match and found:
        after = tokens_of(words[match.end() :])
        here = _numbers(after, lang)
        if here and here[0].start <= 1:
            return here[0].whole
    return None


def _marked(tokens: Sequence[str], numeral: Numeral) -> bool:
    """Tell whether "of us", "total" or the like stands right behind the number."""
    behind = [each for each in tokens[numeral.end : numeral.end + 5] if each != ","]
    return bool(_TOTAL_BEHIND.match(" ".join(behind)))


def _counts_kin(tokens: Sequence[str], numeral: Numeral) -> bool:
    return any(
        token in kin.PLURAL | kin.SINGULAR for token in tokens[numeral.end : numeral.end + 3]
    )


def _summed(text: str, tokens: Sequence[str], words: str, lang: str) -> Read[int] | None:
    tally = _tally(tokens, lang)
    me = tally.me or (tally.named and _BESIDES.search(words) is not None)
    if tally.vague or not (me or tally.named):
        return None
    if tally.first is not None and tally.people - tally.first + me == tally.first:
        # "Three: me, my son, my grandson" says the number and then who they are.
        return Read(tally.first, clean(text), 0.95, "composition")
    if me and tally.people == 0 and not tally.named:
        # Nobody is counted here: "im tired" is no answer, "only me here now" is one.
        return Read(1, clean(text), 0.85, "composition") if _ALONE_SAID.search(words) else None
    if me:
        return Read(tally.people + 1, clean(text), 0.93, "composition")
    if _ADULTS.search(words):
        return Read(tally.people, clean(text), 0.9, "composition")
    # "wife and 2 kids": the writer is most likely meant as well, but did not say so.
    return Read(tally.people + 1, clean(text), 0.65, "composition")


@dataclass(slots=True)
class _Tally:
    """People counted so far; ``first`` is a bare number that the text begins with."""

    people: int = 0
    me: bool = False
    named: bool = False
    vague: bool = False
    first: int | None = None


def _tally(tokens: Sequence[str], lang: str) -> _Tally:
    tally = _Tally()
    at = 0
    while at < len(tokens):
        begun = at
        at, people, how = _step(tokens, at, lang)
        if people and at - begun and begun <= 1 and how == "bare":
            tally.first = people
        tally.people += people
        tally.me = tally.me or how == "me"
        tally.named = tally.named or how == "named"
        tally.vague = tally.vague or how == "vague"
    return tally


def _step(tokens: Sequence[str], at: int, lang: str) -> tuple[int, int, str]:
    """Return where to go on, how many people were named here, and what kind of word it was."""
    token = tokens[at]
    if token in _ME:
        return at + 1, 0, "me"
    numeral = numeral_at(tokens, at, lang)
    if numeral is not None and token not in {"un", "una"}:
        return _counted(tokens, numeral)
    if at and tokens[at - 1] in _WITHOUT:
        return at + 1, 0, ""
    singular = token[:-2] if token.endswith("'s") else token
    if token in kin.PAIRS:
        return at + 1, 2, "named"
    if token in kin.PLURAL:
        ages = _ages_after(tokens, at + 1, lang)
        return (ages[0], ages[1], "named") if ages[1] else (at + 1, 0, "vague")
    if singular in kin.SINGULAR and not _follows_kin(tokens, at):
        return at + 1, 1, "named"
    return at + 1, 0, ""


def _counted(tokens: Sequence[str], numeral: Numeral) -> tuple[int, int, str]:
    if _is_age(tokens, numeral):
        end = numeral.end
        while end < len(tokens) and (tokens[end] in _AGE_AFTER or tokens[end] == "-"):
            end += 1
        nounless = end >= len(tokens) or tokens[end] not in kin.SINGULAR
        said = numeral.start > 0 and tokens[numeral.start - 1] in {"my", "a", "and", "mi"}
        return end, 1 if nounless and said else 0, "named" if nounless and said else ""
    amount = numeral.whole
    if amount is None or amount > 40:
        return numeral.end, 0, "vague"
    end = numeral.end
    while end < len(tokens) and tokens[end] in _SKIP - _APART:
        end += 1
    if end < len(tokens) and tokens[end] in kin.PETS:
        return end + 1, 0, ""
    if end < len(tokens) and tokens[end] in kin.PLURAL | kin.SINGULAR | kin.PEOPLE:
        skipped = _ages_after(tokens, end + 1, "en")[0] if tokens[end] in kin.PLURAL else end + 1
        return skipped, amount, "named"
    return numeral.end, amount, "bare"


def _ages_after(tokens: Sequence[str], at: int, lang: str) -> tuple[int, int]:
    """Count the ages listed behind a word such as "kids": "ages 4 and 6", "(4, 6)"."""
    start, seen = at, 0
    while at < len(tokens) and (
        tokens[at]
        in {
            "(",
            "age",
            "ages",
            "aged",
            "de",
            "edades",
            "they",
            "are",
            "who",
            "years",
            "anos",
            ")",
            "old",
        }
    ):
        at += 1
    marked = at > start
    while at < len(tokens):
        numeral = numeral_at(tokens, at, lang) if tokens[at][0].isdigit() else None
        if numeral is not None:
            seen, at = seen + 1, numeral.end
        elif (
            tokens[at]
            in {"and", "y", ",", "&", "years", "anos", "months", "meses", "old", "yo", ")", "yrs"}
            and at + 1 < len(tokens) + 1
        ):
            at += 1
        else:
            break
    return (at, seen) if marked and seen else (start, 0)


def _numbers(tokens: Sequence[str], lang: str) -> list[Numeral]:
    found: list[Numeral] = []
    at = 0
    while at < len(tokens):
        numeral = numeral_at(tokens, at, lang)
        if numeral is not None:
            found.append(numeral)
        at = numeral.end if numeral is not None else at + 1
    return found


def _is_age(tokens: Sequence[str], numeral: Numeral) -> bool:
    after = tokens[numeral.end] if numeral.end < len(tokens) else ""
    if after == "-" and numeral.end + 1 < len(tokens):
        after = tokens[numeral.end + 1]
    before = tokens[numeral.start - 1] if numeral.start else ""
    earlier = tokens[numeral.start - 2] if numeral.start > 1 else ""
    if before == "de" and (earlier in kin.SINGULAR or earlier in kin.PLURAL):
        return True
    if before == "(" or after == ")":
        return True
    return after in _AGE_AFTER or (before in _AGE_SAID and numeral.start > 1)


def _follows_kin(tokens: Sequence[str], at: int) -> bool:
    """Tell "baby boy" and "girl friend" apart from two people; "baby daddy" is one."""
    return at > 0 and tokens[at - 1] in {
        "baby",
        "foster",
        "twin",
        "step",
        "teenage",
        "newborn",
        "recien",
        "nino",
        "nina",
        "grand",
    }
