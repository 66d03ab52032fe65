"""What is heard before anything else, at every stage: the carriers' words, and danger."""

from typing import assert_never

from bot import acts, opening
from bot.asking import Turn, ask_next
from bot.state import Alert, AlertKind, OptedIn, OptedOut, Replied, Say, Shown, Stage
from intake.reading import Carrier, Crisis, Danger

QUESTION_PUT = 2


def carrier(turn: Turn, event: Replied, word: Carrier) -> None:
    """Obey STOP, START and HELP (R1, R5), at any stage and in the same turn."""
    match word:
        case Carrier.STOP:
            stop(turn)
        case Carrier.START:
            was_out = turn.state.opted_out
            turn.set(opted_out=False)
            turn.emit(*([OptedIn()] if was_out else []))
            if not turn.state.lang:
                opening.greet(turn, event)
                return
            turn.emit(Say("started"))
            if turn.state.stage is not Stage.SENT:
                ask_next(turn)
        case Carrier.HELP:
            if not event.carrier_replied:
                turn.emit(Say("help"))
            if turn.state.stage is Stage.ASKING and turn.state.shown and not turn.state.opted_out:
                acts.keep_place(turn)
        case _:
            assert_never(word)


def stop(turn: Turn) -> None:
    """End all texts in this turn; one confirmation at most, counting the carrier's own (R2)."""
    if turn.state.opted_out:
        return
    turn.set(opted_out=True)
    turn.emit(OptedOut())
    if not (isinstance(turn.event, Replied) and turn.event.carrier_replied):
        turn.emit(Say("stopped"))


def crisis(turn: Turn, reading: Crisis) -> None:
    """Answer at once, keep the place, get a person. Nothing in the text is taken as an answer."""
    turn.emit(Alert(AlertKind.CRISIS, reading.dangers, reading.words))
    if not turn.state.lang:
        event = turn.event
        language = event.language if isinstance(event, Replied) else None
        turn.set(lang=language or turn.state.languages[0])
    message = f"crisis_{reading.dangers[0]}"
    times = turn.state.shows.get(message, 0)
    asks = reading.dangers[0] is Danger.SELF_HARM and times < QUESTION_PUT
    if turn.state.stage is not Stage.HANDED_OVER:
        open_now = Shown("_in_crisis", turn.state.turn, turn.event.at) if asks else None
        turn.set(stage=Stage.CRISIS, shown=open_now)
    if not turn.state.opted_out:
        turn.set(shows={**turn.state.shows, message: times + 1})
        # The hard question is put twice at most; then only where help is.
        turn.emit(Say(message if times < QUESTION_PUT else "crisis_yes"))
