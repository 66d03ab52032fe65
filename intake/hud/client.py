"""Client rows: name 3.01, birth date 3.03, race 3.04, veteran status 3.07, sex 4.21."""

from datetime import date

from intake.answers import Member, PartialDate, PersonName, Value
from intake.hud.cells import clean, reason_missing, settle
from intake.hud.columns import FILES
from intake.hud.frame import HEAD, Frame
from intake.hud.lists import NOT_COLLECTED
from intake.hud.placing import Placed
from intake.hud.records import Cell, Record
from intake.path import age_on

FULL, PARTIAL = 1, 2
ADULT = 18

_NAME_LENGTH = FILES["Client"].by_name["FirstName"].max_length or 0
_NEVER_ASKED: dict[str, Cell] = {
    "FirstName": None,
    "MiddleName": None,
    "LastName": None,
    "NameSuffix": None,
    "NameDataQuality": NOT_COLLECTED,
    "SSN": None,  # never asked by text
    "SSNDataQuality": NOT_COLLECTED,
    "DOB": None,
    "DOBDataQuality": NOT_COLLECTED,
    "Sex": None,
    "AmIndAKNative": 0,
    "Asian": 0,
    "BlackAfAmerican": 0,
    "HispanicLatinao": 0,
    "MidEastNAfrican": 0,
    "NativeHIPacific": 0,
    "White": 0,
    "RaceNone": None,
    "AdditionalRaceEthnicity": None,
    "VeteranStatus": NOT_COLLECTED,
}


def head(placed: Placed, frame: Frame) -> Record:
    """Return the row of the person who answered."""
    values = _NEVER_ASKED | placed.row("Client")
    values |= _named(placed.value("Client", "FirstName"))
    values |= _born(placed.value("Client", "DOB"))
    values["RaceNone"] = reason_missing(placed.value("Client", "White"))
    return _record(values, frame, HEAD)


def member(placed: Placed, frame: Frame, slot: int, uid: str, said: Value) -> Record:
    """Return the row of a person of the list; an age becomes a birth date of quality 2 (3.03)."""
    values = _NEVER_ASKED | placed.row("Client", slot)
    if isinstance(said, Member):
        values |= _named(PersonName(said.first) if said.first else None)
        if said.age is not None:
            values |= {
                "DOB": date(frame.started_on.year - said.age, 1, 1),
                "DOBDataQuality": PARTIAL,
            }
    else:
        values |= _named(said) | _born(said)
    return _record(values, frame, uid)


def _named(said: Value | None) -> dict[str, Cell]:
    if not isinstance(said, PersonName):
        return {"FirstName": None, "NameDataQuality": reason_missing(said) or NOT_COLLECTED}
    first, last = clean(said.first, _NAME_LENGTH), clean(said.last, _NAME_LENGTH)
    given = NOT_COLLECTED if first is None else PARTIAL
    return {
        "FirstName": first,
        "MiddleName": clean(said.middle, _NAME_LENGTH),
        "LastName": last,
        "NameSuffix": clean(said.suffix, _NAME_LENGTH),
        "NameDataQuality": FULL if first and last else given,
    }


def _born(said: Value | None) -> dict[str, Cell]:
    if not isinstance(said, PartialDate):
        return {"DOB": None, "DOBDataQuality": reason_missing(said) or NOT_COLLECTED}
    return {"DOB": said.earliest(), "DOBDataQuality": FULL if said.exact else PARTIAL}


def _record(values: dict[str, Cell], frame: Frame, uid: str) -> Record:
    born = values["DOB"]
    if isinstance(born, date):
        age = age_on(PartialDate(born.year, born.month, born.day), frame.started_on)
        if age < ADULT:
            values["VeteranStatus"] = NOT_COLLECTED
    return frame.record("Client", "PersonalID", uid, settle("Client", values))
