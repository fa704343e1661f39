"""`factpack lock-quotes`: where quotes stand and what sources hash to, for blank cells."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli._shared import dossier_argument, format_option, quiet_option, told_unread, working


@click.command()
@dossier_argument
@format_option
@click.option(
    "--in-place",
    is_flag=True,
    help="Fill them in, and keep what the file was beside it as NAME.bak.",
)
@quiet_option
def command(path: Path, format_: str, in_place: bool, quiet: bool) -> None:
    """Show the offsets and hashes that belong into blank cells of DOSSIER.

    Never for a cell that holds something, nor for a quote that stands in several places. Nothing
    is written without --in-place; with it, a file that is open in Excel, or has changed since it
    was read, is left as it was, and the exit code is 2.
    """
    from toolkit import open_dossier
    from toolkit.annotating import lockingtext
    from toolkit.annotating.fills import fills, left_alone
    from toolkit.annotating.locking import lock_in_place
    from toolkit.dossier import edited

    with working("reading", quiet=quiet), edited(path, wanted=in_place):
        opened = open_dossier(path)
        opened.check_has_sources()
        if in_place:
            outcome = lock_in_place(opened)
            show = lockingtext.outcome_as_json if format_ == "json" else lockingtext.outcome_as_text
            told = show(outcome)
        else:
            show_fills = lockingtext.as_json if format_ == "json" else lockingtext.as_text
            told = show_fills(fills(opened.database), left_alone(opened.database))
    click.echo(told, nl=False)
    unread = told_unread(opened)
    if in_place and outcome.untouched:
        raise SystemExit(2)
    if unread:
        raise SystemExit(1)
