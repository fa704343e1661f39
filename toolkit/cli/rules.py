"""`factpack rules`: everything that factpack can find."""

from __future__ import annotations

import click


@click.command()
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for machines, or the page docs/rules.md.",
)
def command(format_: str) -> None:
    """List every rule: its code, how severe it is, its name."""
    from toolkit.rulepages import FORMATS
    from toolkit.rules.rulebook import all_rules

    click.echo(FORMATS[format_](all_rules().values()), nl=False)
