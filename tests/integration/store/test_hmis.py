from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from intake.hud.records import Cell, Record
from store import sites
from store.engine import Database
from store.hmis import records
from store.hmis.records import AlreadyAccepted
from store.hmis.tables import TABLES
from tests.integration.store.making import NOON, after, at_once, client, intake, site


def _living(key: str = "l1", situation: int = 116) -> Record:
    values: dict[str, Cell] = {
        "EnrollmentID": "e1",
        "PersonalID": "c1",
        "InformationDate": date(2026, 3, 2),
        "CurrentLivingSituation": situation,
        "LocationDetails": "under the bridge",
    }
    return Record("CurrentLivingSituation", key, values)


def test_a_draft_comes_back_in_the_clear_by_hud_names(database: Database) -> None:
    with database.write() as session:
        intake_id = intake(session).id
        records.replace_drafts(session, intake_id, [client(), _living()], NOON)
    with database.read() as session:
        row = records.rows(session, "Client", intake_id)[0]
        assert row["PersonalID"] == "c1"
        assert (row["FirstName"], row["LastName"]) == ("Rosalind", "Canary")
        assert row["DOB"] == "1990-05-01"
        assert row["SSN"] is None
        assert row["DateCreated"] == row["DateUpdated"] == NOON
        assert not {"row_id", "intake_id", "draft", "ExportID"} & row.keys()
        living = records.rows(session, "CurrentLivingSituation")[0]
        assert living["InformationDate"] == date(2026, 3, 2)
        assert living["UserID"] == "bot"
        assert records.rows(session, "Client", include_drafts=False) == []


def test_only_a_change_raises_the_date_of_update(database: Database) -> None:
    with database.write() as session:
        intake_id = intake(session).id
        for minute, record in enumerate((client(), client(), client(FirstName="Rosa"))):
            records.replace_drafts(session, intake_id, [record], after(minutes=minute))
            row = records.rows(session, "Client")[0]
            assert row["DateCreated"] == NOON
            assert row["DateUpdated"] == (after(minutes=2) if minute == 2 else NOON)
        assert records.rows(session, "Client")[0]["FirstName"] == "Rosa"


def test_a_value_no_longer_given_is_emptied(database: Database) -> None:
    with database.write() as session:
        intake_id = intake(session).id
        records.replace_drafts(session, intake_id, [client()], NOON)
        records.replace_drafts(session, intake_id, [client(DOB=None, DOBDataQuality=9)], NOON)
        row = records.rows(session, "Client")[0]
        assert (row["DOB"], row["DOBDataQuality"]) == (None, 9)


def test_a_draft_no_longer_given_is_deleted(database: Database) -> None:
    with database.write() as session:
        intake_id = intake(session).id
        records.replace_drafts(session, intake_id, [client(), client("c2"), _living()], NOON)
        records.replace_drafts(session, intake_id, [client("c2")], NOON)
        assert [row["PersonalID"] for row in records.rows(session, "Client")] == ["c2"]
        assert records.rows(session, "CurrentLivingSituation") == []


def test_drafts_of_another_intake_are_left_alone(database: Database) -> None:
    with database.write() as session:
        first, second = intake(session).id, intake(session, "+15005550009").id
        records.replace_drafts(session, first, [client()], NOON)
        records.replace_drafts(session, second, [client(FirstName="Mallory")], NOON)
        records.replace_drafts(session, second, [client("c2")], NOON)
        found = {row["PersonalID"]: row["FirstName"] for row in records.rows(session, "Client")}
        assert found == {"c1": "Rosalind", "c2": "Rosalind"}
        assert len(records.rows(session, "Client", first)) == 1


def test_what_a_person_accepted_the_bot_cannot_touch(database: Database) -> None:
    with database.write() as session:
        intake_id = intake(session).id
        records.replace_drafts(session, intake_id, [client(), _living()], NOON)
        records.accept(session, intake_id, [client(FirstName="Rosa")], after(hours=1))
    with database.write() as session:
        with pytest.raises(AlreadyAccepted):
            records.replace_drafts(session, intake_id, [client(FirstName="Bot")], after(hours=2))
        records.delete_drafts(session, intake_id)
        final = records.rows(session, "Client", include_drafts=False)
        assert [(row["FirstName"], row["DateUpdated"]) for row in final] == [
            ("Rosa", after(hours=1))
        ]
        living = records.rows(session, "CurrentLivingSituation", include_drafts=False)
        assert [row["DateUpdated"] for row in living] == [NOON]  # accepted as it was


def test_accepting_again_corrects(database: Database) -> None:
    with database.write() as session:
        intake_id = intake(session).id
        records.accept(session, intake_id, [client()], NOON)
        records.accept(session, intake_id, [client(LastName="Kanary")], after(days=1))
        row = records.rows(session, "Client")[0]
        assert (row["LastName"], row["DateCreated"], row["DateUpdated"]) == (
            "Kanary",
            NOON,
            after(days=1),
        )


def test_drafting_while_accepting_leaves_no_draft_beside_final_rows(database: Database) -> None:
    with database.write() as session:
        intake_id = intake(session).id
        records.replace_drafts(session, intake_id, [client()], NOON)

    def work(number: int) -> None:
        try:
            if number == 0:
                database.run(lambda s: records.accept(s, intake_id, [client()], NOON))
            else:
                extra = client(f"x{number}")
                database.run(
                    lambda s: records.replace_drafts(s, intake_id, [client(), extra], NOON)
                )
        except AlreadyAccepted:
            pass

    at_once(6, work)
    with database.read() as session:
        everything = records.rows(session, "Client", intake_id)
        assert everything == records.rows(session, "Client", intake_id, include_drafts=False)


def test_a_hud_key_stands_once(database: Database) -> None:
    with database.write() as session:
        records.put(session, [client()], NOON)
    table = TABLES["Client"]
    with database.read() as session:
        stored = dict(session.execute(select(table)).mappings().one())
    again = insert(table).values({**stored, "row_id": uuid4()})
    with pytest.raises(IntegrityError), database.write() as session:
        session.execute(again)


@pytest.mark.parametrize("name", ["Gender", "row_id", "draft"])
def test_a_column_that_hud_does_not_have_is_refused(database: Database, name: str) -> None:
    record = Record("Client", "c1", {**client().values, name: 1})
    with pytest.raises(ValueError, match="Client has no column"), database.write() as session:
        records.put(session, [record], NOON)


def test_a_site_has_the_records_that_enrollments_need(database: Database) -> None:
    with database.write() as session:
        made = site(session)
        assert site(session).id == made.id
        assert site(session, "salem").project_id != made.project_id
    with database.read() as session:
        project = {row["ProjectID"]: row for row in records.rows(session, "Project")}
        assert len(project) == 2
        mine = project[made.project_id]
        assert mine["ProjectType"] == 14
        assert mine["ContinuumProject"] == 1
        agencies = records.rows(session, "Organization")
        assert mine["OrganizationID"] in {row["OrganizationID"] for row in agencies}
        continuum = records.rows(session, "ProjectCoC")
        assert [row["CoCCode"] for row in continuum] == ["OR-503", "OR-503"]
        access = [
            row
            for row in records.rows(session, "CEParticipation")
            if row["ProjectID"] == made.project_id
        ]
        assert {name: value for name, value in access[0].items() if isinstance(value, int)} == {
            "AccessPoint": 1,
            "PreventionAssessment": 0,
            "CrisisAssessment": 1,
            "HousingAssessment": 0,
            "DirectServices": 0,
            "ReceivesReferrals": 1,
        }
        assert access[0]["CEParticipationStatusStartDate"] == date(2026, 1, 1)
        assert [row["UserID"] for row in records.rows(session, "User")] == ["bot"]


def test_sites_are_found(database: Database) -> None:
    with database.write() as session:
        bend, salem = site(session), site(session, "salem")
        salem.created_at = after(days=1)
        session.flush()
        assert sites.by_number(session, "+15005550001") is bend
        assert sites.by_number(session, "+15005550009") is None
        assert sites.by_slug(session, "salem") is salem
        assert sites.by_slug(session, "eugene") is None
        assert sites.first(session) is bend
        assert list(sites.all_sites(session)) == [bend, salem]
        assert sites.get(session, salem.id) is salem
