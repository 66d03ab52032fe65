"""Rows to begin a test with, and threads that all begin at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import TypeVar

from intake.answers import Answer, Value
from intake.hud.records import Cell, Record
from store import contacts, conversations, intakes, staff
from store.conversations import ConversationRow
from store.engine import Session
from store.hmis import seeding
from store.intakes import IntakeRow
from store.sites import SiteRow
from store.staff import StaffRow

T = TypeVar("T")

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PHONE = "+15005550006"
OUR_NUMBER = "+15005550001"
_RACES = (
    "AmIndAKNative",
    "Asian",
    "BlackAfAmerican",
    "HispanicLatinao",
    "MidEastNAfrican",
    "NativeHIPacific",
    "White",
)
PASSWORD = "nine purple otters juggle"


def after(**span: float) -> datetime:
    return NOON + timedelta(**span)


def site(session: Session, slug: str = "bend") -> SiteRow:
    return seeding.seed_site(
        session,
        slug=slug,
        agency_name="Bend Front Door",
        project_name="Bend Coordinated Entry",
        coc_code="OR-503",
        timezone="America/Los_Angeles",
        opened=date(2026, 1, 1),
        at=NOON,
        phone_number=OUR_NUMBER if slug == "bend" else None,
    )


def conversation(session: Session, phone: str = PHONE) -> ConversationRow:
    return conversations.start(
        session,
        site_id=site(session).id,
        channel="sms",
        definition="ce_intake@1",
        lang="en",
        at=NOON,
        state='{"stage": "asking"}',
        contact_id=contacts.by_phone(session, phone, NOON).id,
    )


def intake(session: Session, phone: str = PHONE) -> IntakeRow:
    talk = conversation(session, phone)
    return intakes.start(session, conversation_id=talk.id, site_id=talk.site_id, lang="en", at=NOON)


def worker(session: Session, login: str = "dana") -> StaffRow:
    return staff.add(
        session, login=login, name="Dana Worker", role="caseworker", password=PASSWORD, at=NOON
    )


def answer(value: Value, words: str, turn: int = 1, by: str = "client") -> Answer:
    return Answer(value, words, "label", 0.9, NOON, "en", turn, by)


def client(key: str = "c1", **values: Cell) -> Record:
    base: dict[str, Cell] = {
        "FirstName": "Rosalind",
        "LastName": "Canary",
        "NameDataQuality": 1,
        "SSNDataQuality": 99,
        "DOB": date(1990, 5, 1),
        "DOBDataQuality": 2,
        "VeteranStatus": 0,
        "UserID": "bot",
    }
    return Record("Client", key, {**base, **dict.fromkeys(_RACES, 0), **values})


def at_once(workers: int, work: Callable[[int], T]) -> list[T]:
    """Run work(0) ... work(n - 1) in threads that start together; raise what any one raised."""
    barrier = Barrier(workers)

    def begin(number: int) -> T:
        barrier.wait(timeout=60)
        return work(number)

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(begin, range(workers)))
