import re
from pathlib import Path

import pytest

import admin
from bot.wiring import Services
from store.staff import Role
from tests.integration.admin.conftest import SignIn
from tests.integration.admin.staffing import (
    OUTSIDE,
    REST,
    audited,
    intake_of,
    new_number,
    reload,
    text,
)
from tests.integration.admin.test_queue import CRISIS, FLEEING, SHELTER
from tests.web import HandClock

TEMPLATES = sorted(Path(admin.__file__).parent.glob("templates/**/*.html"))


def rows(page: str) -> dict[str, str]:
    """Return the text of each answer's row, without marks, by its key."""
    found = re.findall(r'<tr role="row" id="q-([\w.]+)">(.*?)</tr>', page, re.S)
    return {key: " ".join(re.sub(r"<[^>]+>", " ", row).split()) for key, row in found}


def test_each_answer_stands_beside_the_words_it_came_from(
    services: Services, sign_in: SignIn
) -> None:
    intake = intake_of(services, *OUTSIDE, *REST)
    found = rows(sign_in().get(f"/intakes/{intake.reference}").text)
    assert found["sleep_tonight"].startswith("Place to sleep tonight Outside, car, tent or bus 1 ")
    assert "Number of a choice, sure (98%)" in found["sleep_tonight"]
    assert "Mar 2, 2026, 12:00 PM" in found["sleep_tonight"]  # 20:00 UTC in Los Angeles
    assert found["name"].startswith("Your name Jay Rivera Jay Rivera As written")
    assert found["more"].count("I sleep near the library.") == 2


def test_a_refusal_and_a_gap_are_told_apart(services: Services, sign_in: SignIn) -> None:
    intake = intake_of(services, *OUTSIDE, "skip")
    page = sign_in().get(f"/intakes/{intake.reference}").text
    assert rows(page)["name"].startswith("Your name rather not say skip Skipped")
    unanswered = re.search(r'class="unanswered">(.*?)</p>', page, re.S)
    assert unanswered is not None
    assert "Date of birth" in unanswered[1]
    assert "Your name" not in unanswered[1]


def test_what_the_bot_gave_up_on_is_left_for_the_worker(
    services: Services, sign_in: SignIn
) -> None:
    intake = intake_of(services, *OUTSIDE, "Jay", "purple", "purple", "purple", "2")
    found = rows(sign_in().get(f"/intakes/{intake.reference}").text)
    left = [row for row in found.values() if "Left for you to ask" in row]
    assert left == [found["dob"]]


def test_a_corrected_answer_keeps_what_it_was(services: Services, sign_in: SignIn) -> None:
    number = new_number()
    intake = intake_of(services, *OUTSIDE, "Jay", "back", "Jane", number=number)
    row = rows(sign_in().get(f"/intakes/{intake.reference}").text)["name"]
    assert row.startswith("Your name Jane Corrected; before: 1 Jay Jay ")


def test_an_answer_off_the_path_is_shown_apart(services: Services, sign_in: SignIn) -> None:
    answers = ("hi", "1", "1", "1", "97701", "4", "1", "back", "back", "1")
    intake = intake_of(services, *answers)
    page = sign_in().get(f"/intakes/{intake.reference}").text
    assert "motel_payer" not in rows(page)
    assert "Said before, no longer applies (1)" in page


def test_nothing_they_write_can_hide_or_become_markup(services: Services, sign_in: SignIn) -> None:
    odd = "<b>hi</b> {{ 7*7 }} \u202egpj.exe\u200b\x1b[2J"
    intake = intake_of(services, *OUTSIDE, "Jay", "1980", "2", "1", "1", "3", "march 2025", "2",
                       "14", "6", "1", odd)  # fmt: skip
    page = sign_in().get(f"/intakes/{intake.reference}").text
    shown = "&lt;b&gt;hi&lt;/b&gt; {{ 7*7 }} ⟨U+202E⟩gpj.exe⟨U+200B⟩⟨U+001B⟩[2J"
    assert page.count(shown) >= 2  # beside the answer and in the thread
    for sign in "\u202e\u200b\x1b":
        assert sign not in page
    assert "<b>hi" not in page


def test_their_danger_stands_first_in_their_own_words(services: Services, sign_in: SignIn) -> None:
    intake = intake_of(services, *OUTSIDE, CRISIS)
    page = sign_in().get(f"/intakes/{intake.reference}").text
    safety = page.index('id="safety"')
    assert safety < page.index('id="tonight-title"') < page.index('id="answers-title"')
    card = page[safety : page.index('id="tonight-title"')]
    for words in ("May hurt themselves", CRISIS, "I take this", "Nobody has taken this yet."):
        assert words in card


def test_a_bare_number_is_explained_by_the_question_it_answered(
    services: Services, sign_in: SignIn
) -> None:
    intake = intake_of(services, *FLEEING)
    page = sign_in("supervisor").get(f"/intakes/{intake.reference}").text
    topic = services.newest("ce_intake").by_id["dv"].topic["en"]
    assert f"In answer to: {topic}: <bdi>Yes, now</bdi>" in page


@pytest.mark.parametrize(
    ("texts", "warning", "texting"),
    [
        (("hi", "1", "1", "3"), "Not safe to text.", "No"),
        (("hi", "1", "1", "2"), "Others see this phone.", "Short and neutral only"),
        (("hi", "1", "1", "1", "STOP"), "Opted out of texts.", "No"),
        (("hi", "1", "1", "1"), "", "Possible"),
    ],
)
def test_what_makes_texting_unsafe_is_said_before_anything_else(
    services: Services, sign_in: SignIn, texts: tuple[str, ...], warning: str, texting: str
) -> None:
    intake = intake_of(services, *texts)
    page = sign_in().get(f"/intakes/{intake.reference}").text
    assert f"<dt>Texting first</dt><dd>{texting}</dd>" in page
    assert warning in page[: page.index('id="tonight-title"')]
    assert ('id="safety"' in page) == bool(warning)


def test_the_phone_number_is_for_those_who_call_people(services: Services, sign_in: SignIn) -> None:
    number = new_number()
    intake = intake_of(services, *OUTSIDE, number=number)
    shown = f"+1 (541) 555-{number[-4:]}"
    for role in ("hotline", "caseworker", "supervisor", "administrator"):
        assert shown in sign_in(role).get(f"/intakes/{intake.reference}").text
    page = sign_in("auditor").get(f"/intakes/{intake.reference}").text
    assert number[-7:] not in re.sub(r"\W", "", page)
    assert "Not shown to your role" in page


@pytest.mark.parametrize("role", ["hotline", "caseworker", "auditor"])
def test_a_restricted_record_is_not_there_for_other_roles(
    services: Services, sign_in: SignIn, role: Role
) -> None:
    intake = intake_of(services, *FLEEING)
    desk = sign_in(role)
    hidden = desk.get(f"/intakes/{intake.reference}")
    missing = desk.get("/intakes/CCC-CCC")
    assert hidden.status_code == missing.status_code == 404
    tokens = re.compile(r'value="[^"]+"')
    assert tokens.sub("", hidden.text) == tokens.sub("", missing.text)
    for act in ("claim", "release", "accept"):
        assert desk.post(f"/intakes/{intake.reference}/{act}").status_code == 404
    assert reload(services, intake).state == "new"
    assert "intake.denied" in [row.action for row in audited(services)]


def test_a_restricted_record_opens_for_those_who_may(services: Services, sign_in: SignIn) -> None:
    intake = intake_of(services, *FLEEING)
    for role in ("supervisor", "administrator"):
        assert sign_in(role).get(f"/intakes/{intake.reference}").status_code == 200


def test_household_and_consents_stand_with_their_words(services: Services, sign_in: SignIn) -> None:
    family = ("hi", "1", "1", "1", "Bend", "2", "3", "2", "3", "Ana 34 wife", "Luis 12 son")
    intake = intake_of(services, *family)
    page = sign_in().get(f"/intakes/{intake.reference}").text
    assert "<li><bdi>Ana, 34, partner</bdi></li>" in page
    assert "<li><bdi>Luis, 12, child</bdi></li>" in page
    assert "<strong>Keep my answers:</strong> yes" in page
    assert "<strong>Text me:</strong> yes" in page
    assert "ce_intake@1" in page
    assert page.count("This is Bend Front Door housing help.") >= 2  # consent and thread


def test_the_thread_shows_both_sides_in_order(services: Services, sign_in: SignIn) -> None:
    intake = intake_of(services, "hi there", "1", "1")
    page = sign_in().get(f"/intakes/{intake.reference}").text
    sides = re.findall(r'<li class="from-(in|out)">', page)
    assert sides == ["in", "out"] * 3


def test_drafts_show_code_and_label(services: Services, sign_in: SignIn) -> None:
    intake = intake_of(services, *OUTSIDE, *REST)
    page = " ".join(sign_in().get(f"/intakes/{intake.reference}").text.split())
    assert (
        '<th scope="row">CurrentLivingSituation</th><td><bdi>116</bdi></td>'
        "<td>Place not meant for habitation" in page
    )
    assert "Assessment 1" not in page


def test_every_look_is_audited_and_listed(services: Services, sign_in: SignIn) -> None:
    intake = intake_of(services, *OUTSIDE)
    desk = sign_in("supervisor")
    desk.get(f"/intakes/{intake.reference}")
    page = desk.get(f"/intakes/{intake.reference.lower().replace('-', '')}").text
    views = [row for row in audited(services) if row.action == "intake.view"]
    assert [(row.subject_id, row.detail) for row in views] == [(intake.id, {"phone": True})] * 2
    assert page.count("<bdi>Supervisor Person</bdi> opened the record") == 2
    sign_in("auditor").get(f"/intakes/{intake.reference}")
    assert audited(services)[-1].detail == {"phone": False}


@pytest.mark.parametrize("reference", ["CCC-CCC", "x", "%00", "..", "' OR 1=1 --"])
def test_what_is_not_there_is_a_404(sign_in: SignIn, reference: str) -> None:
    assert sign_in().get(f"/intakes/{reference}").status_code == 404


def test_a_wiped_conversation_shows_no_words(
    services: Services, sign_in: SignIn, clock: HandClock
) -> None:
    number = new_number()
    intake = intake_of(services, *SHELTER, number=number)
    clock.forward(minutes=1)
    text(services, number, "delete my info")
    page = sign_in().get(f"/intakes/{intake.reference}").text
    assert "Asks to delete their data" in page


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_keep_to_the_content_security_policy(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    for forbidden in ("|safe", "| safe", "Markup", " style=", "<style", "javascript:", " onclick"):
        assert forbidden not in source
    for script in re.findall(r"<script[^>]*>", source):
        assert "src=" in script
    assert "autoescape false" not in source


@pytest.mark.parametrize("path", ["/queue", "/account", "/intakes/{}", "/intakes/{}/accept"])
def test_each_page_has_one_heading_landmarks_and_no_name_in_its_title(
    services: Services, sign_in: SignIn, path: str
) -> None:
    intake = intake_of(services, *OUTSIDE, "Jay Rivera")
    page = sign_in().get(path.format(intake.reference)).text
    assert page.count("<h1") == 1
    assert '<main id="main"' in page
    assert 'href="#main"' in page
    title = re.search(r"<title>(.*?)</title>", page)
    assert title is not None
    assert "Jay" not in title[1]
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
