from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError

from intake.answers import (
    Answer,
    Chosen,
    Member,
    Money,
    Number,
    PartialDate,
    PersonName,
    Place,
    Refused,
    Several,
    Span,
    Unknown,
    Value,
    Words,
)
from store import answers
from store.answers import AnswerRow
from store.engine import Database, Session
from tests.integration.store.making import NOON, after, answer, intake

_CAR = answer(Chosen("vehicle"), "in my car")
_TWO = answer(Number(2), "2 of us", turn=2)


def _save(
    session: Session, row_id: UUID, given: dict[str, Answer], minutes: int, *off_path: str
) -> list[str]:
    on_path = given.keys() - set(off_path)
    return answers.save(
        session, row_id, given, on_path, "ce_intake@1", None, after(minutes=minutes)
    )


def test_only_what_changed_is_written(database: Database) -> None:
    with database.write() as session:
        row_id = intake(session).id
        assert _save(session, row_id, {"where": _CAR, "people": _TWO}, 0) == ["where", "people"]
    with database.write() as session:
        assert _save(session, row_id, {"where": _CAR, "people": _TWO}, 1) == []
        shelter = answer(Chosen("shelter"), "no, the shelter", turn=3)
        assert _save(session, row_id, {"where": shelter, "people": _TWO}, 2) == ["where"]
    with database.read() as session:
        told = answers.history(session, row_id)
        assert [(row.seq, row.key, row.words, row.superseded_at) for row in told] == [
            (1, "where", "in my car", after(minutes=2)),
            (2, "people", "2 of us", None),
            (3, "where", "no, the shelter", None),
        ]
        standing = answers.current(session, row_id)
        assert {row.key: row.answer for row in standing} == {"where": shelter, "people": _TWO}


def test_the_same_value_in_other_words_is_another_answer(database: Database) -> None:
    with database.write() as session:
        row_id = intake(session).id
        _save(session, row_id, {"where": _CAR}, 0)
        by_staff = answer(Chosen("vehicle"), "in my car", by="4f1c")
        assert _save(session, row_id, {"where": by_staff}, 1) == ["where"]
        assert [row.by for row in answers.history(session, row_id)] == ["client", "4f1c"]


def test_what_is_taken_back_is_superseded_not_lost(database: Database) -> None:
    with database.write() as session:
        row_id = intake(session).id
        _save(session, row_id, {"where": _CAR, "people": _TWO}, 0)
        assert _save(session, row_id, {"where": _CAR}, 1) == ["people"]
        assert [row.key for row in answers.current(session, row_id)] == ["where"]
        assert len(answers.history(session, row_id)) == 2
        assert _save(session, row_id, {"where": _CAR, "people": _TWO}, 2) == ["people"]
        assert len(answers.history(session, row_id)) == 3


def test_leaving_the_path_is_no_new_answer(database: Database) -> None:
    with database.write() as session:
        row_id = intake(session).id
        _save(session, row_id, {"where": _CAR, "people": _TWO}, 0)
        assert _save(session, row_id, {"where": _CAR, "people": _TWO}, 1, "people") == []
        assert {row.key: row.on_path for row in answers.current(session, row_id)} == {
            "where": True,
            "people": False,
        }
        assert len(answers.history(session, row_id)) == 2


def test_a_person_of_the_household_has_a_slot(database: Database) -> None:
    with database.write() as session:
        row_id = intake(session).id
        second = answer(Member("m2", "Leo", 4, "child"), "Leo 4 my son")
        _save(session, row_id, {"member.2": second}, 0)
        row = answers.current(session, row_id)[0]
        assert (row.question, row.slot) == ("member", 2)


@pytest.mark.parametrize(
    "value",
    [
        Chosen("vehicle"),
        Several(("a", "b")),
        Number(3),
        PartialDate(1990, 5, approximate=True),
        Span("P2M"),
        Money(Decimal("850.00")),
        Words("¿qué? 🙂 \x00 <b>"),
        PersonName("María José", "de la O"),
        Place("Bend 97701", "Bend", "97701"),
        Member("m2", "Leo"),
        Unknown(),
        Refused(),
    ],
    ids=lambda value: value.kind,
)
def test_every_kind_of_value_comes_back_as_it_was(database: Database, value: Value) -> None:
    said = answer(value, "words \x00 as written")
    with database.write() as session:
        row_id = intake(session).id
        _save(session, row_id, {"q": said}, 0)
    with database.write() as session:
        assert answers.current(session, row_id)[0].answer == said
        assert _save(session, row_id, {"q": said}, 1) == []


def test_a_key_can_stand_only_once(database: Database) -> None:
    with database.write() as session:
        row_id = intake(session).id
        _save(session, row_id, {"where": _CAR}, 0)
    with database.read() as session:
        stored = answers.current(session, row_id)[0]
        copy = AnswerRow(
            intake_id=row_id,
            seq=2,
            key="where",
            question="where",
            value=stored.value,
            words=stored.words,
            method="label",
            confidence=1.0,
            lang="en",
            said_at=NOON,
            by="client",
            definition="ce_intake@1",
            shown_turn=1,
            on_path=True,
        )
    with pytest.raises(IntegrityError), database.write() as session:
        session.add(copy)


def test_many_intakes_are_read_at_once_and_only_what_is_asked_for(database: Database) -> None:
    with database.write() as session:
        first, second, third = (intake(session, f"+1500555000{n}").id for n in (6, 7, 8))
        _save(session, first, {"where": _CAR, "people": _TWO}, 0)
        _save(session, first, {"where": answer(Chosen("shelter"), "shelter"), "people": _TWO}, 1)
        _save(session, second, {"people": _TWO, "where": _CAR}, 0, "where")
    with database.read() as session:
        found = answers.current_for(session, [first, second, third], {"where", "name"})
        assert [row.answer.value for row in found[first]] == [Chosen("shelter")]
        assert [(row.key, row.on_path) for row in found[second]] == [("where", False)]
        assert found[third] == []
        assert answers.current_for(session, [], {"where"}) == {}
