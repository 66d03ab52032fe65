"""What the person said to one of the bot's own small questions."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot import people
from bot.acts import reopen
from bot.answering import answer
from bot.asking import Turn, ask, ask_next, finish, leave_to_worker, question_of
from bot.state import Alert, AlertKind, Flag, Replied, Say, Stage, State
from intake.answers import Refused
from intake.reading import Danger


def replied(turn: Turn, prompt: str, target: str, choice: str) -> None:
    """Go on as the person chose; ``target`` is the question the prompt was about."""
    REPLIES[prompt](turn, target, choice)


def unclear(turn: Turn, prompt: str, target: str) -> None:
    """Never ask on and on about a prompt: each has a safe way out."""
    match prompt:
        case "_offer" | "_read_back":
            leave_to_worker(turn, target)
        case "_still":
            turn.set(confirmed=(*turn.state.confirmed, target))
            ask_next(turn)
        case "_in_crisis" | "_go_on":
            turn.emit(Say("crisis_hold"))
            ask(turn, "_go_on")
        case "_safe_to_go_on":
            turn.set(stage=Stage.PAUSED, shown=None)
            turn.emit(Say("text_unsafe"))
        case _:
            turn.set(guess=None)
            ask_next(turn)


def _offered(turn: Turn, target: str, choice: str) -> None:
    if choice == "again":
        ask(turn, target)
    elif choice == "person":
        words = turn.event.text if isinstance(turn.event, Replied) else ""
        turn.flag(Flag.WANTS_CALL)
        turn.emit(Alert(AlertKind.CALL, (), words), Say("call_coming"))
        leave_to_worker(turn, target)
    elif question_of(turn.questionnaire, target).skippable == "yes":
        answer(turn, target, Refused(), "skip", 1.0)
    else:
        turn.emit(Say("must_answer"))
        ask(turn, target)


def _read_back(turn: Turn, target: str, choice: str) -> None:
    guess = turn.state.guess
    if choice == "yes" and guess is not None:
        answer(turn, target, guess.value, f"{guess.method}, confirmed", 1.0)
    else:
        turn.set(guess=None)
        ask(turn, target)


def _previous(turn: Turn, target: str, choice: str) -> None:
    guess = turn.state.guess
    if choice == "yes" and guess is not None:
        turn.set(fixing=target)
        answer(turn, target, guess.value, f"{guess.method}, confirmed", 1.0)
    else:
        turn.set(guess=None)
        ask_next(turn)


def _start_over(turn: Turn, _target: str, choice: str) -> None:
    """Clear the answers; consent is asked for again, the language is kept."""
    if choice == "yes":
        _clear(turn)
    ask_next(turn)


def _short(turn: Turn, _target: str, choice: str) -> None:
    if choice == "send":
        finish(turn, short=True)
    else:
        ask_next(turn)


def _clear(turn: Turn) -> None:
    old = turn.state
    language = turn.questionnaire.with_role("language")
    kept = {k: v for k, v in old.answers.items() if language is not None and k == language.id}
    turn.state = replace(
        State(definition=old.definition, languages=old.languages),
        lang=old.lang,
        turn=old.turn,
        answers=kept,
        shows=old.shows,
        members=old.members,
        restarts=old.restarts + 1,
        last_at=old.last_at,
    )


def _still(turn: Turn, target: str, choice: str) -> None:
    turn.set(confirmed=(*turn.state.confirmed, target))
    if choice == "yes":
        ask_next(turn)
    else:
        reopen(turn, target)


def _in_crisis(turn: Turn, _target: str, choice: str) -> None:
    words = turn.event.text if isinstance(turn.event, Replied) else ""
    if choice == "yes":
        turn.set(shown=None)
        turn.emit(Alert(AlertKind.CRISIS, (Danger.SELF_HARM,), words), Say("crisis_yes"))
    else:
        turn.emit(Say("crisis_hold"))
        ask(turn, "_go_on")


def _go_on(turn: Turn, _target: str, choice: str) -> None:
    if choice == "yes":
        turn.set(stage=Stage.ASKING, misses=0)
        ask_next(turn)
    else:  # the prompt stays open: any later yes goes on
        turn.emit(Say("crisis_hold"))


def _safe(turn: Turn, _target: str, choice: str) -> None:
    if choice == "yes":
        turn.unflag(Flag.TEXT_UNSAFE)
        ask_next(turn)
    else:
        turn.flag(Flag.TEXT_UNSAFE)
        turn.set(stage=Stage.PAUSED, shown=None)
        turn.emit(Say("text_unsafe"))


def _one_less(turn: Turn, _target: str, choice: str) -> None:
    if choice == "yes":
        people.one_less(turn)
    ask_next(turn)


REPLIES: Mapping[str, Callable[[Turn, str, str], None]] = {
    "_offer": _offered,
    "_read_back": _read_back,
    "_previous": _previous,
    "_start_over": _start_over,
    "_one_less": _one_less,
    "_still": _still,
    "_short": _short,
    "_in_crisis": _in_crisis,
    "_go_on": _go_on,
    "_safe_to_go_on": _safe,
}
