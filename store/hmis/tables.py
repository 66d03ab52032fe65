"""HUD's files as tables, column by column from HUD's own specification (HMIS CSV FY2026).

A text column is sealed unless it is listed here as not personal, so that one which a later
specification adds is never readable by oversight.
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Boolean, Column, Date, Integer, Numeric, Table, Uuid
from sqlalchemy.types import TypeEngine

from intake.hud.columns import FILES, ColumnSpec, FileSpec
from store.columns import Encrypted, Moment, PlainText
from store.row import metadata

NAMES: Final = (
    "Organization",
    "Project",
    "ProjectCoC",
    "CEParticipation",
    "User",
    "Client",
    "Enrollment",
    "CurrentLivingSituation",
    "HealthAndDV",
    "Assessment",
    "AssessmentQuestions",
    "AssessmentResults",
    "Event",
)
# An export is one of many; its id is given when it is written.
LEFT_OUT: Final = frozenset({"ExportID"})

_AGENCY = "public facts of an agency or project"
_OURS = "our own wording of a question or result"
_PLAIN: Mapping[tuple[str, str], str] = {
    ("Organization", "OrganizationName"): _AGENCY,
    ("Organization", "OrganizationCommonName"): _AGENCY,
    ("Project", "ProjectName"): _AGENCY,
    ("Project", "ProjectCommonName"): _AGENCY,
    ("ProjectCoC", "CoCCode"): _AGENCY,
    ("ProjectCoC", "Geocode"): _AGENCY,
    ("ProjectCoC", "Address1"): _AGENCY,
    ("ProjectCoC", "Address2"): _AGENCY,
    ("ProjectCoC", "City"): _AGENCY,
    ("ProjectCoC", "State"): _AGENCY,
    ("ProjectCoC", "ZIP"): _AGENCY,
    ("Enrollment", "EnrollmentCoC"): "code of the continuum of care",
    ("Enrollment", "VAMCStation"): "code of a medical center",
    ("AssessmentQuestions", "AssessmentQuestionGroup"): _OURS,
    ("AssessmentQuestions", "AssessmentQuestion"): _OURS,
    ("AssessmentResults", "AssessmentResultType"): _OURS,
}
_IDENTITY = frozenset({"Client", "User"})
_SEALED_DATES = frozenset({("Client", "DOB")})


def _type(spec: FileSpec, column: ColumnSpec) -> TypeEngine[Any]:
    place = (spec.name, column.name)
    if column.type == "string" and column.name.endswith("ID"):
        return PlainText("random identifier of ours")
    if place in _PLAIN:
        return PlainText(_PLAIN[place])
    if column.type == "string" or place in _SEALED_DATES:
        return Encrypted("identity" if spec.name in _IDENTITY else "text")
    if column.type == "integer":
        return Integer()
    if column.type == "date":
        return Date()
    if column.type == "datetime":
        return Moment()
    return Numeric(14, 2)


def _table(spec: FileSpec) -> Table:
    columns = [
        Column(
            column.name,
            _type(spec, column),
            nullable=column.nullable,
            unique=column.name == spec.key or None,
        )
        for column in spec.columns
        if column.name not in LEFT_OUT
    ]
    return Table(
        f"hmis_{spec.name.lower()}",
        metadata,
        Column("row_id", Uuid(), primary_key=True),
        Column("intake_id", Uuid(), index=True),
        Column("draft", Boolean(), nullable=False),
        *columns,
    )


TABLES: Mapping[str, Table] = {name: _table(FILES[name]) for name in NAMES}
