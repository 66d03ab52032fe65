"""Reading grades, against the formulas worked by hand."""

import pytest

from intake.grading import grade


def test_flesch_kincaid() -> None:
    # 6 words, 6 syllables, 1 sentence: 0.39 * 6 + 11.8 * 1 - 15.59
    assert grade("The cat sat on the mat.", "en") == pytest.approx(-1.45)


def test_crawford() -> None:
    # 4 words, 7 syllables (don-de, va, a, dor-mir), 1 sentence: -0.205 * 25 + 0.049 * S - 3.407
    assert grade("¿Dónde va a dormir?", "es") == pytest.approx(-0.205 * 25 + 0.049 * 150 - 3.407)


@pytest.mark.parametrize(
    "text",
    [
        "Call 911 now or text 88788 at any time.",
        "Like 5/21/1988. Just the year is OK with us.",
        "Frontdoor is zzyzx help for you and xqwerty.",
        "This is {agency} help. It’s for you and yours.",
        "Call 1-800-799-7233 at 9-11 am, or visit b4u.",
    ],
)
def test_numbers_names_and_marks_do_not_break_it(text: str) -> None:
    measured = grade(text, "en")
    assert measured is not None
    assert -3 < measured < 6


def test_an_unknown_word_counts_by_its_syllables() -> None:
    short = grade("We met at the big blorp today.", "en")
    long = grade("We met at the big blorpatolunity today.", "en")
    assert short is not None
    assert long is not None
    assert long > short


def test_hard_words_are_hard() -> None:
    english = grade("Eligibility determination necessitates comprehensive documentation.", "en")
    assert english is not None
    assert english > 12


def test_a_few_words_and_other_languages_have_no_grade() -> None:
    assert grade("Yes, please", "en") is None
    assert grade("Ki kote ou ap dòmi aswè a?", "ht") is None
