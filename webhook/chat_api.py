"""``POST /api/chat/messages``: the web chat for front ends other than our page.

The bearer is in the body only, never in a cookie or an address, so no other site can use it.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest

from flask import Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from bot import service
from bot.service import Inbound, Reply, UnknownSite
from bot.wiring import Services
from store import conversations, sites
from webhook.chat_session import ApiSession, ChatSession, is_idle, sid_of
from webhook.errors import api_error
from webhook.signature import LARGEST_BODY

_MESSAGE_ID = re.compile(r"[A-Za-z0-9_.:-]{1,128}")


@dataclass(frozen=True, slots=True)
class Posted:
    """What a client sent; an empty session begins one, at ``site`` or else at the first."""

    session: str
    message_id: str
    text: str
    site: str


class Refused(Exception):
    """The request cannot be taken: the status, a code for programs, and what to do."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(code)
        self.answer = (status, code, message)


def create_endpoint(services: Services) -> Callable[[], Response]:
    """Return the view; ``messages`` in its answer are the texts that this one was answered with."""
    codec = ApiSession(services)

    def messages() -> Response:
        try:
            posted = _parse()
            session = _session(services, codec, posted)
            reply = service.receive(services, _inbound(services, session, posted))
        except Refused as refused:
            return api_error(*refused.answer)
        except UnknownSite:
            return api_error(404, "unknown_site", "No agency has this name.")
        said = _said(services, session, reply)
        return jsonify(session=codec.write(session), messages=said)

    return messages


def _inbound(services: Services, session: ChatSession, posted: Posted) -> Inbound:
    return Inbound(
        account="chat",
        sid=sid_of(session.token, posted.message_id),
        channel="chat",
        sender=session.token,
        to=session.slug,
        text=posted.text,
        received_at=services.clock.now(),
    )


def _said(services: Services, session: ChatSession, reply: Reply) -> list[dict[str, str]]:
    """Return the texts with the times they were first said; of a wiped chat, that is now."""
    thread = service.chat_thread(services, session.token)
    times = {message.id: message.at for message in thread.messages} if thread else {}
    now = services.clock.now()
    said = zip_longest(reply.texts, (times.get(message_id, now) for message_id in reply.ids))
    return [{"direction": "out", "text": text, "at": (at or now).isoformat()} for text, at in said]


def _parse() -> Posted:
    if request.mimetype != "application/json":
        raise Refused(415, "unsupported_media_type", "Send JSON as application/json.")
    request.max_content_length = LARGEST_BODY
    try:
        body = json.loads(request.get_data())
    except RequestEntityTooLarge:
        raise Refused(413, "too_large", "Send at most 64 KiB.") from None
    except (ValueError, RecursionError):
        raise Refused(400, "bad_json", "Send a JSON object in UTF-8.") from None
    if not isinstance(body, dict):
        raise Refused(400, "bad_json", "Send a JSON object.")
    posted = Posted(
        session=_string(body, "session", ""),
        message_id=_string(body, "message_id"),
        text=service.clean(_string(body, "text")),
        site=service.clean(_string(body, "site", "")),
    )
    if not _MESSAGE_ID.fullmatch(posted.message_id):
        raise Refused(400, "bad_message_id", "Give each message a new message_id, such as a UUID.")
    return posted


def _string(body: dict[str, object], name: str, default: str | None = None) -> str:
    value = body.get(name)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise Refused(400, f"bad_{name}", f"{name} must be a string.")
    return value


def _session(services: Services, codec: ApiSession, posted: Posted) -> ChatSession:
    """Return the session to go on with; one never given and one run out are answered alike."""
    if not posted.session:
        return ChatSession(posted.site or _first_slug(services), conversations.new_token())
    session = codec.read(posted.session)
    thread = service.chat_thread(services, session.token) if session else None
    if session is None or thread is None or is_idle(thread, services.clock.now()):
        raise Refused(404, "unknown_session", "This chat has ended. Begin one without a session.")
    return session


def _first_slug(services: Services) -> str:
    with services.database.read() as session:
        site = sites.first(session)
    if site is None:
        raise UnknownSite
    return site.slug
