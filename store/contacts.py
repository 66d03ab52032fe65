"""Phone numbers. A phone is a contact point, never an identity: people share and lose them."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Select, inspect, select
from sqlalchemy.orm import Mapped, mapped_column

from store import encryption
from store.columns import BlindIndex, Encrypted, PlainText
from store.engine import Session
from store.insertion import insert_new
from store.row import Plain, Row, seal_value

_PURPOSE = "phone"


class ContactRow(Row):
    """A number in E.164; ``unreachable_code`` is the carrier's error that ended sending to it."""

    __tablename__ = "contact"

    _phone: Mapped[bytes] = mapped_column("phone", Encrypted("contact"))
    phone = Plain[str]("_phone")
    phone_index: Mapped[bytes] = mapped_column(BlindIndex(), unique=True)
    opted_out_at: Mapped[datetime | None]
    unreachable_code: Mapped[str | None] = mapped_column(PlainText("error code of the carrier"))
    created_at: Mapped[datetime]


def by_phone(session: Session, e164: str, at: datetime) -> ContactRow:
    """Find or make the contact of a number; two at once get the same one."""
    found = find(session, e164)
    if found is not None:
        return found
    row_id = uuid4()
    values = {
        "id": row_id,
        "phone": seal_value(inspect(ContactRow).columns["_phone"], row_id, e164),
        "phone_index": _index(e164),
        "created_at": at,
    }
    insert_new(session, ContactRow, values)
    return session.scalars(_by_index(e164)).one()


def find(session: Session, e164: str) -> ContactRow | None:
    """Return the contact of a number, if it ever was one."""
    return session.scalars(_by_index(e164)).one_or_none()


def get(session: Session, contact_id: UUID) -> ContactRow | None:
    """Return a contact by its id."""
    return session.get(ContactRow, contact_id)


def _by_index(e164: str) -> Select[ContactRow]:
    return select(ContactRow).where(ContactRow.phone_index == _index(e164))


def _index(e164: str) -> bytes:
    return encryption.installed().index(_PURPOSE, e164)
