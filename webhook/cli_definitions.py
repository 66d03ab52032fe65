"""Commands on the questionnaires themselves: check, release, graph."""

import sys
from pathlib import Path

import click

from bot.wording import MESSAGES
from intake import checks
from intake.loading import (
    LoadError,
    check_lock,
    library,
    load,
    newest,
    release,
    released_files,
)


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """List every problem of the definitions, each with its file and line."""
    problems = [] if files else list(check_lock())
    for path in files or released_files():
        try:
            problems += checks.check(load(path))
        except LoadError as error:
            problems += error.problems
    if not files:
        problems += checks.check_messages(MESSAGES)
    for problem in problems:
        click.echo(f"{_short(problem.file)}:{problem.line}: {problem.message}")
    count = len(files) or len(released_files()) + 1
    click.echo(f"{count} files checked, {len(problems)} problems.")
    sys.exit(1 if problems else 0)


@click.command("release")
def release_new() -> None:
    """Note new definitions in the lock; a released one may never change."""
    try:
        added = release()
    except LoadError as error:
        for problem in error.problems:
            click.echo(f"{_short(problem.file)}:{problem.line}: {problem.message}", err=True)
        sys.exit(1)
    click.echo(f"Released: {', '.join(added)}" if added else "Nothing new to release.")


@click.command()
@click.option("--definition", default="ce_intake", show_default=True)
@click.option("--lang", default="en", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Else to stdout.")
def graph(definition: str, lang: str, out: Path | None) -> None:
    """Draw the questionnaire as a picture (SVG) that staff can read."""
    from intake.graph import svg

    picture = svg(newest(library(), definition), lang)
    if out is None:
        click.echo(picture)
    else:
        out.write_text(picture, encoding="utf-8")
        click.echo(f"Drawn: {out}")


def _short(file: str) -> str:
    try:
        return str(Path(file).relative_to(Path.cwd()))
    except ValueError:
        return file
