"""`factpack merge`: two people's edits of one file brought together."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli._shared import format_option, quiet_option, working

_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("files", metavar="OURS THEIRS", nargs=-1, type=_PATH)
@click.option("--base", type=_PATH, help="What both began from; else found by the stamp.")
@click.option(
    "-o", "--out", type=_PATH, help="Where the result goes; else NAME.merged beside OURS."
)
@click.option("--in-place", is_flag=True, help="Change OURS itself, backups as NAME.bak.")
@click.option(
    "--resolve", type=_PATH, metavar="FILE", help="Finish a merge after choosing in FILE."
)
@click.option("--driver", is_flag=True, help="As git's merge driver: the files are %O %A %B %P.")
@format_option
@quiet_option
def command(
    files: tuple[Path, ...],
    base: Path | None,
    out: Path | None,
    in_place: bool,
    resolve: Path | None,
    driver: bool,
    format_: str,
    quiet: bool,
) -> None:
    """Merge THEIRS into OURS: workbooks, CSV or JSON-lines files, or dossier folders.

    By record and field. What both changed differently is never written into a cell: a copy with a
    sheet Conflicts (of a CSV, NAME.conflicts.csv) waits for choices, which --resolve carries out;
    the exit code is 1 then, and no file that was there is changed. What belongs to no record goes
    to a sheet Rescue. Rows that THEIRS deleted are blanked in a workbook, not taken out.
    """
    if resolve is not None:
        _resolve(resolve, out, files, in_place=in_place)
        return
    if driver:
        _drive(files)
        return
    if len(files) != 2:
        raise click.UsageError("name two files: OURS and THEIRS")
    ours, theirs = files
    if ours.is_dir() or theirs.is_dir():
        _folders(ours, theirs, base, out, in_place=in_place, format_=format_)
        return
    from toolkit.merge.files import merge_files
    from toolkit.merge.telling import as_json, as_text

    with working("merging", quiet=quiet):
        done = merge_files(ours, theirs, base, out=out, in_place=in_place)
    click.echo(as_json(done) if format_ == "json" else as_text(done), nl=False)
    raise SystemExit(1 if done.merge.conflicts else 0)


def _resolve(waiting: Path, out: Path | None, files: tuple[Path, ...], *, in_place: bool) -> None:
    from toolkit.merge.conflicts import Unticked
    from toolkit.merge.resolving import resolve

    if files:
        raise click.UsageError("--resolve takes one file, and no others")
    try:
        done = resolve(waiting, out=out, in_place=in_place)
    except Unticked as error:
        click.echo(error.what, err=True)
        click.echo(f"  → {error.hint}", err=True)
        raise SystemExit(1) from error
    click.echo(f"{done.count:,} choice{'' if done.count == 1 else 's'} carried out: {done.path}")
    if done.backup is not None:
        click.echo(f"before: {done.backup}")


def _drive(files: tuple[Path, ...]) -> None:
    """Git wants the result where OURS is, and an exit code that is not 0 for conflicts."""
    from toolkit.merge.files import merge_files
    from toolkit.merge.telling import as_text

    if len(files) != 4:
        raise click.UsageError("--driver takes %O %A %B %P")
    base, ours, theirs, called = files
    done = merge_files(ours, theirs, base, called=called)
    click.echo(as_text(done), nl=False, err=True)
    raise SystemExit(1 if done.merge.conflicts else 0)


def _folders(
    ours: Path, theirs: Path, base: Path | None, out: Path | None, *, in_place: bool, format_: str
) -> None:
    from toolkit.merge.folders import as_json, as_text, merge_folders

    done = merge_folders(ours, theirs, base, out, in_place=in_place)
    click.echo(as_json(done) if format_ == "json" else as_text(done), nl=False)
    raise SystemExit(1 if done.conflicts else 0)
