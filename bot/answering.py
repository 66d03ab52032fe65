"""What follows from an answer: what it starts, stops or tells, and the next question."""

from collections.abc import Mapping
from typing import TypeAlias

from bot.asking import Turn, ask, ask_next, decline, finish, question_of, record
from bot.state import Alert, AlertKind, ConsentAnswered, Flag, Replied, Say, Stage, Tell
from intake.answers import Answer, Chosen, Several, Value
from intake.consent import is_granted
from intake.definition import Choice, Question, Signal
from intake.path import path
from intake.reading import Danger

Extra: TypeAlias = tuple[tuple[str, Value], ...]


def answer(
    turn: Turn,
    key: str,
    value: Value,
    method: str,
    confidence: float,
    extra: Extra = (),
) -> None:
    """Record an answer with its source words, and what else the same text said; then go on."""
    event = turn.event
    assert isinstance(event, Replied)  # noqa: S101 - only a text can answer
    question = question_of(turn.questionnaire, key)
    words = event.text if turn.state.guess is None else turn.state.guess.words
    record(turn, key, value, words, method, confidence)
    _record_extra(turn, extra, words, method, confidence)
    match question.role:
        case "language":
            assert isinstance(value, Chosen)  # noqa: S101 - the loader saw to it
            turn.set(lang=value.id)
            ask_next(turn)
        case "consent":
            _consented(turn, question, value)
        case "review":
            finish(turn)
        case _:
            _said_more(turn, question, value)


def _record_extra(turn: Turn, extra: Extra, words: str, method: str, confidence: float) -> None:
    """Fill further open questions of the path, and say how many people that makes."""
    open_keys = {asked.key for asked in path(turn.questionnaire, turn.state.answers)}
    taken = [(k, v) for k, v in extra if k in open_keys and k not in turn.state.answers]
    for key, value in taken:
        record(turn, key, value, words, method, confidence)
    if taken:
        turn.emit(Say("people_noted", {"n": str(len(taken) + 1)}))


def _consented(turn: Turn, question: Question, value: Value) -> None:
    choice = _choices(question, value)[0]
    if choice.signal is Signal.TELL_MORE:
        turn.set(answers=_without(turn.state.answers, question.id))
        turn.emit(Say("more_info"))
        ask(turn, question.id)
        return
    granted = is_granted(question, choice.id)
    turn.emit(ConsentAnswered(question.id, choice.id, granted))
    if granted:
        ask_next(turn)
    else:
        decline(turn, "declined")


def _said_more(turn: Turn, question: Question, value: Value) -> None:
    """Act on what the choice means beyond the record, then ask on."""
    choices = _choices(question, value)
    if question.consent is not None and choices:
        granted = is_granted(question, choices[0].id)
        turn.emit(ConsentAnswered(question.id, choices[0].id, granted))
    for choice in choices:
        if choice.say is not None:
            turn.emit(Tell(question.id, choice.id))
    has_asked = False
    for choice in choices:
        if choice.signal is not None:
            has_asked |= _heed(turn, choice.signal)
    if not has_asked:
        ask_next(turn)


def _heed(turn: Turn, signal: Signal) -> bool:
    """Do what a signal asks for; True where it has put a question of its own."""
    words = turn.event.text if isinstance(turn.event, Replied) else ""
    match signal:
        case Signal.IN_DANGER:
            turn.set(stage=Stage.CRISIS)
            turn.emit(Alert(AlertKind.NOT_SAFE, (Danger.DANGER_NOW,), words), Say("not_safe"))
            ask(turn, "_go_on")
        case Signal.FLEEING:
            turn.flag(Flag.RESTRICTED)
            turn.emit(Alert(AlertKind.NOT_SAFE, (Danger.VIOLENCE,), words), Say("fleeing"))
            ask(turn, "_safe_to_go_on")
        case Signal.TEXT_UNSAFE:
            turn.flag(Flag.TEXT_UNSAFE)
            turn.set(stage=Stage.PAUSED, shown=None)
            turn.emit(Say("text_unsafe"))
        case Signal.UNSURE_SAFE:
            turn.emit(Alert(AlertKind.NOT_SAFE, (), words), Say("unsure_safe"))
            return False
        case Signal.PHONE_SHARED:
            turn.flag(Flag.PHONE_SHARED)
            return False
        case Signal.NEEDS_CALL:
            turn.flag(Flag.WANTS_CALL)
            turn.emit(Alert(AlertKind.CALL, (), words))
            return False
        case _:
            return False
    return True


def _choices(question: Question, value: Value) -> list[Choice]:
    match value:
        case Chosen(id=chosen):
            return [question.choice_by_id[chosen]]
        case Several(ids=ids):
            return [question.choice_by_id[i] for i in ids]
        case _:
            return []


def _without(answers: Mapping[str, Answer], key: str) -> dict[str, Answer]:
    return {k: v for k, v in answers.items() if k != key}
