"""How a question looks as one text: the stem, then a numbered line for each choice."""

import re
from collections.abc import Mapping

from intake.definition import Question

# The closed list of what a text may have filled in.
PLACEHOLDERS = frozenset({"agency", "n", "name", "list", "count"})

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def shown(question: Question, lang: str, values: Mapping[str, str]) -> str:
    """Return a question as it is sent, numbered choices included.

    Raises KeyError for a placeholder that ``values`` lacks.
    """
    lines = [question.ask[lang]]
    if not question.bare:
        lines += [f"{n} {c.label[lang]}" for n, c in enumerate(question.choices, 1)]
    return fill("\n".join(lines), values)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values in the place of ``{name}`` marks; raises KeyError for one that has no value."""
    return _PLACEHOLDER.sub(lambda mark: values[mark.group(1)], text)


def placeholders(text: str) -> frozenset[str]:
    """Return the names of the marks in a text."""
    return frozenset(_PLACEHOLDER.findall(text))
