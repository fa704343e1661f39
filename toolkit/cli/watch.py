"""`factpack watch`: checks again at each save, and says what that changed."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli._shared import (
    dossier_argument,
    format_option,
    memory_option,
    styled,
    timeout_option,
)


@click.command()
@dossier_argument
@format_option
@click.option(
    "--mark",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Renew marked copies of the workbooks in this folder at each save.",
)
@timeout_option
@memory_option
def command(path: Path, format_: str, folder: Path | None, timeout: float, memory: str) -> None:
    """Check DOSSIER now and again at each save of its facts, sources, rules or settings.

    Says what is new, what is mended and how much remains. A file that is half-written, or that
    another program holds, is waited for; what cannot be read then is told, and the next save
    waited for. Ctrl-C ends it. With --format json each check is one line.
    """
    from toolkit.locked.box import Limits
    from toolkit.watching import Change, watch
    from toolkit.watchtext import as_json_line, as_text

    show = as_json_line if format_ == "json" else as_text
    first = True
    for told in watch(path, folder, Limits(timeout, memory)):
        click.echo(show(told, styled, first), nl=False)
        if isinstance(told, Change) and folder is not None:
            _mark(told, folder)
        if first:
            click.echo("watching; Ctrl-C ends it", err=True)
        first = False


def _mark(told: object, folder: Path) -> None:
    from toolkit.errors import FactpackError
    from toolkit.marking.folder import as_text, mark_dossier
    from toolkit.watching import Change

    assert isinstance(told, Change)
    try:
        written, left = mark_dossier(told.dossier, told.findings, folder)
    except FactpackError as error:
        if not told.saved:
            raise
        click.echo(f"not marked: {error}", err=True)  # the next save tries again
        return
    changed = [one for one in written if one.changed]
    click.echo(as_text(changed, left), nl=False, err=True)
