"""Twilio's signature, checked before any work (twilio.com/docs/usage/security).

The signature covers the configured public address, never what a proxy says of itself. Since
nothing in it separates names from values, a signed request could be cut again so that a field
stands twice: a repeated field is refused. Unknown fields are fine; Twilio adds some without notice.
"""

import re

from flask import Request, abort
from twilio.request_validator import RequestValidator

from bot.settings import Settings

FORM = "application/x-www-form-urlencoded"
LARGEST_BODY = 64 * 1024
HEADER = "X-Twilio-Signature"


def signed_form(request: Request, settings: Settings) -> dict[str, str]:
    """Return the form of a request that Twilio signed for our account; else abort.

    Aborts with 415 for another content type, 413 for a body over 64 KiB and 403 for the rest.
    """
    if request.mimetype != FORM:
        abort(415)
    if request.content_length is not None and request.content_length > LARGEST_BODY:
        abort(413)
    form = {name: values for name, values in request.form.lists()}  # noqa: C416 - typed
    if any(len(values) != 1 for values in form.values()):
        abort(403)
    fields = {name: values[0] for name, values in form.items()}
    signature = request.headers.get(HEADER, "")
    if not _encodable(fields) or not _is_signed(request, settings, fields, signature):
        abort(403)
    if fields.get("AccountSid") != settings.account_sid:
        abort(403)
    return fields


def _is_signed(
    request: Request, settings: Settings, fields: dict[str, str], signature: str
) -> bool:
    if not re.fullmatch(r"[A-Za-z0-9+/=]{1,100}", signature):
        return False
    query = request.query_string.decode("latin-1")
    address = settings.public_url + request.path + (f"?{query}" if query else "")
    # Every token is tried, so that the answer takes the same time for each.
    matches = [
        RequestValidator(token).validate(address, fields, signature)
        for token in settings.auth_tokens
    ]
    return any(matches)


def _encodable(fields: dict[str, str]) -> bool:
    """Tell whether the fields are text that can be signed: lone surrogates are not."""
    try:
        for name, value in fields.items():
            name.encode(), value.encode()
    except UnicodeEncodeError:
        return False
    return True
