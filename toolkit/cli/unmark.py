"""`factpack unmark`: a marked workbook as it was before."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli._shared import quiet_option, working


@click.command()
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--output",
    "-o",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write copies without marks into this folder.",
)
@click.option(
    "--in-place",
    is_flag=True,
    help="Take the marks out of the files, and keep what each was beside it as NAME.bak.",
)
@quiet_option
def command(files: tuple[Path, ...], folder: Path | None, in_place: bool, quiet: bool) -> None:
    """Take factpack's marks out of each FILE that 'factpack check --mark' wrote.

    While nobody has saved a marked copy, every part of it becomes what it was, byte for byte.
    Afterwards the sheet of findings, the notes and the fills are known by their signs and taken
    out; what a person has written stays, in notes too. A file without marks is copied as it is.
    """
    from toolkit.marking.restore import restore

    if (folder is None) == (not in_place):
        raise click.UsageError("give either -o DIR or --in-place")
    for file in files:
        with working(f"reading {file.name}", quiet=quiet):
            said = restore(file, folder)
        click.echo(said)
