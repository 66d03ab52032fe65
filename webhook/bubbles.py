"""The texts of a web chat as they stand on the screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.service import ChatThread
from nlu.language import detect_language


@dataclass(frozen=True, slots=True)
class Bubble:
    """One text; ``lang`` is what a screen reader should speak it in.

    ``meaning`` is the line of the list before it that a bare number pointed at.
    """

    is_theirs: bool
    body: str
    lang: str
    meaning: str = ""


def bubbles(thread: ChatThread, languages: Sequence[str]) -> list[Bubble]:
    """Return what to show of a thread; choices that stand there as buttons are not said twice."""
    said = [message for message in thread.messages if message.body]
    shown: list[Bubble] = []
    before = ""
    for message in said:
        body = message.body or ""
        lang = detect_language(body, languages) or thread.lang
        if message.direction == "in":
            meaning = _meaning(before, body.strip())
            shown.append(Bubble(is_theirs=True, body=body, lang=lang, meaning=meaning))
            continue
        before = body
        if message is said[-1]:
            body = "\n".join(_without_choices(body, thread.choices))
        shown.append(Bubble(is_theirs=False, body=body, lang=lang))
    return shown


def _meaning(before: str, number: str) -> str:
    if not (number.isascii() and number.isdigit()):
        return ""
    lines = (line.split(" ", 1) for line in before.splitlines())
    return next((parts[1] for parts in lines if parts[0] == number and len(parts) == 2), "")


def _without_choices(body: str, choices: Sequence[str]) -> Iterator[str]:
    listed = {f"{n} {label}" for n, label in enumerate(choices, 1)}
    return (line for line in body.splitlines() if line not in listed)
