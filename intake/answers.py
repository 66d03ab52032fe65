"""What a person said, as values, and where each value came from.

"Don't know" and "rather not say" are values of their own (HUD codes 8 and 9); a question that
nobody asked has no value at all, and becomes 99 or empty only when records are written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of a question's choices, by its id."""

    id: str
    kind: Literal["chosen"] = "chosen"


@dataclass(frozen=True, slots=True)
class Several:
    """Some of a question's choices, in the order of the definition; never empty."""

    ids: tuple[str, ...]
    kind: Literal["several"] = "several"


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number: people, months, years of age."""

    number: int
    kind: Literal["number"] = "number"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the month and day may be unknown (3.03, 3.917.3)."""

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False
    kind: Literal["date"] = "date"

    @property
    def exact(self) -> bool:
        return self.day is not None and not self.approximate

    def earliest(self) -> date:
        """Fill what is unknown with 01, as element 3.03 asks for."""
        return date(self.year, self.month or 1, self.day or 1)


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in ISO 8601, e.g. ``P2M``."""

    iso: str
    approximate: bool = False
    kind: Literal["span"] = "span"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in units of the currency, e.g. 850.00 USD."""

    amount: Decimal
    currency: str = "USD"
    kind: Literal["money"] = "money"


@dataclass(frozen=True, slots=True)
class Words:
    """Free text, kept as written."""

    text: str
    kind: Literal["words"] = "words"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as the person goes by; ``last`` may hold two surnames (3.01)."""

    first: str
    last: str | None = None
    middle: str | None = None
    suffix: str | None = None
    kind: Literal["name"] = "name"


@dataclass(frozen=True, slots=True)
class Place:
    """A city, a ZIP code (five digits), or both; ``text`` is what was written."""

    text: str
    city: str | None = None
    zip: str | None = None
    kind: Literal["place"] = "place"


Relation: TypeAlias = Literal["child", "partner", "relative", "other"]


@dataclass(frozen=True, slots=True)
class Member:
    """One other person of the household (3.15: child 2, partner 3, relative 4, other 5).

    ``uid`` (m2, m3, ...) is given once and never reused in a conversation, so that a person
    keeps their record when somebody listed before them is removed.
    """

    uid: str
    first: str | None = None
    age: int | None = None
    relation: Relation | None = None
    kind: Literal["member"] = "member"


@dataclass(frozen=True, slots=True)
class Unknown:
    """Asked, and the person does not know: HUD code 8."""

    kind: Literal["unknown"] = "unknown"


@dataclass(frozen=True, slots=True)
class Refused:
    """Asked, and the person would rather not say, or skipped: HUD code 9."""

    kind: Literal["refused"] = "refused"


Value: TypeAlias = Annotated[
    Chosen
    | Several
    | Number
    | PartialDate
    | Span
    | Money
    | Words
    | PersonName
    | Place
    | Member
    | Unknown
    | Refused,
    Field(discriminator="kind"),
]
VALUE: TypeAdapter[Value] = TypeAdapter(Value)


@dataclass(frozen=True, slots=True)
class Answer:
    """A value with its provenance: no stored fact stands without its source words.

    ``words`` is what the person wrote; ``method`` names how it was read (``number``, ``label``,
    ``synonym`` ...); ``confidence`` is between 0 and 1; ``at`` is when it was said (UTC);
    ``turn`` is the turn of the conversation in which the question had been shown; ``by`` is
    ``client`` or the id of a staff member.
    """

    value: Value
    words: str
    method: str
    confidence: float
    at: datetime
    lang: str
    turn: int
    by: str = "client"


# Keyed by question id; a repeated question's key is "<id>.<slot>", e.g. "member.2".
Answers: TypeAlias = Mapping[str, Answer]
