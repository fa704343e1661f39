"""`factpack lock-quotes`: where quotes stand and what sources hash to, for blank cells."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli._shared import dossier_argument, working


@click.command()
@dossier_argument
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for machines.",
)
@click.option("--quiet", "-q", is_flag=True, help="No sign of progress.")
def command(path: Path, format_: str, quiet: bool) -> None:
    """Show the offsets and hashes that belong into blank cells of DOSSIER.

    Never for a cell that holds something, nor for a quote that stands in several places. Nothing
    is written.
    """
    from toolkit import open_dossier
    from toolkit.locking import as_json, as_text, fills, left_alone

    with working("reading", quiet=quiet):
        database = open_dossier(path).database
        found, left = fills(database), left_alone(database)
    click.echo((as_json if format_ == "json" else as_text)(found, left), nl=False)
