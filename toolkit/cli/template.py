"""`factpack template`: a template looked at before it is used, and a new one to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli._shared import (
    fail_on_option,
    format_option,
    memory_option,
    quiet_option,
    styled,
    timeout_option,
    working,
)


@click.group()
def command() -> None:
    """Check a template, or make a new one to restyle in Excel."""


@command.command()
@click.argument("template", metavar="DIR")
@click.option(
    "--dossier",
    type=click.Path(path_type=Path),
    help="Try it with the facts of this dossier too; templates by name are sought there first.",
)
@format_option
@fail_on_option
@timeout_option
@memory_option
@quiet_option
def check(
    template: str,
    dossier: Path | None,
    format_: str,
    fail_on: str,
    timeout: float,
    memory: str,
    quiet: bool,
) -> None:
    """Look at the template in DIR before it is used.

    Tells of words and Tables that nothing fills, queries and columns that nothing shows, functions
    and sheet names that Excel does not know, links to other workbooks, and what cannot be kept;
    then fills it for a trial, with no rows, one row and many.
    """
    from toolkit import open_dossier
    from toolkit.dossier import find_template
    from toolkit.findings import at_or_over
    from toolkit.locked.box import Limits
    from toolkit.pack.design.lint import check_template
    from toolkit.pack.template import load_template
    from toolkit.report import FORMATS

    limits = Limits(timeout, memory)
    opened = open_dossier(dossier, limits=limits) if dossier is not None else None
    found = opened.dossier.template(template) if opened is not None else find_template(template)
    with working("checking", quiet=quiet):
        findings = check_template(load_template(found), opened, limits)
    click.echo(FORMATS[format_](findings, styled), nl=False)
    raise SystemExit(1 if at_or_over(findings, fail_on) else 0)  # type: ignore[arg-type]


@command.command()
@click.argument("name")
@click.option("--from", "first", type=click.Path(path_type=Path), help="A query, as QUERY.sql.")
@click.argument("more", nargs=-1, metavar="[QUERY.sql]...", type=click.Path(path_type=Path))
def new(name: str, first: Path | None, more: tuple[Path, ...]) -> None:
    """Make the folder NAME: a styled template for queries, to restyle in Excel.

    Each query gets a sheet with a Table of its columns. A NAME without a slash goes into
    templates/ where this is a dossier.
    """
    from toolkit.dossier import place_for_template
    from toolkit.pack.design.newtemplate import begin_template

    queries = [*([first] if first is not None else []), *more]
    for path in begin_template(place_for_template(name), queries):
        click.echo(str(path))
