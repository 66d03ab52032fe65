"""Tonight (4.12) and last night (3.917), row by row of the tables in the Data Standards Manual."""

from datetime import date

import pytest

from intake.answers import Refused, Unknown
from intake.definition import Questionnaire
from intake.hud.mapping import draft_records
from intake.hud.records import Cell
from tests.unit.intake.said import CE, EPISODE, FRAME, OUTSIDE, Short, drafted, only, said


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


def test_an_episode_asked_about_but_not_answered_yet_is_99() -> None:
    row = prior({"sleep_tonight": "outside", "slept_last_night": "same", "how_long": "one_night"})
    assert (row["since"], row["times"], row["months"]) == (None, 99, 99)


@pytest.mark.parametrize(("months", "code"), [(0, 101), (1, 101), (12, 112), (13, 113), (36, 113)])
def test_months_homeless(months: int, code: int) -> None:
    assert prior(OUTSIDE | {"months_3y": months})["months"] == code


def test_a_detail_kept_back_does_not_hide_what_is_known() -> None:
    data = CE.model_dump(by_alias=True)
    tonight = next(s for s in data["sections"] if s["id"] == "tonight")["questions"]
    choices = next(q for q in tonight if q["id"] == "sleep_tonight")["choices"]
    next(c for c in choices if c["id"] == "motel")["hud"] = 314
    coded = Questionnaire.model_validate(data)
    answers = said(sleep_tonight="motel", motel_payer=Refused())
    row = only(draft_records(coded, answers, FRAME), "CurrentLivingSituation")
    assert row["CurrentLivingSituation"] == 314
