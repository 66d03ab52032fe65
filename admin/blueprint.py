"""The staff pages as one blueprint; what is not expressly allowed is refused."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from admin import showing, words
from admin.access import EVERYONE, allow, guard, someone
from admin.account import add_account, add_first_password, add_signing_in
from admin.decisions import add_decisions
from admin.questionnaires import add_questionnaires
from admin.queue import add_queue
from admin.record import add_record
from bot.casework import NotAudited
from bot.wiring import Services
from store.engine import Unavailable


def create_blueprint(services: Services) -> Blueprint:
    """Build the staff pages, mounted at /admin."""
    blueprint = Blueprint(
        "admin",
        __name__,
        url_prefix="/admin",
        template_folder="templates",
        static_folder="static",
    )
    blueprint.before_request(guard)
    blueprint.context_processor(lambda: {"someone": someone, "words": words})
    for name in ("visible", "at_site", "wait", "phone"):
        blueprint.add_app_template_filter(getattr(showing, name), name)
    for add in (
        add_signing_in,
        add_first_password,
        add_account,
        add_queue,
        add_record,
        add_decisions,
        add_questionnaires,
    ):
        add(blueprint, services)
    _add_errors(blueprint)

    @blueprint.get("/")
    @allow(EVERYONE)
    def home() -> ResponseReturnValue:
        """Lead to the queue."""
        return redirect(url_for("admin.queue"), 303)

    return blueprint


def _add_errors(blueprint: Blueprint) -> None:
    def refused(_error: Exception) -> ResponseReturnValue:
        return render_template("admin/problem.html", problem="not_found"), 404

    def stale(_error: Exception) -> ResponseReturnValue:
        return render_template("admin/problem.html", problem="stale"), 400

    def unavailable(_error: Exception) -> ResponseReturnValue:
        # Without a look at the session: it is in the database, too.
        return render_template("admin/unavailable.html"), 503

    blueprint.register_error_handler(404, refused)
    blueprint.register_error_handler(CSRFError, stale)
    blueprint.register_error_handler(NotAudited, unavailable)
    blueprint.register_error_handler(Unavailable, unavailable)
