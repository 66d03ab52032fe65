"""Stored answers as lines for reading: the value in words, beside the words it came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from admin import words
from admin.person import LANG
from bot.labels import in_words, topic
from bot.wiring import Services
from intake.answers import Member, Refused, Unknown
from intake.definition import Questionnaire
from intake.path import Asked
from store.answers import AnswerRow


@dataclass(frozen=True, slots=True)
class Said:
    """One answer in words, with the person's own words and how they were read."""

    row: AnswerRow
    words: str
    method: str
    by: str | None
    declined: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One question: what stands and what stood before.

    ``left``: the bot gave up on it, so it is the worker's to ask.
    """

    key: str
    topic: str
    said: Said | None
    before: tuple[Said, ...]
    left: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """All that a person told; ``dropped`` does not apply any more, ``unanswered`` are topics."""

    sections: tuple[Section, ...]
    unanswered: tuple[str, ...]
    dropped: tuple[Line, ...]
    household: tuple[str, ...]


class Writer:
    """Puts stored answers into words."""

    def __init__(
        self,
        services: Services,
        questionnaire: Questionnaire,
        history: Sequence[AnswerRow],
        names: Mapping[str, str],
    ) -> None:
        self._small_words = services.wording.words
        self._questionnaire = questionnaire
        self._names = names
        ordered = sorted(history, key=lambda row: row.key)
        self._by_key = {key: list(rows) for key, rows in groupby(ordered, lambda row: row.key)}

    def told(self, on_path: Sequence[Asked], set_aside: Sequence[str]) -> Told:
        """Return everything told; ``set_aside`` are the keys that the bot gave up on."""
        lines = [self._line(asked, set_aside) for asked in on_path]
        return Told(
            sections=_sections(self._questionnaire, lines),
            unanswered=tuple(line.topic for line in lines if not _tells(line)),
            dropped=tuple(self._dropped({line.key for line in lines})),
            household=tuple(
                line.said.words
                for line in lines
                if line.said and isinstance(line.said.row.answer.value, Member)
            ),
        )

    def _line(self, asked: Asked, set_aside: Sequence[str]) -> Line:
        rows = self._by_key.get(asked.key, [])
        standing = next((row for row in rows if row.superseded_at is None), None)
        before = tuple(self._said(row) for row in rows if row is not standing)
        name = topic(asked.question, LANG, asked.slot)
        said = self._said(standing) if standing else None
        return Line(asked.key, name, said, before, left=not said and asked.key in set_aside)

    def _dropped(self, shown: set[str]) -> list[Line]:
        return [
            Line(key, topic(self._questionnaire.by_id[rows[0].question], LANG, rows[0].slot), None,
                 tuple(self._said(row) for row in rows))
            for key, rows in self._by_key.items()
            if key not in shown
        ]  # fmt: skip

    def said_at(self, at: datetime) -> tuple[tuple[str, str], ...]:
        """Return the topics and answers that one moment's text gave."""
        return tuple(
            (topic(self._questionnaire.by_id[row.question], LANG, row.slot), self._said(row).words)
            for rows in self._by_key.values()
            for row in rows
            if row.said_at == at
        )

    def _said(self, row: AnswerRow) -> Said:
        question = self._questionnaire.by_id[row.question]
        value = row.answer.value
        return Said(
            row=row,
            words=in_words(question, value, LANG, self._small_words),
            method=words.METHODS.get(row.method, row.method.replace("_", " ")),
            by=None if row.by == "client" else self._names.get(row.by, row.by),
            declined=isinstance(value, Unknown | Refused),
        )


def _tells(line: Line) -> bool:
    return bool(line.said or line.before or line.left)


def _sections(questionnaire: Questionnaire, lines: Sequence[Line]) -> tuple[Section, ...]:
    found = []
    for section in questionnaire.sections:
        ids = {question.id for question in section.questions}
        own = tuple(line for line in lines if line.key.split(".")[0] in ids and _tells(line))
        if own:
            found.append(Section(section.title[LANG], own))
    return tuple(found)
