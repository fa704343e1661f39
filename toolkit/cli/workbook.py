"""`factpack workbook`: the analysts' workbook, made or brought up to date."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli._shared import dossier_argument, quiet_option, working


@click.command()
@dossier_argument
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write it; a file that is there is left alone.",
)
@click.option(
    "--upgrade",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Bring this workbook up to date; without -o or --in-place only say what would change.",
)
@click.option(
    "--in-place",
    is_flag=True,
    help="Change the workbook itself, and keep what it was beside it as NAME.bak.",
)
@quiet_option
def command(
    path: Path, output: Path | None, upgrade: Path | None, in_place: bool, quiet: bool
) -> None:
    """Make the analysts' workbook of DOSSIER: tables, drop-downs, checks and a guide.

    What the dossier's files hold is carried over, to the letter. Without -o it becomes
    facts/facts.xlsx where the dossier has no facts yet, and facts.xlsx beside factpack.toml where
    it has: put it into facts/ in place of the files it was made of.
    """
    from toolkit.authoring.writing import upgraded, written
    from toolkit.dossier import edited, find_dossier

    if output and in_place:
        raise click.UsageError("Use either -o or --in-place.")
    with working("reading", quiet=quiet), edited(upgrade or path, wanted=in_place):
        if upgrade is not None:
            told = upgraded(upgrade, output, in_place=in_place)
        else:
            told = written(find_dossier(path), output, in_place=in_place)
    for line in told:
        click.echo(line)
