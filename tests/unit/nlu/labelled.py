"""The labelled texts, and how an answer of ``interpret`` is compared with what is wanted."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nlu.interpret import interpret

DATA = Path(__file__).with_name("data")


@dataclass
class Score:
    """How many rows were read right, and which were read wrong with confidence."""

    rows: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    surely_wrong: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return self.right / self.rows


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of one set."""
    for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def score(name: str, kind: str, lang: str) -> Score:
    """Score the rows of one set in one language ("" for all) through ``interpret``."""
    total = Score()
    for row in rows(name):
        if lang and row.get("lang") != lang:
            continue
        answer = interpret(
            {
                "id": 1,
                "kind": row.get("kind", kind),
                "lang": row.get("lang", "en"),
                "text": row["text"],
                "reference_date": row.get("today", "2026-06-15"),
                "choices": row.get("options"),
            }
        )
        _count(total, row, answer)
    return total


def _count(total: Score, row: dict[str, Any], answer: dict[str, Any]) -> None:
    total.rows += 1
    got = _shown(answer["value"])
    if got == row["want"]:
        total.right += 1
        return
    said = f"{row['text']!r}: wanted {row['want']}, got {got}"
    total.missed.append(said)
    if got is not None and answer["confidence"] >= 0.8:
        total.surely_wrong.append(said)


def _shown(value: Any) -> str | None:
    match value:
        case None:
            return None
        case {"year": year, "month": month}:
            return f"{year}-{month:02d}"
        case {"year": year}:
            return str(year)
        case {"amount": amount, "currency": currency}:
            return f"{amount} {currency}"
        case {"index": index}:
            return str(index)
        case _:
            return str(value)
