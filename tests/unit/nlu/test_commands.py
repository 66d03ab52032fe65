"""Carrier words, opt-outs and acts: whole messages, never parts of them."""

import pytest

from intake.reading import Act, Carrier
from nlu import commands

OFFERED = ("en", "es")


@pytest.mark.parametrize(
    "text",
    [
        "stop",
        "STOP!",
        " Stop. ",
        "StopAll",
        "unsubscribe",
        "CANCEL",
        "end",
        "Quit",
        "opt out",
        "OPT-OUT",
        "optout",
        "revoke",
        "Arrêt",
        "arrete",
        "alto",
        "PARAR",
        "pare",
        "baja",
        "cancelar",
        "no más",
        "NO MAS",
        "s\u200btop",
        "ЅТОР",
    ],
)
def test_reserved_words_stop(text: str) -> None:
    assert commands.carrier_word(text, opted_out=False) is Carrier.STOP


@pytest.mark.parametrize("text", ["stop it", "end of lease", "cancel my bus", "bus stop", "stops"])
def test_more_than_the_word_is_no_reserved_word(text: str) -> None:
    assert commands.carrier_word(text, opted_out=False) is None


def test_yes_reopens_only_after_a_stop() -> None:
    assert commands.carrier_word("Yes", opted_out=False) is None
    assert commands.carrier_word("Yes", opted_out=True) is Carrier.START
    assert commands.carrier_word("SÍ", opted_out=True) is Carrier.START
    assert commands.carrier_word("unstop", opted_out=False) is Carrier.START


@pytest.mark.parametrize("text", ["help", "INFO", "ayuda"])
def test_help_words(text: str) -> None:
    assert commands.carrier_word(text, opted_out=False) is Carrier.HELP


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("skip", Act.SKIP),
        ("skip it i guess", Act.SKIP),
        ("saltar esta pregunta", Act.SKIP),
        ("I don't know", Act.UNKNOWN),
        ("no sé", Act.UNKNOWN),
        ("rather not say", Act.REFUSE),
        ("prefiero no decir", Act.REFUSE),
        ("back", Act.BACK),
        ("quiero volver atrás", Act.BACK),
        ("why do you ask?", Act.WHY),
        ("¿para qué?", Act.WHY),
        ("my answers", Act.LIST),
        ("call me", Act.CALL_ME),
        ("can i talk to someone", Act.CALL_ME),
        ("quiero hablar con una persona", Act.CALL_ME),
        ("later", Act.PAUSE),
        ("más tarde", Act.PAUSE),
        ("start over", Act.START_OVER),
        ("empezar de nuevo", Act.START_OVER),
        ("listo", Act.DONE),
        ("that's everyone", Act.DONE),
        ("hola, ¿cómo está?", Act.GREET),
        ("thank you so much", Act.THANKS),
        ("goodbye", Act.GOODBYE),
        ("what did you say", Act.REPEAT),
        ("no entendí", Act.REPEAT),
        ("are you a bot?", Act.BOT),
        ("complaint", Act.COMPLAINT),
        ("quiero poner una queja", Act.COMPLAINT),
        ("my info", Act.MY_INFO),
        ("borra mis datos", Act.DELETE),
        ("privacy", Act.NOTICE),
    ],
)
def test_acts(text: str, act: Act) -> None:
    command = commands.act(text, OFFERED)
    assert command is not None
    assert command.act is act


@pytest.mark.parametrize(
    ("text", "argument"),
    [
        ("fix 3", "3"),
        ("cambiar la 12", "12"),
        ("change my answer about birthday", "birthday"),
        ("quiero cambiar mi respuesta sobre el nombre", "nombre"),
        ("number 2 is wrong", "2"),
        ("change my answer", None),
    ],
)
def test_fix_tells_what(text: str, argument: str | None) -> None:
    command = commands.act(text, OFFERED)
    assert command is not None
    assert (command.act, command.argument) == (Act.FIX, argument)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("español", "es"),
        ("can u say in english", "en"),
        ("en inglés por favor", "en"),
        ("¿habla español?", "es"),
        ("I only speak Spanish", "es"),
    ],
)
def test_language_is_named_by_its_code(text: str, language: str) -> None:
    command = commands.act(text, OFFERED)
    assert command is not None
    assert (command.act, command.argument) == (Act.LANGUAGE, language)


def test_a_language_that_is_not_offered_is_no_command() -> None:
    assert commands.act("tiếng Việt", OFFERED) is None
    offered = commands.act("tiếng Việt", ("en", "vi"))
    assert offered is not None
    assert offered.argument == "vi"


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "none",
        "back with my mom",
        "Will",
        "help my kids sleep outside",
        "in my car",
        "I stopped drinking",
        "why not",
        "my brother can call me at night",
        "y",
        "si",
        "en casa",
        "the next street",
        "delete key",
        "list of shelters near 62701",
    ],
)
def test_answers_are_no_acts(text: str) -> None:
    assert commands.act(text, OFFERED) is None
