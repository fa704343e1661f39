"""`factpack db`: the dossier's tables as a DuckDB file."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli._shared import dossier_argument, quiet_option, told_unread, working


@click.command()
@dossier_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The .duckdb file to write; one that stands there is replaced.",
)
@quiet_option
def command(path: Path, output: Path, quiet: bool) -> None:
    """Write the tables of DOSSIER as a DuckDB file, for any DuckDB client."""
    from toolkit import open_dossier

    with working("writing", quiet=quiet):
        opened = open_dossier(path)
        opened.dossier.check_no_input(output)
        opened.write_database(output)
    click.echo(f"wrote {output}", err=True)
    if told_unread(opened):
        raise SystemExit(1)
