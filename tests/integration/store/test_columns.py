from sqlalchemy import JSON, Column, LargeBinary, String, Table, Text
from sqlalchemy.types import TypeDecorator

from store.columns import BlindIndex, Code, Digest, Encrypted, PlainJson, PlainText
from store.schema import metadata

_DECLARED = (Encrypted, PlainText, PlainJson, Code, BlindIndex, Digest)
_HOLDS_TEXT = (String, Text, LargeBinary, JSON)


def _columns() -> list[tuple[Table, Column[object]]]:
    return [(table, column) for table in metadata.tables.values() for column in table.columns]


def test_every_text_or_binary_column_says_what_may_stand_in_it() -> None:
    undeclared = []
    for table, column in _columns():
        kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
        if isinstance(kind, _HOLDS_TEXT) and not isinstance(column.type, _DECLARED):
            undeclared.append(f"{table.name}.{column.name}")
    assert undeclared == []
    assert len(_columns()) > 250  # the walk has seen all tables


def test_every_readable_column_gives_a_reason() -> None:
    silent = [
        f"{table.name}.{column.name}"
        for table, column in _columns()
        if isinstance(column.type, PlainText | PlainJson) and len(column.type.reason.split()) < 2
    ]
    assert silent == []


def test_what_names_a_person_is_sealed_as_identity() -> None:
    sealed = {
        f"{table.name}.{column.name}"
        for table, column in _columns()
        if isinstance(column.type, Encrypted) and column.type.classification == "identity"
    }
    assert sealed == {
        "staff.login",
        "staff.name",
        "hmis_user.UserFirstName",
        "hmis_user.UserLastName",
        "hmis_user.UserPhone",
        "hmis_user.UserExtension",
        "hmis_user.UserEmail",
        "hmis_client.FirstName",
        "hmis_client.MiddleName",
        "hmis_client.LastName",
        "hmis_client.NameSuffix",
        "hmis_client.SSN",
        "hmis_client.DOB",
        "hmis_client.AdditionalRaceEthnicity",
    }


def test_what_a_person_says_is_sealed() -> None:
    sealed = {
        f"{table.name}.{column.name}"
        for table, column in _columns()
        if isinstance(column.type, Encrypted) and column.type.classification != "identity"
    }
    assert sealed == {
        "contact.phone",
        "conversation.state",
        "inbound.body",
        "inbound.reply",
        "outbound.body",
        "answer.value",
        "answer.words",
        "safety_event.words",
        "staff.totp_secret",
        "hmis_currentlivingsituation.VerifiedBy",
        "hmis_currentlivingsituation.LocationDetails",
        "hmis_assessment.AssessmentLocation",
        "hmis_assessmentquestions.AssessmentAnswer",
        "hmis_assessmentresults.AssessmentResult",
        "hmis_event.LocationCrisisOrPHHousing",
    }
