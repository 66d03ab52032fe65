"""Answers to HMIS records, against values worked out by hand from the Data Standards Manual."""

from dataclasses import replace
from datetime import date

from intake.answers import Member, PartialDate, PersonName, Place, Refused, Unknown
from intake.hud.mapping import Acceptance, accepted_records, draft_records
from intake.hud.records import Cell, Record
from intake.urgency import Tier
from tests.unit.intake.said import (
    ACCEPTED_AT,
    CE,
    FRAME,
    OUTSIDE,
    Short,
    drafted,
    only,
    rows,
    said,
)

RACE = (
    "AmIndAKNative",
    "Asian",
    "BlackAfAmerican",
    "HispanicLatinao",
    "MidEastNAfrican",
    "NativeHIPacific",
    "White",
)


def test_a_single_adult_outside() -> None:
    records = drafted(
        OUTSIDE,
        area=Place("near 5th and Main, Springfield 62701", city="Springfield", zip="62701"),
        people_count=1,
        name=PersonName("Rosa", "Lopez Ruiz"),
        dob=PartialDate(1988, 5, 21),
        veteran="yes",
        disability_any="no",
        race_eth=("latino", "white"),
        sex="female",
    )
    client = only(records, "Client")
    assert (client["FirstName"], client["LastName"], client["NameDataQuality"]) == (
        "Rosa",
        "Lopez Ruiz",
        1,
    )
    assert (client["DOB"], client["DOBDataQuality"]) == (date(1988, 5, 21), 1)
    assert (client["SSN"], client["SSNDataQuality"]) == (None, 99)
    assert [client[column] for column in RACE] == [0, 0, 0, 1, 0, 0, 1]
    assert (client["RaceNone"], client["Sex"], client["VeteranStatus"]) == (None, 0, 1)

    stay = only(records, "Enrollment")
    assert (stay["PersonalID"], stay["RelationshipToHoH"]) == (client["PersonalID"], 1)
    assert (stay["ProjectID"], stay["EnrollmentCoC"], stay["EntryDate"]) == (
        "P1",
        "XX-500",
        date(2026, 3, 10),
    )
    assert stay["DisablingCondition"] == 0

    tonight = only(records, "CurrentLivingSituation")
    assert (tonight["CurrentLivingSituation"], tonight["LeaveSituation14Days"]) == (116, None)
    assert tonight["LocationDetails"] == "Springfield 62701"  # never the street as written
    assert (tonight["InformationDate"], tonight["EnrollmentID"]) == (
        date(2026, 3, 10),
        stay["EnrollmentID"],
    )


def test_a_family_of_four() -> None:
    records = drafted(
        {
            "people_count": 4,
            "member.2": Member("m2", "Ana", 34, "partner"),
            "member.3": Member("m4", "Luis", 11, "child"),
            "member.4": Member("m5", None, None, None),
            "name": PersonName("Jay"),
            "dob": PartialDate(1990),
        }
    )
    assert [(c["FirstName"], c["NameDataQuality"]) for c in rows(records, "Client")] == [
        ("Jay", 2),
        ("Ana", 2),
        ("Luis", 2),
        (None, 99),
    ]
    assert [(c["DOB"], c["DOBDataQuality"]) for c in rows(records, "Client")] == [
        (date(1990, 1, 1), 2),
        (date(1992, 1, 1), 2),
        (date(2015, 1, 1), 2),
        (None, 99),
    ]
    stays = rows(records, "Enrollment")
    assert [s["RelationshipToHoH"] for s in stays] == [1, 3, 2, 99]
    assert len({s["HouseholdID"] for s in stays}) == 1
    assert [s["EnrollmentCoC"] for s in stays] == ["XX-500", None, None, None]
    assert [s["LivingSituation"] for s in stays][1:] == [None, None, None]
    assert {s["VeteranStatus"] for s in rows(records, "Client")} == {99}


def test_a_person_keeps_their_record_when_an_earlier_one_is_removed() -> None:
    luis = Member("m3", "Luis", 11, "child")
    before = drafted({"people_count": 3, "member.2": Member("m2", "Ana"), "member.3": luis})
    after = drafted({"people_count": 2, "member.2": luis})

    def key(records: tuple[Record, ...]) -> Cell:
        return next(c["PersonalID"] for c in rows(records, "Client") if c["FirstName"] == "Luis")

    assert key(before) == key(after)


def test_refusing_everything_is_9_wherever_it_was_asked() -> None:
    asked = "sleep_tonight slept_last_night prior_place how_long name dob veteran disability_any"
    answers: dict[str, Short] = {key: Refused() for key in asked.split()}
    answers |= {"race_eth": Refused(), "sex": Refused(), "people_count": 2, "member.2": Refused()}
    records = drafted(answers)
    head, member = rows(records, "Client")
    nines = ("NameDataQuality", "DOBDataQuality", "RaceNone", "Sex", "VeteranStatus")
    assert [head[column] for column in nines] == [9, 9, 9, 9, 9]
    assert (head["FirstName"], head["DOB"], [head[c] for c in RACE]) == (None, None, [0] * 7)
    assert (member["NameDataQuality"], member["DOBDataQuality"]) == (9, 9)
    stay = rows(records, "Enrollment")[0]
    assert (stay["LivingSituation"], stay["LengthOfStay"], stay["DisablingCondition"]) == (9, 9, 9)
    assert (stay["LOSUnderThreshold"], stay["TimesHomelessPastThreeYears"]) == (None, None)
    assert only(records, "CurrentLivingSituation")["CurrentLivingSituation"] == 9


def test_not_knowing_is_8() -> None:
    records = drafted(
        OUTSIDE | {"homeless_since": Unknown(), "times_3y": Unknown(), "months_3y": Unknown()},
        dob=Unknown(),
        veteran=Unknown(),
        disability_any=Unknown(),
        race_eth=Unknown(),
        sex=Unknown(),
    )
    client, stay = only(records, "Client"), only(records, "Enrollment")
    eights = ("DOBDataQuality", "VeteranStatus", "RaceNone", "Sex")
    assert [client[column] for column in eights] == [8, 8, 8, 8]
    assert client["DOB"] is None
    assert (stay["DateToStreetESSH"], stay["TimesHomelessPastThreeYears"]) == (None, 8)
    assert (stay["MonthsHomelessPastThreeYears"], stay["DisablingCondition"]) == (8, 8)


def test_what_was_never_asked_is_99() -> None:
    records = drafted({})
    client, stay = only(records, "Client"), only(records, "Enrollment")
    quality = ("NameDataQuality", "SSNDataQuality", "DOBDataQuality", "VeteranStatus", "RaceNone")
    assert [client[column] for column in quality] == [99, 99, 99, 99, 99]
    assert [client[column] for column in RACE] == [0] * 7
    assert (client["FirstName"], client["DOB"]) == (None, None)
    assert (stay["LivingSituation"], stay["LengthOfStay"], stay["DisablingCondition"]) == (
        99,
        99,
        99,
    )
    # These depend on an answer that is not there.
    dependent = ("LOSUnderThreshold", "PreviousStreetESSH", "TimesHomelessPastThreeYears")
    assert [stay[column] for column in dependent] == [None, None, None]


def test_a_partial_birth_date_is_filled_with_01() -> None:
    client = only(drafted(dob=PartialDate(1988, 5)), "Client")
    assert (client["DOB"], client["DOBDataQuality"]) == (date(1988, 5, 1), 2)


def test_a_minor_has_no_veteran_status() -> None:
    client = only(drafted(dob=PartialDate(2010, 4, 1), veteran="yes"), "Client")
    assert client["VeteranStatus"] == 99


def test_who_turned_18_only_after_the_start_has_no_veteran_status() -> None:
    answers = said(dob=PartialDate(2008, 3, 5), veteran="yes")  # said on 10 March
    earlier = replace(FRAME, started_on=date(2026, 3, 1))
    assert only(draft_records(CE, answers, FRAME), "Client")["VeteranStatus"] == 1
    assert only(draft_records(CE, answers, earlier), "Client")["VeteranStatus"] == 99


def test_a_restricted_intake_has_no_records() -> None:
    restricted = replace(FRAME, restricted=True)
    acceptance = Acceptance(ACCEPTED_AT, "worker", Tier.SOON)
    assert draft_records(CE, said(OUTSIDE), restricted) == ()
    assert accepted_records(CE, said(OUTSIDE), restricted, acceptance) == ()


def test_keys_are_the_same_each_time_and_hold_no_personal_data() -> None:
    first = drafted(name=PersonName("Rosa"))
    second = drafted(name=PersonName("Maria"))
    assert [r.key for r in first] == [r.key for r in second]
    assert all(len(r.key) == 32 for r in first)


def test_characters_that_the_csv_forbids_are_taken_out() -> None:
    client = only(drafted(name=PersonName("<b>Rosa", "[Lopez]" + "x" * 60)), "Client")
    assert client["FirstName"] == "b Rosa"
    assert client["LastName"] == "Lopez " + "x" * 44
