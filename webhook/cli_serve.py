"""Commands that run the product: serve, and the database's upgrade."""

import signal
import sys
from types import FrameType

import click

from bot import logs
from bot.settings import BadSettings, Settings, load_settings
from bot.wiring import Services, build
from intake.loading import LoadError
from webhook import starting

THREADS = 8
LARGEST_REQUEST = 1024 * 1024


@click.command()
@click.option("--port", type=int, help="Instead of FRONTDOOR_PORT (8000).")
def serve(port: int | None) -> None:
    """Run the whole product on the embedded engines."""
    # Imported here: the other commands answer faster without the web framework.
    from waitress.server import create_server

    from bot.engine import Engine
    from webhook.app import create_app

    settings, warnings = settings_or_exit()
    if port is not None:
        settings = starting.on_port(settings, port)
    logs.configure()
    starting.refuse_taken_port(settings)
    services = services_or_exit(settings)
    first = starting.prepare(services)
    server = create_server(
        create_app(services),
        host=settings.host,
        port=settings.port,
        threads=THREADS,
        max_request_body_size=LARGEST_REQUEST,
        ident=None,
    )
    engine = Engine(services)
    engine.start()
    signal.signal(signal.SIGTERM, _terminate)
    click.echo(starting.banner(services, warnings, first))
    try:
        server.run()
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        server.close()
        engine.stop()
        services.database.dispose()
        click.echo("Stopped. Your data are kept.")


@click.group()
def db() -> None:
    """Look after the database."""


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the database to this version."""
    settings, _ = settings_or_exit()
    services = services_or_exit(settings)
    starting.upgrade(services)
    click.echo("The database is up to date.")


def settings_or_exit() -> tuple[Settings, list[str]]:
    """Read the settings, or name every problem and end."""
    try:
        return load_settings()
    except BadSettings as error:
        click.echo("Frontdoor does not start with these settings:", err=True)
        for problem in error.problems:
            click.echo(f"  - {problem}", err=True)
        sys.exit(2)


def services_or_exit(settings: Settings) -> Services:
    """Build the services, or list every problem of the definitions and end."""
    try:
        services = build(settings)
    except LoadError as error:
        click.echo("The questionnaire definitions have problems:", err=True)
        for problem in error.problems:
            click.echo(f"  {problem.file}:{problem.line}: {problem.message}", err=True)
        sys.exit(2)
    click.get_current_context().call_on_close(services.database.dispose)
    return services


def _terminate(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
