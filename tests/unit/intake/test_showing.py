"""A question as one text."""

import pytest

from intake.loading import library
from intake.showing import fill, placeholders, shown

CE = library()["ce_intake@1"]


def test_choices_are_numbered_lines() -> None:
    assert shown(CE.by_id["safe_now"], "en", {}).splitlines()[1:] == [
        "1 Yes",
        "2 No",
        "3 Not sure",
    ]


def test_marks_are_filled_in_stem_and_choices() -> None:
    text = shown(CE.by_id["share_roi"], "es", {"agency": "Casa {n}"})
    assert "2 Solo con Casa {n}" in text.splitlines()


def test_a_bare_question_shows_no_choices() -> None:
    text = shown(CE.by_id["review"], "en", {"list": "1 A\n2 B"})
    assert text == "Here is what I have:\n1 A\n2 B\nSend a line number to fix it, or 0 to send it."


def test_a_mark_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill("Hi {name}", {})


def test_placeholders() -> None:
    assert placeholders("{a} and {b}, {a}") == {"a", "b"}
