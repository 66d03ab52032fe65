"""The code lists of the HMIS CSV FY2026 (HUD HMIS CSV Format Specifications v1.0, Appendix B)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import TypeAdapter

DOES_NOT_KNOW = 8
PREFERS_NOT_TO_ANSWER = 9
NOT_COLLECTED = 99


@dataclass(frozen=True)
class CodeList:
    """A list's name and its codes with HUD's labels; a few lists have codes with letters."""

    name: str
    codes: Mapping[str, str]

    @cached_property
    def numbers(self) -> frozenset[int]:
        """The codes that are whole numbers."""
        return frozenset(int(code) for code in self.codes if code.isdigit())


LISTS: Mapping[str, CodeList] = TypeAdapter(dict[str, CodeList]).validate_json(
    Path(__file__).with_name("lists_fy2026.json").read_bytes()
)


def label(list_id: str, code: int | str) -> str:
    """Return HUD's label of a code; raises KeyError for a code that the list does not hold."""
    return LISTS[list_id].codes[str(code)]
