"""From what was said to HMIS rows, by SMS and by web chat: the same record on both."""

from collections.abc import Callable
from datetime import date
from typing import Literal
from uuid import uuid4

import pytest

from bot import service
from bot.wiring import Services
from store import consents, intakes
from store.engine import Session
from store.hmis import records
from store.intakes import IntakeRow
from tests.integration.sms.texting import PHONE
from tests.journeys.test_corrections import MIND
from tests.web import OUR_NUMBER, HandClock

Say = Callable[..., str]
FAMILY = [
    *("hello", "yes", "yes", "1", "Springfield", "outside", "no", "no"),
    *("5", "Ana 34 wife, Luis 12 son", "Luis is 11 not 12", "Eva 30 sister"),
    *("my sister isnt coming", "Rosa 61 mother", "no"),
]


@pytest.fixture(params=["sms", "chat"])
def say(request: pytest.FixtureRequest, services: Services) -> Say:
    """Say something over one channel or the other; returns what came back."""
    channel, token = request.param, "t" * 43

    def send(*texts: str) -> str:
        reply: tuple[str, ...] = ()
        for text in texts:
            reply = service.receive(
                services,
                service.Inbound(
                    account="test",
                    sid=uuid4().hex,
                    channel=channel,
                    sender=PHONE if channel == "sms" else token,
                    to=OUR_NUMBER if channel == "sms" else "bend",
                    text=text,
                    received_at=services.clock.now(),
                ),
            ).texts
        return "\n".join(reply)

    return send


def finish(say: Say, services: Services, mind: dict[str, str]) -> None:
    """Answer whatever is still asked, by what the conversation itself says stands open."""
    for _ in range(60):
        with services.database.read() as session:
            (intake,) = list(intakes.every(session))
            state = service.state_of(session, services, intake.conversation_id)
        if state.shown is None:
            return
        key = state.shown.key.partition(".")[0]
        say("0" if key == "review" else mind[key])


def test_the_family_of_five_is_one_household_with_one_head(say: Say, services: Services) -> None:
    """S9: one HouseholdID, one head, relations 1, 3, 2, 4; ages as birth dates of quality 2."""
    say(*FAMILY)
    finish(say, services, MIND)
    with services.database.read() as session:
        clients = {row["FirstName"]: row for row in records.rows(session, "Client")}
        enrolled = {row["PersonalID"]: row for row in records.rows(session, "Enrollment")}
    assert set(clients) == {"Jay", "Ana", "Luis", "Rosa"}
    rows = [enrolled[clients[name]["PersonalID"]] for name in ("Jay", "Ana", "Luis", "Rosa")]
    assert len({row["HouseholdID"] for row in rows}) == 1
    assert [row["RelationshipToHoH"] for row in rows] == [1, 3, 2, 4]
    assert [row["EnrollmentCoC"] for row in rows] == ["OR-503", None, None, None]
    assert (clients["Luis"]["DOB"], clients["Luis"]["DOBDataQuality"]) == ("2015-01-01", 2)
    assert (clients["Jay"]["DOB"], clients["Jay"]["DOBDataQuality"]) == ("1979-03-09", 1)


def test_refusing_most_gives_9_where_asked_and_99_where_not(say: Say, services: Services) -> None:
    """S6: a short record by choice, in the queue by the same rules as any other."""
    say("hi", "yes", "skip", "skip", "62701", "outside", "skip", "skip", "skip", "go on")
    say("skip", "call me Jay", "skip", "skip", "skip", "send")
    with services.database.read() as session:
        (intake,) = intakes.queue(session, ["new"])
        assert intake.short_by_choice
        assert intake.finished_at is not None
        assert intake.tier == 2
        (client,) = records.rows(session, "Client")
        (enrollment,) = records.rows(session, "Enrollment")
        (situation,) = records.rows(session, "CurrentLivingSituation")
    assert (client["FirstName"], client["LastName"], client["NameDataQuality"]) == ("Jay", None, 2)
    assert (client["DOB"], client["DOBDataQuality"]) == (None, 9)
    assert client["SSNDataQuality"] == 99
    assert client["RaceNone"] == 99
    assert client["Sex"] == 99
    assert client["VeteranStatus"] == 9
    assert situation["CurrentLivingSituation"] == 116
    assert enrollment["LivingSituation"] == 99
    assert enrollment["EntryDate"] == date(2026, 3, 2)


def test_two_days_later_the_same_intake_goes_on_and_was_visible_before(
    say: Say, services: Services, clock: HandClock
) -> None:
    """S10: seen at once as in progress; after the silence one intake, dates as they were said."""
    say("hi", "yes", "yes", "1", "62701", "in my car", "no", "no", "1")
    with services.database.read() as session:
        (before,) = intakes.queue(session, ["new"])
        assert (before.answered, before.finished_at) == (9, None)
        assert before.asked > before.answered
    clock.forward(days=2)
    assert say("sorry phone died. in my car still").startswith("Welcome back")
    say("yes")
    finish(say, services, MIND)
    with services.database.read() as session:
        (after,) = list(intakes.every(session))
        assert after.id == before.id
        (enrollment,) = records.rows(session, "Enrollment")
        assert enrollment["EntryDate"] == date(2026, 3, 2)


def test_each_channel_makes_the_same_record(services: Services) -> None:
    """Feature 10: the same answers, once by SMS and once by web chat."""
    doors: list[tuple[Literal["sms", "chat"], str, str]]
    doors = [("sms", PHONE, OUR_NUMBER), ("chat", "c" * 43, "bend")]
    for channel, sender, to in doors:
        for number, text in enumerate([*FAMILY, "Jay Carter", "1979", "no", "yes", "yes", "2"]):
            service.receive(
                services,
                service.Inbound(
                    channel,
                    f"{number}",
                    channel,
                    sender,
                    to,
                    text,
                    services.clock.now(),
                ),
            )
    with services.database.read() as session:
        made = [_plain(session, services, intake) for intake in intakes.every(session)]
    assert made[0] == made[1]
    assert len(made[0]) > 15


def _plain(session: Session, services: Services, intake: IntakeRow) -> dict[str, object]:
    state = service.state_of(session, services, intake.conversation_id)
    return {key: given.value for key, given in state.answers.items()}


def test_consent_is_kept_with_the_very_words_that_were_shown(say: Say, services: Services) -> None:
    shown = say("hello")
    say("yes")
    with services.database.read() as session:
        (intake,) = list(intakes.every(session))
        kept = consents.for_conversation(session, intake.conversation_id)
    assert {row.kind for row in kept} in ({"record", "text"}, {"record"})
    for row in kept:
        assert row.granted
        assert row.version == "ce_intake@1"
        assert shown.startswith(row.text_shown)
        assert "I am a bot" in row.text_shown
