"""`factpack db`: the dossier's tables as a DuckDB file."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli._shared import (
    dossier_argument,
    memory_option,
    quiet_option,
    timeout_option,
    told_unread,
    working,
)


@click.command()
@dossier_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The .duckdb file to write; one that stands there is replaced.",
)
@timeout_option
@memory_option
@quiet_option
def command(path: Path, output: Path, timeout: float, memory: str, quiet: bool) -> None:
    """Write the tables of DOSSIER as a DuckDB file, for any DuckDB client."""
    from toolkit import open_dossier
    from toolkit.locked.box import Limits

    with working("writing", quiet=quiet):
        opened = open_dossier(path, limits=Limits(timeout, memory))
        opened.dossier.check_no_input(output)
        opened.write_database(output)
    click.echo(f"wrote {output}", err=True)
    if told_unread(opened):
        raise SystemExit(1)
