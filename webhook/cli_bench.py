"""How fast the parts are, as ratios to a floor measured in the same run on the same machine."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median, quantiles
from typing import TypeVar

import click

from bot.conversation import begin, step
from bot.dialogue import Dialogue, Heard
from bot.rendering import Voice
from bot.state import State, dump, load
from bot.wording import load_wording
from intake import checks
from intake.loading import library, newest, released_files
from intake.loading import load as load_definition
from intake.path import next_question
from nlu.interpreter import Interpreter

TALK = (
    "hi i need a place|yes|yes|1|62701|in my car|no|1|me and my 2 kids|Ana 6 daughter|"
    "Luis 12 son|no|Maria Lopez|5/21/1988|no|no|yes|5|march 2025|2|10|none|1|skip|4|f|yes|0"
)
STARTS = datetime(2026, 1, 5, 16, 0, tzinfo=UTC)
ROUNDS = 40
FLOOR = "floor: json.loads of the state"
T = TypeVar("T")


@click.command()
@click.option("--rounds", default=ROUNDS, show_default=True, help="Conversations to play.")
def bench(rounds: int) -> None:
    """Measure the core: a step, a whole turn, deriving the path, and the definition checks."""
    times = _core(rounds)
    _checking(times)
    floor = median(times.rows[FLOOR])
    click.echo(f"{'what':36} {'p50 ms':>9} {'p99 ms':>9} {'x floor':>8}")
    for name, taken in times.rows.items():
        last = quantiles(taken, n=100)[98]
        half = median(taken)
        click.echo(f"{name:36} {half * 1e3:9.3f} {last * 1e3:9.3f} {half / floor:8.1f}")


class _Times:
    """Times of one round of questions, in seconds, by what was done."""

    def __init__(self) -> None:
        self.rows: dict[str, list[float]] = {}

    def measure(self, name: str, work: Callable[[], T]) -> T:
        begun = time.perf_counter()
        result = work()
        self.rows.setdefault(name, []).append(time.perf_counter() - begun)
        return result


def _core(rounds: int) -> _Times:
    questionnaire = newest(library(), "ce_intake")
    dialogue = Dialogue(questionnaire, load_wording(), Interpreter())
    times = _Times()
    for _ in range(rounds):
        state = begin(questionnaire.name, questionnaire.languages)
        for minute, text in enumerate(TALK.split("|")):
            heard = Heard(text, STARTS + timedelta(minutes=minute), STARTS.date())
            state = _turn(dialogue, state, heard, times)
    return times


def _turn(dialogue: Dialogue, state: State, heard: Heard, times: _Times) -> State:
    text = dump(state)
    questionnaire = dialogue.questionnaire
    times.measure(FLOOR, lambda: json.loads(text))
    event = times.measure("read one text (fixed rules)", lambda: dialogue.heard_as(state, heard))
    times.measure("one step, full questionnaire", lambda: step(questionnaire, state, event))
    times.measure("derive the next question", lambda: next_question(questionnaire, state.answers))
    times.measure("state from and to JSON", lambda: dump(load(text)))
    voice = Voice("River County Help", "sms")
    return times.measure(
        "whole turn: read, step, render", lambda: dialogue.take(state, heard, voice)
    ).state


def _checking(times: _Times) -> None:
    files = released_files()
    name = f"check of {len(files)} definitions"
    for _ in range(3):
        times.measure(name, lambda: [checks.check(load_definition(file)) for file in files])
