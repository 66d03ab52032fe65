"""Which of the choices offered a reply means: by place, label, part of it, synonym or yes/no."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from nlu.folding import clean, plain
from nlu.readers import naming, positions, ranges, sweeping, yesno
from nlu.readers.read import Read
from nlu.spelling import Speller
from nlu.wording import words

_PLACEHOLDER = re.compile(r"\{\w+\}")
_PARTS = re.compile(r"[,/;()]| or | and | o | y | u ", re.IGNORECASE)
# Words that tell choices apart only together with others.
_FILLER = frozenset(words("choices_filler"))
_ENDING = re.compile(r"(?:ing|ers?|ed|es|os|as|s|o|a)$")
_YES = frozenset({"yes", "si", "yeah"})
_NUMBERED = re.compile(r"(\d{1,2}) (.+)")
_NOT = frozenset(words("choices_not"))


@dataclass(frozen=True)
class Option:
    """A choice as the reader sees it: its texts in the languages to try, best first."""

    labels: tuple[str, ...]
    synonyms: tuple[str, ...] = ()
    alone: bool = False

    @cached_property
    def full(self) -> frozenset[str]:
        return frozenset(filter(None, (plain(_PLACEHOLDER.sub(" ", t)) for t in self.labels)))

    @cached_property
    def other(self) -> frozenset[str]:
        return frozenset(filter(None, (plain(text) for text in self.synonyms)))

    @cached_property
    def phrases(self) -> frozenset[str]:
        """The texts and their parts that name this choice inside a longer sentence."""
        parts = {plain(_PLACEHOLDER.sub(" ", p)) for t in self.labels for p in _PARTS.split(t)}
        short = {p for p in parts if len(p.split()) == 1}
        named = {p for p in parts | self.full | self.other if set(p.split()) - _FILLER} | short
        trimmed = {" ".join(w for w in _trim(p.split())) for p in named}
        told = {p for p in named | trimmed if set(p.split()) - _NOT - _YES}
        return frozenset(told)

    @cached_property
    def telling(self) -> tuple[frozenset[str], ...]:
        """The telling words of each text that turns nothing down ("not safe" is left out)."""
        texts = [set(text.split()) for text in self.full | self.other]
        return tuple(frozenset(text - _FILLER) for text in texts if not text & _NOT)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(w for text in self.full | self.other for w in text.split()) - _FILLER

    @cached_property
    def side(self) -> str | None:
        """Say "yes" or "no" where the label is outright one of them."""
        first = {text.split()[0] for text in self.full}
        if any(yesno.is_unsure(text) for text in self.full):
            return None
        if first & {"yes", "si", "yeah"}:
            return "yes"
        return "no" if self.full & {"no"} or (first & {"no"} and len(first) > 1) else None


def exact(options: Sequence[Option], text: str) -> Read[int] | None:
    """Return the index of the choice whose label or synonym is the whole reply."""
    for candidate in dict.fromkeys((plain(text), positions.core(text))):
        for method, confidence in (("label", 0.99), ("synonym", 0.97)):
            hits = [
                at
                for at, option in enumerate(options)
                if candidate in (option.full if method == "label" else option.other)
            ]
            if len(hits) == 1:
                return Read(hits[0], clean(text), confidence, method)
    return None


def _joined(options: Sequence[Option], text: str) -> Read[int] | None:
    """Read a label whose words are run together or apart: "e-mail", "with family"."""
    squeezed = plain(text).replace(" ", "")
    hits = [
        at
        for at, option in enumerate(options)
        if len(squeezed) > 2
        and squeezed in {t.replace(" ", "") for t in option.full | option.other}
    ]
    return Read(hits[0], clean(text), 0.92, "label") if len(hits) == 1 else None


def one(
    options: Sequence[Option], text: str, lang: str = "en", today: date | None = None
) -> Read[int] | None:
    """Return the index of the one choice meant; None where none or more than one could be.

    ``lang`` and ``today`` matter where the choices are stretches of time ("since March").
    """
    if _contradicts(options, text):
        return None
    return (
        exact(options, text)
        or _joined(options, text)
        or _by_position(options, text)
        or _number_and_label(options, text)
        or ranges.one([option.labels for option in options], text, lang, today)
        or _by_phrase(options, text)
        or _by_yes_or_no(options, text)
        or _by_part(options, text)
        or _misspelled(options, text)
        or _by_stem(options, text)
    )


def several(options: Sequence[Option], text: str) -> Read[tuple[int, ...]] | None:
    """Return the indexes of all choices meant, in the order of the list; never empty."""
    read = exact(options, text)
    if read is not None:
        return Read((read.value,), read.words, read.confidence, read.method)
    found = _sweeping(options, text)
    if found is not None:
        return found
    placed = positions.positions(text, len(options))
    if placed is not None:
        return _settle(options, {at - 1 for at in placed.value}, placed)
    named = _named(options, plain(text)) or _named(options, _respell(options, text))
    if named:
        return _settle(options, named, Read((), clean(text), 0.9, "labels"))
    single = one(options, text)
    if single is None:
        return None
    return Read((single.value,), single.words, single.confidence, single.method)


def _sweeping(options: Sequence[Option], text: str) -> Read[tuple[int, ...]] | None:
    others = [at for at, option in enumerate(options) if not option.alone]
    if sweeping.is_none(text):
        alone = [at for at, option in enumerate(options) if option.alone]
        return Read((alone[0],), clean(text), 0.97, "none") if len(alone) == 1 else None
    if sweeping.is_all(text):
        return Read(tuple(others), clean(text), 0.93, "all")
    excepted = sweeping.left_out(text)
    omitted = several(options, excepted) if excepted else None
    if omitted is None:
        return None
    kept = tuple(at for at in others if at not in omitted.value)
    return Read(kept, clean(text), 0.85, "all_but") if kept else None


def _settle(
    options: Sequence[Option], found: set[int], read: Read[tuple[int, ...]]
) -> Read[tuple[int, ...]] | None:
    """Order the choices; one that stands alone cannot come with others said by number."""
    alone = {at for at in found if options[at].alone}
    if alone and found != alone:
        if read.method == "positions":
            return None
        found -= alone
    return Read(tuple(sorted(found)), read.words, read.confidence, read.method)


def _by_position(options: Sequence[Option], text: str) -> Read[int] | None:
    read = positions.position(text, len(options))
    return read and Read(read.value - 1, read.words, read.confidence, read.method)


def _number_and_label(options: Sequence[Option], text: str) -> Read[int] | None:
    """Read "2 shelter"; a number and a label that disagree say nothing."""
    match = _NUMBERED.match(plain(text))
    if match is None or not 1 <= int(match[1]) <= len(options):
        return None
    at = int(match[1]) - 1
    if match[2] in options[at].full | options[at].other | options[at].phrases:
        return Read(at, clean(text), 0.99, "position")
    return None


def _contradicts(options: Sequence[Option], text: str) -> bool:
    """Tell whether a leading number and the label behind it name different choices."""
    match = _NUMBERED.match(plain(text))
    if match is None or not 1 <= int(match[1]) <= len(options):
        return False
    named = [at for at, option in enumerate(options) if match[2] in option.full | option.other]
    return bool(named) and int(match[1]) - 1 not in named


def _by_phrase(options: Sequence[Option], text: str) -> Read[int] | None:
    hits = _named(options, plain(text))
    if len(hits) != 1:
        return None
    return Read(hits.pop(), clean(text), 0.9, "phrase")


def _named(options: Sequence[Option], text: str) -> set[int]:
    return naming.named([option.phrases for option in options], text)


def _by_yes_or_no(options: Sequence[Option], text: str) -> Read[int] | None:
    read = yesno.read(text)
    if read is None or read.value == "unsure":
        return None
    hits = [at for at, option in enumerate(options) if option.side == read.value]
    if len(hits) != 1:
        return None
    return Read(hits[0], read.words, min(read.confidence, 0.95), "yes_no")


def _by_part(options: Sequence[Option], text: str) -> Read[int] | None:
    """Take the one choice that holds every telling word of a short reply."""
    words = set(positions.core(text).split()) - _FILLER - _YES
    if not words or len(words) > 6 or words & _NOT:
        return None
    hits = [at for at, option in enumerate(options) if words <= frozenset().union(*option.telling)]
    return Read(hits[0], clean(text), 0.87, "part") if len(hits) == 1 else None


def _by_stem(options: Sequence[Option], text: str) -> Read[int] | None:
    """Take the one choice that shares every telling stem: "renting" for "Rent it"."""
    stems = {_stem(word) for word in set(positions.core(text).split()) - _FILLER - _YES}
    if not stems or len(stems) > 3 or stems & _NOT:
        return None
    hits = [
        at
        for at, option in enumerate(options)
        if stems <= {_stem(word) for word in frozenset().union(*option.telling)}
    ]
    return Read(hits[0], clean(text), 0.82, "stem") if len(hits) == 1 else None


def _stem(word: str) -> str:
    return _ENDING.sub("", word) if len(word) > 3 else word


def _misspelled(options: Sequence[Option], text: str) -> Read[int] | None:
    respelled = _respell(options, text)
    if respelled == plain(text):
        return None
    read = exact(options, respelled) or _by_phrase(options, respelled)
    read = read or _by_part(options, respelled)
    return read and Read(read.value, clean(text), 0.85, "misspelled")


def _respell(options: Sequence[Option], text: str) -> str:
    speller = Speller(word for option in options for word in option.words)
    return " ".join(speller(word) for word in plain(text).split()[:40])


def _trim(words: list[str]) -> list[str]:
    while words and words[0] in _FILLER:
        words = words[1:]
    while words and words[-1] in _FILLER:
        words = words[:-1]
    return words
