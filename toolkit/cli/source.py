"""`factpack source`: documents made sources of a dossier."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toolkit.cli._shared import format_option, quiet_option, working

_FIELDS = {  # option: what is said of it
    "id": "The source's short name; its publisher's otherwise.",
    "title": "Its headline.",
    "publisher": "Who published it.",
    "author": "Who wrote it.",
    "published": "The day it was published, as 2025-09-12.",
    "language": "The language it is written in, as de.",
    "type": "filing, release, wire, news, blog, broker or transcript.",
    "form": "original, note, translation or machine_translation.",
    "url": "Where it can be read on the web.",
    "redistribution": "What a pack may carry of it: nothing, quotes or whole.",
}


@click.group()
def command() -> None:
    """Add documents to a dossier as its sources."""


def _with_fields(function: click.decorators.FC) -> click.decorators.FC:
    for field, said in reversed(_FIELDS.items()):
        names = ["--published", "--date"] if field == "published" else [f"--{field}"]
        function = click.option(*names, field, metavar="TEXT", help=said)(function)
    return function


@command.command()
@click.argument("path", metavar="DOSSIER", type=click.Path(path_type=Path))
@click.argument("file", metavar="[FILE]", required=False)
@click.option("--clipboard", is_flag=True, help="Take the text that was copied last.")
@_with_fields
@click.option("--encoding", metavar="NAME", help="How a text or page is written, as cp1252.")
@click.option("--into", metavar="FILE", help="Which file of facts/ gets the row.")
@click.option(
    "--in-place", is_flag=True, help="Write it; a backup of the file with the row stays beside it."
)
@format_option
@quiet_option
def add(
    path: Path,
    file: str | None,
    clipboard: bool,
    encoding: str | None,
    into: str | None,
    in_place: bool,
    format_: str,
    quiet: bool,
    **fields: str | None,
) -> None:
    """Make FILE a source of DOSSIER: a saved web page, a PDF, a Word document, a plain text.

    FILE may be - for what comes through a pipe, or be left out with --clipboard. Its text is
    frozen in sources/, the document itself kept in sources/originals/, both with their hashes.
    The row of the Sources sheet has what the document says of itself, and is blank where it says
    nothing; how each field is known is shown. Page numbers of a PDF are kept: a form feed parts
    its pages. Nothing is fetched, and nothing is written without --in-place.
    """
    from toolkit import open_dossier
    from toolkit.annotating import sourcetext
    from toolkit.annotating.sourcing import add, new_source
    from toolkit.dossier import edited

    if bool(file) == clipboard:
        raise click.UsageError("give FILE, or - for a pipe, or --clipboard")
    with working("reading", quiet=quiet), edited(path, wanted=in_place):
        data, name = _given(file)
        opened = open_dossier(path)
        given = {key: value for key, value in fields.items() if value}
        new = new_source(opened, data, name, given=given, encoding=encoding, into=into)
        added = add(opened, new) if in_place else None
    show = sourcetext.as_json if format_ == "json" else sourcetext.as_text
    click.echo(show(new, added), nl=False)


def _given(file: str | None) -> tuple[bytes, str]:
    """The document's bytes and name."""
    from toolkit.errors import FactpackError, UnreadableFile
    from toolkit.extract import LARGEST

    if file is None:
        return _copied().encode(), "clipboard.txt"
    if file == "-":
        return sys.stdin.buffer.read(LARGEST + 1), "pipe.txt"
    path = Path(file)
    if not path.is_file():
        raise FactpackError(f"there is no file {file}", hint="check its name")
    try:
        with path.open("rb") as opened:
            return opened.read(LARGEST + 1), path.name
    except OSError as fault:
        raise UnreadableFile(
            f"{file} cannot be read: {fault.strerror or fault}", hint="close it where it is open"
        ) from fault


def _copied() -> str:
    """The text in the system's clipboard."""
    from toolkit.errors import FactpackError

    try:
        import pyperclip

        text: str = pyperclip.paste()
    except (ImportError, RuntimeError) as fault:  # pyperclip's own errors are RuntimeErrors
        raise FactpackError(
            "the clipboard cannot be read here",
            hint="pip install pyperclip (on Linux also xclip or wl-clipboard), "
            "or save the text as a file",
        ) from fault
    if not text.strip():
        raise FactpackError("the clipboard holds no text", hint="copy the text first")
    return text
