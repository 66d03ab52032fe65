"""Answers to HMIS records, against values worked out by hand from the Data Standards Manual."""

from dataclasses import replace
from datetime import date

import pytest

from intake.answers import Member, PartialDate, PersonName, Place, Refused, Unknown, Words
from intake.hud.mapping import Acceptance, accepted_records, draft_records
from intake.hud.records import Cell, Record
from intake.hud.validation import problems
from intake.loading import library
from intake.urgency import Tier
from tests.unit.intake.said import ACCEPTED_AT, FRAME, Short, only, rows, said

CE = library()["ce_intake@1"]
RACE = (
    "AmIndAKNative",
    "Asian",
    "BlackAfAmerican",
    "HispanicLatinao",
    "MidEastNAfrican",
    "NativeHIPacific",
    "White",
)
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


def drafted(values: dict[str, Short] | None = None, **more: Short) -> tuple[Record, ...]:
    records = draft_records(CE, said(values, **more), FRAME)
    assert problems(records) == []
    return records


def prior(values: dict[str, Short], **more: Short) -> dict[str, Cell]:
    row = only(drafted(values, **more), "Enrollment")
    return {
        "situation": row["LivingSituation"],
        "subsidy": row["RentalSubsidyType"],
        "length": row["LengthOfStay"],
        "under": row["LOSUnderThreshold"],
        "street": row["PreviousStreetESSH"],
        "since": row["DateToStreetESSH"],
        "times": row["TimesHomelessPastThreeYears"],
        "months": row["MonthsHomelessPastThreeYears"],
    }


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


# The rows of the 3.917 branch table, version B: kind of place by length of stay.
@pytest.mark.parametrize(
    ("place", "length", "street", "under", "asks_on"),
    [
        ({"prior_place": "outside"}, "one_night", None, None, True),
        ({"prior_place": "shelter"}, "over_year", None, None, True),
        ({"prior_place": "motel", "prior_motel_payer": "agency"}, "one_night", None, None, True),
        ({"prior_place": "institution", "prior_institution": "jail"}, "one_night", "yes", 1, True),
        (
            {"prior_place": "institution", "prior_institution": "hospital"},
            "one_to_three_months",
            "no",
            1,
            False,
        ),
        (
            {"prior_place": "institution", "prior_institution": "rehab"},
            "three_months_to_year",
            None,
            0,
            False,
        ),
        (
            {"prior_place": "institution", "prior_institution": "psychiatric"},
            "over_year",
            None,
            0,
            False,
        ),
        (
            {"prior_place": "with_people", "prior_stay_with": "friends"},
            "two_to_six_nights",
            "yes",
            1,
            True,
        ),
        (
            {"prior_place": "with_people", "prior_stay_with": "family"},
            "one_night",
            "no",
            1,
            False,
        ),
        (
            {"prior_place": "with_people", "prior_stay_with": "family"},
            "week_to_month",
            None,
            0,
            False,
        ),
        ({"prior_place": "motel", "prior_motel_payer": "self"}, "one_night", "yes", 1, True),
        (
            {"prior_place": "own_home", "prior_home_kind": "own"},
            "two_to_six_nights",
            "no",
            1,
            False,
        ),
        ({"prior_place": "own_home", "prior_home_kind": "rent"}, "over_year", None, 0, False),
    ],
)
def test_each_row_of_the_prior_living_situation_table(
    place: dict[str, Short], length: str, street: str | None, under: int | None, asks_on: bool
) -> None:
    answers: dict[str, Short] = {
        "sleep_tonight": "outside",
        "slept_last_night": "different",
        **place,
        "how_long": length,
        **({"street_before": street} if street else {}),
        **EPISODE,  # off the path where the table says stop, and then not exported
    }
    row = prior(answers)
    assert row["under"] == under
    assert row["street"] == {None: None, "yes": 1, "no": 0}[street]
    expected = (date(2025, 6, 1), 2, 110) if asks_on else (None, None, None)
    assert (row["since"], row["times"], row["months"]) == expected


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ({"sleep_tonight": "with_people", "stay_with": "family"}, 335),
        ({"sleep_tonight": "with_people", "stay_with": "friends"}, 336),
        ({"sleep_tonight": "motel", "motel_payer": "self"}, 314),
        ({"sleep_tonight": "motel", "motel_payer": "agency"}, 101),
        ({"sleep_tonight": "motel", "motel_payer": Unknown()}, 8),
        ({"sleep_tonight": "motel", "motel_payer": Refused()}, 9),
        ({"sleep_tonight": "motel"}, 99),
        ({"sleep_tonight": "own_home", "home_kind": "own"}, 421),
        ({"sleep_tonight": "institution", "institution": "psychiatric"}, 204),
        ({"sleep_tonight": Unknown()}, 8),
        ({"sleep_tonight": Refused()}, 9),
        ({}, 99),
    ],
)
def test_the_most_specific_answer_about_tonight_counts(place: dict[str, Short], code: int) -> None:
    row = only(drafted(place), "CurrentLivingSituation")
    assert row["CurrentLivingSituation"] == code


def test_motel_tonight_but_the_street_last_night() -> None:
    answers: dict[str, Short] = {
        "sleep_tonight": "motel",
        "motel_payer": "self",
        "must_leave": "under_1_week",
        "slept_last_night": "different",
        "prior_place": "outside",
        "how_long": "week_to_month",
        **EPISODE,
    }
    tonight = only(drafted(answers), "CurrentLivingSituation")
    assert tonight["CurrentLivingSituation"] == 314
    assert tonight["LeaveSituation14Days"] == 1
    # Where they would go next was never asked.
    following = ("SubsequentResidence", "ResourcesToObtain", "LeaseOwn60Day", "MovedTwoOrMore")
    assert [tonight[column] for column in following] == [99, 99, 99, 99]
    row = prior(answers)
    assert (row["situation"], row["length"], row["under"], row["since"]) == (
        116,
        2,
        None,
        date(2025, 6, 1),
    )


def test_a_rented_home_with_help_copies_to_last_night() -> None:
    answers: dict[str, Short] = {
        "sleep_tonight": "own_home",
        "home_kind": "rent_with_help",
        "rent_help": "voucher",
        "must_leave": "no",
        "slept_last_night": "same",
        "how_long": "over_year",
    }
    tonight = only(drafted(answers), "CurrentLivingSituation")
    assert (tonight["CurrentLivingSituation"], tonight["CLSSubsidyType"]) == (435, 433)
    assert (tonight["LeaveSituation14Days"], tonight["SubsequentResidence"]) == (0, None)
    row = prior(answers)
    assert (row["situation"], row["subsidy"], row["under"]) == (435, 433, 0)


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


def test_an_episode_asked_about_but_not_answered_yet_is_99() -> None:
    row = prior({"sleep_tonight": "outside", "slept_last_night": "same", "how_long": "one_night"})
    assert (row["since"], row["times"], row["months"]) == (None, 99, 99)


@pytest.mark.parametrize(("months", "code"), [(0, 101), (1, 101), (12, 112), (13, 113), (36, 113)])
def test_months_homeless(months: int, code: int) -> None:
    assert prior(OUTSIDE | {"months_3y": months})["months"] == code


def test_a_partial_birth_date_is_filled_with_01() -> None:
    client = only(drafted(dob=PartialDate(1988, 5)), "Client")
    assert (client["DOB"], client["DOBDataQuality"]) == (date(1988, 5, 1), 2)


def test_a_minor_has_no_veteran_status() -> None:
    client = only(drafted(dob=PartialDate(2010, 4, 1), veteran="yes"), "Client")
    assert client["VeteranStatus"] == 99


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


@pytest.mark.parametrize(("channel", "kind"), [("sms", 2), ("chat", 2), ("phone", 1)])
def test_acceptance_makes_an_assessment(channel: str, kind: int) -> None:
    answers = said(
        OUTSIDE,
        lang="en",
        consent="yes",
        safe_now="no",
        phone_privacy="only_me",
        dv="before",
        medical_soon=Refused(),
        people_count=1,
        pregnant_any="no",
        access_needs=("no_stairs", "animal"),
        contact_best="email",
        contact_detail=Words("rosa@example.org"),
        more=Words("my landlord is after me"),
        race_eth=("white",),
        sex="female",
        share_roi="yes",
        review="send",
    )
    acceptance = Acceptance(ACCEPTED_AT, "worker", Tier.SOON)
    records = accepted_records(CE, answers, replace(FRAME, channel=channel), acceptance)
    assert problems(records) == []
    assessment = only(records, "Assessment")
    assert (assessment["AssessmentType"], assessment["AssessmentLevel"]) == (kind, 1)
    assert (assessment["PrioritizationStatus"], assessment["AssessmentDate"]) == (
        1,
        date(2026, 3, 11),
    )
    assert assessment["AssessmentLocation"]
    assert assessment["UserID"] == "worker"
    questions = rows(records, "AssessmentQuestions")
    # Safety, violence, free text, consents, race and sex stay out, and so does what has a column.
    assert [(q["AssessmentQuestion"], q["AssessmentAnswer"]) for q in questions] == [
        (CE.by_id["medical_soon"].ask["en"], "Client prefers not to answer"),
        (CE.by_id["people_count"].ask["en"], "1"),
        (CE.by_id["pregnant_any"].ask["en"], "No"),
        (CE.by_id["slept_last_night"].ask["en"], "Yes"),
        (CE.by_id["access_needs"].ask["en"], "No stairs; Room for a pet or service animal"),
        (CE.by_id["contact_best"].ask["en"], "Email"),
    ]
    assert [q["AssessmentQuestionOrder"] for q in questions] == [1, 2, 3, 4, 5, 6]
    assert {q["AssessmentID"] for q in questions} == {assessment["AssessmentID"]}
    assert only(records, "AssessmentResults")["AssessmentResult"] == "2 Soon"


def test_an_assessment_without_answers_still_has_a_question() -> None:
    acceptance = Acceptance(ACCEPTED_AT, "worker", Tier.STANDARD)
    records = accepted_records(CE, said(), FRAME, acceptance)
    assert problems(records) == []
    assert [q["AssessmentAnswer"] for q in rows(records, "AssessmentQuestions")] == [
        "Data not collected"
    ]
