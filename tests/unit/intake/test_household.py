"""The list of people: removing, adding, finding."""

import pytest

from intake.answers import Answers, Member, Number, Words
from intake.household import find_by_name, members, remove_member
from intake.loading import library
from tests.unit.intake.said import said

CE = library()["ce_intake@1"]
ANA = Member("m2", "Ana", 34, "partner")
LUIS = Member("m3", "Luís", 12, "child")
EVA = Member("m4", "Eva", 3, "child")
FOUR = said(
    {"people_count": 4, "member.2": ANA, "member.3": LUIS, "member.4": EVA, "name": Words("x")}
)


def listed(answers: Answers) -> list[tuple[int, str]]:
    return [
        (slot, each.value.uid)
        for slot, each in members(CE, answers)
        if isinstance(each.value, Member)
    ]


def test_later_people_move_up_and_keep_their_uid() -> None:
    after = remove_member(CE, FOUR, 2)
    assert listed(after) == [(2, "m3"), (3, "m4")]
    assert after["people_count"].value == Number(3)
    assert "member.4" not in after
    assert after["name"] == FOUR["name"]


def test_the_last_one_goes() -> None:
    assert listed(remove_member(CE, FOUR, 4)) == [(2, "m2"), (3, "m3")]


def test_a_person_not_described_yet_can_be_removed() -> None:
    answers = said({"people_count": 3, "member.3": LUIS})
    assert listed(remove_member(CE, answers, 2)) == [(2, "m3")]


def test_nothing_is_changed_in_place() -> None:
    before = dict(FOUR)
    remove_member(CE, FOUR, 2)
    assert before == FOUR


@pytest.mark.parametrize("slot", [1, 5])
def test_there_is_no_such_slot(slot: int) -> None:
    with pytest.raises(KeyError):
        remove_member(CE, FOUR, slot)


def test_answers_left_over_from_a_larger_household_do_not_come_back() -> None:
    smaller = FOUR | said(people_count=3)
    after = remove_member(CE, smaller, 2)
    assert listed(after) == [(2, "m3")]
    larger = after | said(people_count=3)
    assert listed(larger) == [(2, "m3")]


@pytest.mark.parametrize(
    ("first", "slots"), [("luis", (3,)), ("LUÍS ", (3,)), ("Lu", ()), ("", ())]
)
def test_find_by_name(first: str, slots: tuple[int, ...]) -> None:
    assert find_by_name(CE, FOUR, first) == slots


def test_two_people_of_one_name() -> None:
    twins = said({"people_count": 3, "member.2": ANA, "member.3": Member("m3", "ana")})
    assert find_by_name(CE, twins, "Ana") == (2, 3)


def test_a_definition_without_a_list_has_nobody_to_find_or_remove() -> None:
    shelter = library()["shelter_screening@1"]
    answers = said(beds=3)
    assert find_by_name(shelter, answers, "Ana") == ()
    with pytest.raises(KeyError):
        remove_member(shelter, answers, 2)
