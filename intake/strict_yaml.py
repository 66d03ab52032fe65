"""YAML with no surprises: text stays text, nothing is said twice, and every node has a line.

Definitions are read by people first. So ``yes`` is the word yes and ``1.0`` the text "1.0", and
what would make two readers see two things (anchors, merge keys, tags, tabs, a key given twice) is
refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

Data: TypeAlias = "str | int | list[Data] | dict[str, Data]"
Location: TypeAlias = tuple[str | int, ...]

_WHOLE_NUMBER = re.compile(r"-?[1-9][0-9]*|0")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong where; ``rule`` is a stable key for tests and for grouping."""

    file: str
    line: int
    message: str
    rule: str = "format"

    def as_line(self) -> str:
        """Return the problem as compilers print one, so that editors can jump to it."""
        return f"{self.file}:{self.line}: {self.message} [{self.rule}]"


class LoadError(Exception):
    """A file that cannot be used, with all its problems."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(p.as_line() for p in problems))
        self.problems = problems


@dataclass(frozen=True)
class Source:
    """Plain data with the line of each node; ``lines[()]`` is the first line of the content."""

    file: str
    data: Data
    lines: Mapping[Location, int]

    def line(self, location: Location) -> int:
        """Return the line of a node, or of the nearest one that encloses it."""
        for end in range(len(location), -1, -1):
            if (line := self.lines.get(location[:end])) is not None:
                return line
        return 1


def parse(text: str, file: str) -> Source:
    """Turn YAML into strings, whole numbers, lists and mappings; raises LoadError."""
    problems = [
        Problem(file, number, "a tab: indent with spaces", "tab")
        for number, line in enumerate(text.split("\n"), 1)
        if "\t" in line
    ]
    if problems:
        raise LoadError(tuple(problems))
    builder = _Builder(file)
    try:
        data = builder.document(iter(yaml.parse(text, Loader=_LOADER)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise LoadError((Problem(file, line, error.problem or "not YAML", "yaml"),)) from error
    except yaml.YAMLError as error:
        raise LoadError((Problem(file, 1, str(error).replace("\n", " "), "yaml"),)) from error
    if builder.problems:
        raise LoadError(tuple(builder.problems))
    return Source(file, data, builder.lines)


@dataclass
class _Builder:
    file: str
    problems: list[Problem] = field(default_factory=list)
    lines: dict[Location, int] = field(default_factory=dict)

    def document(self, events: Iterator[yaml.Event]) -> Data:
        data: Data = ""
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, "a second document in one file", "yaml")
                    break
                data = self._node(next(events), events, ())
        return data

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], at: Location) -> Data:
        self.lines.setdefault(at, _line(event))
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, f"an alias (*{event.anchor}): write it out", "alias")
            return ""
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self._refuse(event, f"an anchor (&{event.anchor}): write it out", "alias")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.CollectionStartEvent) and event.tag is not None:
            self._refuse(event, f"a tag ({event.tag})", "tag")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, at)
        return self._mapping(events, at)

    def _scalar(self, event: yaml.ScalarEvent) -> Data:
        if event.tag is not None:
            self._refuse(event, f"a tag ({event.tag})", "tag")
        value: str = event.value
        plain = event.style in (None, "")
        return int(value) if plain and _WHOLE_NUMBER.fullmatch(value) else value

    def _sequence(self, events: Iterator[yaml.Event], at: Location) -> Data:
        items: list[Data] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._node(event, events, (*at, len(items))))
        return items

    def _mapping(self, events: Iterator[yaml.Event], at: Location) -> Data:
        found: dict[str, Data] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._key(event, events, at)
            if key in found:
                self._refuse(event, f"the key {key!r} stands here twice", "duplicate-key")
            self.lines.setdefault((*at, key), _line(event))
            found[key] = self._node(next(events), events, (*at, key))
        return found

    def _key(self, event: yaml.Event, events: Iterator[yaml.Event], at: Location) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(event, "a key that is not plain text", "key")
            self._node(event, events, (*at, "?"))
            return "?"
        if event.value == "<<":
            self._refuse(event, "a merge key (<<): write it out", "alias")
        if event.anchor is not None:
            self._refuse(event, f"an anchor (&{event.anchor}): write it out", "alias")
        return str(event.value)

    def _refuse(self, event: yaml.Event, message: str, rule: str) -> None:
        self.problems.append(Problem(self.file, _line(event), message, rule))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
