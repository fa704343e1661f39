"""`factpack open-figures`: the figures of the sources that nobody has annotated."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli._shared import dossier_argument, format_option, quiet_option, told_unread, working


@click.command()
@dossier_argument
@format_option
@quiet_option
def command(path: Path, format_: str, quiet: bool) -> None:
    """Show each source of DOSSIER with its open figures: in no fact, and not waived."""
    from toolkit import open_dossier
    from toolkit.figurelist import open_as_json, open_as_text, open_figures, running_figures

    with working("reading", quiet=quiet):
        opened = open_dossier(path)
        opened.check_has_sources()
        figures = open_figures(opened.database)
        running = running_figures(opened.database)
    told = open_as_json(figures) if format_ == "json" else open_as_text(figures, running)
    click.echo(told, nl=False)
    if told_unread(opened):
        raise SystemExit(1)
