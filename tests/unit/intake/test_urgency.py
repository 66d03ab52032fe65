"""Tiers and reasons; who a person is never moves them, what they need does."""

from dataclasses import replace
from pathlib import Path

import pytest

from intake.answers import Answer, Member, PartialDate, Refused, Unknown
from intake.checks_urgency import problems
from intake.loading import library
from intake.path import answers_on_path
from intake.urgency import Tier, assess, questions_used, rules
from tests.unit.intake.said import Short, answer, said

ALL = library().values()
CE = library()["ce_intake@1"]


@pytest.mark.parametrize(
    ("answers", "tier", "because"),
    [
        ({}, Tier.STANDARD, []),
        ({"sleep_tonight": "shelter"}, Tier.STANDARD, []),
        ({"sleep_tonight": "outside"}, Tier.SOON, ["sleep_tonight"]),
        ({"must_leave": "in_2_weeks"}, Tier.SOON, ["must_leave"]),
        ({"must_leave": "later"}, Tier.STANDARD, []),
        ({"safe_now": "no"}, Tier.CRISIS_NOW, ["safe_now"]),
        ({"safe_now": "not_sure"}, Tier.URGENT_TONIGHT, ["safe_now"]),
        ({"dv": "now"}, Tier.URGENT_TONIGHT, ["dv"]),
        ({"dv": "before"}, Tier.STANDARD, []),
        ({"medical_soon": "yes"}, Tier.URGENT_TONIGHT, ["medical_soon"]),
        ({"dob": PartialDate(2010, 5, 1)}, Tier.URGENT_TONIGHT, ["dob"]),
        ({"dob": PartialDate(1940)}, Tier.STANDARD, []),
        (
            {"sleep_tonight": "outside", "pregnant_any": "yes"},
            Tier.URGENT_TONIGHT,
            ["sleep_tonight", "sleep_tonight"],
        ),
        (
            {
                "sleep_tonight": "outside",
                "member.2": Member("m2", age=40),
                "member.3": Member("m3"),
            },
            Tier.SOON,
            ["sleep_tonight"],
        ),
        (
            {
                "sleep_tonight": "outside",
                "member.2": Member("m2", age=40),
                "member.3": Member("m3", age=17),
            },
            Tier.URGENT_TONIGHT,
            ["sleep_tonight", "sleep_tonight"],
        ),
    ],
)
def test_tier_and_the_answers_that_made_it(
    answers: dict[str, Short], tier: Tier, because: list[str]
) -> None:
    urgency = assess(said(answers), crisis=False)
    assert urgency.tier is tier
    assert [reason.question for reason in urgency.reasons] == because
    assert all(reason.words for reason in urgency.reasons)


def test_a_sign_of_crisis_comes_before_everything() -> None:
    urgency = assess(said(medical_soon="yes"), crisis=True)
    assert urgency.tier is Tier.CRISIS_NOW
    assert [(r.rule, r.question) for r in urgency.reasons] == [
        ("crisis", None),
        ("medical", "medical_soon"),
    ]


def test_not_safe_and_not_sure_are_told_apart_in_words() -> None:
    told = {
        choice: [reason.words for reason in assess(said(safe_now=choice), crisis=False).reasons]
        for choice in ("no", "not_sure", "yes")
    }
    assert told == {
        "no": ["Said they are not safe right now"],
        "not_sure": ["Not sure they are safe right now"],
        "yes": [],
    }


@pytest.mark.parametrize("crisis", [False, True])
@pytest.mark.parametrize(
    "trait",
    [
        {"race_eth": ("black",)},
        {"race_eth": ("white", "asian")},
        {"sex": "female"},
        {"sex": "male"},
        {"lang": "es"},
        {"veteran": "yes"},
        {"disability_any": "yes"},
        {"access_needs": ("sign_language",)},
        {"dob": PartialDate(1940, 1, 1)},
        {"dob": PartialDate(2004, 1, 1)},
    ],
)
def test_who_a_person_is_changes_nothing(trait: dict[str, Short], *, crisis: bool) -> None:
    needs: dict[str, Short] = {"sleep_tonight": "outside", "safe_now": "yes"}
    spanish = {key: replace(a, lang="es") for key, a in said(needs | trait).items()}
    assert assess(spanish, crisis=crisis) == assess(said(needs), crisis=crisis)


@pytest.mark.parametrize("silence", [Refused(), Unknown()])
def test_keeping_an_answer_back_never_lowers(silence: Refused | Unknown) -> None:
    everything = said(
        sleep_tonight="motel",
        safe_now="yes",
        dv="no",
        medical_soon="no",
        pregnant_any="no",
        must_leave="no",
        dob=PartialDate(1980),
    )
    plain = assess(answers_on_path(CE, everything), crisis=False)
    for key in everything:
        without: dict[str, Answer] = everything | {key: answer(silence)}
        assert assess(answers_on_path(CE, without), crisis=False).tier <= plain.tier


def test_the_rules_read_only_questions_of_need() -> None:
    assert questions_used(rules()) == {
        "safe_now",
        "dv",
        "dob",
        "medical_soon",
        "sleep_tonight",
        "member",
        "pregnant_any",
        "must_leave",
    }
    assert list(problems(ALL)) == []


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("when: { question: sex, is: female }", "protected"),
        ("when: { question: race_eth, is: black }", "protected"),
        ("when: { question: lang, is: es }", "protected"),
        ("when: { question: veteran, is: 'yes' }", "protected"),
        ("when: { question: disability_any, is: 'yes' }", "protected"),
        ("when: { question: dob, age_under: 60 }", "protected"),
        ("when: { not: { question: safe_now, is: 'yes' } }", "lowers"),
        ("when: { question: safe_now, answered: 'no' }", "lowers"),
        ("when: { question: safe_now, is: maybe }", "unknown-choice"),
        ("when: { question: sleeping, is: outside }", "unknown-question"),
    ],
)
def test_a_rule_that_may_not_be_is_found_with_its_line(
    tmp_path: Path, rule: str, expected: str
) -> None:
    path = tmp_path / "urgency.yaml"
    path.write_text(
        "version: 1\nlanguages: [en]\nrules:\n"
        f"  - id: a\n    tier: 1\n    because: [safe_now]\n    words: {{ en: A }}\n    {rule}\n"
    )
    assert [(p.line, p.rule) for p in problems(ALL, path)] == [(8, expected)]


def test_rules_stand_in_the_order_of_their_tiers(tmp_path: Path) -> None:
    path = tmp_path / "urgency.yaml"
    rule = "  - {{ id: {0}, tier: {1}, sign: crisis, words: {{ en: A }} }}\n"
    listed = "".join(rule.format(*each) for each in (("a", 0), ("b", 2), ("c", 1)))
    path.write_text(f"version: 1\nlanguages: [en]\nrules:\n{listed}")
    assert [(p.line, p.rule) for p in problems(ALL, path)] == [(6, "order")]
