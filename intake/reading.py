"""What one text means, before anything is done about it.

``nlu`` produces these values and ``bot.conversation`` consumes them; they stand here so that
neither room needs to know the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from intake.answers import Relation, Value
from intake.definition import Question


class Carrier(StrEnum):
    """Words that the carriers and the FCC reserve (47 CFR 64.1200(a)(10); Twilio's keywords)."""

    STOP = "stop"
    START = "start"
    HELP = "help"


class Danger(StrEnum):
    """What an explicit crisis text is about."""

    SELF_HARM = "self_harm"
    DANGER_NOW = "danger_now"
    VIOLENCE = "violence"
    MEDICAL = "medical"
    CHILD_ALONE = "child_alone"


class Act(StrEnum):
    """What a person may say at any question instead of answering it."""

    SKIP = "skip"
    UNKNOWN = "unknown"
    REFUSE = "refuse"
    BACK = "back"
    FIX = "fix"
    WHY = "why"
    LIST = "list"
    HELP = "help"
    CALL_ME = "call_me"
    PAUSE = "pause"
    START_OVER = "start_over"
    LANGUAGE = "language"
    DONE = "done"
    GREET = "greet"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    REPEAT = "repeat"
    BOT = "bot_challenge"
    COMPLAINT = "complaint"
    MY_INFO = "my_info"
    DELETE = "delete"
    NOTICE = "notice"


class Problem(StrEnum):
    """Why a reply does not fit its question; each has a text in ``bot/messages.yaml``."""

    EMPTY = "empty"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_DATE = "not_a_date"
    NOT_A_SPAN = "not_a_span"
    NOT_MONEY = "not_money"
    NOT_A_MEMBER = "not_a_member"
    NOT_A_NAME = "not_a_name"
    NOT_A_PLACE = "not_a_place"
    OUT_OF_RANGE = "out_of_range"
    IN_THE_FUTURE = "in_the_future"
    TOO_LONG = "too_long"
    MEDIA_ONLY = "media_only"
    TAPBACK = "tapback"


@dataclass(frozen=True, slots=True)
class CarrierWord:
    word: Carrier


@dataclass(frozen=True, slots=True)
class Crisis:
    """An explicit statement of danger; ``words`` is the text as written."""

    dangers: tuple[Danger, ...]
    words: str


@dataclass(frozen=True, slots=True)
class OptOutPhrase:
    """Plain words that a reasonable person reads as stop (47 CFR 64.1200(a)(10))."""


@dataclass(frozen=True, slots=True)
class Command:
    """An act; ``argument`` is a line number ("3"), a question id, or a language code."""

    act: Act
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """A value for the question that was shown. Below the threshold it is read back first.

    ``extra`` holds values for other questions that the same text gave, by question key.
    """

    value: Value
    words: str
    method: str
    confidence: float
    extra: tuple[tuple[str, Value], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Misread:
    problem: Problem


Reading: TypeAlias = CarrierWord | Crisis | OptOutPhrase | Command | Understood | Misread


@dataclass(frozen=True, slots=True)
class MemberChange:
    """A change to somebody listed before: another age, or (no age) that they are not part of it.

    ``who`` is a first name or a word such as "sister", folded; ``relation`` is what that word
    means, where it is one.
    """

    who: str
    relation: Relation | None
    age: int | None


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when a text is read.

    ``question`` is what was shown (None: nothing is open). ``today`` is the local date at the
    site. ``opted_out`` decides whether YES re-opens (R5). ``languages`` are those the site offers.
    """

    question: Question | None
    lang: str
    today: date
    opted_out: bool = False
    languages: Sequence[str] = ("en", "es")
    slot: int | None = None
