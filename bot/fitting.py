"""Whether a text fits the question it answers: sure, unsure, not at all, or the one before.

A wrong field is worse than asking again.
"""

from bot import acts
from bot.answering import answer
from bot.asking import Turn, ask, leave_to_worker, question_of
from bot.state import Guess, Note, Replied, Say
from intake.answers import Chosen, Number, Refused, Unknown
from intake.definition import Kind
from intake.reading import Misread, Understood

SURE = 0.8  # below, a reading is read back before it counts
FREE_KINDS = (Kind.TEXT, Kind.NAME, Kind.PLACE)  # take nearly any words, so they prove nothing


def understood(turn: Turn, key: str, reading: Understood) -> None:
    """Take a sure reading, read back an unsure one, and never force an answer."""
    question = question_of(turn.questionnaire, key)
    if question.skippable == "no" and isinstance(reading.value, Unknown | Refused):
        turn.emit(Say("must_answer"))
        ask(turn, key)
        return
    turn.set(skips=turn.state.skips if isinstance(reading.value, Refused) else 0)
    if reading.confidence >= SURE:
        answer(turn, key, reading.value, reading.method, reading.confidence, reading.extra)
    elif isinstance(reading.value, Chosen | Number):
        turn.set(guess=Guess(key, reading.value, reading.words, reading.method))
        ask(turn, f"_read_back/{key}")
    else:
        # A name or a date is never sent back by text to be confirmed: ask once more instead.
        _miss(turn, key, None)


def misread(turn: Turn, key: str, event: Replied, reading: Misread) -> None:
    """Find what the words may have been meant for, or ask again."""
    if _was_for_the_one_before(turn, event):
        return
    _miss(turn, key, reading.problem.value)


def _miss(turn: Turn, key: str, problem: str | None) -> None:
    """First say what would fit, then offer to skip or a person, then leave it to the worker."""
    misses = turn.state.misses + 1
    turn.set(misses=misses, skips=0)
    if misses == 1:
        if problem is not None:
            turn.emit(Say(problem))
        ask(turn, key)
    elif misses == 2:
        ask(turn, f"_offer/{key}")
    else:
        leave_to_worker(turn, key)


def _was_for_the_one_before(turn: Turn, event: Replied) -> bool:
    """Ask, where a text does not fit the open question but does fit the one before it."""
    previous, before = turn.state.previous, event.before
    if previous is None or not isinstance(before, Understood) or before.confidence < SURE:
        return False
    if question_of(turn.questionnaire, previous.key).kind in FREE_KINDS:
        return False
    stored = turn.state.answers.get(previous.key)
    if stored is None or stored.value == before.value:
        return False
    turn.set(guess=Guess(previous.key, before.value, event.text, before.method))
    ask(turn, f"_previous/{previous.key}")
    return True


def late(turn: Turn, event: Replied) -> None:
    """Bind a text to what stood open when it was written; if that is unsure, ask."""
    previous, reading = turn.state.previous, event.reading
    if previous is not None and isinstance(reading, Understood):
        stored = turn.state.answers.get(previous.key)
        if stored is not None and stored.value == reading.value:
            return
        turn.set(guess=Guess(previous.key, reading.value, event.text, reading.method))
        turn.emit(Say("two_at_once"))
        ask(turn, f"_previous/{previous.key}")
        return
    turn.emit(Note(event.text), Say("two_at_once"))
    acts.keep_place(turn)
