import re
from threading import Barrier, Thread

import pytest

from bot import casework
from bot.casework import Actor, Outcome
from bot.state import Stage, load
from bot.wiring import Services
from store import conversations, intakes, safety
from store.hmis import records
from store.intakes import IntakeRow
from store.safety import SafetyEventRow
from tests.integration.admin.conftest import SignIn
from tests.integration.admin.staffing import (
    OUTSIDE,
    REST,
    Desk,
    add_staff,
    audited,
    intake_of,
    new_number,
    reload,
    text,
)
from tests.integration.admin.test_queue import CRISIS, FLEEING
from tests.web import HandClock


def seen(desk: Desk, intake: IntakeRow) -> str:
    """Open the page that asks once more, and return what it says was looked at."""
    page = desk.get(f"/intakes/{intake.reference}/accept").text
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found is not None, page
    return found[1]


def actions(services: Services) -> list[str]:
    """Return what was done, without mere looks and sign-ins."""
    looks = ("intake.view", "staff.sign_in")
    return [row.action for row in audited(services) if row.action not in looks]


def test_a_claim_is_once_and_mine(services: Services, sign_in: SignIn) -> None:
    intake = intake_of(services, *OUTSIDE)
    desk, other = sign_in("caseworker"), sign_in("hotline")
    path = f"/intakes/{intake.reference}"
    assert "This intake is yours now." in desk.done(f"{path}/claim")
    assert "You had claimed this intake already." in desk.done(f"{path}/claim")
    assert "A colleague claimed this intake before you." in other.done(f"{path}/claim")
    assert "With <bdi>Caseworker Person</bdi>" in other.get(path).text
    assert actions(services) == ["intake.claim"]


def test_of_many_who_claim_at_once_one_wins(services: Services) -> None:
    intake = intake_of(services, *OUTSIDE)
    people = [Actor(add_staff(services, "caseworker", f"w{n}"), "caseworker") for n in range(6)]
    start, outcomes = Barrier(len(people)), []

    def run(actor: Actor) -> None:
        start.wait()
        outcomes.append(casework.claim(services, actor, intake.reference))

    threads = [Thread(target=run, args=(actor,)) for actor in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [Outcome.DONE] + [Outcome.TAKEN] * 5
    assert actions(services) == ["intake.claim"]


def test_a_release_keeps_the_waiting_time_and_is_for_the_holder_or_an_overseer(
    services: Services, sign_in: SignIn, clock: HandClock
) -> None:
    intake = intake_of(services, *OUTSIDE)
    path = f"/intakes/{intake.reference}"
    desk, other, overseer = sign_in("caseworker"), sign_in("hotline"), sign_in("supervisor")
    desk.post(f"{path}/claim")
    clock.forward(minutes=5)
    assert "A colleague holds this intake." in other.done(f"{path}/release")
    assert reload(services, intake).state == "claimed"
    assert "back in the queue" in overseer.done(f"{path}/release")
    assert "was in the queue already" in desk.done(f"{path}/release")
    after = reload(services, intake)
    assert (after.state, after.claimed_by, after.waiting_since) == (
        "new",
        None,
        intake.waiting_since,
    )
    assert actions(services) == ["intake.claim", "intake.release"]


def test_accepting_makes_the_records_final_and_writes_the_assessment(
    services: Services, sign_in: SignIn, clock: HandClock
) -> None:
    intake = intake_of(services, *OUTSIDE, *REST)
    desk = sign_in()
    clock.forward(hours=13)  # 01:00 on March 3 in the west, 09:00 UTC
    desk = sign_in(login="later")
    with services.database.read() as session:
        assert records.rows(session, "Client", intake.id, include_drafts=False) == []
        assert records.rows(session, "Assessment", intake.id) == []
    form = {"seen": seen(desk, intake)}
    page = desk.done(f"/intakes/{intake.reference}/accept", **form)
    assert "You accepted this record." in page
    with services.database.read() as session:
        accepted = intakes.get(session, intake.id)
        (assessment,) = records.rows(session, "Assessment", intake.id, include_drafts=False)
        (client,) = records.rows(session, "Client", intake.id, include_drafts=False)
        users = {str(row["UserID"]): row for row in records.rows(session, "User")}
    assert accepted is not None
    assert accepted.state == "accepted"
    assert accepted.accepted_by is not None
    user = accepted.accepted_by.hex
    assert assessment["UserID"] == user
    assert (str(assessment["AssessmentDate"]), assessment["AssessmentType"]) == ("2026-03-03", 2)
    assert client["FirstName"] == "Jay"
    assert (users[user]["UserFirstName"], users[user]["UserLastName"]) == ("Later", "Person")


def test_accepting_twice_writes_once(services: Services, sign_in: SignIn) -> None:
    intake = intake_of(services, *OUTSIDE, *REST)
    desk, other = sign_in("caseworker"), sign_in("supervisor")
    form = {"seen": seen(desk, intake)}
    path = f"/intakes/{intake.reference}/accept"
    desk.post(path, **form)
    assert "You had accepted this record already." in desk.done(path, **form)
    assert "has been accepted meanwhile" in other.done(path, **form)
    for act in ("claim", "release"):
        page = other.done(f"/intakes/{intake.reference}/{act}")
        assert "has been accepted meanwhile" in page
    with services.database.read() as session:
        assert len(records.rows(session, "Assessment", intake.id)) == 1
    assert actions(services) == ["intake.accept"]
    assert "has been accepted already" in other.get(path).text


def test_what_came_in_while_one_read_is_not_accepted_unread(
    services: Services, sign_in: SignIn
) -> None:
    number = new_number()
    intake = intake_of(services, *OUTSIDE, number=number)
    desk = sign_in()
    form = {"seen": seen(desk, intake)}
    text(services, number, "Jay Rivera")
    path = f"/intakes/{intake.reference}/accept"
    assert "please look again" in desk.done(path, **form)
    assert reload(services, intake).state == "new"
    assert "please look again" in desk.done(path)
    assert "You accepted this record." in desk.done(path, seen=seen(desk, intake))


def test_a_colleagues_intake_cannot_be_accepted(services: Services, sign_in: SignIn) -> None:
    intake = intake_of(services, *OUTSIDE, *REST)
    desk, other = sign_in("caseworker"), sign_in("supervisor")
    form = {"seen": seen(other, intake)}
    desk.post(f"/intakes/{intake.reference}/claim")
    path = f"/intakes/{intake.reference}/accept"
    assert "Nothing was accepted." in other.done(path, **form)
    assert "A colleague claimed this intake." in other.get(path).text
    assert reload(services, intake).state == "claimed"


def test_nobody_who_left_the_list_becomes_final(services: Services, sign_in: SignIn) -> None:
    number = new_number()
    family = ("hi", "1", "1", "1", "Bend", "2", "3", "2", "2", "Ana 34 wife", "2")
    intake = intake_of(services, *family, *REST, number=number)
    with services.database.read() as session:
        assert len(records.rows(session, "Client", intake.id)) == 2
    text(services, number, "fix 7", "1")  # just me after all; not sent again yet
    desk = sign_in()
    desk.post(f"/intakes/{intake.reference}/accept", seen=seen(desk, intake))
    with services.database.read() as session:
        (client,) = records.rows(session, "Client", intake.id)
        (enrollment,) = records.rows(session, "Enrollment", intake.id)
    assert client["FirstName"] == "Jay"
    assert enrollment["RelationshipToHoH"] == 1


def test_accepting_a_restricted_intake_writes_nothing_to_hmis(
    services: Services, sign_in: SignIn
) -> None:
    intake = intake_of(services, *FLEEING)
    desk = sign_in("supervisor")
    page = desk.get(f"/intakes/{intake.reference}/accept").text
    assert "nothing is written to HMIS" in page
    desk.post(f"/intakes/{intake.reference}/accept", seen=seen(desk, intake))
    assert reload(services, intake).state == "accepted"
    with services.database.read() as session:
        for file in ("Client", "Enrollment", "Assessment"):
            assert records.rows(session, file, intake.id) == []


def test_one_person_takes_an_alert_and_the_others_see_who(
    services: Services, sign_in: SignIn
) -> None:
    intake = intake_of(services, *OUTSIDE, CRISIS)
    desk, other = sign_in("caseworker"), sign_in("hotline")
    page = desk.get(f"/intakes/{intake.reference}").text
    take = re.search(r'action="/admin(/intakes/[^"]+/take)"', page)
    assert take is not None
    assert "You take care of this alert." in desk.done(take[1])
    assert "You had taken this alert already." in desk.done(take[1])
    page = other.done(take[1])
    assert "A colleague takes care of this alert." in page
    assert "<bdi>Caseworker Person</bdi> takes care of this, since" in page
    with services.database.read() as session:
        (event,) = safety.open_events(session)
    assert event.taken_by is not None
    assert actions(services) == ["safety.take"]


def test_an_alert_of_another_record_is_not_there(services: Services, sign_in: SignIn) -> None:
    intake_of(services, *OUTSIDE, CRISIS)
    other = intake_of(services, *OUTSIDE)
    with services.database.read() as session:
        (event,) = safety.open_events(session)
    desk = sign_in()
    path = f"/intakes/{other.reference}/safety/{event.id}/take"
    assert desk.post(path).status_code == 404


@pytest.mark.parametrize("act", ["claim", "release", "accept"])
def test_looking_changes_nothing(services: Services, sign_in: SignIn, act: str) -> None:
    intake = intake_of(services, *OUTSIDE)
    response = sign_in().get(f"/intakes/{intake.reference}/{act}")
    assert response.status_code == (200 if act == "accept" else 405)
    after = reload(services, intake)
    assert (after.state, after.updated_at) == (intake.state, intake.updated_at)


# ---- settling an alert


def alerts(services: Services, intake: IntakeRow) -> list[SafetyEventRow]:
    with services.database.read() as session:
        return safety.open_events(session, intake.conversation_id)


def reasons_of(services: Services, intake: IntakeRow) -> tuple[int, list[str]]:
    after = reload(services, intake)
    return after.tier, [reason["rule"] for reason in after.reasons]


def test_settling_an_alert_ranks_the_intake_by_what_is_left(
    services: Services, sign_in: SignIn
) -> None:
    number = new_number()
    intake = intake_of(services, *OUTSIDE, CRISIS, number=number)
    assert reasons_of(services, intake) == (0, ["crisis", "outside"])
    (event,) = alerts(services, intake)
    path = f"/intakes/{intake.reference}/safety/{event.id}"
    desk = sign_in()
    assert "This is settled" not in desk.get(f"/intakes/{intake.reference}").text
    assert "This is settled" in desk.done(f"{path}/take")
    status = desk.get("/queue.json").json
    page = desk.done(f"{path}/close")
    assert "This alert is settled." in page
    assert CRISIS not in page[: page.index('id="answers-title"')]
    assert reasons_of(services, intake) == (2, ["outside"])
    assert desk.get("/queue.json").json != status
    # The conversation stays where it is: only the person's own word goes on.
    with services.database.read() as session:
        conversation = conversations.get(session, intake.conversation_id, lock=False)
    assert conversation is not None
    assert load(conversation.state).stage is Stage.CRISIS
    # Nor does their next text bring the settled alert back.
    text(services, number, "no")
    assert reasons_of(services, intake) == (2, ["outside"])


def test_an_alert_is_settled_once_and_an_old_page_is_told(
    services: Services, sign_in: SignIn
) -> None:
    intake = intake_of(services, *OUTSIDE, CRISIS)
    (event,) = alerts(services, intake)
    path = f"/intakes/{intake.reference}/safety/{event.id}"
    desk, other = sign_in("hotline"), sign_in("caseworker")
    assert "Nobody has taken this alert yet." in desk.done(f"{path}/close")
    desk.post(f"{path}/take")
    assert "A colleague takes care of this alert. It stays open." in other.done(f"{path}/close")
    assert len(alerts(services, intake)) == 1
    desk.post(f"{path}/close")
    for page in (desk, other):
        for act in ("close", "take"):
            told = page.done(f"{path}/{act}")
            assert "This alert was settled already. Nothing changed." in told
    assert actions(services) == ["safety.take", "safety.closed"]
    assert audited(services)[-1].subject_id == intake.id
    assert {"event": str(event.id)} in [row.detail for row in audited(services)]


def test_an_overseer_settles_what_a_colleague_took(services: Services, sign_in: SignIn) -> None:
    intake = intake_of(services, *OUTSIDE, CRISIS)
    (event,) = alerts(services, intake)
    path = f"/intakes/{intake.reference}/safety/{event.id}"
    sign_in("hotline").post(f"{path}/take")
    assert "This is settled" not in sign_in("caseworker").get(f"/intakes/{intake.reference}").text
    overseer = sign_in("supervisor")
    assert "This is settled" in overseer.get(f"/intakes/{intake.reference}").text
    assert "This alert is settled." in overseer.done(f"{path}/close")


def test_of_two_alerts_the_open_one_still_counts(services: Services, sign_in: SignIn) -> None:
    intake = intake_of(services, *OUTSIDE, CRISIS, "he is going to kill me")
    first, second = alerts(services, intake)
    desk = sign_in()
    expected = {first.id: (0, ["crisis", "outside"]), second.id: (2, ["outside"])}
    for event_id, left in expected.items():
        path = f"/intakes/{intake.reference}/safety/{event_id}"
        desk.post(f"{path}/take")
        desk.post(f"{path}/close")
        assert reasons_of(services, intake) == left


@pytest.mark.parametrize(
    ("texts", "expected", "shown"),
    [
        (FLEEING, (1, ["fleeing", "outside"]), "<strong>Violence</strong>"),
        (("hi", "1", "2"), (0, ["not_safe"]), "<strong>In danger now</strong>"),
        (("hi", "1", "3"), (1, ["unsure_safe"]), "<strong>Not sure they are safe</strong>"),
    ],
)
def test_an_answer_about_safety_is_a_reason_of_its_own_and_no_text_of_danger(
    services: Services,
    sign_in: SignIn,
    texts: tuple[str, ...],
    expected: tuple[int, list[str]],
    shown: str,
) -> None:
    intake = intake_of(services, *texts)
    assert reasons_of(services, intake) == expected
    (event,) = alerts(services, intake)
    assert event.dangers[0] == "not_safe"
    desk = sign_in("supervisor")
    page = desk.get(f"/intakes/{intake.reference}").text
    assert shown in page
    assert "A text spoke of danger" not in page
    path = f"/intakes/{intake.reference}/safety/{event.id}"
    desk.post(f"{path}/take")
    desk.post(f"{path}/close")
    assert reasons_of(services, intake) == expected  # the answer stands
