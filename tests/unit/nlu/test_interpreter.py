"""One text, one reading: the fixed order, and answers by kind of question."""

import pytest

from intake.answers import (
    Chosen,
    Refused,
    Several,
    Unknown,
    Words,
)
from intake.reading import (
    Act,
    Carrier,
    CarrierWord,
    Command,
    Context,
    Crisis,
    Danger,
    Misread,
    OptOutPhrase,
    Problem,
    Reading,
    Understood,
)
from nlu.interpreter import LONGEST, Interpreter
from tests.unit.nlu.asking import COUNT, NEEDS, SAFE, TODAY, TONIGHT, choice, question, read, value


def test_the_order_is_carrier_word_crisis_opt_out_command_answer() -> None:
    assert read(TONIGHT, "STOP") == CarrierWord(Carrier.STOP)
    assert read(TONIGHT, "stop texting me, I want to die") == Crisis(
        (Danger.SELF_HARM,), "stop texting me, I want to die"
    )
    assert read(TONIGHT, "stop texting me") == OptOutPhrase()
    assert read(TONIGHT, "skip") == Command(Act.SKIP)
    assert read(TONIGHT, "shelter") == Understood(Chosen("shelter"), "shelter", "label", 0.99)


def test_yes_is_an_answer_unless_stopped() -> None:
    assert value(SAFE, "YES") == Chosen("yes")
    assert read(SAFE, "YES", opted_out=True) == CarrierWord(Carrier.START)


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b\ufeff", "\x00"])
def test_nothing_is_empty(text: str) -> None:
    assert read(TONIGHT, text) == Misread(Problem.EMPTY)


@pytest.mark.parametrize(
    "text",
    [
        "Liked “Are you safe right now?”",
        'Loved "1 Yes 2 No"',
        "Loved an image",
        "Emphasized “Thank you for telling me.”",
        "Laughed at “are you thinking of ending your life?”",
        "Reacted 😂 to “Where will you sleep tonight?”",
        "Le gustó “¿Dónde va a dormir esta noche?”",
        "Le encantó una imagen",
        "👍 to “Are you safe right now?”",
    ],
)
def test_a_tapback_quotes_us_and_answers_nothing(text: str) -> None:
    assert read(SAFE, text) == Misread(Problem.TAPBACK)


def test_a_long_text_is_scanned_but_not_read() -> None:
    story = "and then we moved " * 100
    assert len(story) > LONGEST
    assert read(question("text"), story) == Misread(Problem.TOO_LONG)
    assert isinstance(read(question("text"), story + "I want to kill myself"), Crisis)


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("1", "outside"),
        ("2.", "shelter"),
        ("#3", "with_people"),
        ("2️⃣", "shelter"),
        ("the second one", "shelter"),
        ("uno", "outside"),
        ("b", "shelter"),
        ("mission", "shelter"),
        ("in my car i guess", "outside"),
        ("refugio", "shelter"),
        ("sheltr", "shelter"),
        ("2 shelter", "shelter"),
        ("back with family", "with_people"),
    ],
)
def test_choices(text: str, chosen: str) -> None:
    assert value(TONIGHT, text) == Chosen(chosen)


@pytest.mark.parametrize(
    "text", ["9", "0", "3 shelter", "shelter or my car", "not in a shelter", "purple", "yes", "👍"]
)
def test_what_fits_no_choice_or_two_is_asked_again(text: str) -> None:
    assert read(TONIGHT, text) == Misread(Problem.NOT_A_CHOICE)


@pytest.mark.parametrize("text", ["don't know", "idk", "4", "no sé", "not sure"])
def test_not_knowing_is_a_value(text: str) -> None:
    assert value(TONIGHT, text) == Unknown()
    if text != "4":
        assert value(COUNT, text) == Unknown()


@pytest.mark.parametrize("text", ["rather not say", "5", "that's private", "prefiero no decir"])
def test_not_saying_is_a_value(text: str) -> None:
    assert value(TONIGHT, text) == Refused()


def test_a_label_that_says_not_sure_is_chosen_as_such() -> None:
    assert value(SAFE, "not sure") == Chosen("not_sure")
    assert value(SAFE, "idk") == Chosen("not_sure")
    assert value(SAFE, "not really") == Chosen("no")


def test_a_choice_that_is_denied_elsewhere_is_not_chosen_by_half_its_words() -> None:
    private = question(
        "choice",
        choices=[
            choice("yes", "Yes, only me", "Sí, solo yo"),
            choice("others", "Yes, but others see it", "Sí, pero otros lo ven"),
            choice("no", "No", "No", synonyms={"en": ["not safe"]}),
        ],
    )
    assert read(private, "it is safe") == Misread(Problem.NOT_A_CHOICE)
    assert read(private, "yes") == Misread(Problem.NOT_A_CHOICE)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("1 3", ("stairs", "pet")),
        ("3, 1", ("stairs", "pet")),
        ("dog and no stairs", ("stairs", "pet")),
        ("no but I have a dog", ("pet",)),
        ("all", ("stairs", "sign", "pet")),
        ("all but 2", ("stairs", "pet")),
        ("none of these", ("none",)),
        ("nada", ("none",)),
        ("4", ("none",)),
    ],
)
def test_several(text: str, ids: tuple[str, ...]) -> None:
    assert value(NEEDS, text) == Several(ids)


def test_none_excludes_the_others() -> None:
    assert read(NEEDS, "1 4") == Misread(Problem.NOT_A_CHOICE)


def test_an_act_does_not_shadow_an_answer() -> None:
    reach = question("choice", choices=[choice("call", "Call this phone", "Llamada")])
    assert value(reach, "call me") == Chosen("call")
    assert read(TONIGHT, "call me") == Command(Act.CALL_ME)
    assert value(question("text"), "no") == Words("no")
    assert isinstance(value(question("text"), "thanks for helping my kids"), Words)


def test_the_review_takes_line_numbers() -> None:
    review = question(
        "choice",
        role="review",
        choices=[choice("send", "Send", "Enviar", synonyms={"en": ["0"], "es": ["0"]})],
    )
    assert value(review, "0") == Chosen("send")
    assert read(review, "12") == Command(Act.FIX, "12")


def test_with_nothing_open_acts_still_count() -> None:
    assert read(None, "hi") == Command(Act.GREET)
    assert isinstance(read(None, "I want to die"), Crisis)
    assert isinstance(read(None, "62701"), Misread)


class Guess:
    """A second reader that always says Denver."""

    def read(self, context: Context, text: str) -> Reading | None:
        del context
        return Understood(Words("Denver"), text, "guess", 0.5)


def test_the_second_reader_sees_only_what_the_rules_did_not_read() -> None:
    interpreter = Interpreter(Guess())
    context = Context(TONIGHT, "en", TODAY)
    assert interpreter.read(context, "purple") == Understood(
        Words("Denver"), "purple", "guess", 0.5
    )
    assert interpreter.read(context, "shelter") == read(TONIGHT, "shelter")
    assert interpreter.read(context, "STOP") == CarrierWord(Carrier.STOP)
    assert interpreter.read(context, "") == Misread(Problem.EMPTY)
