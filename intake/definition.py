"""The typed questionnaire: what a definition file may say, and nothing else.

Routing is only a ``when`` on a question or a section, over earlier answers. There is no "go to",
so a path is a filter: it always ends and reads from top to bottom.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Lang: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Texts: TypeAlias = Mapping[Lang, Annotated[str, StringConstraints(min_length=1)]]


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Kind(StrEnum):
    """What sort of answer a question takes."""

    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    DATE = "date"
    DURATION = "duration"
    MONEY = "money"
    TEXT = "text"
    NAME = "name"
    PLACE = "place"
    MEMBER = "member"


class Signal(StrEnum):
    """What choosing this tells the bot beyond the record; a closed set that the bot handles."""

    DECLINED = "declined"
    TELL_MORE = "tell_more"
    IN_DANGER = "in_danger"
    UNSURE_SAFE = "unsure_safe"
    TEXT_UNSAFE = "text_unsafe"
    PHONE_SHARED = "phone_shared"
    FLEEING = "fleeing"
    NEEDS_CALL = "needs_call"


class Choice(Model):
    """One numbered choice. ``means`` turns it into "don't know" or "rather not say"."""

    id: Id
    label: Texts
    synonyms: Mapping[Lang, tuple[str, ...]] = Field(default_factory=dict)
    hud: int | None = None
    means: Literal["unknown", "refused"] | None = None
    signal: Signal | None = None
    say: Texts | None = None
    alone: bool = False  # of a several-choice question: excludes the others ("None of these")


class HudTarget(Model):
    """Where an answer goes in the HMIS record: HUD element number, CSV file and column.

    ``columns`` is for a question that fills one 0/1 column per choice (3.04).
    """

    element: str
    file: str
    column: str | None = None
    columns: Mapping[Id, str] | None = None


class Repeat(Model):
    """Ask once per further person: slots ``first`` .. the answer of ``count``."""

    count: Id
    first: int = 2


class Is(Model):
    question: Id
    equals: Id = Field(alias="is")


class AnyOf(Model):
    question: Id
    any_of: tuple[Id, ...]


class AtLeast(Model):
    question: Id
    at_least: int


class Answered(Model):
    """True (or with ``answered: no``, false) when a value other than 8 or 9 was given."""

    question: Id
    answered: Literal["yes", "no"]


class AgeUnder(Model):
    """True when the birth date given shows an age below this at the time of the answer."""

    question: Id
    age_under: int


class Every(Model):
    all: tuple["Condition", ...]


class Some(Model):
    any: tuple["Condition", ...]


class Not(Model):
    negated: "Condition" = Field(alias="not")


class Meets(Model):
    """True when a condition that the questionnaire names holds."""

    meets: Id


Condition: TypeAlias = Meets | Is | AnyOf | AtLeast | Answered | AgeUnder | Every | Some | Not


class Question(Model):
    """One question, asked in one message.

    ``ask`` is the stem in each language; numbered choices are added when it is shown. ``topic``
    is the short name used in lists and on staff pages and never holds an answer. ``core`` marks
    the questions of the three-minute phone screening.
    """

    id: Id
    kind: Kind
    ask: Texts
    topic: Texts
    why: Texts | None = None
    retry: Texts | None = None
    choices: tuple[Choice, ...] = ()
    when: Condition | None = None
    core: bool = False
    about: Literal["head", "household", "member"] = "head"
    role: Literal["language", "consent", "household_size", "share", "review"] | None = None
    consent: Literal["record", "text", "share"] | None = None
    skippable: Literal["yes", "no"] = "yes"
    repeat: Repeat | None = None
    minimum: int | None = None
    maximum: int | None = None
    when_date: Literal["past", "any"] = "past"
    hud: tuple[HudTarget, ...] = ()
    bare: bool = False  # the stem already shows how to answer; add no numbered list
    lasts_hours: int | None = (
        None  # after so long, a returning person is asked whether it still holds
    )

    @cached_property
    def choice_by_id(self) -> Mapping[str, Choice]:
        return {choice.id: choice for choice in self.choices}


class Section(Model):
    id: Id
    title: Texts
    when: Condition | None = None
    questions: tuple[Question, ...] = Field(min_length=1)


class Questionnaire(Model):
    """A released definition, e.g. ``ce_intake`` version 1."""

    id: Id
    version: int
    title: Texts
    languages: tuple[Lang, ...] = Field(min_length=1)
    conditions: Mapping[Id, Condition] = Field(default_factory=dict)
    sections: tuple[Section, ...] = Field(min_length=1)

    @property
    def name(self) -> str:
        """The name that a conversation is pinned to: ``ce_intake@1``."""
        return f"{self.id}@{self.version}"

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions()}

    def questions(self) -> Iterator[Question]:
        """Yield every question in the order of the file, whatever its conditions."""
        for section in self.sections:
            yield from section.questions

    def with_role(self, role: str) -> Question | None:
        return next((q for q in self.questions() if q.role == role), None)
