"""From definition files to typed questionnaires, and the lock that keeps released ones as they are.

A conversation is pinned to a released definition and ends on it, so a released file never changes;
``definitions/definitions.lock`` holds its SHA-256.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from intake.definition import Questionnaire
from intake.strict_yaml import Data, LoadError, Location, Problem, Source, parse

__all__ = [
    "DEFINITIONS",
    "LoadError",
    "Loaded",
    "Problem",
    "check_lock",
    "library",
    "load",
    "newest",
    "read_source",
    "release",
    "released_files",
]

DEFINITIONS = Path(__file__).with_name("definitions")
LOCK = "definitions.lock"

# What tells the kinds of condition apart; pydantic tries all and reports on each.
_CONDITION_KEYS = {
    "Meets": "meets",
    "Is": "is",
    "AnyOf": "any_of",
    "AtLeast": "at_least",
    "Answered": "answered",
    "AgeUnder": "age_under",
    "Every": "all",
    "Some": "any",
    "Not": "not",
}


@dataclass(frozen=True)
class Loaded:
    """A questionnaire with the line of everything in its file."""

    questionnaire: Questionnaire
    source: Source

    @property
    def file(self) -> str:
        return self.source.file

    @property
    def lines(self) -> Mapping[Location, int]:
        return self.source.lines

    def problem(self, location: Location, message: str, rule: str) -> Problem:
        """Make a problem at a node such as ``("sections", 0, "questions", 3, "ask", "en")``."""
        return Problem(self.file, self.source.line(location), message, rule)


def read_source(path: Path) -> Source:
    """Read a YAML file strictly; raises LoadError, also for a file that is not UTF-8."""
    try:
        return parse(path.read_text(encoding="utf-8"), str(path))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise LoadError((Problem(str(path), line, "not UTF-8", "yaml"),)) from error


def load(path: Path) -> Loaded:
    """Read one definition file; raises LoadError with every problem found, each with its line."""
    source = read_source(path)
    try:
        return Loaded(Questionnaire.model_validate(source.data), source)
    except ValidationError as error:
        raise LoadError(tuple(_problems(error, source))) from error


def library(folder: Path | None = None) -> Mapping[str, Questionnaire]:
    """Load every released definition, keyed ``ce_intake@1``; raises LoadError for any problem."""
    found: dict[str, Questionnaire] = {}
    problems: list[Problem] = []
    for path in released_files(folder):
        try:
            questionnaire = load(path).questionnaire
        except LoadError as error:
            problems += error.problems
            continue
        if questionnaire.name != _name_of(path):
            message = f"holds {questionnaire.name} but its place says {_name_of(path)}"
            problems.append(Problem(str(path), 1, message, "misplaced"))
        found[questionnaire.name] = questionnaire
    if problems:
        raise LoadError(tuple(problems))
    return found


def newest(library: Mapping[str, Questionnaire], name: str) -> Questionnaire:
    """Return the highest version of a definition; raises KeyError where there is none."""
    versions = [q for q in library.values() if q.id == name]
    if not versions:
        raise KeyError(name)
    return max(versions, key=lambda q: q.version)


def released_files(folder: Path | None = None) -> list[Path]:
    """Return every ``<name>/v<n>.yaml``, by name and version."""
    found = [
        path
        for path in (folder or DEFINITIONS).glob("*/v*.yaml")
        if re.fullmatch(r"v[1-9][0-9]*", path.stem)
    ]
    return sorted(found, key=lambda path: (path.parent.name, int(path.stem[1:])))


def check_lock(folder: Path | None = None) -> list[Problem]:
    """Tell which released file changed, is gone, or is not in the lock yet."""
    lock = (folder or DEFINITIONS) / LOCK
    locked = _locked(lock)
    problems = []
    for path in released_files(folder):
        name = _name_of(path)
        if name not in locked:
            message = f"{name} is not in {LOCK}: release it"
            problems.append(Problem(str(path), 1, message, "not-locked"))
        elif locked.pop(name) != _digest(path):
            message = f"{name} is released and must not change: make a new version"
            problems.append(Problem(str(path), 1, message, "changed"))
    return problems + [
        Problem(str(lock), 1, f"{name} is in {LOCK} but its file is gone", "gone")
        for name in locked
    ]


def release(folder: Path | None = None) -> list[str]:
    """Add new definitions to the lock and return their names; raises LoadError if one changed."""
    broken = [p for p in check_lock(folder) if p.rule != "not-locked"]
    if broken:
        raise LoadError(tuple(broken))
    known = library(folder)
    lock = (folder or DEFINITIONS) / LOCK
    locked = _locked(lock)
    new = {_name_of(path): _digest(path) for path in released_files(folder)}
    added = [name for name in new if name in known and name not in locked]
    lines = [f"{digest}  {name}\n" for name, digest in (locked | new).items()]
    lock.write_text("".join(lines), encoding="utf-8")
    return added


def _locked(lock: Path) -> dict[str, str]:
    if not lock.exists():
        return {}
    pairs = (line.split() for line in lock.read_text(encoding="utf-8").splitlines() if line)
    return {name: digest for digest, name in pairs}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _name_of(path: Path) -> str:
    return f"{path.parent.name}@{path.stem[1:]}"


def _problems(error: ValidationError, source: Source) -> Iterator[Problem]:
    seen: set[tuple[int, str]] = set()
    for detail in error.errors(include_url=False):
        if detail["type"] == "too_short" and detail["input"]:
            continue  # only short because its items are wrong, which is said where they stand
        found = _located(detail["loc"], source.data)
        if found is None:
            continue
        location, lacks_condition = found
        message = detail["msg"]
        if lacks_condition:
            message = f"a condition needs one of {', '.join(_CONDITION_KEYS.values())}"
        problem = Problem(source.file, source.line(location), _said(location, message))
        if (problem.line, problem.message) not in seen:
            seen.add((problem.line, problem.message))
            yield problem


def _located(loc: Iterable[str | int], data: Data) -> tuple[Location, bool] | None:
    """Turn pydantic's location into one of the file.

    None means: about a kind of condition that this one is not. The flag means: no kind fits.
    """
    here: Any = data
    path: list[str | int] = []
    for part in loc:
        if part in _CONDITION_KEYS and not (isinstance(here, dict) and part in here):
            keys = set(here) if isinstance(here, dict) else set()
            if not keys & set(_CONDITION_KEYS.values()):
                return tuple(path), True
            if _CONDITION_KEYS[str(part)] not in keys:
                return None
            continue
        path.append(part)
        known = isinstance(here, dict) and part in here
        inside = isinstance(here, list) and isinstance(part, int) and part < len(here)
        here = here[part] if known or inside else None
    return tuple(path), False


def _said(location: Location, message: str) -> str:
    name = next((str(part) for part in reversed(location) if isinstance(part, str)), "file")
    return f"{name}: {message}"
