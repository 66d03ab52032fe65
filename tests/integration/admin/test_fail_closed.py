"""No audit row, no data: the table is taken away, and with it every page that tells anything."""

import pytest
from sqlalchemy import create_engine, text

from bot.casework import fingerprint
from bot.wiring import Services
from store.engine import Unavailable
from tests.integration.admin.conftest import SignIn
from tests.integration.admin.staffing import OUTSIDE, REST, Desk, add_staff, intake_of, reload
from webhook.app import create_app


def drop_audit(database_url: str) -> None:
    engine = create_engine(database_url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE audit"))
    engine.dispose()


@pytest.mark.parametrize(
    "path",
    ["/queue", "/queue/rows", "/queue?state=all", "/intakes/{}", "/intakes/{}/accept"],
)
def test_without_an_audit_row_nothing_is_shown(
    services: Services, sign_in: SignIn, database_url: str, path: str
) -> None:
    intake = intake_of(services, *OUTSIDE, *REST)
    desk = sign_in()
    assert "Jay Rivera" in desk.get(path.format(intake.reference)).text
    drop_audit(database_url)
    response = desk.get(path.format(intake.reference))
    assert response.status_code == 503
    assert "Nothing was shown or saved" in response.text
    for words in ("Jay", "97701", intake.reference, "library"):
        assert words not in response.text


@pytest.mark.parametrize("act", ["claim", "accept"])
def test_without_an_audit_row_nothing_is_done(
    services: Services, sign_in: SignIn, database_url: str, act: str
) -> None:
    intake = intake_of(services, *OUTSIDE)
    desk = sign_in()
    with services.database.read() as session:
        seen = fingerprint(session, intake.id)
    drop_audit(database_url)
    response = desk.post(f"/intakes/{intake.reference}/{act}", seen=seen)
    assert response.status_code == 503
    assert reload(services, intake).state == "new"


def test_without_an_audit_row_nobody_signs_in(services: Services, database_url: str) -> None:
    add_staff(services, "caseworker", "kim")
    desk = Desk(create_app(services).test_client())
    drop_audit(database_url)
    assert desk.sign_in("kim").status_code == 503
    assert desk.get("/account").status_code == 303


def test_a_database_that_is_away_is_a_503_with_advice(
    services: Services, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sign_in()

    def away(*_arguments: object) -> None:
        raise Unavailable("away")

    monkeypatch.setattr(type(services.database), "write", away)
    response = desk.get("/queue")
    assert (response.status_code, "Wait a minute" in response.text) == (503, True)
