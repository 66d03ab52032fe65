"""Explicit statements of danger in any text, English and Spanish, before anything else is read.

A fixed floor that needs no model: who + does + whom, with what turns a sentence round (negation,
the past, an idiom). It errs towards asking; only plain everyday figures of speech are let pass.
"""

from intake.reading import Danger
from nlu.crisis_grammar import RULES, normal
from nlu.folding import clauses

_LONGEST = 20_000


def scan(text: str) -> tuple[Danger, ...]:
    """Return every danger that the text states, in the order of ``Danger``; mostly none."""
    words = normal(clauses(text[:_LONGEST]))
    if not words:
        return ()
    found = {rule.danger for rule in RULES if rule.states(words)}
    return tuple(danger for danger in Danger if danger in found)
