"""Yes, no and unsure, said directly or round about, in English and Spanish."""

import re
from typing import Literal, TypeAlias

from nlu.folding import clean, plain
from nlu.readers.read import Read
from nlu.wording import pattern, wording

YesNo: TypeAlias = Literal["yes", "no", "unsure"]

_SIGNS: tuple[tuple[str, YesNo], ...] = (
    ("👍👌✅✔✓💯🙆☑🆗", "yes"),
    ("👎❌🙅🚫✖", "no"),
    ("🤷ツ", "unsure"),
)
_SAID = wording("yes_no")
_UNSURE = pattern("yes_no", "unsure")
_BEGINS = re.compile(
    rf"(?:(?P<yes_first>{_SAID['yes_after_all']})|(?P<unsure>{_SAID['unsure']})"
    rf"|(?P<no>{_SAID['says_no']})|(?P<yes>{_SAID['says_yes']}))(?![^ ])"
)
_LEAD = re.compile(rf"^(?:(?:{_SAID['lead']}) )+")
_ENDS_YES = pattern("yes_no", "ends_yes")
_ENDS_NO = pattern("yes_no", "ends_no")
_DOUBT = pattern("yes_no", "doubt")
_ABOUT_OTHERS = re.compile(r"(?:he|she|it|they|there|that|this|my|mi|el|ella|hes|shes)\b")
_TAKEN_BACK = pattern("yes_no", "taken_back")
_TURN = pattern("yes_no", "turn")


def read(text: str) -> Read[YesNo] | None:
    """Read yes, no or unsure from how a reply begins or ends; None where it says neither."""
    words = plain(text)
    if not words or words == "ツ":
        return _by_sign(text)
    bare = _LEAD.sub("", words, count=1)
    if _UNSURE.fullmatch(bare) or _UNSURE.fullmatch(words):
        return Read("unsure", clean(text), 0.95, "pattern")
    match = _BEGINS.match(bare)
    if match is None:
        return _by_end(text, words)
    rest = bare[match.end() :].strip()
    meant = _meaning(match)
    if meant == "yes" and _TAKEN_BACK.match(f"{match.group()} | {rest}"):
        return Read("no", clean(text), 0.85, "pattern")
    sure = _confidence(rest)
    if meant == "yes" and _ABOUT_OTHERS.match(match.group()) and (rest or "my" in bare.split()):
        # "He is here", "my husband is": it may answer another question than the one asked.
        sure = min(sure, 0.75)
    return Read(meant, clean(text), sure, "word" if not rest else "pattern")


def _by_sign(text: str) -> Read[YesNo] | None:
    meanings = {meant for signs, meant in _SIGNS for sign in text if sign in signs}
    return Read(meanings.pop(), clean(text), 0.95, "emoji") if len(meanings) == 1 else None


def _by_end(text: str, words: str) -> Read[YesNo] | None:
    if _ENDS_YES.search(words):
        return Read("yes", clean(text), 0.85, "ending")
    return Read("no", clean(text), 0.85, "ending") if _ENDS_NO.search(words) else None


def _meaning(match: re.Match[str]) -> YesNo:
    if match["unsure"]:
        return "unsure"
    return "no" if match["no"] else "yes"


def _confidence(rest: str) -> float:
    if not rest:
        return 0.98
    if _UNSURE.search(rest) or (_DOUBT.search(rest) and _TURN.search(rest)):
        return 0.6
    return 0.9 if len(rest.split()) <= 12 else 0.82


def is_unsure(words: str) -> bool:
    """Tell whether plain words say nothing but that the person does not know."""
    return _UNSURE.fullmatch(words) is not None
