"""`factpack sql`: one SELECT over the dossier's tables."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli._shared import (
    memory_option,
    quiet_option,
    timeout_option,
    told_unread,
    working,
)

if TYPE_CHECKING:
    from toolkit.opened import OpenDossier
    from toolkit.pack.folder import PackFolder


@click.command()
@click.argument("path", metavar="DOSSIER", type=click.Path(path_type=Path))
@click.argument("query", required=False)
@click.option(
    "-f",
    "--file",
    "query_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read the query from a file.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json", "jsonl", "parquet"]),
    default="table",
    show_default=True,
    help="How the rows are written.",
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file."
)
@click.option("--tables", is_flag=True, help="List the tables and their columns instead.")
@click.option(
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    help="The value of $NAME in the query; may be given again.",
)
@timeout_option
@memory_option
@quiet_option
def command(
    path: Path,
    query: str | None,
    query_file: Path | None,
    format_: str,
    output: Path | None,
    tables: bool,
    params: tuple[str, ...],
    timeout: float,
    memory: str,
    quiet: bool,
) -> None:
    """Answer QUERY, one SELECT over the tables of DOSSIER, or of a pack that was exported.

    The query is an argument, a file (-f), or comes from standard input. It reads the dossier and
    nothing else: no files, no network, no settings. A pack's folder answers with the tables that
    it was made from, each query's rows (query_NAME) and every cell (written_cells).
    """
    from toolkit import open_dossier
    from toolkit.answers import WRITERS, listing
    from toolkit.locked.box import Limits
    from toolkit.pack.manifest import is_pack

    opened: OpenDossier | PackFolder
    dossier: OpenDossier | None = None
    if is_pack(path):
        opened = _pack(path)
    else:
        opened = dossier = open_dossier(path)
        if output is not None:
            opened.dossier.check_no_input(output)
    if tables:
        click.echo(listing(opened.database.tables()), nl=False)
        return
    text = _query(query, query_file)
    if format_ == "parquet" and output is None:
        raise click.UsageError("Parquet is not for a terminal: name a file with -o FILE.")
    with working("asking", quiet=quiet):
        answer = opened.sql(text, _parameters(params), limits=Limits(timeout, memory))
        written = WRITERS[format_](answer)
    if output is None:
        raw = format_ == "csv" and not sys.stdout.isatty()  # a program reads it, to the byte
        click.echo(written if raw else written.decode(), nl=False)
    else:
        from toolkit.disk.files import write_atomically

        write_atomically(output, written)
    if dossier is not None and told_unread(dossier):
        raise SystemExit(1)


def _pack(path: Path) -> PackFolder:
    from toolkit.pack.folder import open_pack

    return open_pack(path)


def _query(query: str | None, query_file: Path | None) -> str:
    if query is not None and query_file is not None:
        raise click.UsageError("Give the query as an argument or with -f, not both.")
    if query_file is not None:
        try:
            return query_file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise click.UsageError(f"{query_file} is not UTF-8 text.") from error
    if query is not None and query != "-":
        return query
    if query is None and sys.stdin.isatty():
        raise click.UsageError('Give a query, as: factpack sql DOSSIER "select * from facts"')
    return sys.stdin.read()


def _parameters(given: tuple[str, ...]) -> dict[str, object]:
    parameters: dict[str, object] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise click.UsageError(f"--param {one}: write it as NAME=VALUE.")
        parameters[name] = value
    return parameters
