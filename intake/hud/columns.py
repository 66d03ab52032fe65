"""The files and columns of the HMIS CSV FY2026 (HUD HMIS CSV Format Specifications v1.0)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import TypeAdapter

from intake.hud.lists import LISTS

ColumnType: TypeAlias = Literal["string", "integer", "date", "datetime", "money"]


@dataclass(frozen=True)
class Dependency:
    """When a column must be null (``null_unless``) or must not be null (``required_if``).

    An alternative of ``any_of`` holds when each of its columns has one of the values; ``*`` is
    any value. ``level`` is ``error`` where the CSV specification itself says so.
    """

    rule: Literal["null_unless", "required_if"]
    level: Literal["error", "warning"]
    any_of: tuple[Mapping[str, tuple[int | str, ...]], ...]


@dataclass(frozen=True)
class ListBy:
    """The list of a column that depends on the code in another column of the row."""

    by: str
    lists: Mapping[int, str]
    default: str | None = None

    def list_for(self, code: int | None) -> str | None:
        return self.default if code is None else self.lists.get(code, self.default)


@dataclass(frozen=True)
class ColumnSpec:
    """One column; ``recommended`` marks one that HUD's importers want filled though nullable."""

    name: str
    type: ColumnType
    nullable: bool
    max_length: int | None = None
    list_id: str | None = None
    element: str | None = None
    regex: str | None = None
    minimum: int | None = None
    recommended: bool = False
    list_by: ListBy | None = None
    depends: tuple[Dependency, ...] = ()


@dataclass(frozen=True)
class ForeignKey:
    """``column`` holds a primary key of ``file``."""

    column: str
    file: str


@dataclass(frozen=True)
class FileSpec:
    """One CSV file: ``name`` without ``.csv``, ``key`` its primary key, columns in file order.

    ``stages`` are the allowed DataCollectionStage codes; ``one_row_per`` names the columns that
    may repeat only for stage 2 (update) and 5 (annual).
    """

    name: str
    key: str
    group: str
    foreign_keys: tuple[ForeignKey, ...]
    columns: tuple[ColumnSpec, ...]
    stages: tuple[int, ...] = ()
    one_row_per: tuple[str, ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, ColumnSpec]:
        return {column.name: column for column in self.columns}


@dataclass(frozen=True)
class _Specification:
    csv_version: str
    files: tuple[FileSpec, ...]


_SPECIFICATION = TypeAdapter(_Specification).validate_json(
    Path(__file__).with_name("columns_fy2026.json").read_bytes()
)

# In the order of HUD's specification.
FILES: Mapping[str, FileSpec] = {spec.name: spec for spec in _SPECIFICATION.files}
CSV_VERSION = _SPECIFICATION.csv_version


def allowed(file: str, column: str) -> frozenset[int] | None:
    """Return the codes that a column may hold; None where it has no list of whole numbers.

    A column whose list depends on another column (Services.TypeProvided) gives the union.
    Raises KeyError for a file or column that the specification does not have.
    """
    spec = FILES[file].by_name[column]
    if spec.list_by is not None:
        ids = {*spec.list_by.lists.values(), spec.list_by.default} - {None}
        return frozenset().union(*(LISTS[i].numbers for i in ids if i is not None))
    if spec.list_id is None or spec.type != "integer":
        return None
    return LISTS[spec.list_id].numbers
