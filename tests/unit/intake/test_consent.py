"""What is kept of a consent."""

from hashlib import sha256

import pytest

from intake.consent import asked, given, shown_hash
from intake.loading import library

CE = library()["ce_intake@1"]


def test_what_the_default_definition_asks() -> None:
    assert [(kind, q.id) for kind, q in asked(CE)] == [
        ("record", "consent"),
        ("share", "share_roi"),
    ]


@pytest.mark.parametrize(
    ("question", "choice", "granted"),
    [
        ("consent", "yes", True),
        ("consent", "no", False),
        ("share_roi", "yes", True),
        ("share_roi", "only_agency", False),
        ("share_roi", "no_name", False),
        ("share_roi", "refused", False),
    ],
)
def test_a_decision_keeps_the_words_shown(question: str, choice: str, granted: bool) -> None:
    made = given(CE, CE.by_id[question], choice, "¿Está bien?", "es")
    assert made is not None
    assert (made.choice, made.granted, made.version) == (choice, granted, "ce_intake@1")
    assert (made.text, made.lang) == ("¿Está bien?", "es")
    assert made.text_hash == sha256("¿Está bien?".encode()).hexdigest() == shown_hash(made.text)


def test_asking_for_more_decides_nothing() -> None:
    assert given(CE, CE.by_id["consent"], "more", "OK?", "en") is None


def test_other_questions_are_no_consent() -> None:
    assert given(CE, CE.by_id["safe_now"], "yes", "Safe?", "en") is None
