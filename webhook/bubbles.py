"""The texts of a web chat as they stand on the screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.service import ChatThread
from nlu.language import detect_language


@dataclass(frozen=True, slots=True)
class Bubble:
    """One text; ``lang`` is what a screen reader should speak it in.

    ``meaning`` are the lines of the list before it that bare numbers pointed at.
    """

    is_theirs: bool
    body: str
    lang: str
    meaning: str = ""


def bubbles(thread: ChatThread, languages: Sequence[str]) -> list[Bubble]:
    """Return what to show of a thread; lists that stand there as controls are not said twice."""
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
            listed = thread.choices or thread.lines
            body = "\n".join(_without_list(body, () if thread.stopped else listed))
        shown.append(Bubble(is_theirs=False, body=body, lang=lang))
    return shown


def _meaning(before: str, said: str) -> str:
    lines = (line.split(" ", 1) for line in before.splitlines())
    listed = {parts[0]: parts[1] for parts in lines if len(parts) == 2 and parts[0].isdigit()}
    numbers = said.split()
    known = [listed[number] for number in numbers if number in listed]
    return ", ".join(known) if len(known) == len(numbers) else ""


def _without_list(body: str, lines: Sequence[str]) -> Iterator[str]:
    # What a person wrote may itself have several lines.
    listed = {part for n, line in enumerate(lines, 1) for part in f"{n} {line}".splitlines()}
    return (line for line in body.splitlines() if line not in listed)
