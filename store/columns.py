"""Column types that say what may stand in a column.

Every text or binary column is either sealed (``Encrypted``), keyed or hashed, one of a closed set
of codes, or plain with a written reason; a test walks the metadata and refuses anything else.
"""

from datetime import UTC, datetime
from typing import Any, get_args

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    LargeBinary,
    String,
    Table,
    Text,
    event,
)
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

from store.encryption import SEAL, Classification


class Moment(TypeDecorator[datetime]):
    """A point in time: aware and in UTC on both engines; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class PlainText(TypeDecorator[str]):
    """Readable text, with the reason why it is not personal."""

    impl = Text
    cache_ok = True

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class PlainJson(TypeDecorator[Any]):
    """Readable JSON, with the reason why it is not personal. Replace it, never mutate it."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class Encrypted(TypeDecorator[bytes]):
    """A value sealed by the keyring; bytes that are not sealed are refused on the way in."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, classification: Classification) -> None:
        super().__init__()
        self.classification = classification

    @override
    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        if value is not None and not value.startswith(SEAL):
            raise ValueError("an encrypted column takes sealed bytes only")
        return value


class BlindIndex(TypeDecorator[bytes]):
    """A keyed hash to look a value up by equality; 16 bytes (``Keyring.index``)."""

    impl = LargeBinary(16)
    cache_ok = True


class Digest(TypeDecorator[bytes]):
    """The SHA-256 of a random secret of at least 128 bits, or of our own text; 32 bytes."""

    impl = LargeBinary(32)
    cache_ok = True


class Code(TypeDecorator[str]):
    """One of the codes of a ``Literal`` type, as text; its table gets the matching CHECK."""

    impl = String(16)
    cache_ok = True

    def __init__(self, literal: object) -> None:
        super().__init__()
        self.literal = literal
        self.values: tuple[str, ...] = get_args(literal)

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is not None and value not in self.values:
            raise ValueError(f"not one of {', '.join(self.values)}")
        return value


@event.listens_for(Column, "after_parent_attach")
def _check_codes(column: Column[Any], table: Table) -> None:
    if isinstance(column.type, Code):
        listed = ", ".join(f"'{value}'" for value in column.type.values)
        check = CheckConstraint(f"{column.name} IN ({listed})", name=column.name)
        table.append_constraint(check)
