"""What is danger, and what only sounds like it."""

import pytest

from intake.reading import Danger
from nlu.crisis import scan


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("I want to kill myself", Danger.SELF_HARM),
        ("idk whats the point i cant do this anymore", Danger.SELF_HARM),
        ("idk what’s the point i can’t do this anymore", Danger.SELF_HARM),
        ("end it all", Danger.SELF_HARM),
        ("me quiero morir", Danger.SELF_HARM),
        ("he has a gun", Danger.DANGER_NOW),
        ("llamen al 911", Danger.DANGER_NOW),
        ("my husband is hitting me", Danger.VIOLENCE),
        ("mi esposo me pega", Danger.VIOLENCE),
        ("my baby isn't breathing", Danger.MEDICAL),
        ("no puedo respirar", Danger.MEDICAL),
        ("my kids are home alone", Danger.CHILD_ALONE),
        ("mis hijos están solos en el carro", Danger.CHILD_ALONE),
    ],
)
def test_kinds_of_danger(text: str, danger: Danger) -> None:
    assert danger in scan(text)


@pytest.mark.parametrize(
    "spelling",
    [
        "i want to kill myself",
        "I WANT TO KILL MYSELF!!!",
        "i wanna killl myselfff",
        "i want to kil my self",
        "i want 2 kill myslef",
        "i want to k\u200bill myself",
        "ok. um, I want to kill myself, sorry",
        "і wаnt tо kіll mуsеlf",  # Cyrillic letters among Latin ones
    ],
)
def test_spelling_hides_nothing(spelling: str) -> None:
    assert Danger.SELF_HARM in scan(spelling)


@pytest.mark.parametrize(
    "text",
    [
        "killing time",
        "lol im dying to get inside",
        "my phone died",
        "this heat is killing me",
        "dead battery",
        "shoot me a text",
        "yes before",
        "yes, before",
        "stop him",
        "end of lease",
        "ending my lease in May",
        "I'm not suicidal",
        "no one hurts me",
        "me muero de hambre",
        "I live 5 kms away",
        "not safe",
        "my mom kicked me out",
        "raising my kids alone",
        "",
        "911 Oak",
    ],
)
def test_everyday_words(text: str) -> None:
    assert scan(text) == ()


def test_a_denial_holds_for_its_own_clause_only() -> None:
    assert scan("I'm not suicidal") == ()
    assert scan("I'm not ok. I want to kill myself") == (Danger.SELF_HARM,)


def test_dangers_come_in_a_fixed_order_and_once() -> None:
    text = "my husband is beating me, he has a gun, I can't breathe, he has a knife"
    assert scan(text) == (Danger.DANGER_NOW, Danger.VIOLENCE, Danger.MEDICAL)
