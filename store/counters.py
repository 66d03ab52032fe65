"""Numbers per day without persons behind them: what remains of those who said no."""

from datetime import date
from typing import cast

from sqlalchemy import Table, UniqueConstraint, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import PlainText
from store.engine import Session
from store.row import Row


class CounterRow(Row):
    """How often something happened on a day."""

    __tablename__ = "counter"
    __table_args__ = (UniqueConstraint("name", "day"),)

    name: Mapped[str] = mapped_column(PlainText("name of a counter of ours"))
    day: Mapped[date]
    value: Mapped[int]


def add(session: Session, name: str, day: date, n: int = 1) -> None:
    """Count something, exactly even when many do so at once."""
    table = cast("Table", CounterRow.__table__)
    fresh = CounterRow(name=name, day=day, value=n)
    values = {"id": fresh.id, "name": name, "day": day, "value": n}
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = (sqlite.insert if is_sqlite else postgresql.insert)(table).values(values)
    session.execute(
        insert.on_conflict_do_update(
            index_elements=["name", "day"], set_={"value": table.c.value + n}
        )
    )


def between(session: Session, first: date, last: date) -> dict[str, int]:
    """Sum each counter over the days from first to last, both included."""
    sums: dict[str, int] = {}
    rows = select(CounterRow.name, CounterRow.value).where(CounterRow.day.between(first, last))
    for name, value in session.execute(rows):
        sums[name] = sums.get(name, 0) + value
    return sums
