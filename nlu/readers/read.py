"""What a reader gives back when it understood something."""

from dataclasses import dataclass
from typing import Generic, TypeVar

V = TypeVar("V", covariant=True)

# At or above SURE a value is taken; below it the conversation reads it back first.
SURE = 0.8


@dataclass(frozen=True, slots=True)
class Read(Generic[V]):
    """A value, the words it was read from, how sure the reader is (0..1), and how it read."""

    value: V
    words: str
    confidence: float
    method: str
