"""`factpack figures`: how the figures of a text are read."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toolkit.cli._shared import format_option


@click.command()
@click.argument("text", metavar="[TEXT_OR_FILE]", required=False)
@click.option("--language", "-l", help="The language of the text: de, en, es, fr, it, ja, zh.")
@format_option
@click.option(
    "--batch",
    is_flag=True,
    help='Read JSON lines {"id", "language", "text"}; answer {"id", "figures"} a line each.',
)
def command(text: str | None, language: str | None, format_: str, batch: bool) -> None:
    """Show how the figures of TEXT_OR_FILE are read: value, unit, accuracy, qualifier.

    The text is the argument itself, the file it names, or comes from standard input.
    """
    from toolkit.figurelist import answered, as_json, as_text
    from toolkit.figures import read_figures

    given = _text(text)
    if batch:
        for number, line in enumerate(given.split("\n"), 1):
            if line.strip():
                click.echo(answered(line, number))
        return
    if language is None:
        raise click.UsageError("Name the language of the text: --language de")
    figures = read_figures(given, language)
    click.echo((as_json if format_ == "json" else as_text)(figures), nl=False)


def _text(given: str | None) -> str:
    if given is None or given == "-":
        if given is None and sys.stdin.isatty():
            raise click.UsageError('Give a text, as: factpack figures "5 Mio. Euro" -l de')
        return sys.stdin.buffer.read().decode("utf-8", errors="replace")
    path = Path(given)
    try:
        there = path.is_file()
    except (OSError, ValueError):  # no name that a file could have: a text
        there = False
    try:
        return path.read_text(encoding="utf-8-sig") if there else given
    except UnicodeDecodeError as fault:
        raise click.UsageError(f"{given} is not UTF-8 text.") from fault
