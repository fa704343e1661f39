"""`factpack open-figures`: the figures of the sources that nobody has annotated."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli._shared import dossier_argument, working


@click.command()
@dossier_argument
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for machines.",
)
@click.option("--quiet", "-q", is_flag=True, help="No sign of progress.")
def command(path: Path, format_: str, quiet: bool) -> None:
    """Show each source of DOSSIER with its open figures: in no fact, and not waived."""
    from toolkit import open_dossier
    from toolkit.figurelist import open_as_json, open_as_text, open_figures

    with working("reading", quiet=quiet):
        figures = open_figures(open_dossier(path).database)
    render = open_as_json if format_ == "json" else open_as_text
    click.echo(render(figures), nl=False)
