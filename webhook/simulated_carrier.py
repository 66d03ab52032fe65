"""The other end of the webhook, for development: signs and posts like Twilio, reads the TwiML.

Parameters are those of twilio.com/docs/messaging/guides/webhook-request.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin
from xml.etree import ElementTree

import requests
from twilio.request_validator import RequestValidator

from bot.settings import Settings
from intake.texting import segments
from webhook.signature import HEADER

TIMEOUT = 15  # seconds; as long as Twilio waits
_API_VERSION = "2010-04-01"


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """One webhook request; posting it twice is what Twilio does when it is unsure."""

    url: str
    fields: Mapping[str, str]
    signature: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: HTTP status 0 and the reason where nothing did."""

    status: int
    body: str


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a TwiML answer, and where its delivery is to be reported."""

    body: str
    callback: str | None


class Carrier:
    """Delivers texts to the product over real HTTP, at its public address."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._validator = RequestValidator(settings.auth_tokens[0])

    def compose(self, sender: str, to: str, body: str) -> SignedRequest:
        """Sign a new text from a phone; it has a MessageSid of its own."""
        sid = _new_sid()
        return self._sign(
            self._settings.public_url + "/twilio/sms",
            {
                "ToCountry": "US",
                "ToState": "",
                "SmsMessageSid": sid,
                "NumMedia": "0",
                "ToCity": "",
                "FromZip": "",
                "SmsSid": sid,
                "FromState": "",
                "SmsStatus": "received",
                "FromCity": "",
                "Body": body,
                "FromCountry": "US",
                "To": to,
                "ToZip": "",
                "NumSegments": str(segments(body).count),
                "MessageSid": sid,
                "AccountSid": self._settings.account_sid,
                "From": sender,
                "ApiVersion": _API_VERSION,
            },
        )

    def post(self, signed: SignedRequest) -> Answer:
        """Deliver a request, as often as it is called, byte for byte the same."""
        try:
            response = requests.post(
                signed.url,
                data=signed.fields,
                headers={HEADER: signed.signature, "User-Agent": "TwilioProxy/1.1"},
                timeout=TIMEOUT,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            return Answer(0, type(error).__name__)
        return Answer(response.status_code, response.text)

    def report(self, text: Text, sender: str, to: str, sid: str | None = None) -> None:
        """Report a text of ours as sent and then delivered, to our own address alone."""
        if text.callback is None:
            return
        url = urljoin(self._settings.public_url + "/twilio/sms", text.callback)
        if not url.startswith(self._settings.public_url + "/"):
            return
        sid = sid or _new_sid()
        for status in ("sent", "delivered"):
            fields = {
                "SmsSid": sid,
                "SmsStatus": status,
                "MessageStatus": status,
                "To": to,
                "MessageSid": sid,
                "AccountSid": self._settings.account_sid,
                "From": sender,
                "ApiVersion": _API_VERSION,
            }
            self.post(self._sign(url, fields))

    def _sign(self, url: str, fields: Mapping[str, str]) -> SignedRequest:
        return SignedRequest(url, fields, self._validator.compute_signature(url, fields))


def texts_of(answer: Answer) -> list[Text]:
    """Return the texts that an answer would send; an error page or an empty one sends none."""
    if answer.status != 200:
        return []
    try:
        root = ElementTree.fromstring(answer.body)  # noqa: S314 - our own answer
    except ElementTree.ParseError:
        return []
    return [
        Text("".join(message.itertext()), message.get("statusCallback") or message.get("action"))
        for message in root.iter("Message")
    ]


def _new_sid() -> str:
    return "SM" + secrets.token_hex(16)
