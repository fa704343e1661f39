"""`factpack check`: every record against its schemas and rules."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli._shared import (
    dossier_argument,
    fail_on_option,
    format_option,
    memory_option,
    quiet_option,
    styled,
    timeout_option,
    working,
)


@click.command()
@dossier_argument
@format_option
@fail_on_option
@click.option(
    "--select",
    metavar="CODES",
    default="",
    help="Only findings whose code begins so: SCH, or REF001,ID001.",
)
@click.option(
    "--mark",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Mark the findings in copies of the workbooks, in this folder.",
)
@timeout_option
@memory_option
@quiet_option
def command(
    path: Path,
    format_: str,
    fail_on: str,
    select: str,
    folder: Path | None,
    timeout: float,
    memory: str,
    quiet: bool,
) -> None:
    """Check every record of DOSSIER against its schemas and rules.

    DOSSIER is a folder with a factpack.toml, or one file of facts. All faults are shown in one
    pass, each with its cell and the way to mend it.

    With --mark each workbook is copied into DIR with a note and a colour on every cell that a
    finding names and a sheet that lists them all; everything else in it stays as it is. A CSV or
    JSON-lines file gets its list beside it. The dossier is not changed; 'factpack unmark' takes
    the marks out again.
    """
    from toolkit import open_dossier
    from toolkit.findings import at_or_over
    from toolkit.locked.box import Limits
    from toolkit.report import FORMATS

    opened = open_dossier(path, limits=Limits(timeout, memory))
    codes = _codes(select, own=bool(opened.dossier.rule_files())) if select else ()
    if folder is not None:
        from toolkit.marking.folder import check_folder

        check_folder(opened.dossier, folder)
    with working("checking", quiet=quiet, progress=opened.progress):
        findings = opened.findings()
    if select:
        findings = [one for one in findings if one.code.startswith(codes)]
    told, left = "", False
    if folder is not None:  # before anything is told, as whoever listens may go away
        from toolkit.marking.folder import as_text, mark_dossier

        with working("marking", quiet=quiet):
            written, untouched = mark_dossier(opened.dossier, findings, folder)
        told, left = as_text(written, untouched), bool(untouched)
    click.echo(FORMATS[format_](findings, styled), nl=False)
    click.echo(told, nl=False, err=True)
    if left:
        raise SystemExit(2)
    raise SystemExit(1 if at_or_over(findings, fail_on) else 0)  # type: ignore[arg-type]


def _codes(select: str, *, own: bool) -> tuple[str, ...]:
    """The beginnings of codes that --select names; one of no rule would hide every finding.

    A dossier's `own` rules may be called anything.
    """
    from toolkit.rules.rulebook import all_rules

    codes = tuple(code.strip().upper() for code in select.split(",") if code.strip())
    for code in codes:
        if not own and not any(rule.startswith(code) for rule in all_rules()):
            raise click.BadParameter(
                f"no rule is called {code}; factpack rules lists them", param_hint="'--select'"
            )
    if not codes:
        raise click.BadParameter("it names no rule", param_hint="'--select'")
    return codes
