"""Texts and delivery news from Twilio (twilio.com/docs/messaging/guides/webhook-request)."""

from uuid import UUID

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from twilio.twiml.messaging_response import MessagingResponse

from bot import service
from bot.service import Inbound, Reply, UnknownSite
from bot.wiring import Services
from store import messages
from webhook.signature import signed_form

# What Twilio calls it -> what we call it. Anything else changes nothing.
STATUSES: dict[str, messages.Delivery] = {
    "sent": "sent",
    "delivered": "delivered",
    "undelivered": "undelivered",
    "failed": "failed",
}


def create_sms(services: Services) -> Blueprint:
    """Return the two addresses that Twilio is given."""
    sms = Blueprint("sms", __name__, url_prefix="/twilio")

    @sms.post("/sms")
    def receive() -> ResponseReturnValue:
        """Answer one text with TwiML that was stored before it is returned."""
        fields = signed_form(request, services.settings)
        try:
            reply = service.receive(services, _inbound(services, fields))
        except UnknownSite:
            abort(403)
        return _twiml(services, reply)

    @sms.post("/status")
    def status() -> ResponseReturnValue:
        """Note how a text of ours fared; news only ever moves it forward."""
        fields = signed_form(request, services.settings)
        _settle(services, fields, request.args.get("ob", ""))
        return "", 204

    return sms


def _inbound(services: Services, fields: dict[str, str]) -> Inbound:
    sid = fields.get("MessageSid") or fields.get("SmsSid") or ""
    sender, to = fields.get("From", ""), fields.get("To", "")
    if not sid or not sender or not to:
        abort(403)
    media = fields.get("NumMedia", "0")
    opt_out = fields.get("OptOutType", "").lower()
    return Inbound(
        account=fields["AccountSid"],
        sid=sid,
        channel="sms",
        sender=service.clean(sender)[:64],
        to=to,
        text=service.clean(fields.get("Body", "")),
        received_at=services.clock.now(),
        media=int(media) if media.isdecimal() and len(media) < 3 else 0,
        opt_out_type=opt_out if opt_out in ("stop", "start", "help") else None,
    )


def _twiml(services: Services, reply: Reply) -> Response:
    """Write the reply; each message names where its delivery is to be reported."""
    response = MessagingResponse()
    callback = services.settings.public_url + url_for("sms.status")
    for text, message_id in zip(reply.texts, reply.ids, strict=True):
        response.message(text, status_callback=f"{callback}?ob={message_id.hex}")
    return Response(str(response), mimetype="text/xml")


def _settle(services: Services, fields: dict[str, str], ours: str) -> None:
    delivery = STATUSES.get(fields.get("MessageStatus") or fields.get("SmsStatus") or "")
    sid = fields.get("MessageSid") or fields.get("SmsSid") or ""
    if delivery is None or not sid:
        return
    which: UUID | str = sid
    if len(ours) == 32:
        try:
            which = UUID(hex=ours)
        except ValueError:
            abort(403)
    error = fields.get("ErrorCode")
    now = services.clock.now()
    services.database.run(
        lambda session: messages.settle(
            session,
            which,
            delivery,
            error[:16] if error else None,
            now,
            sid=sid if isinstance(which, UUID) else None,
        )
    )
