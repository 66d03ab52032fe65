"""Signed texts to the application in this process."""

from dataclasses import dataclass

from flask.testing import FlaskClient
from sqlalchemy import func, select
from twilio.request_validator import RequestValidator
from werkzeug.test import TestResponse

from bot.wiring import Services
from store.messages import InboundRow
from store.row import Base
from tests.phone import messages_in, new_sid
from tests.web import OUR_NUMBER

PHONE = "+12025550111"


@dataclass
class Texting:
    """Sends as Twilio does; ``form`` and ``post`` let a test forge any part of it."""

    client: FlaskClient
    services: Services

    def form(self, body: str, *, sid: str | None = None, number: str = PHONE) -> dict[str, str]:
        return {
            "MessageSid": sid or new_sid(),
            "AccountSid": self.services.settings.account_sid,
            "From": number,
            "To": OUR_NUMBER,
            "Body": body,
            "NumMedia": "0",
        }

    def sign(self, form: dict[str, str], path: str = "/twilio/sms", token: str = "") -> str:
        settings = self.services.settings
        validator = RequestValidator(token or settings.auth_tokens[0])
        return str(validator.compute_signature(settings.public_url + path, form))

    def post(self, form: object, signature: str | None, path: str = "/twilio/sms") -> TestResponse:
        headers = {} if signature is None else {"X-Twilio-Signature": signature}
        return self.client.post(path, data=form, headers=headers)

    def text(
        self, body: str, *, sid: str | None = None, number: str = PHONE, **more: str
    ) -> list[str]:
        """Send one text; returns the texts of the answer."""
        form = self.form(body, sid=sid, number=number) | more
        answer = self.post(form, self.sign(form))
        assert answer.status_code == 200, (answer.status_code, body)
        return messages_in(answer.text)

    def texts(self, *bodies: str, number: str = PHONE) -> list[str]:
        return [self.text(body, number=number) for body in bodies][-1]

    def rows(self) -> dict[str, int]:
        """How many rows each table holds."""
        with self.services.database.read() as session:
            tables = Base.metadata.sorted_tables
            return {
                table.name: session.scalar(select(func.count()).select_from(table)) or 0
                for table in tables
            }

    def stored(self, sid: str) -> InboundRow:
        with self.services.database.read() as session:
            return session.scalars(select(InboundRow).where(InboundRow.sid == sid)).one()
