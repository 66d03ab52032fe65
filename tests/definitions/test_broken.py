"""Each broken definition is refused at its lines for its reasons, and for nothing else.

The files say themselves what is expected: ``# expect: rule`` on the line of the problem.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from intake.checks import check_file

CLEAN = sorted((Path(__file__).parent / "clean").glob("*.yaml"))
BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))


def expected(path: Path) -> Counter[tuple[int, str]]:
    found: Counter[tuple[int, str]] = Counter()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if marked := re.search(r"# expect: (.+)$", line):
            found.update((number, rule) for rule in marked.group(1).split())
    return found


def test_there_are_broken_definitions_and_each_expects_something() -> None:
    assert len(BROKEN) > 50
    assert all(expected(path) for path in BROKEN)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_broken(path: Path) -> None:
    problems = check_file(path)
    assert Counter({(p.line, p.rule) for p in problems}) == expected(path)
    assert all(p.file == str(path) and p.message for p in problems)


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_clean(path: Path) -> None:
    assert [problem.as_line() for problem in check_file(path)] == []
