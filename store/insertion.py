"""Insertion that lets a unique constraint decide who was first, in one statement."""

from typing import Any, cast
from uuid import uuid4

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from store.engine import Session
from store.row import Row


def insert_new(session: Session, row: type[Row], values: dict[str, Any]) -> bool:
    """Insert a row by column names unless a unique constraint has it; tell whether it was new.

    On PostgreSQL this waits for an unfinished transaction that inserted the same.
    """
    table = cast("Table", row.__table__)
    values = {"id": uuid4(), **values}
    if session.get_bind().dialect.name == "sqlite":
        statement = sqlite.insert(table).values(values).on_conflict_do_nothing()
        return session.execute(statement.returning(table.c.id)).first() is not None
    insert = postgresql.insert(table).values(values).on_conflict_do_nothing()
    return session.execute(insert.returning(table.c.id)).first() is not None
