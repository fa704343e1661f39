"""What several commands have in common: their arguments, and how a terminal shows things."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from toolkit.opened import OpenDossier
    from toolkit.progress import Progress

dossier_argument = click.argument(
    "path", metavar="DOSSIER", type=click.Path(path_type=Path), default="."
)

format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for machines.",
)
fail_on_option = click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note"]),
    default="error",
    show_default=True,
    help="The mildest finding that makes the exit code 1.",
)
timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(min=0.01),
    default=30,
    show_default=True,
    help="Seconds after which a query is stopped.",
)
memory_option = click.option(
    "--memory", default="2GB", show_default=True, help="Memory that a query may take."
)
quiet_option = click.option("--quiet", "-q", is_flag=True, help="No sign of progress.")

_STYLES = {
    "file": {"bold": True},
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow"},
    "note": {"fg": "cyan"},
    "fix": {"dim": True},
}


def styled(text: str, what: str) -> str:
    """The text in its colour, where this is a terminal and NO_COLOR is not set."""
    if not in_colour():
        return text
    return click.style(text, **_STYLES[what])  # type: ignore[arg-type]


def in_colour() -> bool:
    """Colour only on a terminal (https://no-color.org)."""
    import os

    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def told_unread(opened: OpenDossier) -> bool:
    """Say on stderr which files are missing from the answer; whether there are any."""
    for file, why in opened.missing:
        click.echo(f"{file} is missing from this answer: {why}", err=True)
    return bool(opened.missing)


@contextmanager
def working(what: str, *, quiet: bool = False, progress: Progress | None = None) -> Iterator[None]:
    """A moving sign on stderr while work takes over a second; none where that is no terminal.

    With `progress` it is a bar: how many records are through, how fast, how long still.
    """
    if quiet or not sys.stderr.isatty():
        yield
        return
    done = threading.Event()

    def turn() -> None:
        import shutil

        seconds = 1.0
        if done.wait(seconds):
            return
        widest = 0
        while True:
            bar = "·" * (int(seconds * 2) % 12)
            line = progress.line(seconds) if progress else f"{what} {seconds:.0f} s {bar:<12}"
            line = line[: shutil.get_terminal_size().columns - 1]
            widest = max(widest, len(line))
            click.echo(f"\r{line:<{widest}}", err=True, nl=False)
            if done.wait(0.5):
                click.echo(f"\r{' ' * widest}\r", err=True, nl=False)
                return
            seconds += 0.5

    thread = threading.Thread(target=turn, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
