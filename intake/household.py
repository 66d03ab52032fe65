"""Edits of the list of people, as pure functions on answers.

Slots are places in the list and move up when somebody is removed; a person is known by the
``uid`` of their ``Member``, which never changes and is never given again.
"""

from collections.abc import Iterator
from dataclasses import replace

from intake.answers import Answer, Answers, Member, Number
from intake.comparing import folded
from intake.definition import Kind, Question, Questionnaire
from intake.path import key_of


def members(questionnaire: Questionnaire, answers: Answers) -> Iterator[tuple[int, Answer]]:
    """Yield the slot and answer of each person listed so far, in the order of the list."""
    for listing in _listings(questionnaire):
        for slot in _slots(listing, answers):
            if (answer := answers.get(key_of(listing.id, slot))) is not None:
                yield slot, answer


def remove_member(questionnaire: Questionnaire, answers: Answers, slot: int) -> dict[str, Answer]:
    """Take a person out: their answers go, later people move up, the household is one smaller.

    Raises KeyError for a slot that the household does not have, or where no list is asked for.
    """
    listing = _listing(questionnaire)
    slots = _slots(listing, answers)
    if slot not in slots:
        raise KeyError(slot)
    found = dict(answers)
    for question in _per_person(questionnaire):
        for place in slots[slots.index(slot) :]:
            moved = answers.get(key_of(question.id, place + 1)) if place + 1 in slots else None
            found.pop(key_of(question.id, place), None)
            if moved is not None:
                found[key_of(question.id, place)] = moved
    return _resized(listing, found, by=-1)


def find_by_name(questionnaire: Questionnaire, answers: Answers, first: str) -> tuple[int, ...]:
    """Return the slots of the people with this first name, whatever its case and accents."""
    wanted = folded(first)
    return tuple(
        slot
        for slot, answer in members(questionnaire, answers)
        if isinstance(answer.value, Member) and folded(answer.value.first or "") == wanted
    )


def _listings(questionnaire: Questionnaire) -> list[Question]:
    return [q for q in questionnaire.questions() if q.kind is Kind.MEMBER]


def _listing(questionnaire: Questionnaire) -> Question:
    listings = _listings(questionnaire)
    if not listings:
        raise KeyError(Kind.MEMBER)
    return listings[0]


def _per_person(questionnaire: Questionnaire) -> Iterator[Question]:
    listing = _listing(questionnaire)
    for question in questionnaire.questions():
        if question.repeat is not None and question.repeat == listing.repeat:
            yield question


def _slots(listing: Question, answers: Answers) -> range:
    if listing.repeat is None:
        return range(0)
    count = answers.get(listing.repeat.count)
    size = count.value.number if count and isinstance(count.value, Number) else 0
    return range(listing.repeat.first, size + 1)


def _resized(listing: Question, answers: dict[str, Answer], *, by: int) -> dict[str, Answer]:
    if listing.repeat is None:
        return answers
    count = answers[listing.repeat.count]
    if not isinstance(count.value, Number):
        raise KeyError(listing.repeat.count)
    size = Number(count.value.number + by)
    return answers | {listing.repeat.count: replace(count, value=size)}
