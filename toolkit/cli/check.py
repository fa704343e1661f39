"""`factpack check`: every record against its schemas and rules."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli._shared import dossier_argument, format_option, quiet_option, styled, working


@click.command()
@dossier_argument
@format_option
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note"]),
    default="error",
    show_default=True,
    help="The mildest finding that makes the exit code 1.",
)
@click.option(
    "--select",
    metavar="CODES",
    default="",
    help="Only findings whose code begins so: SCH, or REF001,ID001.",
)
@quiet_option
def command(path: Path, format_: str, fail_on: str, select: str, quiet: bool) -> None:
    """Check every record of DOSSIER against its schemas and rules.

    DOSSIER is a folder with a factpack.toml, or one file of facts. All faults are shown in one
    pass, each with its cell and the way to mend it.
    """
    from toolkit import open_dossier
    from toolkit.findings import at_or_over
    from toolkit.report import FORMATS

    with working("checking", quiet=quiet):
        findings = open_dossier(path).findings()
    if select:
        codes = tuple(code.strip().upper() for code in select.split(",") if code.strip())
        findings = [one for one in findings if one.code.startswith(codes)]
    click.echo(FORMATS[format_](findings, styled), nl=False)
    raise SystemExit(1 if at_or_over(findings, fail_on) else 0)  # type: ignore[arg-type]
