"""`factpack init`: a new dossier."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", help="What the packs are headed with; the folder's name by default.")
@click.option("--empty", is_flag=True, help="Without the worked example.")
def command(folder: Path, title: str | None, empty: bool) -> None:
    """Make a new dossier in DIR, with a workbook to fill in and one example to copy from."""
    from datetime import date

    from toolkit.annotating.beginning import begin

    title = title or folder.resolve().name
    workbook, *_ = begin(folder, title=title, today=date.today(), empty=empty)
    click.echo(f"{workbook} is the workbook to fill in; its Guide sheet says how.")
    named = f'"{folder}"' if " " in str(folder) else str(folder)  # as a shell wants it, anywhere
    click.echo(f"Then: factpack check {named}")
