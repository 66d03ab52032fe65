"""Signing in, signing out, and one's own account."""

from flask import (
    Blueprint,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import login_user, logout_user

from admin import signing_in, words
from admin.access import ANYBODY, EVERYONE, SignedIn, allow, signed_in, someone
from admin.signing_in import SamePassword
from admin.words import _
from bot.wiring import Services
from store import staff
from store.passwords import MAXIMUM_LENGTH, MINIMUM_LENGTH, WeakPassword

WRONG = _(
    "That did not work. Check the user name and the password. After five tries, wait 15 minutes."
)


def add_signing_in(blueprint: Blueprint, services: Services) -> None:
    """Add the way in and the way out to a blueprint."""

    @blueprint.get("/sign-in")
    @allow(ANYBODY)
    def sign_in() -> ResponseReturnValue:
        """Ask who it is."""
        if someone() is not None:
            return redirect(_way_on(), 303)
        return _sign_in_page()

    @blueprint.post("/sign-in")
    @allow(ANYBODY)
    def try_to_sign_in() -> ResponseReturnValue:
        """Begin a session for the right password."""
        login = request.form.get("login", "").strip()
        password = request.form.get("password", "")
        sid = None
        if login and len(login) <= 320:
            sid = signing_in.sign_in(services, login, password, request.remote_addr or "")
        if sid is None:
            return _sign_in_page(error=WRONG, login=login[:320]), 422
        _begin(services, sid)
        return redirect(_way_on(), 303)

    @blueprint.post("/sign-out")
    @allow(EVERYONE, with_old_password=True)
    def sign_out() -> ResponseReturnValue:
        """End the session here and in the database, and have the browser forget."""
        user = signed_in()
        signing_in.sign_out(services, user.id, user.sid)
        logout_user()
        session.clear()
        response = make_response(redirect(url_for("admin.sign_in", notice="signed-out"), 303))
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response


def add_account(blueprint: Blueprint, services: Services) -> None:
    """Add one's own account to a blueprint."""

    @blueprint.get("/account")
    @allow(EVERYONE)
    def account() -> ResponseReturnValue:
        """Show one's own account."""
        return _password_page("admin/account.html")

    @blueprint.post("/account")
    @allow(EVERYONE)
    def change_password() -> ResponseReturnValue:
        """Change the password of somebody who knows the old one."""
        user = signed_in()
        old = request.form.get("old", "")
        address = request.remote_addr or ""
        if not signing_in.is_own_password(services, user.login, old, address):
            wrong = _("This is not your current password.")
            return _password_page("admin/account.html", old_error=wrong), 422
        return _choose(services, user, "admin/account.html", "admin.account")


def add_first_password(blueprint: Blueprint, services: Services) -> None:
    """Add the page that follows the first sign-in to a blueprint."""

    @blueprint.get("/choose-password")
    @allow(EVERYONE, with_old_password=True)
    def choose_password() -> ResponseReturnValue:
        """Ask for a password of one's own."""
        if not signed_in().must_change_password:
            return redirect(url_for("admin.account"), 303)
        return _password_page("admin/choose_password.html")

    @blueprint.post("/choose-password")
    @allow(EVERYONE, with_old_password=True)
    def keep_chosen_password() -> ResponseReturnValue:
        """Replace the password that somebody else had set."""
        user = signed_in()
        if not user.must_change_password:
            return redirect(url_for("admin.account"), 303)
        return _choose(services, user, "admin/choose_password.html", "admin.queue")


def _choose(services: Services, user: SignedIn, template: str, onward: str) -> ResponseReturnValue:
    try:
        sid = signing_in.choose_password(services, user.id, request.form.get("new", ""))
    except WeakPassword as weak:
        return _password_page(template, error=str(weak)), 422
    except SamePassword:
        same = _("Choose a password that is not the one you have.")
        return _password_page(template, error=same), 422
    _begin(services, sid)
    flash("password")
    return redirect(url_for(onward), 303)


def _begin(services: Services, sid: str) -> None:
    """Start from an empty cookie, so that nothing from before the sign-in lives on."""
    session.clear()
    with services.database.write() as transaction:
        row = staff.session_for(transaction, sid, services.clock.now())
        if row is None:
            return
        user = SignedIn(row.id, row.name, row.login, row.role, row.must_change_password, sid)
    login_user(user)


def _sign_in_page(error: str = "", login: str = "") -> str:
    notice = words.NOTICES.get(request.args.get("notice", ""))
    return render_template(
        "admin/sign_in.html", error=error, login=login, notice_shown=notice, onward=_asked_for()
    )


def _password_page(template: str, error: str = "", old_error: str = "") -> str:
    return render_template(
        template,
        error=error,
        old_error=old_error,
        shortest=MINIMUM_LENGTH,
        longest=MAXIMUM_LENGTH,
    )


def _asked_for() -> str:
    """Return the page that was asked for before signing in, if it is one of ours."""
    wanted = request.values.get("next", "")
    home = url_for("admin.queue")
    root = home.removesuffix("queue")
    is_ours = wanted.startswith(root) and "\\" not in wanted and wanted.isprintable()
    return wanted if is_ours else ""


def _way_on() -> str:
    return _asked_for() or url_for("admin.queue")
