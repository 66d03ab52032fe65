"""The first words of a conversation, and the first after a long silence."""

from datetime import timedelta

from bot import fitting
from bot.asking import Turn, ask, ask_next, question_of, record, times_shown
from bot.state import Replied, Say, Stage
from intake.answers import Chosen
from intake.path import answers_on_path
from intake.reading import Act, Command, Understood


def greet(turn: Turn, event: Replied) -> None:
    """Open the conversation: take the language from the first words where they are clear."""
    question = turn.questionnaire.with_role("language")
    languages = turn.state.languages
    if isinstance(event.reading, Command) and event.reading.act is Act.LANGUAGE:
        known = event.reading.argument
    else:
        known = event.language
    if turn.state.shown is not None and isinstance(event.reading, Understood):
        fitting.understood(turn, turn.state.shown.key, event.reading)
        return
    if len(languages) == 1 or question is None:
        known = languages[0]
    if known not in languages or known is None:
        _ask_language(turn, languages[0])
        return
    turn.set(lang=known)
    if question is not None:
        record(turn, question.id, Chosen(known), event.text, "detected", 1.0)
    ask_next(turn)
    if len(languages) > 1:
        turn.emit(Say("switch_language"))


def _ask_language(turn: Turn, fallback: str) -> None:
    ask_next(turn)
    if turn.state.stage is not Stage.ASKING or times_shown(turn, "lang") > 2:
        turn.set(lang=fallback)


def answers_open(turn: Turn, event: Replied) -> bool:
    """Tell whether words that come after a long silence surely answer the open question."""
    shown, reading = turn.state.shown, event.reading
    if isinstance(reading, Command):
        return reading.act is not Act.GREET
    if shown is None or shown.key.startswith("_") or not isinstance(reading, Understood):
        return False
    free = question_of(turn.questionnaire, shown.key).kind in fitting.FREE_KINDS
    return reading.confidence >= fitting.SURE and not free


def welcome_back(turn: Turn) -> None:
    """Say so, check what may have changed since, and go on where they were."""
    turn.emit(Say("welcome_back"))
    for key, given in answers_on_path(turn.questionnaire, turn.state.answers).items():
        hours = question_of(turn.questionnaire, key).lasts_hours
        if hours is None or key in turn.state.confirmed:
            continue
        if turn.event.at - given.at >= timedelta(hours=hours):
            ask(turn, f"_still/{key}")
            return
    ask_next(turn)
