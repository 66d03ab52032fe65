"""Commands that talk or read without a database: chat, replay, interpret, check, graph."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import click

from bot.clock import SystemClock, local_day
from bot.conversation import begin
from bot.dialogue import Dialogue, Heard
from bot.plain import plain_answers
from bot.rendering import Voice
from bot.state import Stage, State
from bot.wording import load_wording
from intake.definition import Questionnaire
from intake.loading import library, newest
from nlu.interpret import interpret
from nlu.interpreter import Interpreter

AGENCY = "River County Help"
ZONE = "America/Chicago"
REPLAY_STARTS = datetime(2026, 1, 5, 16, 0, tzinfo=UTC)
GREETING = {"en": "hello", "es": "hola"}


@click.command()
@click.option("--lang", type=click.Choice(["en", "es"]), help="Begin in this language.")
@click.option("--definition", default="ce_intake", show_default=True)
@click.option("--repro", is_flag=True, help="At the end, print the talk as a transcript test.")
def chat(lang: str | None, definition: str, repro: bool) -> None:  # noqa: FBT001 - a flag
    """Play the questionnaire in this terminal: no phone, no database, nothing kept."""
    dialogue = _dialogue(newest(library(), definition))
    state = begin(dialogue.questionnaire.name, dialogue.questionnaire.languages)
    talk: list[tuple[str, str]] = []
    for text in _typed(GREETING.get(lang or "")):
        now = SystemClock().now()
        heard = Heard(text=text, at=now, today=local_day(now, ZONE))
        outcome = dialogue.take(state, heard, Voice(AGENCY, "chat"))
        state = outcome.state
        talk.append(("client", text))
        for reply in outcome.texts:
            talk.append(("bot", reply))
            click.echo("\n" + click.style(reply, fg="cyan") + "\n")
        if state.stage in (Stage.SENT, Stage.DECLINED):
            break
    if repro:
        click.echo(_transcript(talk))


@click.command()
@click.option("--definition", default="ce_intake", show_default=True)
def replay(definition: str) -> None:
    """Answer stored texts by the pure core alone: JSON lines in, JSON lines out.

    In: {"from", "messages": [text, ...]}. A message may be {"text", "at"} with an ISO time; else
    they are a minute apart. Out: {"from", "answers", "replies"}, a list of texts per message.
    """
    dialogue = _dialogue(newest(library(), definition))
    for number, line in enumerate(sys.stdin, 1):
        if line.strip():
            click.echo(json.dumps(_replayed(dialogue, line, number), ensure_ascii=False))


@click.command("interpret")
def interpret_lines() -> None:
    """Read single replies: JSON lines in, JSON lines out; a broken line gets an error object."""
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            answer = interpret(row) if isinstance(row, dict) else _broken()
        except ValueError:
            answer = _broken()
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


def _dialogue(questionnaire: Questionnaire) -> Dialogue:
    return Dialogue(questionnaire, load_wording(), Interpreter())


def _typed(first: str | None) -> Iterator[str]:
    if first is not None:
        yield first
    while True:
        try:
            yield click.prompt("you", prompt_suffix="> ", default="", show_default=False)
        except click.Abort:
            click.echo()
            return


def _transcript(talk: list[tuple[str, str]]) -> str:
    marks = {"client": "> ", "bot": "< "}
    lines = ["--- transcript"]
    for who, text in talk:
        first, *rest = text.split("\n")
        lines += [marks[who] + first, *("  " + line for line in rest)]
    return "\n".join(lines)


def _replayed(dialogue: Dialogue, line: str, number: int) -> dict[str, object]:
    try:
        row = json.loads(line)
        messages = [m if isinstance(m, dict) else {"text": m} for m in row["messages"]]
        sender = row["from"]
    except (ValueError, KeyError, TypeError):
        return {"error": f"line {number}: needs an object with from and messages"}
    state = begin(dialogue.questionnaire.name, dialogue.questionnaire.languages)
    replies: list[list[str]] = []
    for minute, message in enumerate(messages):
        at = REPLAY_STARTS + timedelta(minutes=minute)
        if "at" in message:
            at = datetime.fromisoformat(message["at"])
        heard = Heard(text=str(message.get("text", "")), at=at, today=local_day(at, ZONE))
        state, texts = _turn(dialogue, state, heard)
        replies.append(list(texts))
    answers = plain_answers(dialogue.questionnaire, state.answers)
    return {"from": sender, "answers": answers, "replies": replies}


def _turn(dialogue: Dialogue, state: State, heard: Heard) -> tuple[State, tuple[str, ...]]:
    outcome = dialogue.take(state, heard, Voice(AGENCY, "sms"))
    return outcome.state, outcome.texts


def _broken() -> dict[str, object]:
    return {"id": None, "error": "not a JSON object"}
