"""`factpack draft`: rows proposed for what no fact annotates yet."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli._shared import memory_option, quiet_option, timeout_option, working


@click.command()
@click.argument("path", metavar="DOSSIER", type=click.Path(path_type=Path))
@click.argument("source", metavar="[SOURCE]", required=False)
@click.option("--missing", is_flag=True, help="Draft the entities and concepts that facts name.")
@click.option("--into", metavar="FILE", help="Which file of facts/ gets the rows.")
@click.option(
    "--in-place", is_flag=True, help="Add the rows, and keep what the file was as NAME.bak."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for machines, or a CSV as in facts/.",
)
@timeout_option
@memory_option
@quiet_option
def command(
    path: Path,
    source: str | None,
    missing: bool,
    into: str | None,
    in_place: bool,
    format_: str,
    timeout: float,
    memory: str,
    quiet: bool,
) -> None:
    """Draft a fact for each open figure of SOURCE: quote, printed number, value, unit, place.

    The analyst adds entity, concept, period and kind, and sets the status: a drafted fact is
    proposed, which counts as read by nobody. Figures that a fact or a waiver is about are left
    alone, as are those whose fact was rejected, so that drafting again adds nothing. A figure
    with two readings has no value, and a note with both. Nothing is written without --in-place.
    """
    from toolkit import open_dossier
    from toolkit.annotating import drafting, drafttext
    from toolkit.dossier import edited
    from toolkit.locked.box import Limits

    if bool(source) == missing:
        raise click.UsageError("give SOURCE, or --missing")
    with working("drafting", quiet=quiet), edited(path, wanted=in_place):
        opened = open_dossier(path, limits=Limits(timeout, memory))
        opened.check_all_read("what it holds could be drafted again")
        drafts = (
            drafting.draft_missing(opened, into=into)
            if source is None
            else [drafting.draft_facts(opened, source, into=into)]
        )
        added = drafting.write(opened, drafts) if in_place else None
    if format_ == "csv":
        told = drafttext.as_csv(drafts, opened)
    else:
        told = (drafttext.as_json if format_ == "json" else drafttext.as_text)(drafts, added)
    click.echo(told, nl=False)
