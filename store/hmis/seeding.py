"""The records that must exist around a site before the first person can be enrolled there."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import uuid4

from intake.hud.records import Cell, Record
from store import sites
from store.engine import Session
from store.hmis import records
from store.sites import OnRefusal, SiteRow

COORDINATED_ENTRY = 14


def seed_site(
    session: Session,
    *,
    slug: str,
    agency_name: str,
    project_name: str,
    coc_code: str,
    timezone: str,
    opened: date,
    at: datetime,
    definition: str = "ce_intake",
    languages: Sequence[str] = ("en", "es"),
    phone_number: str | None = None,
    on_refusal: OnRefusal = "no_record",
    policies: Mapping[str, object] | None = None,
    geocode: str | None = None,
) -> SiteRow:
    """Make a site, its project and the bot's HMIS user, or return the site if it is there."""
    if (found := sites.by_slug(session, slug)) is not None:
        return found
    project_id = _new_id()
    project = _project(project_id, agency_name, project_name, coc_code, geocode, opened)
    records.put(session, project, at)
    add_user(session, records.BOT_USER, at, first_name="Frontdoor", last_name="Bot")
    site = SiteRow(
        slug=slug,
        agency_name=agency_name,
        phone_number=phone_number,
        definition=definition,
        languages=list(languages),
        timezone=timezone,
        coc_code=coc_code,
        project_id=project_id,
        on_refusal=on_refusal,
        policies=dict(policies or {}),
        created_at=at,
    )
    session.add(site)
    session.flush()
    return site


def add_user(
    session: Session,
    user_id: str,
    at: datetime,
    *,
    first_name: str,
    last_name: str,
    email: str | None = None,
) -> None:
    """Write the HMIS user that a UserID column may name: the bot, or a staff member."""
    values: dict[str, Cell] = {
        "UserFirstName": first_name,
        "UserLastName": last_name,
        "UserEmail": email,
    }
    records.put(session, [Record("User", user_id, values)], at)


def _project(
    project_id: str,
    agency_name: str,
    project_name: str,
    coc_code: str,
    geocode: str | None,
    opened: date,
) -> list[Record]:
    """List the records around a coordinated entry access point (2.01, 2.02, 2.03, 2.09).

    It does the crisis screening and takes referrals.
    """
    organization_id = _new_id()
    organization: dict[str, Cell] = {"OrganizationName": agency_name, "VictimServiceProvider": 0}
    project: dict[str, Cell] = {
        "OrganizationID": organization_id,
        "ProjectName": project_name,
        "OperatingStartDate": opened,
        "ContinuumProject": 1,
        "ProjectType": COORDINATED_ENTRY,
    }
    continuum: dict[str, Cell] = {"ProjectID": project_id, "CoCCode": coc_code, "Geocode": geocode}
    participation: dict[str, Cell] = {
        "ProjectID": project_id,
        "AccessPoint": 1,
        "PreventionAssessment": 0,
        "CrisisAssessment": 1,
        "HousingAssessment": 0,
        "DirectServices": 0,
        "ReceivesReferrals": 1,
        "CEParticipationStatusStartDate": opened,
    }
    return [
        Record("Organization", organization_id, organization),
        Record("Project", project_id, project),
        Record("ProjectCoC", _new_id(), continuum),
        Record("CEParticipation", _new_id(), participation),
    ]


def _new_id() -> str:
    return uuid4().hex
