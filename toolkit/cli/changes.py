"""`factpack changes`: what has changed between two packs."""

from __future__ import annotations

import json
from pathlib import Path

import click

from toolkit.cli._shared import format_option


@click.command()
@click.argument("old", metavar="OLD_PACK", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW_PACK", type=click.Path(path_type=Path))
@format_option
def command(old: Path, new: Path, format_: str) -> None:
    """Show what has changed from OLD_PACK to NEW_PACK, and which cells it touches.

    Figures that moved, by fact and by key figure; facts added, removed, changed; statuses,
    rulings, agreement between sources, assumptions, sources. Exits with 1 where anything has.
    """
    from toolkit.pack import changes, changestext
    from toolkit.pack.folder import open_pack

    before, after = open_pack(old), open_pack(new)
    tables = (*changes.NEEDED, changes.CELLS)
    found = changes.between(before.tables(*tables), after.tables(*tables))
    if format_ == "json":
        told = {
            "from": before.identity,
            "to": after.identity,
            "changes": changestext.as_json(found),
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        click.echo(changestext.as_text(found, before.called, after.called), nl=False)
    raise SystemExit(1 if found else 0)
