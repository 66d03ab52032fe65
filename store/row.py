"""The base of all rows: one metadata, one naming convention, keys made in Python.

A row's id exists before the row is stored, since sealed values are bound to it.
"""

from datetime import datetime
from typing import Any, Generic, Self, TypeVar, overload
from uuid import UUID, uuid4

from sqlalchemy import Column, MetaData, Uuid, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from store import encryption
from store.columns import Encrypted, Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Base(DeclarativeBase):
    metadata = metadata
    type_annotation_map = {datetime: Moment(), UUID: Uuid()}  # noqa: RUF012 - SQLAlchemy's form


class Row(Base):
    """A row with a uuid that is made here, never by the database, and never changes."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-1)

    def __init__(self, **values: Any) -> None:
        self.id = values.pop("id", None) or uuid4()
        for name, value in values.items():
            if not hasattr(type(self), name):
                raise TypeError(f"{type(self).__name__} has no {name}")
            setattr(self, name, value)


TextT = TypeVar("TextT", bound=str | None)


class Plain(Generic[TextT]):
    """What a sealed column says: sealed when set, opened when read, never kept in the clear."""

    def __init__(self, sealed: str) -> None:
        self._sealed = sealed

    @overload
    def __get__(self, row: None, owner: type[Row]) -> Self: ...
    @overload
    def __get__(self, row: Row, owner: type[Row]) -> TextT: ...
    def __get__(self, row: Row | None, owner: type[Row]) -> Self | TextT:
        if row is None:
            return self
        sealed: bytes | None = getattr(row, self._sealed)
        return open_value(self._column(owner), row.id, sealed)  # type: ignore[return-value]

    def __set__(self, row: Row, text: TextT) -> None:
        setattr(row, self._sealed, seal_value(self._column(type(row)), row.id, text))

    def _column(self, owner: type[Row]) -> Column[Any]:
        return inspect(owner).columns[self._sealed]


def seal_value(column: Column[Any], row_id: UUID, text: str | None) -> bytes | None:
    """Seal a text for one column of one row, in the class that the column declares."""
    if text is None:
        return None
    place = encryption.Place(column.table.name, column.name, row_id)
    return encryption.installed().seal(text, _classification(column), place)


def open_value(column: Column[Any], row_id: UUID, sealed: bytes | None) -> str | None:
    """Open what ``seal_value`` sealed; raise ``Unreadable`` if it was moved or damaged."""
    if sealed is None:
        return None
    place = encryption.Place(column.table.name, column.name, row_id)
    return encryption.installed().open(sealed, _classification(column), place)


def _classification(column: Column[Any]) -> encryption.Classification:
    if not isinstance(column.type, Encrypted):
        raise TypeError(f"{column} is not an encrypted column")
    return column.type.classification
