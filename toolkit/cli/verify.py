"""`factpack verify`: whether a pack is still what the export wrote."""

from __future__ import annotations

import json
from pathlib import Path

import click

from toolkit.cli._shared import format_option


@click.command()
@click.argument("path", metavar="PACK", type=click.Path(path_type=Path))
@format_option
def command(path: Path, format_: str) -> None:
    """Hold PACK against its manifest and data/: every file, and every cell of the workbook.

    Exits with 1 where a number was typed over, a formula replaced, a row removed, a text or a
    file changed; each is named with what stood there and what does now. A workbook that Excel or
    LibreOffice merely saved anew is equal.
    """
    from toolkit.pack.afterwards.verify import as_json, as_text, verify
    from toolkit.pack.folder import open_pack

    pack = open_pack(path)
    found = verify(pack)
    if format_ == "json":
        click.echo(json.dumps(as_json(found), ensure_ascii=False, indent=2))
    else:
        click.echo(as_text(found, pack.name), nl=False)
    raise SystemExit(1 if found.differences else 0)
