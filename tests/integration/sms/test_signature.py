"""Forged, cut, replayed and misdirected requests: refused before any work, and no row is left."""

import pytest

from tests.integration.sms.texting import Texting
from tests.phone import new_sid
from tests.web import OUR_NUMBER

FORGED = [
    "no signature",
    "empty signature",
    "signature of another token",
    "signature of another address",
    "a field changed after signing",
    "a field added after signing",
    "a field taken away after signing",
    "the sender changed after signing",
    "another account, well signed",
    "a number that is not ours, well signed",
    "sender twice, re-cut from a signed text",
    "signature that is not base64",
]


def forge(texting: Texting, how: str) -> tuple[object, str | None]:
    form = texting.form("hello")
    good = texting.sign(form)
    match how:
        case "no signature":
            return form, None
        case "empty signature":
            return form, ""
        case "signature of another token":
            return form, texting.sign(form, token="f" * 32)
        case "signature of another address":
            return form, texting.sign(form, path="/twilio/status")
        case "a field changed after signing":
            return form | {"Body": "STOP"}, good
        case "a field added after signing":
            return form | {"OptOutType": "STOP"}, good
        case "a field taken away after signing":
            return {name: value for name, value in form.items() if name != "NumMedia"}, good
        case "the sender changed after signing":
            return form | {"From": "+12025550199"}, good
        case "another account, well signed":
            other = form | {"AccountSid": "AC" + "9" * 32}
            return other, texting.sign(other)
        case "a number that is not ours, well signed":
            other = form | {"To": "+12025550177"}
            return other, texting.sign(other)
        case "sender twice, re-cut from a signed text":
            # Nothing in the signed string separates names from values, so this body...
            captured = form | {"Body": "YESFrom+12025550188"}
            signature = texting.sign(captured)
            # ...signs just as well as a short body followed by a sender of one's choice.
            cut = [*(form | {"Body": "YES"}).items(), ("From", "+12025550188")]
            names: dict[str, list[str]] = {}
            for name, value in cut:
                names.setdefault(name, []).append(value)
            return names, signature
        case _:
            return form, "☃"


@pytest.mark.parametrize("how", FORGED)
def test_forged_requests_get_403_and_leave_no_row(texting: Texting, how: str) -> None:
    before = texting.rows()
    form, signature = forge(texting, how)
    assert texting.post(form, signature).status_code == 403
    assert texting.rows() == before


def test_the_good_request_that_the_forged_ones_were_made_from_is_answered(
    texting: Texting,
) -> None:
    form = texting.form("hello")
    assert texting.post(form, texting.sign(form)).status_code == 200


def test_other_ways_of_asking_are_refused(texting: Texting) -> None:
    before = texting.rows()
    form = texting.form("hello")
    signature = texting.sign(form)
    assert texting.client.get("/twilio/sms", query_string=form).status_code == 405
    as_json = texting.client.post(
        "/twilio/sms", json=form, headers={"X-Twilio-Signature": signature}
    )
    assert as_json.status_code == 415
    large = texting.form("x" * 70_000)
    assert texting.post(large, texting.sign(large)).status_code == 413
    assert texting.rows() == before


def test_unknown_fields_are_fine_when_signed(texting: Texting) -> None:
    assert texting.text("hello", SomethingNewOfTwilios="yes", ChannelMetadata="{}")


def test_the_host_that_a_proxy_names_does_not_matter(texting: Texting) -> None:
    form = texting.form("hello")
    answer = texting.client.post(
        "/twilio/sms",
        data=form,
        headers={
            "X-Twilio-Signature": texting.sign(form),
            "Host": "10.0.0.7:8080",
            "X-Forwarded-Host": "evil.example",
        },
    )
    assert answer.status_code == 200


def test_two_tokens_are_taken_while_one_is_changed(texting: Texting) -> None:
    old, new = texting.services.settings.auth_tokens[0], "c" * 32
    both = texting.services.settings.model_copy(
        update={"auth_token": type(texting.services.settings.auth_token)(f"{new},{old}")}
    )
    object.__setattr__(texting.services, "settings", both)
    form = texting.form("hello")
    assert texting.post(form, texting.sign(form, token=old)).status_code == 200
    form = texting.form("hello")
    assert texting.post(form, texting.sign(form, token=new)).status_code == 200


def test_status_callbacks_are_verified_alike(texting: Texting) -> None:
    form = {
        "MessageSid": new_sid(),
        "AccountSid": texting.services.settings.account_sid,
        "MessageStatus": "delivered",
        "From": OUR_NUMBER,
        "To": "+12025550111",
    }
    good = texting.sign(form, path="/twilio/status")
    assert texting.post(form, None, path="/twilio/status").status_code == 403
    assert texting.post(form, "x" + good[1:], path="/twilio/status").status_code == 403
    assert texting.post(form, good, path="/twilio/status").status_code == 204
