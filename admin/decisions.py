"""The decisions on a record: each a POST, and each ends on the record with a word on it."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from admin import words
from admin.access import ASSESSORS, WORKERS, allow, signed_in
from bot import casework
from bot.casework import Outcome
from bot.wiring import Services


def add_decisions(blueprint: Blueprint, services: Services) -> None:
    """Add claim, release, accept, and the taking and settling of alerts to a blueprint."""

    @blueprint.post("/intakes/<reference>/accept")
    @allow(ASSESSORS)
    def accept(reference: str) -> ResponseReturnValue:
        """Accept a record as it was read."""
        seen = request.form.get("seen", "")
        outcome = casework.accept(services, signed_in().actor, reference, seen)
        return _told(reference, "accept", outcome)

    @blueprint.post("/intakes/<reference>/claim")
    @allow(WORKERS)
    def claim(reference: str) -> ResponseReturnValue:
        """Take an intake."""
        return _told(reference, "claim", casework.claim(services, signed_in().actor, reference))

    @blueprint.post("/intakes/<reference>/release")
    @allow(WORKERS)
    def release(reference: str) -> ResponseReturnValue:
        """Put an intake back."""
        outcome = casework.release(services, signed_in().actor, reference)
        return _told(reference, "release", outcome)

    @blueprint.post("/intakes/<reference>/safety/<uuid:event_id>/take")
    @allow(WORKERS)
    def take(reference: str, event_id: UUID) -> ResponseReturnValue:
        """Look after a statement of danger."""
        actor = signed_in().actor
        outcome = casework.take_safety_event(services, actor, reference, event_id)
        return _told(reference, "take", outcome)

    @blueprint.post("/intakes/<reference>/safety/<uuid:event_id>/close")
    @allow(WORKERS)
    def close(reference: str, event_id: UUID) -> ResponseReturnValue:
        """Note that a statement of danger is settled."""
        actor = signed_in().actor
        outcome = casework.close_safety_event(services, actor, reference, event_id)
        return _told(reference, "close", outcome)


def _told(reference: str, act: str, outcome: Outcome) -> ResponseReturnValue:
    """Go back to the record with a word on what became of the act."""
    if outcome is Outcome.HIDDEN:
        abort(404)
    flash(words.notice_of(act, outcome))
    return redirect(url_for("admin.record", reference=reference), 303)
