"""An answer to the question that was shown, by the kind of answer it takes."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from intake.answers import (
    Chosen,
    Member,
    Number,
    PartialDate,
    Refused,
    Several,
    Unknown,
    Value,
    Words,
)
from intake.definition import Choice, Kind, Question
from intake.path import key_of
from intake.reading import Context, Misread, Problem, Understood
from nlu.folding import clean
from nlu.readers import choices, dates, money, numbers, people, places, spans
from nlu.readers.read import Read

Outcome: TypeAlias = Understood | Misread
# Ways in which a date is read whose year was not said.
_WITHOUT_YEAR = frozenset({"relative", "no_year"})


def answer(question: Question, context: Context, text: str) -> Outcome:
    """Read the text as a value of the question's kind, or say why it is none."""
    return _READERS[question.kind](question, context, text)


def options_of(question: Question, context: Context) -> tuple[choices.Option, ...]:
    """Return the choices as the reader sees them, the language of the talk first."""
    order = [context.lang, *(lang for lang in context.languages if lang != context.lang)]
    return tuple(_option(choice, order) for choice in question.choices)


def value_of(choice: Choice) -> Value:
    """Return what choosing this means: its id, or "don't know" or "rather not say" (8, 9)."""
    if choice.means == "unknown":
        return Unknown()
    return Refused() if choice.means == "refused" else Chosen(choice.id)


def _option(choice: Choice, order: list[str]) -> choices.Option:
    labels = [choice.label[lang] for lang in order if lang in choice.label]
    synonyms = [word for lang in order for word in choice.synonyms.get(lang, ())]
    return choices.Option(tuple(labels), tuple(synonyms), alone=choice.alone)


def _understood(value: Value, read: Read[object]) -> Understood:
    return Understood(value, read.words, read.method, read.confidence)


def _choice(question: Question, context: Context, text: str) -> Outcome:
    read = choices.one(options_of(question, context), text, context.lang, context.today)
    if read is None:
        return Misread(Problem.NOT_A_CHOICE)
    return _understood(value_of(question.choices[read.value]), read)


def _choices(question: Question, context: Context, text: str) -> Outcome:
    read = choices.several(options_of(question, context), text)
    if read is None:
        return Misread(Problem.NOT_A_CHOICE)
    chosen = [question.choices[at] for at in read.value]
    if len(chosen) == 1 and chosen[0].means is not None:
        return _understood(value_of(chosen[0]), read)
    ids = tuple(choice.id for choice in chosen if choice.means is None)
    return _understood(Several(ids), read) if ids else Misread(Problem.NOT_A_CHOICE)


def _number(question: Question, context: Context, text: str) -> Outcome:
    if question.role == "household_size" or question.about == "household":
        read = numbers.read_people(text, context.lang)
    elif _asks_for_months(question):
        read = numbers.read_months(text, context.lang)
    else:
        read = numbers.read(text, context.lang)
    if read is None:
        return Misread(Problem.NOT_A_NUMBER)
    low, high = question.minimum, question.maximum
    if (low is not None and read.value < low) or (high is not None and read.value > high):
        return Misread(Problem.OUT_OF_RANGE)
    return _understood(Number(read.value), read)


def _asks_for_months(question: Question) -> bool:
    asked = question.ask.get("en", "").casefold()
    return "month" in asked


def _date(question: Question, context: Context, text: str) -> Outcome:
    past = question.when_date == "past"
    read = dates.read(text, context.lang, context.today, past=past)
    if read is None:
        return Misread(Problem.NOT_A_DATE)
    if _is_birth(question) and read.method in _WITHOUT_YEAR:
        return Misread(Problem.NOT_A_DATE)
    if past and _lies_ahead(read.value, context.today):
        return Misread(Problem.IN_THE_FUTURE)
    return _understood(read.value, read)


def _is_birth(question: Question) -> bool:
    """Tell whether the answer becomes element 3.03; a birth date needs its year said."""
    return any(target.column == "DOB" for target in question.hud)


def _lies_ahead(found: PartialDate, today: date) -> bool:
    return found.earliest() > today


def _duration(_: Question, context: Context, text: str) -> Outcome:
    read = spans.read(text, context.lang, context.today)
    return Misread(Problem.NOT_A_SPAN) if read is None else _understood(read.value, read)


def _money(_: Question, __: Context, text: str) -> Outcome:
    read = money.read(text)
    return Misread(Problem.NOT_MONEY) if read is None else _understood(read.value, read)


def _text(_: Question, __: Context, text: str) -> Outcome:
    kept = clean(text)
    return Understood(Words(kept), kept, "text", 1.0)


def _name(_: Question, context: Context, text: str) -> Outcome:
    read = people.read_name(text, context.lang)
    return Misread(Problem.NOT_A_NAME) if read is None else _understood(read.value, read)


def _place(_: Question, __: Context, text: str) -> Outcome:
    read = places.read(text)
    return Misread(Problem.NOT_A_PLACE) if read is None else _understood(read.value, read)


def _member(question: Question, context: Context, text: str) -> Outcome:
    """Read one member, or several: the next slots' keys carry those after the first."""
    found = people.read_members(text, context.lang)
    if not found:
        return Misread(Problem.NOT_A_MEMBER)
    first, *others = found
    if not others:
        return _understood(first.value, first)
    slot = context.slot or (question.repeat.first if question.repeat else 1)
    extra: list[tuple[str, Member]] = [
        (key_of(question.id, slot + further), read.value) for further, read in enumerate(others, 1)
    ]
    sure = min(read.confidence for read in found)
    return Understood(first.value, clean(text), first.method, sure, tuple(extra))


_READERS: Mapping[Kind, Callable[[Question, Context, str], Outcome]] = {
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.DURATION: _duration,
    Kind.MONEY: _money,
    Kind.TEXT: _text,
    Kind.NAME: _name,
    Kind.PLACE: _place,
    Kind.MEMBER: _member,
}
