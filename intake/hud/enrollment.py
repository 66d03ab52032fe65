"""Enrollment rows of a household: one HouseholdID, one head (3.15), and 4.11 where it is asked."""

from collections.abc import Mapping

from intake.answers import Chosen, Member, Relation, Value
from intake.definition import Signal
from intake.hud.cells import settle
from intake.hud.frame import HEAD, Frame
from intake.hud.lists import NOT_COLLECTED
from intake.hud.living_situation import prior
from intake.hud.placing import Placed
from intake.hud.records import Cell, Record

SELF = 1
RELATIONS: Mapping[Relation, int] = {"child": 2, "partner": 3, "relative": 4, "other": 5}
AT_START = 1  # 5.03.1

_PRIOR_OF_NOBODY: dict[str, Cell] = dict.fromkeys(
    (
        "LivingSituation",
        "RentalSubsidyType",
        "LengthOfStay",
        "LOSUnderThreshold",
        "PreviousStreetESSH",
        "DateToStreetESSH",
        "TimesHomelessPastThreeYears",
        "MonthsHomelessPastThreeYears",
    )
)


def head(placed: Placed, frame: Frame, tonight: Record) -> Record:
    """Return the head's row; the CoC (3.16) and 3.917 are recorded here and nowhere else."""
    values = _stay(frame, HEAD) | placed.row("Enrollment")
    values |= {"RelationshipToHoH": SELF, "EnrollmentCoC": frame.coc_code}
    values |= prior(placed, tonight, frame.started_on)
    return _record(values, frame, HEAD)


def member(placed: Placed, frame: Frame, slot: int, uid: str, said: Value) -> Record:
    """Return the row of a person of the list."""
    relation = said.relation if isinstance(said, Member) else None
    values = _stay(frame, uid) | placed.row("Enrollment", slot)
    values["RelationshipToHoH"] = RELATIONS[relation] if relation else NOT_COLLECTED
    return _record(values, frame, uid)


def health(placed: Placed, frame: Frame) -> Record | None:
    """Return the head's 4.11 row; None where the definition sends no answer there."""
    row = placed.row("HealthAndDV")
    if not row:
        return None
    values: dict[str, Cell] = {
        "EnrollmentID": frame.enrollment(HEAD),
        "PersonalID": frame.person(HEAD),
        "InformationDate": frame.started_on,
        "DomesticViolenceSurvivor": None,
        "WhenOccurred": None,
        "CurrentlyFleeing": None,
        "DataCollectionStage": AT_START,
        **row,
    }
    if row.get("DomesticViolenceSurvivor") == 1:
        values["CurrentlyFleeing"] = int(_is_fleeing(placed))
    settled = settle("HealthAndDV", values)
    return frame.record("HealthAndDV", "HealthAndDVID", HEAD, settled)


def _is_fleeing(placed: Placed) -> bool:
    return any(
        asked.question.choice_by_id[answer.value.id].signal is Signal.FLEEING
        for asked, answer in placed.answered()
        if isinstance(answer.value, Chosen) and answer.value.id in asked.question.choice_by_id
    )


def _stay(frame: Frame, uid: str) -> dict[str, Cell]:
    return {
        "PersonalID": frame.person(uid),
        "ProjectID": frame.project_id,
        "EntryDate": frame.started_on,
        "HouseholdID": frame.identifier("Household"),
        "RelationshipToHoH": None,
        "EnrollmentCoC": None,
        **_PRIOR_OF_NOBODY,
        "DisablingCondition": NOT_COLLECTED,
    }


def _record(values: dict[str, Cell], frame: Frame, uid: str) -> Record:
    return frame.record("Enrollment", "EnrollmentID", uid, settle("Enrollment", values))
