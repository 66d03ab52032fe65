"""A desk with a browser, and people who text to the number of the site."""

import re
from dataclasses import dataclass
from itertools import count
from uuid import UUID

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bot.service import Inbound, receive
from bot.wiring import Services
from store import intakes, staff
from store.audit import AuditRow, recent
from store.intakes import IntakeRow
from store.staff import Role
from tests.web import OUR_NUMBER

PASSWORD = "otter ladder plum seventy"
NUMBERS = count(1)

# The answers of one person alone, from the language to "0" at the review.
OUTSIDE = ("hello", "1", "1", "1", "97701", "1", "3", "2", "1", "2")
REST = (
    *("Jay Rivera", "5/21/1988", "2", "1", "1", "3", "march 2025", "2", "14", "6", "1"),
    *("I sleep near the library.", "7", "2", "1", "0"),
)


@dataclass
class Desk:
    """One browser of a staff member."""

    client: FlaskClient

    def get(self, path: str) -> TestResponse:
        return self.client.get(f"/admin{path}")

    def token(self, path: str = "/account") -> str:
        page = self.get(path).text
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert found is not None, page
        return found[1]

    def post(self, path: str, page: str = "/account", **fields: str) -> TestResponse:
        """Post a form with the token that a page of this browser holds."""
        form = {"csrf_token": self.token(page), **fields}
        return self.client.post(f"/admin{path}", data=form)

    def sign_in(self, login: str, password: str = PASSWORD) -> TestResponse:
        return self.post("/sign-in", "/sign-in", login=login, password=password)

    def done(self, path: str, **fields: str) -> str:
        """Post a form and return the page that it leads to."""
        response = self.post(path, **fields)
        assert response.status_code == 303, response.text
        return self.client.get(response.location).text


def add_staff(
    services: Services, role: Role, login: str, *, must_change_password: bool = False
) -> UUID:
    """Make an account; its name is its login, said twice."""

    def work(session: object) -> UUID:
        return staff.add(
            session,  # type: ignore[arg-type]
            login=login,
            name=f"{login.title()} Person",
            role=role,
            password=PASSWORD,
            at=services.clock.now(),
            must_change_password=must_change_password,
        ).id

    return services.database.run(work)


def new_number() -> str:
    return f"+1541555{next(NUMBERS):04}"


def text(services: Services, number: str, *texts: str) -> IntakeRow | None:
    """Send texts from a phone and return the intake that they have become."""
    conversation_id = None
    for words in texts:
        at = services.clock.now()
        sid = f"SM{next(NUMBERS):032}"
        reply = receive(
            services,
            Inbound("AC" + "1" * 32, sid, "sms", number, OUR_NUMBER, words, at),
        )
        conversation_id = reply.conversation_id or conversation_id
    if conversation_id is None:
        return None
    with services.database.read() as session:
        return intakes.for_conversation(session, conversation_id)


def intake_of(services: Services, *texts: str, number: str = "") -> IntakeRow:
    """Return the intake of a person who texts this."""
    found = text(services, number or new_number(), *texts)
    assert found is not None
    return found


def reload(services: Services, intake: IntakeRow) -> IntakeRow:
    with services.database.read() as session:
        found = intakes.get(session, intake.id)
    assert found is not None
    return found


def audited(services: Services) -> list[AuditRow]:
    """Return the audit rows, oldest first."""
    with services.database.read() as session:
        return list(reversed(recent(session, 1000)))
