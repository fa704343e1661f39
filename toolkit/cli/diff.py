"""`factpack diff`: what differs between two dossiers, workbooks or files of facts."""

from __future__ import annotations

from pathlib import Path

import click

_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("files", metavar="A B", nargs=-1, type=_PATH)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "xlsx"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for machines, xlsx (with -o) to be filtered in Excel.",
)
@click.option("-o", "--out", type=_PATH, help="Write it to this new file.")
@click.option("--textconv", type=_PATH, metavar="FILE", help="One line a field, for git diff.")
def command(files: tuple[Path, ...], format_: str, out: Path | None, textconv: Path | None) -> None:
    """Show what changed from A to B: records added, removed, changed, field by field.

    What means the same is no difference: 1.0 and 1, another format, another order of rows. The
    exit code is 0 where nothing differs, 1 where something does, 2 where a file cannot be read.
    """
    from toolkit import diff as core

    if textconv is not None:
        if files:
            raise click.UsageError("--textconv takes one file, and no others")
        click.echo(_as_lines(textconv), nl=False)
        return
    if len(files) != 2:
        raise click.UsageError("name two: A and B")
    if format_ == "xlsx" and out is None:
        raise click.UsageError("--format xlsx needs -o FILE")
    if out is not None and out.exists():
        raise click.UsageError(f"{out} is there already, and is not written over")
    found = core.diff(core.read(files[0]), core.read(files[1]))
    if format_ == "xlsx":
        told = core.as_workbook(found)
    else:
        told = (core.as_json if format_ == "json" else core.as_text)(found).encode("utf-8")
    if out is not None:
        from toolkit.disk.files import write_atomically

        write_atomically(out, told)
    else:
        click.echo(told.decode("utf-8"), nl=False)
    raise SystemExit(1 if found else 0)


def _as_lines(path: Path) -> str:
    """The file's lines; of one that cannot be read why, so that git shows the others' changes."""
    from toolkit import diff as core
    from toolkit.disk.inplace import hash_of
    from toolkit.errors import FactpackError

    try:
        return "".join(f"{line}\n" for line in core.lines_of(core.read(path)))
    except FactpackError as error:
        return f"{error.what}\nsha256 {hash_of(path)}\n"
