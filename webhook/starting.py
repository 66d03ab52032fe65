"""What happens before the first request: migrate, check the keys, make a site and an account."""

import secrets
import socket
import sys
from dataclasses import dataclass

import click

from bot.clock import local_day
from bot.settings import Settings
from bot.wiring import Services
from store import key_check, sites, staff
from store.encryption import WrongKeys
from store.engine import Session
from store.hmis.seeding import seed_site
from store.migrating import upgrade as migrate

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class FirstAccount:
    """An account that was made at this start; its password is shown this once."""

    login: str
    password: str


def new_password() -> str:
    """Return a first password: 20 letters and digits (99 bits), easy to read out."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(4))


def on_port(settings: Settings, port: int) -> Settings:
    """Move to another port; a development address moves along."""
    public = settings.public_url
    if public == f"http://{settings.host}:{settings.port}":
        public = f"http://{settings.host}:{port}"
    api = settings.twilio_api_url.replace(settings.public_url, public)
    changes = {"port": port, "public_url": public, "twilio_api_url": api}
    return settings.model_copy(update=changes)


def refuse_taken_port(settings: Settings) -> None:
    """End with a clear message when something else listens on the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            click.echo(
                f"Port {settings.port} is in use. Stop what runs there, or choose another: "
                f"FRONTDOOR_PORT={settings.port + 1} make run",
                err=True,
            )
            sys.exit(2)


def upgrade(services: Services) -> None:
    """Migrate the database and refuse keys that it was not made with."""
    migrate(services.settings.database_url)
    now = services.clock.now()
    try:
        services.database.run(
            lambda session: key_check.ensure(session, services.database.keyring, now)
        )
    except WrongKeys:
        click.echo(
            "This database was sealed with other keys. Set FRONTDOOR_ENCRYPTION_KEYS to the ones "
            "that it was made with.",
            err=True,
        )
        sys.exit(2)


def prepare(services: Services) -> FirstAccount | None:
    """Make everything ready to serve; returns the first account if it was made now."""
    upgrade(services)
    now = services.clock.now()
    password = new_password()

    def first_start(session: Session) -> FirstAccount | None:
        if sites.first(session) is None:
            seed_site(
                session,
                slug="river-county",
                agency_name="River County Help",
                project_name="River County Coordinated Entry",
                coc_code="IL-513",
                timezone="America/Chicago",
                opened=local_day(now, "America/Chicago"),
                at=now,
                phone_number=services.settings.twilio_from,
            )
        if staff.everyone(session):
            return None
        staff.add(
            session,
            login="admin",
            name="First Administrator",
            role="administrator",
            password=password,
            at=now,
        )
        return FirstAccount("admin", password)

    return services.database.run(first_start)


def banner(services: Services, warnings: list[str], first: FirstAccount | None) -> str:
    """Return what a newcomer needs to see: where everything is, and the one password."""
    base = services.settings.public_url
    lines = ["", "Frontdoor is running.", ""]
    lines += [f"  Web chat         {base}/chat"]
    if not services.settings.production:
        lines += [f"  Phone simulator  {base}/simulator"]
    lines += [f"  Staff pages      {base}/admin/", ""]
    if first is not None:
        lines += [
            f"  First account    login {first.login}, password {first.password}",
            "                   (shown only now; you choose your own when you sign in)",
            "",
        ]
    lines += [f"  Warning: {warning}" for warning in warnings]
    lines += ["  Press Ctrl-C to stop.", ""]
    return "\n".join(lines)
