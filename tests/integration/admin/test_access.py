import re
from dataclasses import replace

import pytest
from flask import Flask

from admin.access import ANYBODY, EVERYONE, allowed_roles
from bot.wiring import Services
from store import safety
from store.staff import Role
from tests.integration.admin.conftest import SignIn
from tests.integration.admin.staffing import OUTSIDE, PASSWORD, Desk, add_staff, intake_of, reload
from tests.web import HandClock
from webhook.app import create_app

# Every admin route, by method and path; "-" stands for an intake that does not exist.
READERS = {"hotline", "caseworker", "supervisor", "administrator", "auditor"}
WORKERS = READERS - {"auditor"}
ASSESSORS = WORKERS - {"hotline"}
NO_EVENT = "00000000-0000-0000-0000-000000000000"
EVENT = f"/intakes/-/safety/{NO_EVENT}"
PICTURE = "/questionnaires/ce_intake@1/en.svg"
ROUTES = {
    ("GET", "/"): READERS,
    ("GET", "/queue"): READERS,
    ("GET", "/queue/rows"): READERS,
    ("GET", "/queue.json"): READERS,
    ("GET", "/intakes/-"): READERS,
    ("GET", "/intakes/-/accept"): ASSESSORS,
    ("POST", "/intakes/-/accept"): ASSESSORS,
    ("POST", "/intakes/-/claim"): WORKERS,
    ("POST", "/intakes/-/release"): WORKERS,
    ("POST", f"{EVENT}/take"): WORKERS,
    ("POST", f"{EVENT}/close"): WORKERS,
    ("GET", "/questionnaires"): READERS,
    ("GET", PICTURE): READERS,
    ("GET", "/account"): READERS,
    ("POST", "/account"): READERS,
    ("GET", "/choose-password"): READERS,
    ("POST", "/choose-password"): READERS,
    ("POST", "/sign-out"): READERS,
}
OPEN = {("GET", "/sign-in"), ("POST", "/sign-in")}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Stay on SQLite: who may open what does not depend on the engine."""
    return sqlite_url


def test_every_admin_route_says_who_may_use_it(app: Flask) -> None:
    found = set()
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith("/admin") or rule.endpoint == "admin.static":
            continue
        roles = allowed_roles(app.view_functions[rule.endpoint])
        assert roles is not None, f"{rule.rule} declares nobody"
        path = rule.rule.removeprefix("/admin").replace("<reference>", "-")
        path = path.replace("<uuid:event_id>", NO_EVENT)
        path = path.replace("<name>/<lang>", "ce_intake@1/en")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            found.add((method, path))
            assert set(roles) == ROUTES.get((method, path), set()), path
            assert (roles is ANYBODY) == ((method, path) in OPEN)
    assert found == ROUTES.keys() | OPEN


def test_a_view_that_declares_nobody_is_open_to_nobody(app: Flask, sign_in: SignIn) -> None:
    desk = sign_in("administrator")
    app.view_functions["admin.account"] = lambda: "never shown"
    response = desk.get("/account")
    assert (response.status_code, "never shown" in response.text) == (404, False)


@pytest.mark.parametrize(("method", "path"), sorted(ROUTES))
def test_without_a_session_there_is_only_the_sign_in_page(
    app: Flask, method: str, path: str
) -> None:
    desk = Desk(app.test_client())
    token = {"csrf_token": desk.token("/sign-in")} if method == "POST" else None
    response = desk.client.open(f"/admin{path}", method=method, data=token)
    if path in ("/queue.json", "/queue/rows"):
        assert response.status_code == 401
    else:
        assert response.status_code == 303
        assert response.location.startswith("/admin/sign-in?")


@pytest.mark.parametrize("role", sorted(EVERYONE))
def test_what_a_role_may_not_use_is_not_there(
    services: Services, sign_in: SignIn, role: Role
) -> None:
    intake = intake_of(services, *OUTSIDE, "i want to kill myself tonight")
    with services.database.read() as session:
        (event,) = safety.open_events(session)
    desk = sign_in(role)
    for (method, path), roles in ROUTES.items():
        real = path.replace(NO_EVENT, str(event.id)).replace("-/", f"{intake.reference}/")
        real = real.removesuffix("-") + intake.reference * real.endswith("/-")
        if role not in roles:
            response = desk.get(real) if method == "GET" else desk.post(real)
            assert response.status_code == 404, (method, path)
        elif method == "GET":
            assert desk.get(real).status_code in (200, 303), (method, path)
    assert reload(services, intake).state == "new"


def test_a_static_file_needs_no_session(app: Flask) -> None:
    with app.test_client().get("/admin/static/admin.css") as response:
        assert response.status_code == 200


def test_fifteen_idle_minutes_end_a_session(sign_in: SignIn, clock: HandClock) -> None:
    desk = sign_in()
    clock.forward(minutes=14)
    assert desk.get("/queue").status_code == 200
    clock.forward(minutes=14)
    assert desk.get("/queue").status_code == 200
    clock.forward(minutes=16)
    assert desk.get("/queue").location == "/admin/sign-in?next=/admin/queue"


def test_a_page_that_refreshes_itself_keeps_no_session_alive(
    sign_in: SignIn, clock: HandClock
) -> None:
    desk = sign_in()
    for _minute in range(14):
        clock.forward(minutes=1)
        assert desk.get("/queue.json").status_code == 200
        assert desk.get("/queue/rows").status_code == 200
    clock.forward(minutes=2)
    assert desk.get("/queue.json").status_code == 401
    assert desk.get("/queue").status_code == 303


def test_eight_hours_end_a_session_however_busy(sign_in: SignIn, clock: HandClock) -> None:
    desk = sign_in()
    for _ten_minutes in range(48):
        assert desk.get("/account").status_code == 200
        clock.forward(minutes=10)
    clock.forward(minutes=1)
    assert desk.get("/account").status_code == 303


def test_a_second_sign_in_ends_the_first(app: Flask, sign_in: SignIn) -> None:
    first = sign_in("caseworker")
    second = Desk(app.test_client())
    assert second.sign_in("caseworker").status_code == 303
    assert second.get("/queue").status_code == 200
    assert first.get("/queue").status_code == 303


def test_signing_out_makes_a_copy_of_the_cookie_worthless(app: Flask, sign_in: SignIn) -> None:
    desk = sign_in()
    kept = desk.client.get_cookie("frontdoor")
    assert kept is not None
    response = desk.post("/sign-out")
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    thief = app.test_client()
    thief.set_cookie("frontdoor", kept.value)
    assert thief.get("/admin/queue").status_code == 303


def test_signing_in_leaves_nothing_of_the_session_before_it(app: Flask, services: Services) -> None:
    add_staff(services, "caseworker", "kim")
    desk = Desk(app.test_client())
    with desk.client.session_transaction() as before:
        before["planted"] = "by somebody else"
    desk.sign_in("kim")
    with desk.client.session_transaction() as after:
        assert "planted" not in after
        sid = after["_user_id"]
    assert len(sid) == 43  # 256 bits in base64
    desk.post("/sign-out")
    desk.sign_in("kim")
    with desk.client.session_transaction() as again:
        assert again["_user_id"] != sid


def test_the_production_cookie_is_bound_to_the_host(
    services: Services,
) -> None:
    add_staff(services, "caseworker", "kim")
    settings = services.settings.model_copy(update={"env": "production"})
    app = create_app(replace(services, settings=settings))
    client = app.test_client()
    page = client.get("/admin/sign-in", base_url="https://frontdoor.example")
    cookie = page.headers["Set-Cookie"]
    assert cookie.startswith("__Host-frontdoor=")
    for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert part in cookie
    assert "Domain=" not in cookie


def test_a_form_without_its_token_says_what_to_do_and_does_nothing(
    services: Services, sign_in: SignIn
) -> None:
    intake = intake_of(services, *OUTSIDE)
    desk = sign_in()
    response = desk.client.post(f"/admin/intakes/{intake.reference}/claim", data={})
    assert response.status_code == 400
    assert "Nothing was saved" in response.text
    assert "Nobody has this intake yet." in desk.get(f"/intakes/{intake.reference}").text


def test_a_form_sent_after_the_session_ended_says_that_nothing_was_saved(
    services: Services, sign_in: SignIn, clock: HandClock
) -> None:
    intake = intake_of(services, *OUTSIDE)
    desk = sign_in()
    token = desk.token()
    clock.forward(minutes=20)
    path = f"/admin/intakes/{intake.reference}/claim"
    response = desk.client.post(path, data={"csrf_token": token}, follow_redirects=True)
    assert "Nothing was saved: sign in and do it again." in response.text


def test_after_signing_in_one_lands_on_the_page_that_was_asked_for(
    app: Flask, services: Services
) -> None:
    add_staff(services, "caseworker", "kim")
    client = app.test_client()
    wanted = client.get("/admin/account").location
    page = client.get(wanted).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    onward = re.search(r'name="next" value="([^"]+)"', page)
    assert token is not None
    assert onward is not None
    form = {
        "csrf_token": token[1],
        "next": onward[1],
        "login": "kim",
        "password": PASSWORD,
    }
    assert client.post("/admin/sign-in", data=form).location == "/admin/account"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example", "/chat", "/admin"]
)
def test_nobody_is_led_elsewhere_after_signing_in(
    app: Flask, services: Services, elsewhere: str
) -> None:
    add_staff(services, "caseworker", "kim")
    desk = Desk(app.test_client())
    response = desk.post("/sign-in", "/sign-in", login="kim", password=PASSWORD, next=elsewhere)
    assert response.location == "/admin/queue"
