"""Changes to the list of people that are said in passing, at whatever question."""

from dataclasses import replace

from bot.asking import Turn, ask, ask_next, question_of
from bot.state import Replied, Say
from intake.answers import Answer, Member, Number
from intake.comparing import folded
from intake.definition import Kind
from intake.household import find_by_name, members, remove_member
from intake.reading import MemberChange


def change(turn: Turn, said: MemberChange) -> bool:
    """Do what was said about exactly one person of the list; False where nobody is meant."""
    shown = turn.state.shown
    if shown is None or shown.key.startswith("_"):
        return False
    open_question = question_of(turn.questionnaire, shown.key)
    if open_question.kind is Kind.TEXT:
        return False  # the person is telling the worker something: it stays as it is
    slots = _meant(turn, said)
    if len(slots) == 1:
        _apply(turn, slots[0], said)
        return True
    if not slots and said.age is None and open_question.kind is Kind.MEMBER:
        ask(turn, "_one_less")
        return True
    return False


def one_less(turn: Turn) -> None:
    """Make the household one smaller when somebody who was not listed yet is not part of it."""
    size = turn.questionnaire.with_role("household_size")
    given = turn.state.answers.get(size.id) if size is not None else None
    if size is None or given is None or not isinstance(given.value, Number):
        return
    smaller = _by_this_text(turn, given, Number(max(1, given.value.number - 1)))
    turn.set(answers={**turn.state.answers, size.id: smaller})


def _meant(turn: Turn, said: MemberChange) -> list[int]:
    """Return the slots of those who may be meant, by first name or by what they are to them."""
    answers = turn.state.answers
    named = list(find_by_name(turn.questionnaire, answers, said.who))
    if named or said.relation is None:
        return named
    return [
        slot
        for slot, given in members(turn.questionnaire, answers)
        if isinstance(given.value, Member)
        and given.value.relation == said.relation
        and said.who in folded(given.words).split()
    ]


def _apply(turn: Turn, slot: int, said: MemberChange) -> None:
    answers = turn.state.answers
    if said.age is None:
        left = remove_member(turn.questionnaire, answers, slot)
        turn.set(answers=left, fixing=None, misses=0, guess=None)
        people = 1 + sum(1 for _ in members(turn.questionnaire, left))
        turn.emit(Say("person_removed", {"n": str(_size(turn) or people)}))
    else:
        for place, given in members(turn.questionnaire, answers):
            if place == slot and isinstance(given.value, Member):
                key = next(k for k, v in answers.items() if v is given)
                changed = _by_this_text(turn, given, replace(given.value, age=said.age))
                turn.set(answers={**answers, key: changed}, misses=0, guess=None)
        turn.emit(Say("person_changed"))
    ask_next(turn)


def _size(turn: Turn) -> int | None:
    size = turn.questionnaire.with_role("household_size")
    given = turn.state.answers.get(size.id) if size is not None else None
    return given.value.number if given and isinstance(given.value, Number) else None


def _by_this_text(turn: Turn, given: Answer, value: Member | Number) -> Answer:
    words = turn.event.text if isinstance(turn.event, Replied) else ""
    return replace(given, value=value, words=words, method="correction", at=turn.event.at)
