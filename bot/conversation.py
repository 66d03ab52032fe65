"""The conversation core: ``step(questionnaire, state, event) -> (state, effects)``.

No clock (time rides on the event), no chance, no text (effects name a message), no exception for
what people type. The order of reading is a safety rule: carrier word, crisis, opt-out phrase,
command, answer; ``nlu`` reads in that order and this module acts in it.
"""

from datetime import timedelta
from typing import assert_never

from bot import acts, fitting, opening, people, prompts, reserved
from bot.asking import Turn, ask, ask_next, prompt_of, question_of
from bot.state import (
    Alert,
    AlertKind,
    Event,
    Flag,
    HandedBack,
    Note,
    Nudged,
    Replied,
    Say,
    StaffSpoke,
    Stage,
    State,
    Transition,
)
from intake.answers import Chosen
from intake.definition import Question, Questionnaire
from intake.reading import (
    Act,
    CarrierWord,
    Command,
    Crisis,
    Misread,
    OptOutPhrase,
    Problem,
    Understood,
)

AWAY = timedelta(hours=6)  # after so long a person is welcomed back


def begin(definition: str, languages: tuple[str, ...]) -> State:
    """Return the state of a conversation in which nothing was said yet."""
    return State(definition=definition, languages=languages)


def listening(
    questionnaire: Questionnaire, own: dict[str, Question], state: State, *, late: bool = False
) -> tuple[Question | None, int | None]:
    """Return the question (and slot) that a text written now, or before the last one, answers."""
    shown = state.previous if late else state.shown
    if shown is None or state.stage in (Stage.SENT, Stage.DECLINED, Stage.HANDED_OVER):
        return None, None
    if shown.key.startswith("_"):
        return own[prompt_of(shown.key)[0]], None
    _, _, slot = shown.key.partition(".")
    return question_of(questionnaire, shown.key), int(slot) if slot else None


def step(questionnaire: Questionnaire, state: State, event: Event) -> Transition:
    """Return the next state, and what the world must now be told."""
    turn = Turn(questionnaire, state, event)
    match event:
        case Replied():
            turn.set(turn=state.turn + 1, last_at=event.at)
            _replied(turn, event, away=_was_away(state, event))
        case Nudged():
            if event.turn == state.turn and may_be_nudged(state):
                turn.emit(Say("nudge"))
        case StaffSpoke():
            turn.set(stage=Stage.HANDED_OVER)
        case HandedBack():
            if state.stage is Stage.HANDED_OVER:
                turn.set(stage=Stage.ASKING)
                ask_next(turn)
        case _:
            assert_never(event)
    return turn.done()


def may_be_nudged(state: State) -> bool:
    """Tell whether a reminder may be sent: never where texting is not safe, never unasked."""
    unsafe = {Flag.TEXT_UNSAFE, Flag.PHONE_SHARED, Flag.RESTRICTED}
    return state.stage is Stage.ASKING and not state.opted_out and not unsafe & set(state.flags)


def _was_away(state: State, event: Replied) -> bool:
    return (
        state.last_at is not None
        and event.at - state.last_at >= AWAY
        and (state.stage is Stage.ASKING and state.shown is not None)
    )


def _replied(turn: Turn, event: Replied, *, away: bool) -> None:
    reading = event.reading
    if isinstance(reading, CarrierWord):
        reserved.carrier(turn, event, reading.word)
    elif isinstance(reading, Crisis):
        reserved.crisis(turn, reading)
    elif turn.state.opted_out:
        turn.emit(Note(event.text))
    elif isinstance(reading, OptOutPhrase):
        reserved.stop(turn)
    elif not turn.state.lang:
        opening.greet(turn, event)
    elif away and not opening.answers_open(turn, event):
        opening.welcome_back(turn)
    else:
        if away:
            turn.emit(Say("welcome_back"))
        _by_stage(turn, event)


def _by_stage(turn: Turn, event: Replied) -> None:
    match turn.state.stage:
        case Stage.ASKING:
            _asking(turn, event)
        case Stage.CRISIS:
            _in_crisis(turn, event)
        case Stage.PAUSED:
            _paused(turn, event)
        case Stage.DECLINED:
            _declined(turn, event)
        case Stage.SENT:
            _sent(turn, event)
        case Stage.HANDED_OVER:
            turn.emit(Note(event.text))
        case _:
            assert_never(turn.state.stage)


# ---- stages


def _asking(turn: Turn, event: Replied) -> None:
    reading, shown = event.reading, turn.state.shown
    if event.change is not None and people.change(turn, event.change):
        return
    if event.late and not isinstance(reading, Command):
        fitting.late(turn, event)
    elif isinstance(reading, Command):
        _command(turn, reading)
    elif shown is None:
        ask_next(turn)
    elif shown.key.startswith("_"):
        _prompt(turn, shown.key, event)
    elif isinstance(reading, Understood):
        fitting.understood(turn, shown.key, reading)
    elif isinstance(reading, Misread):
        fitting.misread(turn, shown.key, event, reading)


def _command(turn: Turn, command: Command) -> None:
    if command.act is not Act.SKIP:
        turn.set(skips=0)
    acts.perform(turn, command)


def _prompt(turn: Turn, key: str, event: Replied) -> None:
    name, target = prompt_of(key)
    reading, instead = event.reading, event.before
    if isinstance(reading, Understood) and isinstance(reading.value, Chosen):
        prompts.replied(turn, name, target, reading.value.id)
    elif target and isinstance(instead, Understood) and instead.confidence >= fitting.SURE:
        turn.set(fixing=target if target in turn.state.answers else None, guess=None)
        fitting.understood(turn, target, instead)
    else:
        prompts.unclear(turn, name, target)


def _in_crisis(turn: Turn, event: Replied) -> None:
    shown = turn.state.shown
    if isinstance(event.reading, Command) and event.reading.act in (Act.CALL_ME, Act.LANGUAGE):
        turn.emit(Alert(AlertKind.CALL, (), event.text), Say("crisis_hold"))
    elif shown is not None and shown.key.startswith("_"):
        _prompt(turn, shown.key, event)
    else:
        turn.emit(Note(event.text), Say("crisis_hold"))
        ask(turn, "_go_on")


def _paused(turn: Turn, event: Replied) -> None:
    shown = turn.state.shown
    if shown is not None and shown.key == "_safe_to_go_on":
        _prompt(turn, shown.key, event)
    elif Flag.TEXT_UNSAFE in turn.state.flags:
        ask(turn, "_safe_to_go_on")
    elif isinstance(event.reading, Command) and event.reading.act is not Act.GREET:
        acts.perform(turn, event.reading)
    else:
        turn.set(stage=Stage.ASKING)
        opening.welcome_back(turn)


def _declined(turn: Turn, event: Replied) -> None:
    reading = event.reading
    if isinstance(reading, Command) and reading.act in (Act.THANKS, Act.GOODBYE):
        return
    turn.set(stage=Stage.ASKING, shown=None)
    ask_next(turn)


def _sent(turn: Turn, event: Replied) -> None:
    reading = event.reading
    if isinstance(reading, Command) and reading.act not in (Act.GREET, Act.SKIP, Act.BACK):
        acts.perform(turn, reading)
    elif isinstance(reading, Misread) and reading.problem in (Problem.EMPTY, Problem.TAPBACK):
        acts.note(turn, message=reading.problem.value)
    else:
        acts.note(turn)
