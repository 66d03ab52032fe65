"""Every problem of a definition in one run, each with file and line.

What the types cannot say is checked here: that routing looks only back, that every text exists in
every language and fits its price and reading grade, and that every HUD code is one HUD has.
"""

from collections.abc import Sequence
from pathlib import Path

from intake import checks_hud, checks_routing, checks_texts, checks_urgency
from intake.loading import (
    Loaded,
    LoadError,
    Problem,
    check_lock,
    library,
    load,
    read_source,
    released_files,
)

__all__ = ["check", "check_file", "check_library", "check_messages"]


def check(loaded: Loaded) -> list[Problem]:
    """Return the problems of one definition in the order of its lines; empty when it is clean."""
    found = [
        *checks_routing.problems(loaded),
        *checks_texts.problems(loaded),
        *checks_hud.problems(loaded),
    ]
    return sorted(set(found), key=lambda problem: (problem.line, problem.rule, problem.message))


def check_file(path: Path) -> list[Problem]:
    """Return every problem of a definition file, those that stop it from loading included."""
    try:
        return check(load(path))
    except LoadError as error:
        return list(error.problems)


def check_library(folder: Path | None = None) -> list[Problem]:
    """Check every released definition, its place, the lock, and the urgency rules against it."""
    found = [problem for path in released_files(folder) for problem in check_file(path)]
    try:
        found += checks_urgency.problems(library(folder).values())
    except LoadError as error:
        found += error.problems
    return list(dict.fromkeys([*found, *check_lock(folder)]))


def check_messages(path: Path, languages: Sequence[str] = ("en", "es")) -> list[Problem]:
    """Check a file of the bot's own words, which maps an id to its text in each language."""
    try:
        source = read_source(path)
    except LoadError as error:
        return list(error.problems)
    return checks_texts.message_problems(source, languages)
