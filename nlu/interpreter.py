"""What one text means: fixed rules in a fixed order, safety before convenience."""

import re
from typing import Protocol

from intake.answers import Refused, Unknown
from intake.definition import Kind, Question
from intake.reading import (
    Act,
    CarrierWord,
    Command,
    Context,
    Crisis,
    Misread,
    OptOutPhrase,
    Problem,
    Reading,
    Understood,
)
from nlu import answering, commands, crisis
from nlu.folding import clean, plain
from nlu.readers import choices
from nlu.readers.read import SURE
from nlu.tapbacks import is_tapback

__all__ = ["SURE", "Interpreter", "SecondReader"]

_LINE = re.compile(r"\d{1,3}")
# Ten SMS segments; longer texts are not read as answers.
LONGEST = 1600
_UNREAD = (Problem.EMPTY, Problem.TAPBACK, Problem.TOO_LONG)


class SecondReader(Protocol):
    """Reads what the fixed rules did not: a classifier, in this process or over HTTP."""

    def read(self, context: Context, text: str) -> Reading | None:
        """Return a reading, or None where this reader has no opinion either."""


class Interpreter:
    """Reads a text in this order: carrier word, crisis, opt-out, command, answer, second reader."""

    def __init__(self, second: SecondReader | None = None) -> None:
        self._second = second

    def read(self, context: Context, text: str) -> Reading:
        """Return what the text means; never raises for anything that a person can send."""
        reading = _fixed(context, text)
        if not isinstance(reading, Misread) or reading.problem in _UNREAD or self._second is None:
            return reading
        return self._second.read(context, text) or reading


def _fixed(context: Context, text: str) -> Reading:
    if not clean(text):
        return Misread(Problem.EMPTY)
    word = commands.carrier_word(text, opted_out=context.opted_out)
    if word is not None:
        return CarrierWord(word)
    # A tapback quotes our own words, so it is set aside before they are scanned.
    if is_tapback(text):
        return Misread(Problem.TAPBACK)
    dangers = crisis.scan(text)
    if dangers:
        return Crisis(dangers, text)
    if len(text) > LONGEST:
        return Misread(Problem.TOO_LONG)
    if commands.is_opt_out(text):
        return OptOutPhrase()
    return _command_or_answer(context, text)


def _command_or_answer(context: Context, text: str) -> Reading:
    question = context.question
    if question is None:
        return commands.act(text, context.languages) or Misread(Problem.NOT_A_CHOICE)
    said = _said_exactly(question, context, text)
    if said is not None:
        return said
    act = commands.act(text, context.languages)
    if act is not None and not _shadows(question, context, act, text):
        return _as_answer(question, context, act, text)
    if question.role == "review" and _LINE.fullmatch(plain(text)):
        return Command(Act.FIX, plain(text).lstrip("0") or "0")
    return answering.answer(question, context, text)


def _said_exactly(question: Question, context: Context, text: str) -> Understood | None:
    """Read a reply that is a choice's whole label before any act of the same wording."""
    if question.kind not in (Kind.CHOICE, Kind.CHOICES):
        return None
    if choices.exact(answering.options_of(question, context), text) is None:
        return None
    reading = answering.answer(question, context, text)
    return reading if isinstance(reading, Understood) else None


def _shadows(question: Question, context: Context, command: Command, text: str) -> bool:
    """Tell whether an act would take the place of an answer: "call me" to "how to reach you"."""
    words = plain(text).split()
    if question.kind is Kind.CHOICE and command.act is Act.CALL_ME:
        return choices.one(answering.options_of(question, context), text) is not None
    spoken = (Act.GREET, Act.THANKS, Act.GOODBYE, Act.HELP, Act.UNKNOWN, Act.REFUSE, Act.WHY)
    return question.kind is Kind.TEXT and command.act in spoken and len(words) > 3


def _as_answer(question: Question, context: Context, command: Command, text: str) -> Reading:
    """Turn "don't know" and "rather not say" into values; other acts stay commands."""
    if command.act is Act.UNKNOWN:
        return _meaning_the_same(question, context, Act.UNKNOWN, text) or Understood(
            Unknown(), clean(text), "phrase", 0.95
        )
    if command.act is Act.REFUSE:
        return _meaning_the_same(question, context, Act.REFUSE, text) or Understood(
            Refused(), clean(text), "phrase", 0.95
        )
    return command


def _meaning_the_same(
    question: Question, context: Context, act: Act, text: str
) -> Understood | None:
    """Find the choice that says the same in its label, e.g. "Not sure" for "idk"."""
    for choice in question.choices:
        spoken = (commands.act(label, context.languages) for label in choice.label.values())
        if any(command is not None and command.act is act for command in spoken):
            return Understood(answering.value_of(choice), clean(text), "phrase", 0.95)
    return None
