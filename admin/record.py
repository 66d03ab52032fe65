"""The record's pages: what a person told, with its sources."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from admin import words
from admin.access import ASSESSORS, EVERYONE, WORKERS, allow, signed_in
from admin.record_view import Record, last_word, read_record, texting
from bot import casework
from bot.wiring import Services


def add_record(blueprint: Blueprint, services: Services) -> None:
    """Add the record's pages to a blueprint."""

    def read(reference: str) -> Record:
        """Keep that the record is read, and only then read it."""
        user = signed_in()
        shows_phone = user.role in WORKERS
        intake_id = casework.open_intake(services, user.actor, reference, phone=shows_phone)
        found = read_record(services, user, intake_id) if intake_id else None
        return found or abort(404)

    @blueprint.get("/intakes/<reference>")
    @allow(EVERYONE)
    def record(reference: str) -> ResponseReturnValue:
        """Show one record."""
        found = read(reference)
        user = signed_in()
        return render_template(
            "admin/record.html",
            record=found,
            now=services.clock.now(),
            last_word=last_word(found),
            texting=words.TEXTING[texting(found)],
            may_work=user.role in WORKERS,
            may_accept=user.role in ASSESSORS,
            oversees=user.role in casework.OVERSEERS,
        )

    @blueprint.get("/intakes/<reference>/accept")
    @allow(ASSESSORS)
    def confirm(reference: str) -> ResponseReturnValue:
        """Ask once more before a record becomes final."""
        found = read(reference)
        return render_template("admin/accept.html", record=found, now=services.clock.now())
