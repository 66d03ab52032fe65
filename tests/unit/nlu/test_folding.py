"""One spelling for what people type."""

import pytest

from nlu.folding import clauses, clean, fold, plain
from nlu.spelling import Speller


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Sí!!!", "si"),
        ("  STOP.  ", "stop"),
        ("don’t", "don't"),
        ("１２", "12"),
        ("1️⃣", "1"),
        ("🔟", "10"),
        ("①", "1"),
        ("ЅТОР", "stop"),  # Cyrillic
        ("I\u200bm o\u00adk", "im ok"),
        ("\u202eabc", "abc"),
        ("helllp", "help"),
        ("killlll meeee", "kill me"),
        ("yesssss", "yes"),
        ("2½ años", "2.5 anos"),
        ("\ud800 hi\x00there", "hi there"),
        ("½", "half"),
        ("", ""),
    ],
)
def test_fold(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_digits_are_never_shortened() -> None:
    assert fold("217 555 0000") == "217 555 0000"


def test_clean_keeps_case_and_accents_for_the_record() -> None:
    assert clean(" José\n Núñez ") == "José Núñez"


def test_plain_has_words_alone() -> None:
    assert plain("I’m not—sure… 😀 #1") == "im not sure 1"


def test_clauses_end_at_punctuation() -> None:
    assert clauses("No, I'm ok. Thanks") == "no | im ok | thanks"


def test_a_speller_corrects_one_slip_and_leaves_real_words() -> None:
    spell = Speller(["suicide", "shelter", "husband"])
    slips = ["suicde", "shetler", "shleter", "huband", "husbannd"]
    assert [spell(word) for word in slips] == ["suicide", *["shelter"] * 2, *["husband"] * 2]
    kept = ["seattle", "settled", "wife", "a"]
    assert [spell(word) for word in kept] == kept
