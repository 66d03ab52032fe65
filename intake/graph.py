"""A questionnaire as a picture for staff: top to bottom, with the conditions in words.

Drawn by hand in SVG, since the path is one column with side notes and needs no layout program.
"""

from collections.abc import Iterator, Mapping
from html import escape
from textwrap import wrap
from typing import assert_never

from intake.definition import (
    AgeUnder,
    Answered,
    AnyOf,
    AtLeast,
    Condition,
    Every,
    Is,
    Meets,
    Not,
    Question,
    Questionnaire,
    Section,
    Some,
    Texts,
)

_WIDTH = 960
_BOX_X, _BOX_WIDTH, _BOX_HEIGHT = 400, 532, 58
_NOTE_X, _NOTE_LETTERS, _LINE = 28, 52, 17
_GAP, _BAND, _TOP = 22, 44, 84
_SPINE = _BOX_X + _BOX_WIDTH // 2

_STYLE = """
text { font: 14px system-ui, sans-serif; fill: #1b1b1b }
.band { fill: #e7eef5 } .band-title { font-weight: 700; font-size: 16px }
.box { fill: #fff; stroke: #1d4f7c; stroke-width: 1.5 } .core { stroke-width: 3.5 }
.sometimes { stroke-dasharray: 6 4 } .small { font-size: 12px; fill: #454545 }
.line { stroke: #1d4f7c; stroke-width: 1.5; fill: none }
.title { font-weight: 700; font-size: 20px } .topic { font-weight: 600 }
"""


def svg(questionnaire: Questionnaire, lang: str) -> str:
    """Return the questionnaire as one SVG document; a text that lacks ``lang`` is in another."""
    parts: list[str] = []
    y = _TOP
    for section in questionnaire.sections:
        height = _section_height(section, questionnaire, lang)
        parts += _section(section, questionnaire, lang, y, height)
        y += height + _GAP
    for words in named(questionnaire, lang):
        for line in wrap(words, 125):
            y += _LINE
            parts.append(_text(_NOTE_X, y, line, "small"))
        y += 8
    return "\n".join([*_head(questionnaire, lang, y + 20), *parts, "</svg>"])


def _head(questionnaire: Questionnaire, lang: str, height: int) -> Iterator[str]:
    title = f"{_in(questionnaire.title, lang)}, {questionnaire.name}"
    key = "Top to bottom. Thick: part of the short phone screening. Dashed: asked only if."
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" role="img" lang="{escape(lang)}" '
        'aria-labelledby="graph-title graph-desc">'
    )
    yield f'<title id="graph-title">{escape(title)}</title>'
    yield f'<desc id="graph-desc">{escape(_described(questionnaire, lang))}</desc>'
    yield f"<style>{_STYLE}</style>"
    yield f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>'
    yield _text(_NOTE_X, 36, title, "title")
    yield _text(_NOTE_X, 60, key, "small")


def in_words(condition: Condition, questionnaire: Questionnaire, lang: str) -> str:
    """Return a condition as a person would say it, with topics and labels instead of ids."""
    match condition:
        case Every():
            return " and ".join(_inner(part, questionnaire, lang) for part in condition.all)
        case Some():
            return " or ".join(_inner(part, questionnaire, lang) for part in condition.any)
        case Not():
            return f"not ({in_words(condition.negated, questionnaire, lang)})"
        case Meets():
            return _spoken(condition.meets)
        case _:
            return _plain(condition, questionnaire, lang)


def _plain(
    condition: Is | AnyOf | AtLeast | Answered | AgeUnder,
    questionnaire: Questionnaire,
    lang: str,
) -> str:
    question = questionnaire.by_id.get(condition.question)
    topic = _in(question.topic, lang) if question else condition.question
    match condition:
        case Is():
            return f"{topic} is “{_label(question, condition.equals, lang)}”"
        case AnyOf():
            labels = [f"“{_label(question, each, lang)}”" for each in condition.any_of]
            return f"{topic} is {' or '.join(labels)}"
        case AtLeast():
            return f"{topic} is {condition.at_least} or more"
        case Answered():
            return f"{topic} was {'' if condition.answered == 'yes' else 'not '}answered"
        case AgeUnder():
            return f"{topic} shows an age under {condition.age_under}"
        case _:
            assert_never(condition)


def _inner(condition: Condition, questionnaire: Questionnaire, lang: str) -> str:
    words = in_words(condition, questionnaire, lang)
    return f"({words})" if isinstance(condition, Every | Some) else words


def _section(
    section: Section, questionnaire: Questionnaire, lang: str, y: int, height: int
) -> Iterator[str]:
    title = _in(section.title, lang)
    yield f'<g role="group" aria-label="{escape(title)}">'
    yield f'<rect class="band" x="12" y="{y}" width="{_WIDTH - 24}" height="{height}" rx="10"/>'
    yield _text(_NOTE_X, y + 28, title, "band-title")
    if section.when is not None:
        words = wrap("only if " + in_words(section.when, questionnaire, lang), _NOTE_LETTERS)
        for n, line in enumerate(words):
            yield _text(_NOTE_X, y + 28 + _LINE * (n + 1), line, "small")
    at = y + _BAND
    if section is not questionnaire.sections[0]:
        # From the last box of the section above, across the gap between the bands.
        yield f'<path class="line" d="M{_SPINE} {y - 2 * _GAP} V{at}"/>'
    for question in section.questions:
        note = _note(question, questionnaire, lang)
        step = _step(note)
        yield from _box(question, note, questionnaire.languages, lang, at)
        at += step
        if question is not section.questions[-1]:
            yield f'<path class="line" d="M{_SPINE} {at - step + _BOX_HEIGHT} V{at}"/>'
    yield "</g>"


def _box(
    question: Question,
    note: list[str],
    languages: tuple[str, ...],
    lang: str,
    y: int,
) -> Iterator[str]:
    classes = ["box", *(["core"] if question.core else []), *(["sometimes"] if note else [])]
    asked = "\n".join(question.ask[each] for each in languages if each in question.ask)
    yield f"<g><title>{escape(asked)}</title>"
    yield (
        f'<rect class="{" ".join(classes)}" x="{_BOX_X}" y="{y}" width="{_BOX_WIDTH}" '
        f'height="{_BOX_HEIGHT}" rx="8"/>'
    )
    if note:
        middle = y + _BOX_HEIGHT // 2
        yield f'<path class="line sometimes" d="M{_BOX_X - 24} {middle} H{_BOX_X}"/>'
        for n, line in enumerate(note):
            yield _text(_NOTE_X, y + _LINE * (n + 1), line, "small")
    yield _text(_BOX_X + 14, y + 24, _in(question.topic, lang), "topic")
    yield _text(_BOX_X + 14, y + 45, _summary(question, lang), "small")
    yield "</g>"


def _summary(question: Question, lang: str) -> str:
    labels = " / ".join(_in(choice.label, lang) for choice in question.choices)
    words = f"{question.id}: {labels or question.kind}"
    return words if len(words) <= 74 else words[:73].rstrip() + "…"


def asked_if(question: Question, questionnaire: Questionnaire, lang: str) -> list[str]:
    """Return in words when a question is asked, and of whom; nothing for one asked of everybody.

    What its section asks for comes on top.
    """
    notes = []
    if question.when is not None:
        notes.append("if " + in_words(question.when, questionnaire, lang))
    if question.repeat is not None:
        count = questionnaire.by_id.get(question.repeat.count)
        topic = _in(count.topic, lang) if count else question.repeat.count
        notes.append(f"for each person from {question.repeat.first} to “{topic}”")
    return notes


def named(questionnaire: Questionnaire, lang: str) -> list[str]:
    """Return what the conditions mean that the questionnaire calls by a name."""
    return [
        f"{_spoken(name)}: {in_words(condition, questionnaire, lang)}"
        for name, condition in questionnaire.conditions.items()
    ]


def _note(question: Question, questionnaire: Questionnaire, lang: str) -> list[str]:
    notes = asked_if(question, questionnaire, lang)
    return [line for note in notes for line in wrap(note, _NOTE_LETTERS)]


def _step(note: list[str]) -> int:
    return max(_BOX_HEIGHT, _LINE * len(note) + 6) + _GAP


def _section_height(section: Section, questionnaire: Questionnaire, lang: str) -> int:
    steps = (_step(_note(question, questionnaire, lang)) for question in section.questions)
    return _BAND + sum(steps)


def _described(questionnaire: Questionnaire, lang: str) -> str:
    sections = "; ".join(
        f"{_in(section.title, lang)}: "
        + ", ".join(_in(question.topic, lang) for question in section.questions)
        for section in questionnaire.sections
    )
    return f"The questions in the order in which they are asked. {sections}."


def _label(question: Question | None, choice_id: str, lang: str) -> str:
    choice = question.choice_by_id.get(choice_id) if question else None
    return _in(choice.label, lang) if choice else choice_id


def _in(texts: Texts | Mapping[str, str], lang: str) -> str:
    return texts.get(lang) or next(iter(texts.values()))


def _spoken(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _text(x: int, y: int, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}">{escape(words)}</text>'
