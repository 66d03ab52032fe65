"""Who may open which page: nothing without a session, and nothing that does not say for whom.

The signed cookie holds a random session id alone; what it stands for is in the database.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar, cast
from uuid import UUID

from flask import Flask, abort, current_app, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user

from bot.casework import Actor
from bot.wiring import Services
from store import staff
from store.staff import Role, StaffRow

View: TypeAlias = Callable[..., ResponseReturnValue]
ViewT = TypeVar("ViewT", bound=View)

ANYBODY: frozenset[Role] = frozenset()  # the sign-in page
EVERYONE: frozenset[Role] = frozenset(
    {"hotline", "caseworker", "supervisor", "administrator", "auditor"}
)
WORKERS: frozenset[Role] = EVERYONE - {"auditor"}  # may speak to people and take their cases
ASSESSORS: frozenset[Role] = frozenset({"caseworker", "supervisor", "administrator"})

# A page that asks by itself is no sign that anybody sits before it.
_POLLED = frozenset({"admin.queue_status", "admin.queue_rows"})
_STATIC = "admin.static"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The staff member behind a request, as Flask-Login wants it: ``get_id`` is the session."""

    id: UUID
    name: str
    login: str
    role: Role
    must_change_password: bool
    sid: str

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        return self.sid

    @property
    def actor(self) -> Actor:
        return Actor(self.id, self.role)


def init_access(app: Flask, services: Services) -> None:
    """Set up Flask-Login and the translation marks of the templates on an application."""
    manager = LoginManager()
    # The session is random, short and in the database; addresses of phones change by the hour.
    manager.session_protection = None
    manager.user_loader(lambda sid: _load(services, sid))
    manager.init_app(app, add_context_processor=False)  # or every page of the app would look it up
    app.jinja_env.add_extension("jinja2.ext.i18n")
    environment: Any = app.jinja_env
    environment.install_null_translations(newstyle=True)


def allow(roles: frozenset[Role], *, with_old_password: bool = False) -> Callable[[ViewT], ViewT]:
    """Declare who may use a view; one without this declaration can be used by nobody.

    ``with_old_password``: also while the password given by somebody else must be changed first.
    """

    def declare(view: ViewT) -> ViewT:
        cast("Any", view).allowed = roles
        cast("Any", view).with_old_password = with_old_password
        return view

    return declare


def allowed_roles(view: object) -> frozenset[Role] | None:
    """Return the roles that a view declares; None if it declares nothing."""
    return getattr(view, "allowed", None)


def signed_in() -> SignedIn:
    """Return who makes this request; only within views that need a session."""
    user: Any = current_user
    return cast("SignedIn", user._get_current_object())  # noqa: SLF001 - the proxy's own way out


def someone() -> SignedIn | None:
    """Return who makes this request, or None without a session."""
    return signed_in() if current_user and current_user.is_authenticated else None


def guard() -> ResponseReturnValue | None:
    """Refuse whatever is not expressly allowed to whoever makes this request."""
    if request.endpoint == _STATIC:
        return None
    view = current_app.view_functions[request.endpoint or ""]
    roles = allowed_roles(view)
    if roles is None:
        abort(404)
    if roles is ANYBODY:
        return None
    user = someone()
    if user is None:
        return _to_sign_in()
    if user.must_change_password and not getattr(view, "with_old_password", False):
        return redirect(url_for("admin.choose_password"), 303)
    if user.role not in roles:
        abort(404)  # what is not yours is not there
    return None


def _to_sign_in() -> ResponseReturnValue:
    if request.endpoint in _POLLED:
        return jsonify(signed_out=True), 401
    if request.method != "GET":
        return redirect(url_for("admin.sign_in", notice="expired"), 303)
    return redirect(url_for("admin.sign_in", next=request.full_path.rstrip("?")), 303)


def _load(services: Services, sid: str) -> SignedIn | None:
    at = services.clock.now()
    with services.database.write() as session:
        row = staff.session_for(session, sid, at)
        user = None if row is None else _signed_in(row, sid)
        if request.endpoint in _POLLED:
            session.rollback()  # what was noted as a sign of life was none
    return user


def _signed_in(row: StaffRow, sid: str) -> SignedIn:
    return SignedIn(row.id, row.name, row.login, row.role, row.must_change_password, sid)
