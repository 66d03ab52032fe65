"""The command line, as typed: replay, interpret, check, graph, release, staff, exports."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.service import Inbound, receive
from bot.settings import load_settings
from bot.wiring import build
from intake.loading import DEFINITIONS
from webhook import starting
from webhook.cli import frontdoor


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_url: str) -> CliRunner:
    monkeypatch.setenv("FRONTDOOR_DATABASE_URL", empty_url)
    monkeypatch.setenv("FRONTDOOR_ENCRYPTION_KEYS", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=")
    monkeypatch.delenv("FRONTDOOR_ENV", raising=False)
    monkeypatch.chdir(tmp_path)
    return CliRunner()


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_chat_plays_the_questionnaire_and_prints_a_transcript(run: CliRunner) -> None:
    typed = "yes\nyes\n1\n62701\nskip\nskip\nskip\n1\n"
    done = run.invoke(frontdoor, ["chat", "--lang", "en", "--repro"], input=typed)
    assert done.exit_code == 0
    assert "Are you safe right now?" in done.output
    assert "--- transcript\n> hello\n< This is River County Help" in done.output


def test_chat_speaks_spanish(run: CliRunner) -> None:
    done = run.invoke(frontdoor, ["chat", "--lang", "es"], input="no\n")
    assert "No guardé nada" in done.output


def test_replay_gives_answers_and_replies_and_goes_on_after_a_broken_line(run: CliRunner) -> None:
    stored = json.dumps({"from": "+12025550100", "messages": ["hi", "1", "1", "1", "62701", "2"]})
    done = run.invoke(frontdoor, ["replay"], input=f"{stored}\nnot json\n{stored}\n")
    first, broken, again = lines(done.output)
    assert first == again
    answers = first["answers"]
    assert isinstance(answers, dict)
    assert answers["sleep_tonight"]["value"] == "shelter"
    assert answers["sleep_tonight"]["code"] == 101
    assert answers["sleep_tonight"]["words"] == "2"
    replies = first["replies"]
    assert isinstance(replies, list)
    assert len(replies) == 6
    assert "line 2" in str(broken["error"])


def test_what_is_exported_equals_the_replay_of_what_was_stored(run: CliRunner) -> None:
    texts = ["hola", "si", "si", "1", "62701", "en mi carro", "no", "si", "dos y yo", "Ana 6 hija"]
    settings, _ = load_settings()
    services = build(settings)
    starting.prepare(services)
    for number, text in enumerate(texts):
        at = services.clock.now()
        receive(
            services,
            Inbound(
                settings.account_sid,
                f"SM{number}",
                "sms",
                "+12025550100",
                settings.twilio_from,
                text,
                at,
            ),
        )
    services.database.dispose()
    exported = run.invoke(frontdoor, ["messages", "export", "--purpose", "tie out"])
    stored = [row for row in lines(exported.output) if row["kind"] == "inbound"]
    assert [row["body"] for row in stored] == texts
    sent = [row for row in lines(exported.output) if row["kind"] == "outbound"]
    assert {row["to"] for row in sent} == {"+12025550100"}

    row = json.dumps({"from": stored[0]["from"], "messages": [row["body"] for row in stored]})
    (replayed,) = lines(run.invoke(frontdoor, ["replay"], input=row).output)
    done = run.invoke(frontdoor, ["intakes", "export", "--purpose", "tie out"])
    (intake,) = lines(done.output)
    assert _said(intake) == _said(replayed)
    assert intake["from"] == "+12025550100"
    assert "messages" not in intake


def _said(row: dict[str, object]) -> dict[str, object]:
    answers = row["answers"]
    assert isinstance(answers, dict)
    return {key: {**given, "at": None} for key, given in answers.items()}


def test_an_export_asks_for_its_purpose(run: CliRunner) -> None:
    assert run.invoke(frontdoor, ["messages", "export"]).exit_code == 2
    assert run.invoke(frontdoor, ["messages", "export", "--purpose", " "]).exit_code == 2


def test_interpret_reads_rows_and_goes_on_after_broken_ones(run: CliRunner) -> None:
    rows = [
        {"id": 1, "lang": "en", "kind": "number", "text": "me and my 2 kids"},
        {"id": 2, "lang": "es", "kind": "yesno", "text": "claro que sí"},
        {"id": 3, "lang": "en", "kind": "poetry", "text": "x"},
    ]
    text = "\n".join(json.dumps(row) for row in rows) + "\n{broken\n[]\n"
    one, two, three, four, five = lines(run.invoke(frontdoor, ["interpret"], input=text).output)
    assert (one["value"], two["value"]) == (3, "yes")
    assert "error" in three
    assert "error" in four
    assert "error" in five


def test_check_is_clean_and_names_file_and_line_of_a_problem(
    run: CliRunner, tmp_path: Path
) -> None:
    clean = run.invoke(frontdoor, ["check"])
    assert clean.exit_code == 0, clean.output
    assert "0 problems" in clean.output
    text = (DEFINITIONS / "shelter_screening" / "v1.yaml").read_text(encoding="utf-8")
    broken = tmp_path / "shelter_screening" / "v1.yaml"
    broken.parent.mkdir()
    broken.write_text(text.replace("question: beds,", "question: bedz,"), encoding="utf-8")
    line = 1 + text[: text.index("question: beds,")].count("\n")
    found = run.invoke(frontdoor, ["check", str(broken)])
    assert found.exit_code == 1
    assert f"shelter_screening/v1.yaml:{line}:" in found.output
    assert "bedz" in found.output


def test_graph_draws_a_picture(run: CliRunner, tmp_path: Path) -> None:
    done = run.invoke(frontdoor, ["graph", "--lang", "es", "--out", "picture.svg"])
    assert done.exit_code == 0
    picture = (tmp_path / "picture.svg").read_text(encoding="utf-8")
    assert picture.startswith("<svg")
    assert "dormir esta noche" in picture


def test_staff_accounts_are_made_reset_and_closed(run: CliRunner) -> None:
    made = run.invoke(frontdoor, ["staff", "add", "ana", "--name", "Ana Soto"])
    assert "First password" in made.output
    assert run.invoke(frontdoor, ["staff", "add", "ana", "--name", "Other"]).exit_code == 2
    assert "New first password" in run.invoke(frontdoor, ["staff", "reset", "ana"]).output
    assert "Disabled ana" in run.invoke(frontdoor, ["staff", "disable", "ana"]).output
    assert run.invoke(frontdoor, ["staff", "disable", "nobody"]).exit_code == 2


def test_a_broken_definition_stops_the_start_with_every_problem(
    run: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "definitions" / "mine"
    folder.mkdir(parents=True)
    (folder / "v1.yaml").write_text("id: mine\nversion: one\nlanguages: []\nsections: []\n")
    monkeypatch.setattr("intake.loading.DEFINITIONS", tmp_path / "definitions")
    done = run.invoke(frontdoor, ["serve"])
    assert done.exit_code == 2
    for line in (1, 2, 3, 4):
        assert f"v1.yaml:{line}:" in done.output
