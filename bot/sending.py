"""Texts that we begin (nudges, notices): sent through Twilio's REST API, at most once each.

No database connection is held while Twilio is called. Where it is unknown whether a text left (a
crash, a time-out), Twilio's own list is looked at before anything is sent again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import requests
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from bot.settings import Settings
from bot.wiring import Services
from store import contacts, conversations, messages, sites
from store.engine import Session

TIMEOUT = 10.0  # seconds; the library's own default is to wait for ever
OPTED_OUT = 21610  # twilio.com/docs/api/errors/21610: the person has sent STOP
FIRST_SERVER_ERROR = 500
TOO_MANY = 429
CLOCKS_APART = timedelta(minutes=2)


class TryAgain(Exception):
    """Twilio could not say whether the text left; look, and try later."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text to send, out of the database."""

    id: UUID
    sender: str
    to: str
    body: str
    created_at: datetime


def send(services: Services, outbound_id: UUID, *, tried_before: bool) -> None:
    """Send one stored text, unless it left already or may not be sent; raises TryAgain."""
    text = services.database.run(lambda session: _sendable(session, services, outbound_id))
    if text is None:
        return
    client = client_of(services.settings)
    sid = _found(client, text) if tried_before else None
    if sid is None:
        try:
            sid = _create(services, client, text)
        except TwilioRestException as error:
            if error.status == TOO_MANY or error.status >= FIRST_SERVER_ERROR:
                raise TryAgain from error
            _refused(services, text, int(error.code or error.status))
            return
        except requests.RequestException as error:
            raise TryAgain from error
    now = services.clock.now()
    services.database.run(
        lambda session: messages.settle(session, text.id, "sent", None, now, sid=sid)
    )


def client_of(settings: Settings) -> Client:
    """Return Twilio's client with a time-out, at the configured address of the REST API."""
    http = TwilioHttpClient(timeout=TIMEOUT)
    client = Client(settings.account_sid, settings.auth_tokens[0], http_client=http)
    client.api.base_url = settings.twilio_api_url.rstrip("/")
    return client


def _sendable(session: Session, services: Services, outbound_id: UUID) -> Text | None:
    """Return the text if it still waits; one to a person who opted out fails here."""
    row = messages.get(session, outbound_id)
    if row is None or row.state != "queued":
        return None
    conversation = conversations.get(session, row.conversation_id)
    contact_id = conversation.contact_id if conversation else None
    contact = contacts.get(session, contact_id) if contact_id else None
    site = sites.get(session, conversation.site_id) if conversation else None
    if contact is None or site is None or contact.opted_out_at is not None:
        messages.settle(session, row.id, "failed", str(OPTED_OUT), services.clock.now())
        return None
    sender = site.phone_number or services.settings.twilio_from
    return Text(row.id, sender, contact.phone, row.body or "", row.created_at)


def _create(services: Services, client: Client, text: Text) -> str:
    callback = f"{services.settings.public_url}/twilio/status?ob={text.id.hex}"
    made = client.messages.create(
        to=text.to, from_=text.sender, body=text.body, status_callback=callback
    )
    return str(made.sid)


def _found(client: Client, text: Text) -> str | None:
    """Look in Twilio's list for a text that an earlier try may have sent after all."""
    try:
        listed = client.messages.list(
            to=text.to, from_=text.sender, date_sent_after=text.created_at - CLOCKS_APART, limit=50
        )
    except (TwilioRestException, requests.RequestException) as error:
        raise TryAgain from error
    return next((str(one.sid) for one in listed if one.body == text.body), None)


def _refused(services: Services, text: Text, code: int) -> None:
    """Keep in step with the carrier: a refused text is not tried again, an opt-out is noted."""
    now = services.clock.now()

    def note(session: Session) -> None:
        messages.settle(session, text.id, "failed", str(code), now)
        if code == OPTED_OUT:
            contacts.by_phone(session, text.to, now).opted_out_at = now

    services.database.run(note)
