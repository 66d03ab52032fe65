"""What acceptance by a trained person adds: the assessment of element 4.19."""

from dataclasses import replace
from datetime import date

import pytest

from intake.answers import Refused, Words
from intake.hud.mapping import Acceptance, accepted_records
from intake.hud.validation import problems
from intake.urgency import Tier
from tests.unit.intake.said import (
    ACCEPTED_AT,
    CE,
    FRAME,
    OUTSIDE,
    only,
    rows,
    said,
)


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
