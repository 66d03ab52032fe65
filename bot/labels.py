"""Answers in words: for the person's own list on the web, and for staff."""

from collections.abc import Mapping
from typing import assert_never

from intake.answers import (
    Chosen,
    Member,
    Money,
    Number,
    PartialDate,
    PersonName,
    Place,
    Refused,
    Several,
    Span,
    Unknown,
    Value,
    Words,
)
from intake.definition import Question, Texts

SmallWords = Mapping[str, Texts]


def in_words(question: Question, value: Value, lang: str, words: SmallWords) -> str:  # noqa: C901 - one line per kind of value
    """Return a value as a person would say it, in one language."""
    match value:
        case Chosen(id=chosen):
            return question.choice_by_id[chosen].label[lang]
        case Several(ids=ids):
            return ", ".join(question.choice_by_id[i].label[lang] for i in ids)
        case Number(number=number):
            return str(number)
        case PartialDate():
            return _date(value, lang, words)
        case Span(iso=iso, approximate=approximate):
            return f"{words['about'][lang]} {iso}" if approximate else iso
        case Money(amount=amount, currency=currency):
            return f"{amount} {currency}"
        case Words(text=text) | Place(text=text):
            return text
        case PersonName():
            parts = (value.first, value.middle, value.last, value.suffix)
            return " ".join(part for part in parts if part)
        case Member():
            relation = words[value.relation][lang] if value.relation else None
            age = None if value.age is None else str(value.age)
            return ", ".join(part for part in (value.first, age, relation) if part)
        case Unknown():
            return words["unknown"][lang]
        case Refused():
            return words["refused"][lang]
        case _:
            assert_never(value)


def topic(question: Question, lang: str, slot: int | None = None) -> str:
    """Return the short name of a question, with the person's number where it has one."""
    return question.topic[lang].replace("{n}", str(slot or ""))


def _date(value: PartialDate, lang: str, words: SmallWords) -> str:
    known = [part for part in (value.year, value.month, value.day) if part is not None]
    text = "-".join(f"{part:02d}" for part in known)
    return f"{words['about'][lang]} {text}" if value.approximate else text
