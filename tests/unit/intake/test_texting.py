"""SMS arithmetic against 3GPP TS 23.038 and hand-counted texts."""

import pytest

from intake.texting import Segments, fit_gsm, segments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Segments("gsm-7", 0, 1)),
        ("a" * 160, Segments("gsm-7", 160, 1)),
        ("a" * 161, Segments("gsm-7", 161, 2)),
        ("a" * 306, Segments("gsm-7", 306, 2)),
        ("a" * 307, Segments("gsm-7", 307, 3)),
        ("é" * 160, Segments("gsm-7", 160, 1)),
        ("ñü¿¡" * 40, Segments("gsm-7", 160, 1)),
        ("€" * 80, Segments("gsm-7", 160, 1)),
        ("€" * 81, Segments("gsm-7", 162, 2)),
        ("á" * 70, Segments("ucs-2", 70, 1)),
        ("á" * 71, Segments("ucs-2", 71, 2)),
        ("á" * 134, Segments("ucs-2", 134, 2)),
        ("á" * 135, Segments("ucs-2", 135, 3)),
        ("😀" * 35, Segments("ucs-2", 70, 1)),
        ("😀" * 36, Segments("ucs-2", 72, 2)),
        ("’", Segments("ucs-2", 1, 1)),
    ],
)
def test_segments(text: str, expected: Segments) -> None:
    assert segments(text) == expected


def test_an_escaped_character_is_not_split() -> None:
    # 152 + 2 do not fit in 153: the euro sign opens the second segment, and 152 more overflow it.
    assert segments("a" * 152 + "€" + "a" * 151).count == 2
    assert segments("a" * 152 + "€" + "a" * 152).count == 3


def test_a_surrogate_pair_is_not_split() -> None:
    assert segments("á" * 66 + "😀" + "á" * 65).count == 2
    assert segments("á" * 66 + "😀" + "á" * 66).count == 3


def test_accents_stay_where_dropping_them_saves_nothing() -> None:
    assert fit_gsm("Está bien") == "Está bien"


def test_accents_go_where_that_saves_a_segment() -> None:
    assert fit_gsm("ÁÍÓÚ áíóú ñ é " + "x" * 60) == "AIOU aiou ñ é " + "x" * 60


def test_curly_quotes_and_dashes_become_plain_where_that_saves_a_segment() -> None:
    assert fit_gsm("“Don’t” – " + "x" * 70) == '"Don\'t" - ' + "x" * 70


def test_an_emoji_keeps_the_accents_since_nothing_is_saved() -> None:
    text = "😀 está " + "x" * 80
    assert fit_gsm(text) == text
