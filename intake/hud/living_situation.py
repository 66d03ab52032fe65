"""Where people sleep: 4.12 tonight and 3.917 version B for the night before the start.

The branch of 3.917 depends on several answers at once; the tables are those of the Data Standards
Manual, element 3.917.
"""

from datetime import date

from intake.answers import Chosen, Number, Value
from intake.hud.cells import fitted, reason_missing, settle
from intake.hud.columns import allowed
from intake.hud.frame import HEAD, Frame
from intake.hud.lists import NOT_COLLECTED
from intake.hud.placing import Placed
from intake.hud.records import Cell, Record

# The one answer that no column takes: last night was like tonight, so 3.917.1 equals 4.12.2.
SAME_QUESTION, SAME_CHOICE = "slept_last_night", "same"

_STREET_OR_SHELTER = range(100, 200)
_INSTITUTION = range(200, 300)
_LESS_THAN_90_DAYS = {10, 11, 2, 3}
_LESS_THAN_7_NIGHTS = {10, 11}
_LENGTHS = {10, 11, 2, 3, 4, 5}

_TONIGHT: dict[str, Cell] = {
    "CurrentLivingSituation": NOT_COLLECTED,
    "CLSSubsidyType": None,
    "VerifiedBy": None,
    "LeaveSituation14Days": None,
    "SubsequentResidence": None,
    "ResourcesToObtain": None,
    "LeaseOwn60Day": None,
    "MovedTwoOrMore": None,
    "LocationDetails": None,
}


def tonight(placed: Placed, frame: Frame) -> Record:
    """Return the head's 4.12 row at project start."""
    values: dict[str, Cell] = {
        "EnrollmentID": frame.enrollment(HEAD),
        "PersonalID": frame.person(HEAD),
        "InformationDate": frame.started_on,
        **_TONIGHT,
        **placed.row("CurrentLivingSituation"),
    }
    settled = settle("CurrentLivingSituation", values)
    return frame.record("CurrentLivingSituation", "CurrentLivingSitID", HEAD, settled)


def prior(placed: Placed, tonight: Record, started_on: date) -> dict[str, Cell]:
    """Return the columns of 3.917 version B for the head of household."""
    row = placed.row("Enrollment")
    situation, subsidy = _last_night(placed, row, tonight)
    length = row.get("LengthOfStay", NOT_COLLECTED)
    under = _under_threshold(situation, length)
    before = row.get("PreviousStreetESSH", NOT_COLLECTED) if under == 1 else None
    values: dict[str, Cell] = {
        "LivingSituation": situation,
        "RentalSubsidyType": subsidy,
        "LengthOfStay": length,
        "LOSUnderThreshold": under,
        "PreviousStreetESSH": before,
        "DateToStreetESSH": None,
        "TimesHomelessPastThreeYears": None,
        "MonthsHomelessPastThreeYears": None,
    }
    if situation in _STREET_OR_SHELTER or before == 1:
        values |= _episode(placed, row, started_on)
    return values


def _last_night(placed: Placed, row: dict[str, Cell], tonight: Record) -> tuple[int, Cell]:
    if placed.gave("Enrollment", "LivingSituation"):
        return _code(row["LivingSituation"]), row.get("RentalSubsidyType")
    answer = placed.answers.get(SAME_QUESTION)
    if not any(asked.key == SAME_QUESTION for asked in placed.asked):
        answer = None
    if answer is not None and answer.value == Chosen(SAME_CHOICE):
        code = _code(tonight.values["CurrentLivingSituation"])
        if code in (allowed("Enrollment", "LivingSituation") or ()):
            return code, tonight.values["CLSSubsidyType"]
        return NOT_COLLECTED, None
    return reason_missing(answer.value if answer else None) or NOT_COLLECTED, None


def _under_threshold(situation: int, length: Cell) -> int | None:
    """Apply 3.917.2A (institution, 90 days) or 2B (elsewhere, 7 nights); None: does not apply."""
    if situation in _STREET_OR_SHELTER or length not in _LENGTHS:
        return None
    short = _LESS_THAN_90_DAYS if situation in _INSTITUTION else _LESS_THAN_7_NIGHTS
    return int(length in short)


def _episode(placed: Placed, row: dict[str, Cell], started_on: date) -> dict[str, Cell]:
    since = row.get("DateToStreetESSH")
    months = placed.value("Enrollment", "MonthsHomelessPastThreeYears")
    return {
        "DateToStreetESSH": min(since, started_on) if isinstance(since, date) else None,
        "TimesHomelessPastThreeYears": row.get("TimesHomelessPastThreeYears", NOT_COLLECTED),
        "MonthsHomelessPastThreeYears": _months(months),
    }


def _months(said: Value | None) -> int | None:
    """Return 101 for one month to 112 for twelve, 113 for more; this month counts (3.917.5)."""
    if isinstance(said, Number):
        return 100 + min(max(said.number, 1), 13)
    missing = reason_missing(said) or NOT_COLLECTED
    return fitted("Enrollment", "MonthsHomelessPastThreeYears", missing)


def _code(cell: Cell) -> int:
    return cell if isinstance(cell, int) else NOT_COLLECTED
