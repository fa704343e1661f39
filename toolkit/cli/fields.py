"""`factpack fields`: what the columns of a workbook mean."""

from __future__ import annotations

import click


@click.command()
@click.argument("sheet", required=False)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="Text for a terminal, or a page of the documentation.",
)
def command(sheet: str | None, format_: str) -> None:
    """Show the columns of SHEET (of every sheet without it): what belongs there, and an example."""
    from toolkit.authoring.layout import SHEETS
    from toolkit.dossier import data_folder
    from toolkit.handbook import as_markdown, as_text
    from toolkit.schemas import load_schemas

    schemas = load_schemas(data_folder("schemas"))
    record_types = [schemas.types[name] for name in SHEETS]
    if sheet is not None:
        found = schemas.type_for(sheet)
        if found is None:
            titles = ", ".join(record_type.title for record_type in record_types)
            raise click.UsageError(f"No sheet is called '{sheet}'. There are {titles}.")
        record_types = [found]
    render = as_markdown if format_ == "markdown" else as_text
    click.echo(render(record_types), nl=False)
