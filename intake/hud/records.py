"""One row of one HMIS CSV file as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

Cell: TypeAlias = str | int | date | datetime | Decimal | None


@dataclass(frozen=True)
class Record:
    """A row of ``file`` (e.g. ``Client``); ``key`` is the value of the file's primary key.

    ``values`` holds every column that the intake knows, None included. The metadata columns
    (DateCreated, DateUpdated, DateDeleted, ExportID) belong to whoever stores and exports it.
    """

    file: str
    key: str
    values: Mapping[str, Cell]
