"""Answers in short form, for tests that are about what answers become."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import TypeAlias
from uuid import UUID

from intake.answers import Answer, Chosen, Number, PartialDate, Several, Value
from intake.hud.frame import Frame
from intake.hud.mapping import draft_records
from intake.hud.records import Cell, Record
from intake.hud.validation import problems
from intake.loading import library

AT = datetime(2026, 3, 10, 18, 0, tzinfo=UTC)
FRAME = Frame(
    intake_id=UUID("12345678-1234-5678-1234-567812345678"),
    project_id="P1",
    coc_code="XX-500",
    user_id="bot",
    channel="sms",
    started_on=date(2026, 3, 10),
    now=datetime.combine(date(2026, 3, 10), time(13, 0)),
)

CE = library()["ce_intake@1"]
ACCEPTED_AT = datetime.combine(date(2026, 3, 11), time(9, 30))

Short: TypeAlias = "Value | str | int | tuple[str, ...]"


def said(values: Mapping[str, Short] | None = None, **more: Short) -> dict[str, Answer]:
    """Make answers: text is a choice, a number a number, a tuple several choices."""
    return {key: answer(value) for key, value in {**(values or {}), **more}.items()}


def answer(value: Short) -> Answer:
    match value:
        case str():
            value = Chosen(value)
        case int():
            value = Number(value)
        case tuple():
            value = Several(value)
        case _:
            pass
    return Answer(value, "", "test", 1.0, AT, "en", 1)


EPISODE: dict[str, Short] = {
    "homeless_since": PartialDate(2025, 6, approximate=True),
    "times_3y": "two",
    "months_3y": 10,
}
OUTSIDE: dict[str, Short] = {
    "sleep_tonight": "outside",
    "slept_last_night": "same",
    "how_long": "three_months_to_year",
    **EPISODE,
}


def drafted(values: Mapping[str, Short] | None = None, **more: Short) -> tuple[Record, ...]:
    """Draft the records of the default definition, which must be as HUD wants them."""
    records = draft_records(CE, said(values, **more), FRAME)
    assert problems(records) == []
    return records


def only(records: tuple[Record, ...], file: str) -> Mapping[str, Cell]:
    """Return the values of the one record of a file."""
    (record,) = (record for record in records if record.file == file)
    return record.values


def rows(records: tuple[Record, ...], file: str) -> list[Mapping[str, Cell]]:
    return [record.values for record in records if record.file == file]
