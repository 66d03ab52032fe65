"""How well free words are read: fixed rules and both classifiers on texts never learned from."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

from intake.answers import Chosen, Refused, Several, Unknown
from intake.definition import Question, Questionnaire
from intake.reading import (
    Carrier,
    CarrierWord,
    Context,
    Crisis,
    Misread,
    OptOutPhrase,
    Problem,
    Reading,
    Understood,
)
from nlu import training
from nlu.interpret import interpret
from nlu.interpreter import Interpreter
from nlu.ranking import Classifier
from nlu.readers.read import SURE
from nlu.second import COMMANDS, FreeWords, meaning
from nlu.training import OUT_OF_SCOPE, Example

TODAY = date(2026, 6, 15)
GROUPS = ("acts", "choices", "nothing")
_KINDS = {
    "acts": "act",
    "choices": "choice",
    "contacts": "",
    "dates": "date",
    "durations": "duration",
    "money": "money",
    "names": "name",
    "numbers": "number",
    "places": "place",
    "positions": "choice",
    "yesno": "yesno",
}

Reader: TypeAlias = Callable[[Context, str], Reading]
_UNREAD = Misread(Problem.NOT_A_CHOICE)


@dataclass
class Tally:
    """What became of the texts of one group: read right, wrong for good, read back, asked again."""

    texts: int = 0
    right: int = 0
    wrong: int = 0
    read_back_wrong: int = 0
    asked_again: int = 0

    def share(self, name: str) -> float:
        count: int = getattr(self, name)
        return count / self.texts if self.texts else 0.0


@dataclass
class Scored:
    """One reader on the texts held apart, by (language, group)."""

    name: str
    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)

    def tally(self, lang: str, group: str) -> Tally:
        return self.tallies.setdefault((lang, group), Tally())

    def percentile(self, share: float) -> float:
        """Return the time in milliseconds within which so many of the texts were read."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def readers(embedded: Classifier, rasa: Classifier | None = None) -> dict[str, Reader]:
    """Return what is measured, by name: each part alone, then as the conversation uses them."""
    fixed = Interpreter()
    measured: dict[str, Reader] = {
        "fixed rules": fixed.read,
        "embedded alone": alone(embedded),
        "rules, then embedded": _together(FreeWords(embedded)),
    }
    if rasa is not None:
        measured["Rasa alone"] = alone(rasa)
        measured["rules, then Rasa"] = _together(FreeWords(embedded, rasa))
    return measured


def score_free_words(
    name: str, read: Reader, questionnaire: Questionnaire, texts: Sequence[Example]
) -> Scored:
    """Read each text at a question where it may be said, and count what comes of it."""
    scored = Scored(name)
    for example in texts:
        context = Context(_question(questionnaire, example), example.lang, TODAY)
        began = time.perf_counter()
        reading = read(context, example.text)
        scored.milliseconds.append(1000 * (time.perf_counter() - began))
        _count(scored, example, reading)
    return scored


def score_kinds(folder: Path) -> dict[tuple[str, str], Tally]:
    """Score the labelled texts of each kind through ``interpret``, by (kind, language)."""
    tallies: dict[tuple[str, str], Tally] = {}
    for name, kind in _KINDS.items():
        for row in _rows(folder / f"{name}.jsonl"):
            lang = row.get("lang", "both")
            tally = tallies.setdefault((row.get("kind", kind), lang), Tally())
            answer = interpret(
                {
                    "id": 1,
                    "kind": row.get("kind", kind),
                    "lang": row.get("lang", "en"),
                    "text": row["text"],
                    "reference_date": row.get("today", TODAY.isoformat()),
                    "choices": row.get("options"),
                }
            )
            _count_value(tally, answer, row["want"])
    return tallies


def alone(classifier: Classifier) -> Reader:
    """Return a reader that asks nothing but the classifier."""

    def read(context: Context, text: str) -> Reading:
        ranked = classifier.classify(text, context.lang)
        found = None if ranked is None else meaning(context, text, ranked)
        return found or _UNREAD

    return read


def _together(free_words: FreeWords) -> Reader:
    """Return the fixed rules with a second reader behind them, as a conversation has them."""
    fixed = Interpreter()

    def read(context: Context, text: str) -> Reading:
        ranked = free_words.prepare(text)
        reading = fixed.read(context, text)
        if isinstance(reading, Understood):
            return free_words.check(context, text, reading, ranked)
        if isinstance(reading, Misread):
            return free_words.read(context, text, ranked) or reading
        return reading

    return read


def _question(questionnaire: Questionnaire, example: Example) -> Question:
    """Return the question that a choice belongs to; for other texts one drawn by their hash."""
    if example.intent.startswith("choice_"):
        name = example.intent.removeprefix("choice_").split("__")[0]
        return questionnaire.by_id[name]
    names = [name for name in _asked() if name in questionnaire.by_id]
    drawn = int(sha256(example.text.encode()).hexdigest(), 16) % len(names)
    return questionnaire.by_id[names[drawn]]


@cache
def _asked() -> tuple[str, ...]:
    """Return the questions that have free-word choices."""
    intents = {each.intent for each in training.examples() if each.intent.startswith("choice_")}
    return tuple(sorted({name.removeprefix("choice_").split("__")[0] for name in intents}))


def _count(scored: Scored, example: Example, reading: Reading) -> None:
    nothing = example.intent == OUT_OF_SCOPE
    group = "nothing" if nothing else ("acts" if example.intent.startswith("act_") else "choices")
    tally = scored.tally(example.lang, group)
    tally.texts += 1
    if isinstance(reading, Misread):
        tally.asked_again += 1
        tally.right += nothing
    elif not nothing and is_meant(example.intent, reading):
        tally.right += 1
    else:
        if isinstance(reading, Understood) and reading.confidence < SURE:
            tally.read_back_wrong += 1
        else:
            tally.wrong += 1
        scored.confused[example.intent, _named(reading)] += 1


def is_meant(intent: str, reading: Reading) -> bool:
    """Tell whether a reading is what an intent stands for at its question."""
    if intent == "choice_dv__now" and isinstance(reading, Crisis):
        return True  # danger comes before any answer
    if intent in COMMANDS:
        return reading == COMMANDS[intent]
    if intent == "act_stop":
        return reading in {OptOutPhrase(), CarrierWord(Carrier.STOP)}
    if not isinstance(reading, Understood):
        return False
    if intent.startswith("choice_"):
        choice = intent.split("__")[1]
        return reading.value in (Chosen(choice), Several((choice,)))
    if intent == "act_refuse":
        return reading.value == Refused()
    if intent == "act_unknown":
        return reading.value == Unknown() or reading.value == Chosen("not_sure")
    return isinstance(reading.value, Chosen)


def _named(reading: Reading) -> str:
    if isinstance(reading, Understood):
        value = reading.value
        return value.id if isinstance(value, Chosen) else type(value).__name__
    return type(reading).__name__


def _count_value(tally: Tally, answer: Mapping[str, Any], wanted: str | None) -> None:
    tally.texts += 1
    got = _shown(answer["value"])
    if got == wanted:
        tally.right += 1
    elif got is None:
        tally.asked_again += 1
    elif answer["confidence"] < SURE:
        tally.read_back_wrong += 1
    else:
        tally.wrong += 1


def _shown(value: Any) -> str | None:
    match value:
        case None:
            return None
        case {"year": year, "month": month}:
            return f"{year}-{month:02d}"
        case {"year": only} | {"index": only}:
            return str(only)
        case {"amount": amount, "currency": currency}:
            return f"{amount} {currency}"
        case _:
            return str(value)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)
