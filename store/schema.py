"""Every table of the database, for migrations and for checks over all columns."""

from store import (
    answers,
    audit,
    consents,
    contacts,
    conversations,
    counters,
    intakes,
    key_check,
    messages,
    outbox,
    safety,
    sites,
    staff,
)
from store.hmis import tables
from store.row import metadata

__all__ = ["metadata"]

# Importing a noun is what enters its table; naming them keeps the list honest.
NOUNS = (
    answers,
    audit,
    consents,
    contacts,
    conversations,
    counters,
    intakes,
    key_check,
    messages,
    outbox,
    safety,
    sites,
    staff,
    tables,
)
