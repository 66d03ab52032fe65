"""The web chat's session: a bearer token in a cookie that dies after 15 minutes without use.

The cookie carries its own time under our signature, so that the end does not depend on the
browser, and the site's slug, so that a chat with one agency never opens on another's page.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from flask import Request, Response
from itsdangerous import BadSignature, Signer, TimestampSigner
from typing_extensions import override

from bot.service import ChatThread
from bot.wiring import Services

COOKIE = "frontdoor_chat"
PATH = "/chat"
IDLE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class ChatSession:
    slug: str
    token: str


class ChatCookie:
    """Reads and writes the cookie; every view that shows the chat puts the end off again."""

    def __init__(self, services: Services) -> None:
        self._secure = services.settings.production
        self._signer = _ClockedSigner(services)

    def read(self, request: Request, slug: str) -> ChatSession | None:
        """Return the live session of this site; None for none, an old or a foreign one."""
        try:
            signed = request.cookies.get(COOKIE, "")
            value = self._signer.unsign(signed, max_age=int(IDLE.total_seconds())).decode()
        except (BadSignature, UnicodeError):
            return None
        session = _split(value)
        return session if session.slug == slug else None

    def keep(self, response: Response, session: ChatSession) -> None:
        """Let the session live for 15 more minutes."""
        response.set_cookie(
            COOKIE,
            self._signer.sign(f"{session.slug}.{session.token}").decode(),
            max_age=IDLE,
            path=PATH,
            secure=self._secure,
            httponly=True,
            samesite="Strict",
        )

    def drop(self, response: Response) -> None:
        """Take the session from this browser; what was said stays with the agency."""
        response.delete_cookie(
            COOKIE, path=PATH, secure=self._secure, httponly=True, samesite="Strict"
        )


class ApiSession:
    """Writes a session as one string for a client that keeps it itself, and reads it again."""

    def __init__(self, services: Services) -> None:
        secret = services.settings.secret_key.get_secret_value()
        self._signer = Signer(secret, salt="frontdoor.chat.api", digest_method=sha256)

    def write(self, session: ChatSession) -> str:
        """Return the string, whose site cannot be changed by who holds it."""
        return self._signer.sign(f"{session.slug}.{session.token}").decode()

    def read(self, text: str) -> ChatSession | None:
        """Return the session of a string that we wrote, dead or alive; None for any other."""
        try:
            return _split(self._signer.unsign(text).decode())
        except (BadSignature, UnicodeError):
            return None


class _ClockedSigner(TimestampSigner):
    def __init__(self, services: Services) -> None:
        secret = services.settings.secret_key.get_secret_value()
        super().__init__(secret, salt="frontdoor.chat", digest_method=sha256)
        self._clock = services.clock

    @override
    def get_timestamp(self) -> int:
        return int(self._clock.now().timestamp())


def _split(value: str) -> ChatSession:
    slug, _, token = value.rpartition(".")
    return ChatSession(slug, token)


def is_idle(thread: ChatThread, now: datetime) -> bool:
    """Tell whether the person has not written for so long that their session has ended."""
    last = max((m.at for m in thread.messages if m.direction == "in"), default=None)
    return last is not None and now - last > IDLE


def sid_of(token: str, *parts: str) -> str:
    """Return the id under which a text counts once: bound to the chat it was written in.

    A client chooses its message ids; without the token in it, the same id from another chat would
    be taken for a second delivery and be given the other person's reply.
    """
    return sha256("\n".join((token, *parts)).encode()).hexdigest()
