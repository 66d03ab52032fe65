"""A phone, as Twilio shows it to us: signed posts to the real webhook over real HTTP."""

import secrets
from dataclasses import dataclass, field
from xml.etree import ElementTree

import requests
from twilio.request_validator import RequestValidator

OUR_NUMBER = "+15005550006"


def new_sid() -> str:
    return "SM" + secrets.token_hex(16)


@dataclass
class Phone:
    """One phone number; every text may be delivered several times under one MessageSid."""

    base: str
    token: str
    account: str
    number: str
    to: str = OUR_NUMBER
    said: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    def text(self, body: str, *, times: int = 1, sid: str | None = None, **more: str) -> list[str]:
        """Send one text and return the replies; all deliveries must get the very same answer."""
        sid = sid or new_sid()
        answers = [self.post(self.form(body, sid, **more)) for _ in range(times)]
        for answer in answers:
            assert answer.status_code == 200, answer.text
            assert answer.text == answers[0].text
        replies = messages_in(answers[0].text)
        self.said.append(body)
        self.heard.extend(replies)
        return replies

    def form(self, body: str, sid: str, **more: str) -> dict[str, str]:
        return {
            "MessageSid": sid,
            "AccountSid": self.account,
            "From": self.number,
            "To": self.to,
            "Body": body,
            "NumMedia": "0",
            **more,
        }

    def post(
        self, form: dict[str, str], *, path: str = "/twilio/sms", signature: str | None = None
    ) -> requests.Response:
        address = self.base + path
        if signature is None:
            signature = RequestValidator(self.token).compute_signature(address, form)
        headers = {"X-Twilio-Signature": signature}
        return requests.post(address, data=form, headers=headers, timeout=20)


def messages_in(twiml: str) -> list[str]:
    return [message.text or "" for message in ElementTree.fromstring(twiml).iter("Message")]
