"""The `factpack` command: finds its commands, says errors in words, gives the exit codes.

0 clean; 1 findings at or over the threshold; 2 could not run; 130 and 143 interrupted.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import os
import signal
import sys
from pathlib import Path
from typing import NoReturn, TextIO

import click

from toolkit.cli._screen import screen
from toolkit.enginefaults import advice, in_a_line, of_the_system
from toolkit.errors import FactpackError, next_step
from toolkit.onscreen import on_screen

_SELDOM = 50_000  # objects made between two looks for unused ones; a short run makes not many


class _Commands(click.Group):
    """A command is a file of this folder with an object `command`, imported when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        files = Path(__file__).parent.iterdir()  # a glob takes what may not be read for no file
        found = [file.stem for file in files if file.suffix == ".py" and file.name[0] != "_"]
        return sorted(name.replace("_", "-") for name in found)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"toolkit.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"factpack {version('factpack')}")
        ctx.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    callback=_version,
    expose_value=False,
    is_eager=True,
    help="Print the version.",
)
def factpack() -> None:
    """Facts from articles and filings, held against their words, into committee packs."""


def main() -> NoReturn:
    """Runs the command line and ends the process with its exit code."""
    gc.set_threshold(_SELDOM)
    stopped: list[int] = []

    def stop(number: int, _: object) -> NoReturn:
        stopped.append(128 + number)
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:  # as in the background it is
        signal.signal(signal.SIGINT, stop)
    sys.stdout, sys.stderr = screen(sys.stdout), screen(sys.stderr)
    try:
        code = _run()
    except (KeyboardInterrupt, Exception) as error:
        # What is called from Rust or C++ makes another error of it: click, DuckDB, jsonschema.
        if stopped or isinstance(error, KeyboardInterrupt | click.Abort):
            with contextlib.suppress(OSError):
                click.echo("interrupted", err=True)
            code = stopped[0] if stopped else 128 + signal.SIGINT
        elif of_the_system(error):
            _say(f"Error: {on_screen(in_a_line(error))}", advice(error))
            code = 2
        else:
            raise
    _leave(code)


def _leave(code: int) -> NoReturn:
    """Ends the process as it is: to free each of its objects first takes a tenth of a check."""
    for number in (signal.SIGINT, signal.SIGTERM):  # what is left is brief, and tidies up
        signal.signal(number, signal.SIG_IGN)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _run() -> int:
    try:
        code = _code()
        sys.stdout.flush()
        return code
    except click.ClickException as error:
        with contextlib.suppress(OSError):
            error.show()
        return 2
    except FactpackError as error:
        _say(f"Error: {on_screen(error.what)}", on_screen(error.hint))
        return 2
    except BrokenPipeError:  # the reader, as `head`, has had enough
        _to_nowhere(sys.stdout)
        return 0
    except OSError as error:  # of a file that no module is told apart: the disk, the system
        where = f"{error.filename}: " if error.filename else ""
        _say(f"Error: {where}{error.strerror or error}", next_step(error))
        _to_nowhere(sys.stdout)
        return 2
    except ImportError as error:  # a library with a native part, whose file could not be opened
        hint = "close other programs and run it again; `factpack doctor` tells what is installed"
        _say(f"Error: {error.name or 'a library'} cannot be loaded: {error}", hint)
        return 2
    except MemoryError:
        _say("Error: there is not enough memory", "close other programs, or take less at once")
        return 2


def _say(what: str, hint: str) -> None:
    """Where errors cannot be written either, as on a full disk, the exit code tells alone."""
    with contextlib.suppress(OSError):
        click.secho(what, fg="red", err=True)
        if hint:
            click.echo(f"  → {hint}", err=True)


def _to_nowhere(stream: TextIO) -> None:
    """Let what is still to be written go, so that the end of the run does not fail at it."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _code() -> int:
    """Runs the command that was asked for; a number that it exits with is its code."""
    try:
        code = factpack.main(standalone_mode=False, prog_name="factpack")
    except SystemExit as leaving:
        code = leaving.code
    return code if isinstance(code, int) else 0
