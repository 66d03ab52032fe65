"""What is asked next, and how often: shared by every part of the conversation core.

A question may be put again, but never a third time in the same words, and never without end: what
stays unanswered after several tries is set aside for the worker and recorded as not collected (99).
"""

from dataclasses import replace
from typing import Any

from bot.state import (
    Ask,
    Effect,
    Finished,
    Flag,
    HandedBack,
    Nudged,
    Replied,
    Say,
    Shown,
    StaffSpoke,
    Stage,
    State,
    Transition,
    Wipe,
)
from intake.answers import Answer, Chosen, Member, Value
from intake.definition import Question, Questionnaire
from intake.path import answers_on_path, path

TIMES_ASKED = 6  # after so many the question is left to a worker
GUESSES = ("_read_back", "_previous")  # the prompts that ask about a guess
SILENT_ROLES = ("language", "consent", "review")  # never a line of the person's own list


class Turn:
    """The working copy of one step: the state so far, and the effects in their order."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        state: State,
        event: Replied | Nudged | StaffSpoke | HandedBack,
    ) -> None:
        self.questionnaire = questionnaire
        self.state = state
        self.event = event
        self.effects: list[Effect] = []

    def set(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)

    def emit(self, *effects: Effect) -> None:
        self.effects.extend(effects)

    def flag(self, flag: Flag) -> None:
        if flag not in self.state.flags:
            self.set(flags=(*self.state.flags, flag))

    def unflag(self, flag: Flag) -> None:
        self.set(flags=tuple(f for f in self.state.flags if f is not flag))

    def done(self) -> Transition:
        return self.state, tuple(self.effects)


def split(key: str) -> tuple[str, int | None]:
    """Take a question key apart: ``member.2`` is question ``member``, slot 2."""
    name, _, slot = key.partition(".")
    return name, int(slot) if slot else None


def prompt_of(key: str) -> tuple[str, str]:
    """Take a prompt key apart: ``_offer/dob`` is prompt ``_offer`` about question ``dob``."""
    name, _, target = key.partition("/")
    return name, target


def question_of(questionnaire: Questionnaire, key: str) -> Question:
    """Return the question that a key belongs to, whatever its slot."""
    return questionnaire.by_id[split(key)[0]]


def next_open(questionnaire: Questionnaire, state: State) -> str | None:
    """Return the key to ask now: what is being fixed, else the first open one on the path."""
    if state.fixing is not None:
        return state.fixing
    for asked in path(questionnaire, state.answers):
        if asked.key not in state.answers and asked.key not in state.set_aside:
            return asked.key
    return None


def lines(questionnaire: Questionnaire, state: State) -> list[str]:
    """Return the keys of the person's own list, as numbered in LIST and at the review."""
    return [
        key
        for key in answers_on_path(questionnaire, state.answers)
        if question_of(questionnaire, key).role not in SILENT_ROLES
    ]


def ask(turn: Turn, key: str, **values: str) -> None:
    """Put a question or prompt; one that was put too often is left to a worker."""
    times = times_shown(turn, key)
    if times >= TIMES_ASKED and not key.startswith("_"):
        leave_to_worker(turn, key)
        return
    shown = turn.state.shown
    moved_on = shown is not None and shown.key != key and not shown.key.startswith("_")
    turn.set(
        shows={**turn.state.shows, _counted(turn, key): times + 1},
        previous=shown if moved_on else turn.state.previous,
        shown=Shown(key, turn.state.turn, turn.event.at),
        # A guess lives only as long as the prompt that asks about it.
        guess=turn.state.guess if prompt_of(key)[0] in GUESSES else None,
    )
    turn.emit(Ask(key, times, values))


def ask_next(turn: Turn) -> None:
    """Go on with the first open question, or finish when there is none."""
    _keep_language(turn)
    key = next_open(turn.questionnaire, turn.state)
    if key is None:
        finish(turn)
    else:
        turn.set(stage=Stage.ASKING)
        ask(turn, key)


def times_shown(turn: Turn, key: str) -> int:
    """Return how often a question was put in the language that is spoken now."""
    return turn.state.shows.get(_counted(turn, key), 0)


def _counted(turn: Turn, key: str) -> str:
    """Count by language, as the words are others in each; the language question has them all."""
    language = turn.questionnaire.with_role("language")
    speaks_all = language is not None and key == language.id
    return f"{key}@{'' if speaks_all else turn.state.lang}"


def _keep_language(turn: Turn) -> None:
    """Never ask for a language that is known already, as after a no or a crisis at the start."""
    question = turn.questionnaire.with_role("language")
    if question is not None and turn.state.lang and question.id not in turn.state.answers:
        record(turn, question.id, Chosen(turn.state.lang), "", "known", 1.0)


def ask_again(turn: Turn) -> None:
    """Keep the place: put what stands open once more."""
    shown = turn.state.shown
    if shown is None or shown.key.startswith("_"):
        ask_next(turn)
    else:
        ask(turn, shown.key)


def leave_to_worker(turn: Turn, key: str) -> None:
    """Give up on a question without ending the conversation."""
    question = question_of(turn.questionnaire, key)
    turn.set(fixing=None, misses=0, guess=None)
    if question.role == "consent":
        decline(turn, "no_answer_kept_nothing")
    elif question.role == "language":
        record(turn, key, Chosen(turn.state.languages[0]), "", "default", 0.0)
        turn.set(lang=turn.state.languages[0])
        ask_next(turn)
    elif question.role == "review":
        finish(turn)
    else:
        turn.set(set_aside=(*turn.state.set_aside, key))
        turn.emit(Say("left_for_worker"))
        ask_next(turn)


def finish(turn: Turn, *, short: bool = False) -> None:
    """Close the questions; answers that fell off the path leave the record here."""
    if short:
        turn.flag(Flag.SHORT_BY_CHOICE)
    turn.set(
        stage=Stage.SENT,
        answers=answers_on_path(turn.questionnaire, turn.state.answers),
        shown=None,
        previous=None,
        fixing=None,
    )
    turn.emit(Finished(short=Flag.SHORT_BY_CHOICE in turn.state.flags), Say("sent"))


def decline(turn: Turn, message: str) -> None:
    """Keep nothing: what is left is the language and how often things were asked."""
    old = turn.state
    turn.state = State(
        definition=old.definition,
        languages=old.languages,
        stage=Stage.DECLINED,
        lang=old.lang,
        turn=old.turn,
        shows=old.shows,
        restarts=old.restarts,
        opted_out=old.opted_out,
        last_at=old.last_at,
    )
    turn.emit(Say(message), Wipe())


def record(turn: Turn, key: str, value: Value, words: str, method: str, confidence: float) -> None:
    """Put a value into the answers; the place in the path follows by itself."""
    state = turn.state
    if isinstance(value, Member):
        before = state.answers.get(key)
        known = before.value.uid if before and isinstance(before.value, Member) else ""
        count = state.members if known else state.members + 1
        value = replace(value, uid=known or f"m{count}")
        turn.set(members=count)
    given = Answer(
        value=value,
        words=words,
        method=method,
        confidence=confidence,
        at=turn.event.at,
        lang=state.lang,
        turn=state.shown.turn if state.shown else state.turn,
    )
    turn.set(
        answers={**state.answers, key: given},
        set_aside=tuple(k for k in state.set_aside if k != key),
        fixing=None if state.fixing == key else state.fixing,
        misses=0,
        guess=None,
    )
