"""The agencies that people reach us at: a number, a definition, and the site's policies."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Code, PlainJson, PlainText
from store.engine import Session
from store.row import Row

OnRefusal: TypeAlias = Literal["no_record", "anonymous", "deidentified", "inferred"]
_SITE = "public facts and configuration of an agency"


class SiteRow(Row):
    """A site; ``project_id`` is its HMIS ProjectID, ``on_refusal`` what a "no" to HMIS means."""

    __tablename__ = "site"

    slug: Mapped[str] = mapped_column(PlainText(_SITE), unique=True)
    agency_name: Mapped[str] = mapped_column(PlainText(_SITE))
    phone_number: Mapped[str | None] = mapped_column(PlainText(_SITE), unique=True)
    definition: Mapped[str] = mapped_column(PlainText(_SITE))
    languages: Mapped[list[str]] = mapped_column(PlainJson(_SITE))
    timezone: Mapped[str] = mapped_column(PlainText(_SITE))
    coc_code: Mapped[str] = mapped_column(PlainText(_SITE))
    project_id: Mapped[str] = mapped_column(PlainText(_SITE))
    on_refusal: Mapped[OnRefusal] = mapped_column(Code(OnRefusal))
    policies: Mapped[dict[str, object]] = mapped_column(PlainJson(_SITE))
    created_at: Mapped[datetime]


def by_number(session: Session, e164: str) -> SiteRow | None:
    """Return the site that a text to this number of ours belongs to."""
    return session.scalars(select(SiteRow).where(SiteRow.phone_number == e164)).one_or_none()


def by_slug(session: Session, slug: str) -> SiteRow | None:
    """Return the site of a web address."""
    return session.scalars(select(SiteRow).where(SiteRow.slug == slug)).one_or_none()


def get(session: Session, site_id: object) -> SiteRow | None:
    """Return a site by its id."""
    return session.get(SiteRow, site_id)


def first(session: Session) -> SiteRow | None:
    """Return the oldest site: the only one of most installations."""
    return session.scalars(select(SiteRow).order_by(SiteRow.created_at, SiteRow.id)).first()


def all_sites(session: Session) -> Sequence[SiteRow]:
    """Return every site, oldest first."""
    return session.scalars(select(SiteRow).order_by(SiteRow.created_at, SiteRow.id)).all()
