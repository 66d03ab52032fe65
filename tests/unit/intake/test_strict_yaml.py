"""What strict YAML gives back where plain YAML would surprise."""

import pytest

from intake.strict_yaml import LoadError, parse


def test_words_stay_words_and_only_plain_whole_numbers_are_numbers() -> None:
    text = "a: yes\nb: 1.0\nc: 007\nd: -5\ne: '5'\nf: null\ng: 0\nh: 2026-01-01\n"
    assert parse(text, "f").data == {
        "a": "yes",
        "b": "1.0",
        "c": "007",
        "d": -5,
        "e": "5",
        "f": "null",
        "g": 0,
        "h": "2026-01-01",
    }


def test_every_node_has_its_line() -> None:
    source = parse("a:\n  - b\n  - c: 1\n    d: 2\n", "f")
    assert source.lines["a",] == 1
    assert source.lines["a", 1] == 3
    assert source.lines["a", 1, "d"] == 4


def test_what_has_no_line_has_that_of_what_encloses_it() -> None:
    assert parse("a: 1\nb:\n  c: 2\n", "f").line(("b", "x", "y")) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\nb: 2\na: 3\n", [(3, "duplicate-key")]),
        ("a: &x 1\nb: *x\n", [(1, "alias"), (2, "alias")]),
        ("a: {<<: {b: 1}}\n", [(1, "alias")]),
        ("a: !!str 1\n", [(1, "tag")]),
        ("a: !!python/object:os.system x\n", [(1, "tag")]),
        ("a:\n\tb: 1\n", [(2, "tab")]),
        ("a: [1\nb: 2\n", [(2, "yaml")]),
        ("? [a]\n: 1\n", [(1, "key")]),
        ("--- 1\n--- 2\n", [(2, "yaml")]),
    ],
)
def test_refused(text: str, found: list[tuple[int, str]]) -> None:
    with pytest.raises(LoadError) as raised:
        parse(text, "f")
    assert [(p.line, p.rule) for p in raised.value.problems] == found


def test_all_problems_come_at_once() -> None:
    with pytest.raises(LoadError) as raised:
        parse("a: 1\na: 2\nb: &x 3\nc: !t 4\n", "f")
    assert [p.line for p in raised.value.problems] == [2, 3, 4]
    assert str(raised.value).splitlines()[0].startswith("f:2: ")
