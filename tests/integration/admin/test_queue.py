import re

import pytest

from admin.queue import PAGE
from bot import casework, tasks
from bot.casework import Actor
from bot.wiring import Services
from store import intakes, staff
from store.intakes import Position
from tests.integration.admin.conftest import SignIn
from tests.integration.admin.staffing import OUTSIDE, REST, audited, intake_of, new_number, text
from tests.statements import statements
from tests.web import HandClock

SHELTER = ("hi", "1", "1", "1", "Bend", "2", "3", "2", "1", "2")
CRISIS = "i want to kill myself tonight"
FLEEING = ("hi", "1", "1", "1", "97701", "1", "1")


def references(page: str) -> list[str]:
    return re.findall(r'class="reference">([A-Z0-9]{3}-[A-Z0-9]{3})<', page)


def test_most_urgent_first_then_whoever_waits_longest(
    services: Services, sign_in: SignIn, clock: HandClock
) -> None:
    shelter = intake_of(services, *SHELTER)
    clock.forward(minutes=5)
    early = intake_of(services, *OUTSIDE)
    clock.forward(minutes=5)
    late = intake_of(services, *OUTSIDE)
    clock.forward(minutes=5)
    crisis = intake_of(services, *OUTSIDE, CRISIS)
    page = sign_in().get("/queue").text
    expected = [intake.reference for intake in (crisis, early, late, shelter)]
    assert references(page) == expected


def test_a_row_says_in_words_who_why_where_and_how_far(
    services: Services, sign_in: SignIn, clock: HandClock
) -> None:
    intake = intake_of(services, *OUTSIDE, "Jay Rivera")
    clock.forward(minutes=14)
    page = sign_in().get("/queue").text
    for words in ("Soon", "Jay Rivera", "English", "Outside, car, tent or bus", "97701"):
        assert words in page
    assert f'href="/admin/intakes/{intake.reference}#q-sleep_tonight">Outside tonight</a>' in page
    assert re.search(r"data-since>14 min</time>", page)
    assert f"In progress, {intake.answered} of {intake.asked}" in page
    assert "Nobody yet" in page


def test_finished_stalled_and_short_records_are_told_apart(
    services: Services, sign_in: SignIn, clock: HandClock
) -> None:
    intake_of(services, *OUTSIDE, *REST)
    stalled = intake_of(services, *SHELTER)
    intake_of(services, *OUTSIDE, "skip", "skip", "skip", "1")
    clock.forward(hours=1)
    tasks.sweep(services)
    page = sign_in().get("/queue").text
    assert page.count("Finished") == 1
    assert f"Stalled, {stalled.answered} of {stalled.asked}" in page
    assert page.count("Short record by choice") == 1
    assert "incomplete" not in page.lower()


def test_of_a_restricted_intake_only_its_reference_is_known(
    services: Services, sign_in: SignIn
) -> None:
    intake = intake_of(services, *FLEEING)
    assert intake.restricted
    seen = sign_in("supervisor").get("/queue").text
    hidden = sign_in("caseworker").get("/queue").text
    for words in ("Fleeing someone", "Outside tonight", "97701", "English"):
        assert words in seen
        assert words not in hidden
    assert intake.reference in hidden
    assert f"/admin/intakes/{intake.reference}" not in hidden


def test_filters_show_what_their_name_says(services: Services, sign_in: SignIn) -> None:
    free = intake_of(services, *OUTSIDE).reference
    held = intake_of(services, *SHELTER).reference
    desk = sign_in()
    desk.post(f"/intakes/{held}/claim")
    shown = {
        state: references(desk.get(f"/queue?state={state}").text)
        for state in ("open", "new", "claimed", "accepted", "all", "odd")
    }
    assert shown == {
        "open": [free, held],
        "new": [free],
        "claimed": [held],
        "accepted": [],
        "all": [free, held],
        "odd": [free, held],
    }


def test_pages_follow_each_other_without_gap_or_repeat(services: Services, sign_in: SignIn) -> None:
    made = {intake_of(services, "hi", "1", "1", "1", "Bend").reference for _ in range(PAGE + 3)}
    desk = sign_in()
    first = desk.get("/queue").text
    following = re.search(r'href="(/admin/queue\?[^"]*after=[^"]+)">Next', first)
    assert following is not None
    second = desk.client.get(following[1].replace("&amp;", "&")).text
    assert len(references(first)) == PAGE
    assert len(references(second)) == 3
    assert set(references(first)) | set(references(second)) == made
    assert "Next" not in re.sub(r"<kbd>.*", "", second)


@pytest.mark.parametrize(
    "after",
    [
        "x",
        "%00",
        "MXx4fHg=",
        "MHwwMDAxLTAxLTAxVDAwOjAwOjAwKzE0OjAwfDAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMA==",
        "OTk5OTk5OTk5OTk5OTk5OTk5OTl8MjAyNi0wMS0wMVQwMDowMDowMCswMDowMHwwMDAwMDAwMC0wMDAwLTAwMDAtMDAwMC0wMDAwMDAwMDAwMDA=",
    ],
)
def test_a_bent_cursor_begins_at_the_top(services: Services, sign_in: SignIn, after: str) -> None:
    intake = intake_of(services, *OUTSIDE)
    response = sign_in().get(f"/queue?after={after}")
    assert (response.status_code, references(response.text)) == (200, [intake.reference])


def test_the_status_changes_with_the_queue_and_tells_nothing_else(
    services: Services, sign_in: SignIn
) -> None:
    desk = sign_in()
    intake = intake_of(services, *OUTSIDE, "Jay Rivera")
    before = desk.get("/queue.json")
    again = desk.get("/queue.json")
    assert before.json == again.json
    assert before.json is not None
    assert before.json.keys() == {"version"}
    assert f'data-version="{before.json["version"]}"' in desk.get("/queue").text
    desk.post(f"/intakes/{intake.reference}/claim")
    claimed = desk.get("/queue.json").json
    intake_of(services, *SHELTER)
    more = desk.get("/queue.json").json
    assert len({str(shown) for shown in (before.json, claimed, more)}) == 3


def test_each_view_of_the_queue_is_audited_without_names(
    services: Services, sign_in: SignIn
) -> None:
    intake_of(services, *OUTSIDE, "Jay Rivera")
    desk = sign_in()
    desk.get("/queue")
    desk.get("/queue/rows?state=all")
    views = [row for row in audited(services) if row.action == "queue.view"]
    assert [row.detail for row in views] == [{"shown": "open"}, {"shown": "all"}]
    assert all("Jay" not in str(row.detail) for row in views)


def test_a_request_for_a_call_shows_until_somebody_takes_it(
    services: Services, sign_in: SignIn
) -> None:
    number = new_number()
    intake = intake_of(services, *SHELTER, "call me please", number=number)
    desk = sign_in()
    assert "Asks to be called" in desk.get("/queue").text
    page = desk.get(f"/intakes/{intake.reference}").text
    take = re.search(r'action="/admin(/intakes/[^"]+/take)"', page)
    assert take is not None
    desk.post(take[1])
    assert "Asks to be called" not in desk.get("/queue").text


def test_who_said_no_is_not_in_the_queue(services: Services, sign_in: SignIn) -> None:
    assert text(services, new_number(), "hi", "2") is None
    assert references(sign_in().get("/queue?state=all").text) == []


def test_a_withdrawn_intake_is_gone(services: Services, sign_in: SignIn) -> None:
    intake = intake_of(services, *OUTSIDE)
    at = services.clock.now()
    services.database.run(lambda session: intakes.withdraw(session, intake.id, at))
    desk = sign_in("supervisor")
    assert references(desk.get("/queue?state=all").text) == []
    assert desk.get(f"/intakes/{intake.reference}").status_code == 404


def test_a_place_in_the_queue_is_written_without_words(services: Services) -> None:
    intake = intake_of(services, *OUTSIDE)
    assert intake.position == Position(2, intake.waiting_since, intake.id)


def test_a_colleague_is_named_and_oneself_is_you(services: Services, sign_in: SignIn) -> None:
    intake = intake_of(services, *OUTSIDE)
    desk = sign_in("caseworker")
    with services.database.read() as session:
        holder = staff.by_login(session, "caseworker")
    assert holder is not None
    casework.claim(services, Actor(holder.id, "caseworker"), intake.reference)
    assert "<strong>You</strong>" in desk.get("/queue").text
    assert "Caseworker Person" in sign_in("hotline").get("/queue").text


def test_the_page_costs_as_many_queries_for_many_as_for_one(
    services: Services, sign_in: SignIn
) -> None:
    desk = sign_in("supervisor")
    page, spent = "", []
    for texts in ((), OUTSIDE, SHELTER, FLEEING, (*OUTSIDE, "Jay Rivera")):
        if texts:
            intake_of(services, *texts)
        with statements() as sent:
            page = desk.get("/queue").text
        spent.append(len(sent))
    assert len(references(page)) == 4
    assert page.count("97701") == 3
    assert spent[1:] == spent[1:2] * 4
