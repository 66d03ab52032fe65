"""What a person may say at any question: carrier words, plain opt-outs, and dialogue acts.

Every act matches the whole message, never a part of it, so that "Ending my lease in May" or
"back with my mom" stays an answer.
"""

import re
from collections.abc import Sequence

from intake.reading import Act, Carrier, Command
from nlu.folding import plain
from nlu.languages import language_named
from nlu.wording import pattern, wording

# 47 CFR 64.1200(a)(10) names the first words; Twilio's defaults and site Spanish follow (R1).
_STOP = frozenset(
    [
        "stop",
        "stopall",
        "unsubscribe",
        "cancel",
        "end",
        "quit",
        "optout",
        "revoke",
        "arret",
        "arrete",
        "alto",
        "parar",
        "pare",
        "baja",
        "cancelar",
    ]
) | {"opt out", "no mas", "stop all"}
_START = frozenset({"start", "unstop"})
_START_WHEN_OUT = frozenset({"yes", "si"})
_HELP = frozenset({"help", "info", "ayuda"})

_ACTS = wording("acts")
_NAMED_ACTS = tuple(
    (
        Act(name),
        re.compile(f"{_ACTS['polite_before']}(?:{'|'.join(texts)}){_ACTS['polite_behind']}"),
    )
    for name, texts in _ACTS["acts"].items()
)
_FIX = tuple(re.compile(text) for text in _ACTS["fix"])
_LANGUAGE = tuple(re.compile(text) for text in _ACTS["language"])
_OPT_OUT = pattern("opt_out", "opt_out")
_NOT_OPT_OUT = pattern("opt_out", "unless")
_NUMBER = re.compile(r"\d{1,2}")


def carrier_word(text: str, *, opted_out: bool) -> Carrier | None:
    """Return the reserved word that the whole message is; YES re-opens only after a stop (R5)."""
    words = plain(text)
    if words in _STOP:
        return Carrier.STOP
    if words in _START or (opted_out and words in _START_WHEN_OUT):
        return Carrier.START
    return Carrier.HELP if words in _HELP else None


def is_opt_out(text: str) -> bool:
    """Tell whether plain words ask us to stop texting; call it only after the crisis scan (R3)."""
    words = plain(text)
    if len(words) > 240 or _NOT_OPT_OUT.search(words):
        return False
    return _OPT_OUT.search(words) is not None


def act(text: str, languages: Sequence[str]) -> Command | None:
    """Return the act that the whole message is, with its argument; None for anything else."""
    words = plain(text)
    if not words or len(words) > 160:
        return None
    language = _language(words, languages)
    if language is not None:
        return Command(Act.LANGUAGE, language)
    for named, said in _NAMED_ACTS:
        if said.fullmatch(words):
            return Command(named)
    return _fix(words)


def _language(words: str, languages: Sequence[str]) -> str | None:
    direct = language_named(words, languages)
    if direct is not None:
        return direct
    for said in _LANGUAGE:
        match = said.fullmatch(words)
        found = language_named(match["language"], languages) if match else None
        if found is not None:
            return found
    return None


def _fix(words: str) -> Command | None:
    for said in _FIX:
        match = said.fullmatch(words)
        if match:
            what = (match["what"] or "").strip()
            number = _NUMBER.fullmatch(what)
            return Command(Act.FIX, number.group() if number else what or None)
    return None
