"""`factpack explain`: one rule, what it finds, why, and how to mend it."""

from __future__ import annotations

import click


@click.command()
@click.argument("code")
def command(code: str) -> None:
    """Explain the rule CODE: what it says, why it matters, how to mend what it finds."""
    from difflib import get_close_matches

    from toolkit.errors import FactpackError
    from toolkit.rulepages import explained
    from toolkit.rules.rulebook import all_rules

    rules = all_rules()
    wanted = code.upper()
    if wanted not in rules:
        digits = wanted[-3:].replace("O", "0")  # a letter where a digit stands
        close = get_close_matches(wanted[:-3] + digits, rules, n=1)
        hint = f"did you mean {close[0]}?" if close else "factpack rules lists them"
        raise FactpackError(f"there is no rule {code}", hint=hint)
    click.echo(explained(rules[wanted]), nl=False)
