"""`factpack doctor`: what is wrong with the installation, or with a dossier's folder."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli._shared import format_option, styled


@click.command()
@click.argument("path", metavar="[DOSSIER]", type=click.Path(path_type=Path), required=False)
@format_option
def command(path: Path | None, format_: str) -> None:
    """Look at the installation, and at the folder of DOSSIER or of a pack: what is wrong there.

    Versions of Python and of each library against the lowest that is supported, factpack's own
    schemas, rules and templates, the limits, other programs, memory, temporary files, encodings.
    Of a dossier its settings, files that are open, set aside or unreadable, what a stopped run
    left, states that a merge would look for, names that other systems do not take, and its packs
    below out/: their manifests and files. Exits with 1 where anything is wrong.
    """
    from toolkit.health import folder, installation
    from toolkit.health.told import as_json, as_text, is_wrong

    found = list(installation.look())
    if path is not None:
        found += folder.look(path)
    click.echo(as_json(found) if format_ == "json" else as_text(found, styled), nl=False)
    raise SystemExit(1 if is_wrong(found) else 0)
