"""Definition files, their places and their lock."""

import shutil
from pathlib import Path

import pytest

from intake.loading import (
    DEFINITIONS,
    LoadError,
    check_lock,
    library,
    load,
    newest,
    release,
    released_files,
)

V1 = DEFINITIONS / "ce_intake" / "v1.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ce_intake").mkdir()
    shutil.copy(V1, tmp_path / "ce_intake" / "v1.yaml")
    return tmp_path


def add_version(folder: Path, version: int) -> Path:
    path = folder / "ce_intake" / f"v{version}.yaml"
    path.write_text(V1.read_text(encoding="utf-8").replace("version: 1", f"version: {version}", 1))
    return path


def rules(folder: Path) -> list[str]:
    return [problem.rule for problem in check_lock(folder)]


def test_the_default_definition_loads_with_lines() -> None:
    loaded = load(V1)
    assert loaded.questionnaire.name == "ce_intake@1"
    line = loaded.lines["sections", 0, "questions", 1, "id"]
    assert V1.read_text(encoding="utf-8").splitlines()[line - 1].strip() == "- id: consent"


def test_the_newest_is_by_number(folder: Path) -> None:
    add_version(folder, 2)
    add_version(folder, 10)
    found = library(folder)
    assert list(found) == ["ce_intake@1", "ce_intake@2", "ce_intake@10"]
    assert newest(found, "ce_intake").version == 10


def test_there_is_no_newest_of_nothing() -> None:
    with pytest.raises(KeyError):
        newest({}, "ce_intake")


def test_only_version_files_are_released(folder: Path) -> None:
    (folder / "ce_intake" / "vnext.yaml").write_text("draft")
    (folder / "ce_intake" / "v0.yaml").write_text("draft")
    assert [path.name for path in released_files(folder)] == ["v1.yaml"]


def test_a_file_in_the_wrong_place(folder: Path) -> None:
    shutil.copy(V1, folder / "ce_intake" / "v2.yaml")
    with pytest.raises(LoadError) as raised:
        library(folder)
    assert [p.rule for p in raised.value.problems] == ["misplaced"]


def test_the_problems_of_all_files_come_together(folder: Path) -> None:
    (folder / "ce_intake" / "v2.yaml").write_text("id: ce_intake\nversion: two\n")
    (folder / "ce_intake" / "v3.yaml").write_text("a: 1\na: 2\n")
    with pytest.raises(LoadError) as raised:
        library(folder)
    assert {Path(p.file).name for p in raised.value.problems} == {"v2.yaml", "v3.yaml"}
    assert ("v2.yaml", 2) in {(Path(p.file).name, p.line) for p in raised.value.problems}


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "v1.yaml"
    path.write_bytes(b"id: a\ntitle: \xff\n")
    with pytest.raises(LoadError) as raised:
        load(path)
    assert [p.line for p in raised.value.problems] == [2]


def test_release_locks_what_is_new_and_nothing_twice(folder: Path) -> None:
    assert rules(folder) == ["not-locked"]
    assert release(folder) == ["ce_intake@1"]
    assert rules(folder) == []
    add_version(folder, 2)
    assert rules(folder) == ["not-locked"]
    assert release(folder) == ["ce_intake@2"]
    assert release(folder) == []


def test_a_released_file_must_not_change(folder: Path) -> None:
    release(folder)
    lock = (folder / "definitions.lock").read_text()
    path = folder / "ce_intake" / "v1.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# a thought\n", encoding="utf-8")
    assert rules(folder) == ["changed"]
    with pytest.raises(LoadError):
        release(folder)
    assert (folder / "definitions.lock").read_text() == lock


def test_a_released_file_must_stay(folder: Path) -> None:
    add_version(folder, 2)
    release(folder)
    (folder / "ce_intake" / "v2.yaml").unlink()
    assert rules(folder) == ["gone"]
    with pytest.raises(LoadError):
        release(folder)


def test_a_condition_error_names_the_operators_once(tmp_path: Path) -> None:
    path = tmp_path / "v1.yaml"
    path.write_text(
        "id: a\nversion: 1\ntitle: { en: A }\nlanguages: [en]\nsections:\n"
        "  - id: s\n    title: { en: S }\n    questions:\n      - id: q\n        kind: text\n"
        "        topic: { en: T }\n        ask: { en: A }\n"
        "        when:\n          all:\n            - { question: q, is: [x] }\n"
        "            - { question: q, at_leest: 2 }\n"
    )
    with pytest.raises(LoadError) as raised:
        load(path)
    found = [(p.line, p.message.partition(":")[0]) for p in raised.value.problems]
    assert found == [(15, "is"), (16, "all")]
