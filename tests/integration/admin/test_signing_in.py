import pytest
from flask import Flask

from bot.wiring import Services
from store import passwords, staff
from store.audit import AuditRow
from tests.integration.admin.conftest import SignIn
from tests.integration.admin.staffing import PASSWORD, Desk, add_staff, audited
from tests.statements import statements
from tests.web import HandClock

NEW = "walnut harbor cinder violin"


@pytest.fixture
def desk(app: Flask, services: Services) -> Desk:
    add_staff(services, "caseworker", "kim")
    return Desk(app.test_client())


def test_every_failure_has_the_same_answer(desk: Desk, services: Services) -> None:
    gone = add_staff(services, "caseworker", "gone")
    services.database.run(lambda session: staff.disable(session, gone, services.clock.now()))
    answers = []
    for login, password in (("kim", "wrong"), ("nobody", "wrong"), ("gone", PASSWORD)):
        response = desk.sign_in(login, password)
        page = response.text.replace(f'value="{login}"', 'value=""')
        page = page.replace(desk.token("/sign-in"), "")
        answers.append((response.status_code, page))
    assert len(set(answers)) == 1
    assert answers[0][0] == 422


def test_an_unknown_login_costs_as_much_work_as_a_known_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked: list[str | None] = []
    verify = passwords.verify

    def noted(password_hash: str | None, password: str) -> bool:
        worked.append(password_hash)
        return verify(password_hash, password)

    monkeypatch.setattr(passwords, "verify", noted)
    desk.sign_in("nobody", "wrong")
    desk.sign_in("kim", "wrong")
    for _ in range(6):
        desk.sign_in("kim", "wrong")  # beyond the limit, too
    assert len(worked) == 8


def test_after_five_wrong_tries_the_right_password_waits_a_quarter_of_an_hour(
    desk: Desk, clock: HandClock
) -> None:
    for _ in range(5):
        assert desk.sign_in("kim", "wrong").status_code == 422
    assert desk.sign_in("kim").status_code == 422
    clock.forward(minutes=16)
    assert desk.sign_in("kim").status_code == 303


def test_the_fifth_try_may_still_be_the_right_one(desk: Desk) -> None:
    for _ in range(4):
        desk.sign_in("kim", "wrong")
    assert desk.sign_in("KIM").status_code == 303


def test_twenty_wrong_tries_from_one_address_close_it_for_every_account(desk: Desk) -> None:
    for n in range(20):
        desk.sign_in(f"guess{n}", "wrong")
    assert desk.sign_in("kim").status_code == 422
    elsewhere = desk.client.post(
        "/admin/sign-in",
        data={"csrf_token": desk.token("/sign-in"), "login": "kim", "password": PASSWORD},
        environ_base={"REMOTE_ADDR": "192.0.2.7"},
    )
    assert elsewhere.status_code == 303


def test_a_try_is_kept_before_the_password_is_looked_at(
    desk: Desk, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = []

    def cut_off(_hash: str | None, _password: str) -> bool:
        since = services.clock.now().replace(year=2020)
        with services.database.read() as session:
            kept.append(staff.recent_failures(session, "kim", since))
        return False

    monkeypatch.setattr(passwords, "verify", cut_off)
    desk.sign_in("kim", "wrong")
    desk.sign_in("kim", "wrong")
    assert kept == [1, 2]


def test_a_first_sign_in_leads_to_a_password_of_ones_own(app: Flask, services: Services) -> None:
    add_staff(services, "caseworker", "new", must_change_password=True)
    desk = Desk(app.test_client())
    desk.sign_in("new")
    assert desk.get("/queue").location == "/admin/choose-password"
    assert desk.post("/account", "/choose-password", old=PASSWORD, new=NEW).location == (
        "/admin/choose-password"
    )
    short = desk.post("/choose-password", "/choose-password", new="too short")
    assert (short.status_code, "Use 15 to" in short.text) == (422, True)
    same = desk.post("/choose-password", "/choose-password", new=PASSWORD)
    assert (same.status_code, "not the one you have" in same.text) == (422, True)
    assert desk.post("/choose-password", "/choose-password", new=NEW).location == "/admin/queue"
    assert desk.get("/queue").status_code == 200
    assert Desk(app.test_client()).sign_in("new", PASSWORD).status_code == 422
    assert Desk(app.test_client()).sign_in("new", NEW).status_code == 303


def test_a_changed_password_ends_what_was_open_and_goes_on_here(
    app: Flask, sign_in: SignIn, services: Services
) -> None:
    desk = sign_in("supervisor")
    kept = desk.client.get_cookie("frontdoor")
    assert kept is not None
    wrong = desk.post("/account", old="not it at all", new=NEW)
    assert (wrong.status_code, "not your current password" in wrong.text) == (422, True)
    assert "new password is set" in desk.done("/account", old=PASSWORD, new=NEW)
    thief = app.test_client()
    thief.set_cookie("frontdoor", kept.value)
    assert thief.get("/admin/queue").status_code == 303
    assert desk.get("/queue").status_code == 200
    assert [row.action for row in audited(services)][-2:] == ["staff.password", "queue.view"]


def test_coming_and_going_is_audited_without_names(desk: Desk, services: Services) -> None:
    desk.sign_in("kim")
    desk.post("/sign-out")
    rows = audited(services)
    assert [row.action for row in rows] == ["staff.sign_in", "staff.sign_out"]
    assert all("kim" not in f"{row.actor}{row.detail}" for row in rows)


@pytest.mark.parametrize("login", ["", " ", "x" * 400, "\u202e", "kim\n"])
def test_odd_logins_are_only_wrong(desk: Desk, login: str) -> None:
    assert desk.sign_in(login, "wrong").status_code == 422


def test_passwords_are_never_in_a_page(desk: Desk) -> None:
    secret = "a secret that was mistyped"
    assert secret not in desk.sign_in("kim", secret).text


# ---- what a failure leaves behind


def failures(services: Services) -> list[AuditRow]:
    return [row for row in audited(services) if row.action == "signin.failed"]


def test_each_failure_is_audited_without_the_login(desk: Desk, services: Services) -> None:
    gone = add_staff(services, "caseworker", "gone")
    services.database.run(lambda session: staff.disable(session, gone, services.clock.now()))
    with services.database.read() as session:
        kim = staff.by_login(session, "kim")
    assert kim is not None
    for login, password in (("kim", "wrong"), ("nobody", "wrong"), ("gone", PASSWORD)):
        desk.sign_in(login, password)
    rows = failures(services)
    assert [(row.actor, row.subject_kind, row.subject_id) for row in rows] == [
        ("system", "staff", kim.id),
        ("system", "staff", None),
        ("system", "staff", gone),
    ]
    assert [row.detail for row in rows] == [{"locked": False}] * 3


def test_a_known_and_an_unknown_login_cost_the_same_statements(desk: Desk) -> None:
    done = {}
    for login in ("kim", "nobody"):
        token = desk.token("/sign-in")
        form = {"csrf_token": token, "login": login, "password": "wrong"}
        with statements() as sent:
            desk.client.post("/admin/sign-in", data=form)
        done[login] = [statement.split(" WHERE ")[0] for statement in sent]
    assert done["kim"] == done["nobody"]
    assert len(done["kim"]) > 3


def test_tries_while_locked_do_not_extend_the_lock(desk: Desk, clock: HandClock) -> None:
    for _ in range(5):
        desk.sign_in("kim", "wrong")
    for _ in range(14):
        clock.forward(minutes=1)
        assert desk.sign_in("kim").status_code == 422
    clock.forward(minutes=2)
    assert desk.sign_in("kim").status_code == 303


def test_tries_while_locked_are_audited_as_such(desk: Desk, services: Services) -> None:
    for _ in range(7):
        desk.sign_in("kim", "wrong")
    assert [row.detail["locked"] for row in failures(services)] == [False] * 5 + [True] * 2


def test_an_address_that_is_closed_locks_nobody_out(desk: Desk) -> None:
    for n in range(20):
        desk.sign_in(f"guess{n}", "wrong")
    for _ in range(6):
        desk.sign_in("kim", "wrong")
    page = {"csrf_token": desk.token("/sign-in"), "login": "kim", "password": PASSWORD}
    elsewhere = desk.client.post(
        "/admin/sign-in", data=page, environ_base={"REMOTE_ADDR": "192.0.2.7"}
    )
    assert elsewhere.status_code == 303
