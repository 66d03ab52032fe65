"""The ``frontdoor`` command. Each says what it did and, if it could not, what to do next."""

import sys
from collections.abc import Mapping
from importlib import import_module

import click
from typing_extensions import override

# Where each command stands. Only the one that is called is imported, so that `check` and
# `interpret` need not wait for the database and the web framework.
COMMANDS: Mapping[str, str] = {
    "serve": "webhook.cli_serve:serve",
    "chat": "webhook.cli_talk:chat",
    "check": "webhook.cli_definitions:check",
    "interpret": "webhook.cli_talk:interpret_lines",
    "replay": "webhook.cli_talk:replay",
    "graph": "webhook.cli_definitions:graph",
    "release": "webhook.cli_definitions:release_new",
    "bench": "webhook.cli_bench:bench",
    "intakes": "webhook.cli_data:intakes_group",
    "messages": "webhook.cli_data:messages_group",
    "staff": "webhook.cli_data:staff_group",
    "db": "webhook.cli_serve:db",
}


class Commands(click.Group):
    """A group whose commands are imported when they are asked for."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def frontdoor() -> None:
    """Frontdoor: text or chat your way to the front door of housing help."""


def main() -> None:
    """Run the command line; unreadable data end with words, not with a trace."""
    try:
        frontdoor()
    except Exception as error:
        from store.encryption import Unreadable

        if not isinstance(error, Unreadable):
            raise
        click.echo(
            "The data were sealed with another key. Set FRONTDOOR_ENCRYPTION_KEYS to the key that "
            "this database was made with.",
            err=True,
        )
        sys.exit(2)


if __name__ == "__main__":
    main()
