"""What a text costs: SMS segments by 3GPP TS 23.038 (GSM-7) and UCS-2.

é ñ ü ¿ ¡ are in GSM-7; á í ó ú are not and make the whole text UCS-2, with less than half the room.
"""

from dataclasses import dataclass
from typing import Literal

_GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENSION = frozenset("\f^{}\\[~]|€")  # sent as an escape and a character: two units

_PLAIN = str.maketrans(
    {
        "á": "a",
        "í": "i",
        "ó": "o",
        "ú": "u",
        "Á": "A",
        "Í": "I",
        "Ó": "O",
        "Ú": "U",
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
        "…": "...",
        "\u00a0": " ",
    }
)


@dataclass(frozen=True, slots=True)
class Segments:
    """``units`` are septets (gsm-7) or UTF-16 code units (ucs-2); ``count`` is what is billed."""

    encoding: Literal["gsm-7", "ucs-2"]
    units: int
    count: int


def segments(text: str) -> Segments:
    """Count the segments that carriers bill for a text.

    One segment holds 160 septets or 70 code units; of several, each holds 153 or 67, and neither
    an escaped character nor a surrogate pair is split between two.
    """
    if all(character in _GSM_BASIC or character in _GSM_EXTENSION for character in text):
        sizes = [2 if character in _GSM_EXTENSION else 1 for character in text]
        return Segments("gsm-7", sum(sizes), _count(sizes, 160, 153))
    sizes = [2 if ord(character) > 0xFFFF else 1 for character in text]
    return Segments("ucs-2", sum(sizes), _count(sizes, 70, 67))


def fit_gsm(text: str) -> str:
    """Drop the accents of á í ó ú and the curls of quotes only where that saves a segment."""
    plain = text.translate(_PLAIN)
    return plain if segments(plain).count < segments(text).count else text


def _count(sizes: list[int], single: int, part: int) -> int:
    if sum(sizes) <= single:
        return 1
    count, room = 1, part
    for size in sizes:
        if size > room:
            count, room = count + 1, part
        room -= size
    return count
