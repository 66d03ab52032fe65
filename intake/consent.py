"""Consent: informed, per purpose, and never a condition of help (2004 Standards, 4.2; VAWA).

The words shown, their version, time, channel and hash are stored with each decision.
"""

from intake.definition import Question

# The choice of a consent question that grants all it asks; the checks demand that it exists.
GRANTS = "yes"


def is_granted(question: Question, choice_id: str) -> bool:
    """Tell whether a choice grants what a question asks: only the full yes does.

    What lies between ("Only with this agency") is kept as a choice of its own, not granted.
    """
    return question.consent is not None and choice_id == GRANTS
