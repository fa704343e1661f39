"""`factpack export`: a committee's pack."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from toolkit.cli._shared import dossier_argument, quiet_option, working


@click.command()
@dossier_argument
@click.option(
    "--template",
    "template_name",
    default="ic_pack",
    show_default=True,
    metavar="NAME",
    help="A template by its name (the dossier's own before factpack's), or a folder's path.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="The pack's folder; out/DOSSIER/TEMPLATE by default.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The pack as of a day: sources published later are left out, and the pack says so.",
)
@click.option(
    "--allow-errors", is_flag=True, help="Export although there are errors; the cover says so."
)
@click.option(
    "--overwrite", is_flag=True, help="Replace a pack even where somebody has changed it since."
)
@quiet_option
def command(
    path: Path,
    template_name: str,
    output: Path | None,
    as_of: datetime | None,
    allow_errors: bool,
    overwrite: bool,
    quiet: bool,
) -> None:
    """Fill a template with the facts of DOSSIER: a workbook, a CSV a query, and a manifest."""
    from toolkit import open_dossier
    from toolkit.pack.export import export
    from toolkit.pack.template import load_template

    opened = open_dossier(path, as_of=as_of.date() if as_of else None)
    template = load_template(opened.dossier.template(template_name))
    destination = output or Path("out") / opened.dossier.name / template.name
    with working("exporting", quiet=quiet):
        pack = export(opened, template, destination, allow_errors=allow_errors, overwrite=overwrite)
    click.echo(f"{destination / pack.workbook}")
    for query in pack.manifest.queries:
        click.echo(f"  {query.name:<14} {query.rows:>7,} rows")
    for name in pack.manifest.followed:
        click.echo(f"  changed because it points at a filled Table or moved: {name}")
    for note in pack.manifest.notes:
        click.echo(f"  {note}")
    for cell in pack.manifest.uncalculated:
        click.echo(f"  calculated when the workbook is opened: {cell}")
    for source, day in pack.manifest.left_out:
        click.echo(f"  left out, published {day.isoformat()}: {source}")
