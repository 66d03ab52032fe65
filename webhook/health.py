"""Whether the service lives, and whether it can take a text right now."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from bot.wiring import Services
from store.engine import Unavailable
from store.migrating import is_current


def create_health(services: Services) -> Blueprint:
    """Return the addresses for a load balancer; they tell nothing about anybody."""
    health = Blueprint("health", __name__, url_prefix="/health")

    @health.get("/live")
    def live() -> ResponseReturnValue:
        """Answer as long as the process does."""
        return jsonify(status="ok")

    @health.get("/ready")
    def ready() -> ResponseReturnValue:
        """Answer 200 only when a text could be stored."""
        try:
            current = is_current(services.database)
        except Unavailable:
            return jsonify(status="unavailable", database="unreachable"), 503
        if not current:
            return jsonify(status="unavailable", database="needs `frontdoor db upgrade`"), 503
        return jsonify(status="ok", database="ok")

    return health
