"""What a person was shown and said when they agreed: words, version and hash, kept as they were."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from intake.definition import Choice, Question, Questionnaire, Signal

ConsentKind: TypeAlias = Literal["record", "text", "share"]

# The choice of a consent question that grants all it asks; the checks demand that it exists.
GRANTS = "yes"


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """One decision; ``text`` is what was shown, ``version`` the definition it comes from.

    ``granted`` is true only for the full yes. ``choice`` keeps what lies between ("Only with
    this agency"), and is ``refused`` or ``unknown`` where no choice was made.
    """

    kind: ConsentKind
    choice: str
    granted: bool
    version: str
    text_hash: str
    text: str
    lang: str


def shown_hash(text: str) -> str:
    """Return the SHA-256 of a text as shown, in hex, so that a later reader can prove the words."""
    return hashlib.sha256(text.encode()).hexdigest()


def asked(questionnaire: Questionnaire) -> Iterator[tuple[ConsentKind, Question]]:
    """Yield what consents a definition asks for, in its order."""
    for question in questionnaire.questions():
        if question.consent is not None:
            yield question.consent, question


def given(
    questionnaire: Questionnaire, question: Question, choice_id: str, text: str, lang: str
) -> ConsentGiven | None:
    """Return the decision that a choice makes; None where it makes none ("Tell me more").

    ``choice_id`` is a choice of the question, or ``refused`` or ``unknown``.
    """
    choice: Choice | None = question.choice_by_id.get(choice_id)
    if question.consent is None or (choice is not None and choice.signal is Signal.TELL_MORE):
        return None
    return ConsentGiven(
        kind=question.consent,
        choice=choice_id,
        granted=choice_id == GRANTS,
        version=questionnaire.name,
        text_hash=shown_hash(text),
        text=text,
        lang=lang,
    )
