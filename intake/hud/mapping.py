"""From the answers on a path to the HMIS records of a household (FY2026).

Answers go where their question's ``hud`` targets say. The modules beside this one hold the few
rules by which HUD makes one column depend on several answers.
"""

from collections.abc import Iterator

from intake.answers import Answers
from intake.definition import Questionnaire
from intake.hud import assessment, client, enrollment, living_situation
from intake.hud.frame import Acceptance, Frame
from intake.hud.placing import Placed
from intake.hud.records import Record

__all__ = ["Acceptance", "Frame", "accepted_records", "draft_records"]


def draft_records(
    questionnaire: Questionnaire, answers: Answers, frame: Frame
) -> tuple[Record, ...]:
    """Return the records as far as the answers go; none for a restricted intake.

    Missing answers are 8 (asked, not known), 9 (asked, not said) or 99 (never asked); keys are
    the same each time for the same intake and person.
    """
    if frame.restricted:
        return ()
    return tuple(_drafts(Placed(questionnaire, answers), frame))


def accepted_records(
    questionnaire: Questionnaire, answers: Answers, frame: Frame, acceptance: Acceptance
) -> tuple[Record, ...]:
    """Return the drafts and the assessment (4.19) that a trained person's yes adds to them."""
    if frame.restricted:
        return ()
    placed = Placed(questionnaire, answers)
    return (*_drafts(placed, frame), *assessment.records(placed, frame, acceptance))


def _drafts(placed: Placed, frame: Frame) -> Iterator[Record]:
    tonight = living_situation.tonight(placed, frame)
    yield client.head(placed, frame)
    yield enrollment.head(placed, frame, tonight)
    for slot, uid, said in placed.members():
        yield client.member(placed, frame, slot, uid, said)
        yield enrollment.member(placed, frame, slot, uid, said)
    yield tonight
    if (health := enrollment.health(placed, frame)) is not None:
        yield health
