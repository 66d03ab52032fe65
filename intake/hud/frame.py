"""What a record needs beside answers: who, where, when, and identifiers that tell nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from intake.hud.records import Cell, Record
from intake.urgency import Tier


@dataclass(frozen=True, slots=True)
class Frame:
    """The project stay that the answers belong to.

    ``started_on`` is the local day of the first contact (3.10); ``now`` is local time without a
    zone, as the CSV wants it. A ``restricted`` intake has no HMIS records at all.
    """

    intake_id: UUID
    project_id: str
    coc_code: str
    user_id: str
    channel: str
    started_on: date
    now: datetime
    restricted: bool = False

    def identifier(self, name: str) -> str:
        """Return the same 32 characters for the same thing each time, from no personal data."""
        return uuid5(self.intake_id, name).hex

    def person(self, uid: str) -> str:
        return self.identifier(f"Client/{uid}")

    def enrollment(self, uid: str) -> str:
        return self.identifier(f"Enrollment/{uid}")

    def record(self, file: str, key_column: str, name: str, values: dict[str, Cell]) -> Record:
        """Make a record with its key and the columns that say who wrote it and when."""
        key = self.identifier(f"{file}/{name}")
        stamps: dict[str, Cell] = {
            "DateCreated": self.now,
            "DateUpdated": self.now,
            "UserID": self.user_id,
        }
        return Record(file, key, {key_column: key, **values, **stamps})


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A trained person's yes to a draft: local time, their user id, and the tier they saw."""

    at: datetime
    user_id: str
    tier: Tier


HEAD = "self"
