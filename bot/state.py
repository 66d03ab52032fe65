"""Where a conversation stands, as plain data that survives a crash, a deploy and a year.

The position in the questionnaire is not here: it is derived from the answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal, TypeAlias

from pydantic import TypeAdapter

from intake.answers import Answer, Value
from intake.reading import Danger, MemberChange, Reading


class Stage(StrEnum):
    ASKING = "asking"
    CRISIS = "crisis"  # paused for the person's safety; only their word goes on
    PAUSED = "paused"
    DECLINED = "declined"
    SENT = "sent"
    HANDED_OVER = "handed_over"  # staff is writing; the bot is silent


class Flag(StrEnum):
    """What the rest of the product must respect about this person."""

    TEXT_UNSAFE = "text_unsafe"
    PHONE_SHARED = "phone_shared"
    RESTRICTED = "restricted"
    WANTS_CALL = "wants_call"
    SHORT_BY_CHOICE = "short_by_choice"


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands open: a question's key, or a prompt of the bot's own (``_offer``)."""

    key: str
    turn: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Guess:
    """A reading that was not sure enough, waiting for a yes."""

    key: str
    value: Value
    words: str
    method: str


@dataclass(frozen=True, slots=True)
class State:
    """One conversation. ``shows`` counts how often each question was put in each language."""

    definition: str
    languages: tuple[str, ...] = ("en", "es")
    stage: Stage = Stage.ASKING
    lang: str = ""
    turn: int = 0
    answers: Mapping[str, Answer] = field(default_factory=dict)
    shown: Shown | None = None
    previous: Shown | None = None
    shows: Mapping[str, int] = field(default_factory=dict)
    misses: int = 0
    skips: int = 0
    set_aside: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    guess: Guess | None = None
    fixing: str | None = None
    flags: tuple[Flag, ...] = ()
    members: int = 1
    restarts: int = 0
    opted_out: bool = False
    last_at: datetime | None = None
    state_version: Literal[1] = 1


STATE: TypeAdapter[State] = TypeAdapter(State)


def load(text: str) -> State:
    """Read a stored state; older versions are upgraded here."""
    return STATE.validate_json(text)


def dump(state: State) -> str:
    """Write a state as JSON, fit for ``load`` of this and every later version."""
    return STATE.dump_json(state).decode()


# ---- what happens to a conversation


@dataclass(frozen=True, slots=True)
class Replied:
    """The person wrote.

    ``late`` is true where the text was written before the open question had been shown; then
    ``reading`` is against the question before it. ``before`` is how the same text reads against
    the question before, where it does not fit the open one. ``change`` is what the text would
    change on the list of people, if there is such a person. ``carrier_replied``: Twilio has
    already confirmed an opt-out or answered HELP itself (OptOutType), so we stay silent.
    """

    reading: Reading
    text: str
    at: datetime
    language: str | None = None
    late: bool = False
    before: Reading | None = None
    change: MemberChange | None = None
    carrier_replied: bool = False


@dataclass(frozen=True, slots=True)
class Nudged:
    """A reminder fell due; it counts only if the conversation has not moved since ``turn``."""

    turn: int
    at: datetime


@dataclass(frozen=True, slots=True)
class StaffSpoke:
    """A person of the staff took over the thread."""

    at: datetime


@dataclass(frozen=True, slots=True)
class HandedBack:
    """Staff gave the thread back to the bot."""

    at: datetime


Event: TypeAlias = Replied | Nudged | StaffSpoke | HandedBack


# ---- what the world must be told


@dataclass(frozen=True, slots=True)
class Say:
    """One of the bot's own messages, by its id in ``messages.yaml``."""

    id: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tell:
    """A text of the definition: the reason of a question (``why``) or a choice's ``say``."""

    question: str
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """Put a question or prompt; ``times`` is how often it had been put before."""

    key: str
    times: int = 0
    values: Mapping[str, str] = field(default_factory=dict)


class AlertKind(StrEnum):
    CRISIS = "crisis"
    NOT_SAFE = "not_safe"
    CALL = "call"
    COMPLAINT = "complaint"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Alert:
    """Staff must know now."""

    kind: AlertKind
    dangers: tuple[Danger, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class ConsentAnswered:
    """A consent question was answered; the text shown is stored with it."""

    question: str
    choice: str
    granted: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """The person sent their answers; ``short`` if they chose to stop early."""

    short: bool = False


@dataclass(frozen=True, slots=True)
class OptedOut:
    pass


@dataclass(frozen=True, slots=True)
class OptedIn:
    pass


@dataclass(frozen=True, slots=True)
class Wipe:
    """Consent was refused: nothing personal may stay."""


@dataclass(frozen=True, slots=True)
class Note:
    """Words that fit no question; kept in the thread for the worker, never in a field."""

    words: str


Effect: TypeAlias = (
    Say | Tell | Ask | Alert | ConsentAnswered | Finished | OptedOut | OptedIn | Wipe | Note
)
Transition: TypeAlias = tuple[State, tuple[Effect, ...]]
