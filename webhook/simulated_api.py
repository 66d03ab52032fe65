"""A stand-in for Twilio's Messages API, for development: what we send shows on a phone's screen.

The form of requests and answers is that of twilio.com/docs/messaging/api/message-resource.
"""

import hmac
import secrets
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from threading import Thread

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from bot.settings import Settings
from intake.texting import segments
from webhook.phones import Phones
from webhook.simulated_carrier import Carrier, Text

VERSION = "2010-04-01"
LISTED = 500


@dataclass(frozen=True, slots=True)
class Sent:
    """A text of ours as the carrier lists it."""

    sid: str
    to: str
    sender: str
    body: str
    at: datetime

    def as_json(self, account: str) -> dict[str, object]:
        """Return the message resource."""
        at = format_datetime(self.at)
        return {
            "sid": self.sid,
            "account_sid": account,
            "to": self.to,
            "from": self.sender,
            "body": self.body,
            "status": "sent",
            "direction": "outbound-api",
            "num_segments": str(segments(self.body).count),
            "num_media": "0",
            "api_version": VERSION,
            "date_created": at,
            "date_updated": at,
            "date_sent": at,
            "error_code": None,
            "error_message": None,
            "uri": f"/{VERSION}/Accounts/{account}/Messages/{self.sid}.json",
        }


def create_simulated_api(settings: Settings, phones: Phones) -> Blueprint:
    """Return the address that the official client is pointed at in development."""
    api = Blueprint("simulated_api", __name__, url_prefix=f"/simulator/{VERSION}/Accounts")
    carrier = Carrier(settings)
    sent: deque[Sent] = deque(maxlen=LISTED)

    @api.before_request
    def _authenticate() -> ResponseReturnValue | None:
        given = request.authorization
        name, password = (given.username, given.password) if given else (None, None)
        if name != settings.account_sid or not hmac.compare_digest(
            (password or "").encode(), settings.auth_tokens[0].encode()
        ):
            return jsonify(code=20003, message="Authenticate", status=401), 401
        return None

    @api.post("/<account>/Messages.json")
    def create(account: str) -> ResponseReturnValue:
        """Take one text, show it, and report its delivery afterwards, as Twilio does."""
        to, sender = request.form.get("To", ""), request.form.get("From", "")
        body = request.form.get("Body", "")
        if not to or not body:
            return jsonify(code=21604, message="A 'To' and a 'Body' are required", status=400), 400
        made = Sent("SM" + secrets.token_hex(16), to, sender, body, datetime.now(UTC))  # noqa: TID251 - the carrier's own clock
        sent.append(made)
        phones.get(to).show("out", body)
        text = Text(body, request.form.get("StatusCallback"))
        Thread(target=carrier.report, args=(text, sender, to, made.sid), daemon=True).start()
        return jsonify(made.as_json(account)), 201

    @api.get("/<account>/Messages.json")
    def listing(account: str) -> ResponseReturnValue:
        """List what was sent, newest first, to one number if one is named."""
        to = request.args.get("To")
        found = [one.as_json(account) for one in reversed(sent) if to in (None, one.to)]
        return jsonify(messages=found, page=0, page_size=50, next_page_uri=None)

    return api
