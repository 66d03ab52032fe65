"""One text, one answer: redeliveries, races, odd bodies, STOP and danger, on both engines."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.wiring import build
from store import contacts, intakes, outbox, safety
from tests.integration.sms.texting import PHONE, Texting
from tests.phone import messages_in, new_sid
from tests.web import HandClock
from webhook.app import create_app

ODD = [
    "",
    "   \n\t ",
    "😀🏠❤️",
    "\x00\x00",
    "\u202eolleh\u202c",
    "שלום אני צריך עזרה",
    "x" * 1600,
    "ａｂｃ",
    "Liked “Where will you sleep tonight?”",
    "'; DROP TABLE answer; --",
    "<script>alert(1)</script>",
    "{{7*7}} ${7*7} %s %n {agency}",
    "/restart",
    "https://example.com/x",
    "1️⃣",
]


def test_a_redelivered_text_gets_the_very_same_answer_and_changes_nothing(
    texting: Texting, clock: HandClock
) -> None:
    texting.text("hello")
    sid = new_sid()
    form = texting.form("yes", sid=sid)
    first = texting.post(form, texting.sign(form))
    rows = texting.rows()
    texting.text("yes")  # the conversation has moved on since
    clock.forward(hours=72)
    again = texting.post(form, texting.sign(form))
    assert again.data == first.data
    assert texting.rows()["inbound"] == rows["inbound"] + 1
    assert "Are you safe right now?" in again.text


def test_fifty_deliveries_at_once_are_one_text(texting: Texting) -> None:
    texting.text("hello")
    before = texting.rows()
    form = texting.form("yes")
    signature = texting.sign(form)
    app = texting.client.application

    def deliver(_: int) -> bytes:
        headers = {"X-Twilio-Signature": signature}
        answer = app.test_client().post("/twilio/sms", data=form, headers=headers)
        return bytes(answer.data)

    with ThreadPoolExecutor(10) as pool:
        answers = set(pool.map(deliver, range(50)))
    assert len(answers) == 1
    after = texting.rows()
    assert after["inbound"] - before["inbound"] == 1
    assert after["outbound"] - before["outbound"] == len(messages_in(answers.pop().decode()))
    assert after["consent"] - before["consent"] == 2  # keep my answers; text me about it


@pytest.mark.parametrize("body", ODD)
def test_odd_bodies_get_a_sensible_reply(texting: Texting, body: str) -> None:
    texting.texts("hello", "yes", "yes", "1", "62701")
    form = texting.form("placeholder")
    form["Body"] = body
    answer = texting.post(form, texting.sign(form))
    assert answer.status_code == 200
    replies = messages_in(answer.text)
    assert replies
    assert all(reply.strip() for reply in replies)


def test_a_lone_surrogate_is_refused_where_it_cannot_have_been_signed(texting: Texting) -> None:
    form = texting.form("x")
    raw = "&".join(f"{name}={value}" for name, value in form.items()).encode()
    answer = texting.client.post(
        "/twilio/sms",
        data=raw.replace(b"Body=x", b"Body=%ED%A0%BD"),
        content_type="application/x-www-form-urlencoded",
        headers={"X-Twilio-Signature": texting.sign(form)},
    )
    assert answer.status_code == 403


def test_stop_is_kept_on_the_phone_and_start_comes_back(texting: Texting) -> None:
    texting.texts("hello", "yes", "yes")
    assert "no more texts" in texting.text("STOP")[0]
    with texting.services.database.read() as session:
        contact = contacts.find(session, PHONE)
        assert contact is not None
        assert contact.opted_out_at is not None
    assert texting.text("1") == []
    assert "Is it safe to text you here?" in texting.text("START")[0]


def test_twilios_own_confirmation_counts_as_the_one(texting: Texting) -> None:
    texting.texts("hello", "yes")
    assert texting.text("STOP", OptOutType="STOP") == []
    assert "Are you safe" in texting.text("START", OptOutType="START")[0]


def test_danger_answers_at_once_pauses_and_puts_the_person_on_top(texting: Texting) -> None:
    texting.texts("hello", "yes", "yes", "1", "62701", number="+12025550121")
    texting.texts("hello", "yes", "yes", "1", "62702")
    reply = texting.text("i dont want to live anymore i am going to kill myself")
    assert "988" in reply[0]
    with texting.services.database.read() as session:
        first, second = intakes.queue(session, ["new"])
        assert (first.tier, second.tier) == (0, 3)
        (event,) = safety.open_events(session)
        assert event.words == "i dont want to live anymore i am going to kill myself"
        assert event.intake_id == first.id
        assert outbox.next_due(session) is not None
    # Nothing in it was taken as an answer, and the place is kept.
    assert "988" in texting.text("ok")[0]
    texting.text("no")
    assert "Where will you sleep tonight?" in "\n".join(texting.text("yes"))


def test_danger_before_consent_leaves_a_stub_for_staff(texting: Texting) -> None:
    assert "988" in texting.text("i want to kill myself")[0]
    with texting.services.database.read() as session:
        (intake,) = intakes.queue(session, ["new"])
        assert intake.tier == 0
        assert intake.answered == 0


def test_a_danger_text_after_stop_reaches_staff_though_we_cannot_answer(texting: Texting) -> None:
    texting.texts("hello", "yes", "STOP")
    assert texting.text("i am going to kill myself") == []
    with texting.services.database.read() as session:
        assert len(safety.open_events(session)) == 1


def test_no_to_consent_leaves_no_word_of_the_person(texting: Texting) -> None:
    texting.texts("hola me llamo Xochitl Quetzal", "no")
    with texting.services.database.read() as session:
        assert contacts.find(session, PHONE) is None
    rows = texting.rows()
    assert (rows["answer"], rows["intake"], rows["hmis_client"]) == (0, 0, 0)
    assert rows["counter"] == 1


def test_two_phones_never_hear_each_other(texting: Texting) -> None:
    texting.texts("hello", "yes", "yes", "1", "62701", number="+12025550131")
    assert "Soy un bot" in texting.text("hola", number="+12025550132")[0]
    assert "Where will you sleep" not in texting.text("si", number="+12025550132")[0]


def test_a_text_is_never_acknowledged_while_the_database_is_away(texting: Texting) -> None:
    settings = texting.services.settings.model_copy(
        update={"database_url": "postgresql://nobody@127.0.0.1:1/nothing"}
    )
    away = build(settings, texting.services.clock)
    broken = Texting(create_app(away).test_client(), away)
    form = broken.form("hello")
    answer = broken.post(form, broken.sign(form))
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert broken.client.get("/health/ready").status_code == 503
    assert broken.client.get("/health/live").status_code == 200
    away.database.dispose()
