"""Proof that a start brings the keys that this database was written with."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import BlindIndex, PlainText
from store.encryption import Keyring
from store.engine import Session
from store.insertion import insert_new
from store.row import Row


class KeyCheckRow(Row):
    """A value that only the key of this name gives; ``index`` names the key of the indexes."""

    __tablename__ = "key_check"

    name: Mapped[str] = mapped_column(PlainText("id of a key"), unique=True)
    value: Mapped[bytes] = mapped_column(BlindIndex())
    created_at: Mapped[datetime]


def ensure(session: Session, keyring: Keyring, at: datetime) -> None:
    """Raise ``WrongKeys`` unless every key in use is here; then note the keys that are new.

    Run at every start, before anything is served.
    """
    known = {row.name: row.value for row in session.scalars(select(KeyCheckRow))}
    keyring.verify(known)
    for name, value in keyring.check_values().items():
        if name not in known:
            insert_new(session, KeyCheckRow, {"name": name, "value": value, "created_at": at})


def retire(session: Session, key_id: str) -> None:
    """Forget a key after the last value that it sealed has been sealed anew."""
    session.execute(delete(KeyCheckRow).where(KeyCheckRow.name == key_id))
