"""`factpack trace`: where a number comes from, or where a fact went."""

from __future__ import annotations

import json
from pathlib import Path

import click

from toolkit.cli._shared import format_option


@click.command()
@click.argument("path", metavar="PACK", type=click.Path(path_type=Path))
@click.argument("cell", required=False)
@click.option("--all", "every", is_flag=True, help="How many numeric cells answer; which do not.")
@click.option("--fact", metavar="ID", help="Where a fact is used, in a pack or in a dossier.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="With --fact: the folder below which the dossier's packs are looked for.",
)
@format_option
def command(
    path: Path, cell: str | None, every: bool, fact: str | None, out: Path, format_: str
) -> None:
    """Show where a CELL of PACK comes from: query, formula, facts, and each one's sentence.

    PACK is a pack's folder or the workbook in it, CELL is as Summary!C7 or 'Two words'!C7. It
    needs nothing but the folder. With --fact, PACK may be a dossier, and the fact's uses are
    shown: cells of packs, duplicate sets, conversions, key figures, sums, claims.
    """
    if sum((cell is not None, every, fact is not None)) != 1:
        raise click.UsageError("Name one cell, as Summary!C7, or give --all, or --fact ID.")
    if fact is not None:
        _fact(path, fact, out, format_)
        return
    from toolkit.pack.afterwards import tracetext
    from toolkit.pack.afterwards.trace import Trace
    from toolkit.pack.folder import open_pack

    trace = Trace(open_pack(path))
    if cell is None:
        if format_ == "json":
            click.echo(_json(tracetext.all_as_json(trace)))
        else:
            click.echo(tracetext.all_as_text(trace), nl=False)
        raise SystemExit(1 if trace.written.unanswered() else 0)
    traced = trace.cell(cell)
    if format_ == "json":
        click.echo(_json(tracetext.as_json(trace, traced)))
    else:
        click.echo(tracetext.as_text(trace, traced), nl=False)


def _fact(path: Path, fact: str, out: Path, format_: str) -> None:
    from toolkit import open_dossier
    from toolkit.pack.afterwards import usage
    from toolkit.pack.folder import open_pack
    from toolkit.pack.manifest import is_pack

    if (path.is_file() and path.suffix.casefold() in (".xlsx", ".xlsm")) or is_pack(path):
        found = usage.in_pack(open_pack(path), fact)
    else:
        found = usage.in_dossier(open_dossier(path), fact, out)
    click.echo(_json(usage.as_json(found)) if format_ == "json" else usage.as_text(found), nl=False)


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
