"""`factpack inspect`: what a workbook carries besides what it shows."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli._shared import format_option


@click.command()
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@format_option
def command(path: Path, format_: str) -> None:
    """List what the workbook FILE carries besides what it shows.

    Hidden sheets, rows, columns and names; macros and embedded objects; links to other workbooks,
    machines and data; authors, paths, printers; errors and formulas without results; notes,
    drop-downs, protection; parts that nothing points at. Any workbook, not only facts; it is only
    read. The exit code is 0, or 2 where it cannot be read.
    """
    from toolkit.inspection.book import inspect_workbook
    from toolkit.inspection.telling import as_json, as_text

    seen = inspect_workbook(path)
    click.echo((as_json if format_ == "json" else as_text)(seen), nl=False)
