"""What a classifier says about a text: every intent with how likely it is."""

from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

Source: TypeAlias = Literal["embedded", "rasa"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Intents with their probabilities, likeliest first; together they make 1."""

    intents: tuple[tuple[str, float], ...]
    source: Source


class Classifier(Protocol):
    """Ranks the intents of ``nlu/rasa/data`` for a text."""

    def classify(self, text: str, lang: str) -> Ranked | None:
        """Return the ranking; None where this classifier cannot say, e.g. is not reachable."""
