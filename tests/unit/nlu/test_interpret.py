"""Rows of the ``interpret`` command."""

from typing import Any

import pytest

from nlu.interpret import interpret


def row(kind: str, text: str, **more: Any) -> dict[str, Any]:
    return {
        "id": 7,
        "kind": kind,
        "text": text,
        "lang": "en",
        "reference_date": "2026-02-10",
        **more,
    }


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        (row("yesno", "nah"), "no"),
        (row("choice", "the last one"), {"index": -1}),
        (row("choice", "the last one", n_choices=4), {"index": -1}),
        (row("choice", "second to last", n_choices=4), {"index": 3}),
        (row("choice", "the second", choices=["Car", "Tent"]), "Tent"),
        (row("choice", "either is fine", choices=["Car", "Tent"]), "any"),
        (row("choice", "neither", choices=["Car", "Tent"]), "none"),
        (row("choices", "1 and 2", choices=["Car", "Tent", "Bus"]), ["Car", "Tent"]),
        (row("choices", "1 3"), [{"index": 1}, {"index": 3}]),
        (row("date", "May 2020"), {"year": 2020, "month": 5}),
        (row("date", "tomorrow"), "2026-02-11"),
        (row("date", "1999"), {"year": 1999}),
        (row("duration", "2 weeks"), "P2W"),
        (row("number", "me and my son"), 2),
        (row("money", "$12.50"), {"amount": 12.5, "currency": "USD"}),
        (row("phone", "217 555 0143"), "+12175550143"),
        (row("zip", "62701-1234"), "62701"),
        (row("name", "I'm Xiomara"), "Xiomara"),
        (row("place", "im in springfield"), "Springfield"),
        (row("act", "habla español?"), "change_language"),
        (row("act", "stop texting me"), "stop"),
        (row("act", "my cat is blue"), "oos"),
        (row("crisis", "I want to die"), "crisis"),
        (row("crisis", "killing time"), "not_crisis"),
        (row("zip", "Springfield"), None),
    ],
)
def test_values(asked: dict[str, Any], value: object) -> None:
    answer = interpret(asked)
    assert answer["value"] == value
    assert answer["id"] == 7
    assert set(answer) == {"id", "value", "confidence", "source"}


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"id": 1, "kind": "colour", "text": "red"},
        {"id": 1, "kind": "date"},
        {"id": 1, "kind": "date", "text": 5},
        {"id": 1, "kind": ["date"], "text": "x"},
        {"id": 1, "kind": "date", "text": "x", "reference_date": "soon"},
        {"id": 1, "kind": "choice", "text": "x", "choices": "abc"},
        {"id": 1, "kind": "choice", "text": "1", "n_choices": "many"},
    ],
)
def test_a_broken_row_says_so_and_stops_nothing(broken: dict[str, Any]) -> None:
    answer = interpret(broken)
    assert set(answer) == {"id", "error"}
    assert answer["id"] == broken.get("id")
