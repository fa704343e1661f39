"""`factpack export`: a committee's pack."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from toolkit.cli._shared import (
    dossier_argument,
    memory_option,
    quiet_option,
    timeout_option,
    working,
)

if TYPE_CHECKING:
    from toolkit.opened import OpenDossier
    from toolkit.pack.export import Options
    from toolkit.pack.template import PackTemplate


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
@click.option(
    "--bom", is_flag=True, help="Begin each CSV with the mark by which Excel knows UTF-8."
)
@click.option("--pdf", is_flag=True, help="Print the pack as a PDF as well, with LibreOffice.")
@click.option(
    "--since",
    metavar="OLD_PACK",
    type=click.Path(path_type=Path),
    help="An earlier pack: what has changed since fills the table `changes` for the queries.",
)
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing: make the pack anew and compare it with the one that stands; exit 1 where "
    "they differ.",
)
@timeout_option
@memory_option
@quiet_option
def command(
    path: Path,
    template_name: str,
    output: Path | None,
    as_of: datetime | None,
    allow_errors: bool,
    overwrite: bool,
    bom: bool,
    pdf: bool,
    since: Path | None,
    check: bool,
    timeout: float,
    memory: str,
    quiet: bool,
) -> None:
    """Fill a template with the facts of DOSSIER: a workbook, a CSV a query, and a manifest.

    Beside them, in data/, stand the tables that the pack was made from and every cell with what
    made it, for `factpack trace`, `verify`, `changes` and `sql`.
    """
    from toolkit import open_dossier
    from toolkit.locked.box import Limits
    from toolkit.pack.export import Options, export
    from toolkit.pack.folder import open_pack
    from toolkit.pack.template import load_template

    day = as_of.date() if as_of else None
    opened = open_dossier(path, as_of=day, limits=Limits(timeout, memory))
    template = load_template(opened.dossier.template(template_name))
    destination = output or Path("out") / opened.dossier.name / template.name
    options = Options(bom, open_pack(since) if since is not None else None, pdf)
    if check:
        _check(opened, template, destination, options, quiet=quiet)
    with working("exporting", quiet=quiet):
        pack = export(
            opened,
            template,
            destination,
            allow_errors=allow_errors,
            overwrite=overwrite,
            options=options,
        )
    click.echo(f"{destination / pack.workbook}")
    for query in pack.manifest.queries:
        click.echo(f"  {query.name:<14} {query.rows:>7,} rows")
    for name in pack.manifest.followed:
        click.echo(f"  changed because it points at a filled Table or moved: {name}")
    for note in pack.manifest.notes:
        click.echo(f"  {note}")
    for cell, why in pack.manifest.uncalculated.items():
        click.echo(f"  calculated when the workbook is opened: {cell}: {why}")
    for source, day in pack.manifest.left_out:
        click.echo(f"  left out, published {day.isoformat()}: {source}")


def _check(
    opened: OpenDossier,
    template: PackTemplate,
    destination: Path,
    options: Options,
    *,
    quiet: bool,
) -> NoReturn:
    from dataclasses import replace

    from toolkit.disk.scratch import scratch
    from toolkit.pack.afterwards.rebuild import as_text, held_against
    from toolkit.pack.export import make_pack
    from toolkit.pack.folder import open_pack

    standing = open_pack(destination)
    asked = replace(options, bom=options.bom or bool(standing.told.get("csv_bom")), pdf=False)
    with working("making the pack anew", quiet=quiet), scratch() as folder:
        made = make_pack(opened, template, folder, allow_errors=True, options=asked)
        found = held_against(standing, made)
    click.echo(as_text(found, destination), nl=False)
    raise SystemExit(1 if found.unlike else 0)
