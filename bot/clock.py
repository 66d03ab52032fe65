"""The one place that asks what time it is, so that tests can say what time it is."""

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Gives aware UTC times."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the time in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this is that one place


def local_day(at: datetime, timezone: str) -> date:
    """Return the calendar day at a site; unknown zones count as UTC."""
    return local_time(at, timezone).date()


def local_time(at: datetime, timezone: str) -> datetime:
    """Return the wall-clock time at a site."""
    return at.astimezone(ZoneInfo(timezone))
