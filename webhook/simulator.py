"""Phones on a screen, for development only: they text the product as Twilio would.

What a phone shows is kept in memory here, so that the page needs no scripts.
"""

import re
from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot import service
from bot.wiring import Services
from store import sites
from webhook.phones import Exchange, Phone, Phones
from webhook.simulated_carrier import Carrier, texts_of

# 555-0100 to 555-0199 are set aside for fiction (NANPA), so nobody has these numbers.
NUMBERS = tuple(f"+1202555010{n}" for n in range(1, 5))
_E164 = re.compile(r"\+[1-9][0-9]{7,14}")


def create_simulator(services: Services, phones: Phones) -> Blueprint:
    """Return the simulator; in production it refuses, as it can sign for anyone."""
    if services.settings.production:
        raise RuntimeError("the phone simulator is for development only")
    simulator = Blueprint(
        "simulator", __name__, url_prefix="/simulator", template_folder="templates"
    )
    carrier = Carrier(services.settings)

    @simulator.get("")
    def page() -> ResponseReturnValue:
        """Show two phones, each with what was last sent and what came back."""
        left, right = _chosen(request.args)
        return render_template(
            "simulator.html",
            sides=[("a", phones.get(left)), ("b", phones.get(right))],
            numbers=NUMBERS,
            at=request.args.get("at"),
            is_unknown=any(_number(request.args.get(side, left)) is None for side in "ab"),
            ours=_our_numbers(services),
        )

    @simulator.post("")
    def send() -> ResponseReturnValue:
        """Send a text, or deliver the last one again, and show the phones (303)."""
        left, right = _chosen(request.form)
        side = "b" if request.form.get("side") == "b" else "a"
        phone = phones.get(right if side == "b" else left)
        if "again" in request.form:
            _deliver_again(carrier, phone)
        else:
            ours = _our_numbers(services)
            to = request.form.get("to", "")
            _deliver(carrier, phone, to if to in ours else ours[0])
        address = url_for("simulator.page", a=left, b=right, at=side)
        return redirect(address, 303)

    return simulator


def _deliver(carrier: Carrier, phone: Phone, to: str) -> None:
    body = service.clean(request.form.get("text", ""))
    signed = carrier.compose(phone.number, to, body)
    phone.show("in", body)
    answer = carrier.post(signed)
    phone.last = Exchange(signed, answer)
    for text in texts_of(answer):
        phone.show("out", text.body)
        carrier.report(text, sender=to, to=phone.number)


def _deliver_again(carrier: Carrier, phone: Phone) -> None:
    """Post the very same request; the carrier has the reply already, so none is shown again."""
    before = phone.last
    if before is None:
        return
    answer = carrier.post(before.request)
    phone.last = Exchange(
        before.request, answer, before.deliveries + 1, same=answer == before.answer
    )


def _chosen(values: Mapping[str, str]) -> tuple[str, str]:
    left = _number(values.get("a", "")) or NUMBERS[0]
    free = next(number for number in NUMBERS if number != left)
    return left, _number(values.get("b", "")) or free


def _number(text: str) -> str | None:
    """Return a number as E.164; in an address typed by hand the plus sign reads as a blank."""
    digits = re.sub(r"[^0-9]", "", text)
    return f"+{digits}" if _E164.fullmatch(f"+{digits}") else None


def _our_numbers(services: Services) -> list[str]:
    with services.database.read() as session:
        found = [site.phone_number for site in sites.all_sites(session)]
    return [number for number in found if number] or [services.settings.twilio_from]
