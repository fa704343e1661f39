"""What stands inside a cell besides its value: a text of its own, or an extension to pass over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from toolkit.ooxml.container import markup


def listen_inside(
    parser: Any,
    local: Callable[[str], str],
    pieces: list[str],
    done: Callable[[str], None],
    too_deep: Callable[[], object],
) -> None:
    """Set the parser's handlers to gather an inline text (ECMA-376 Part 1, 18.3.1.53).

    Its runs are joined, phonetic hints left out; `done` gets the text and sets its own handlers.
    `too_deep` raises the refusal of elements nested past every bound.
    """
    path: list[str] = []
    pieces.clear()

    def listen() -> None:
        wanted = path in (["t"], ["r", "t"])
        parser.CharacterDataHandler = pieces.append if wanted else None

    def start(tag: str, _: markup.Attributes) -> None:
        path.append(local(tag))
        if len(path) > markup.DEPTH:
            too_deep()
        listen()

    def end(_: str) -> None:
        if path:
            path.pop()
            listen()
        else:
            done("".join(pieces))

    listen()
    parser.StartElementHandler, parser.EndElementHandler = start, end


def pass_over(parser: Any, too_deep: Callable[[], object]) -> None:
    """Ignore the element just begun with all in it, then set the parser's handlers back."""
    before = parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler
    depth = 1

    def start(_tag: str, _: markup.Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > markup.DEPTH:
            too_deep()

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1
        if not depth:
            (
                parser.StartElementHandler,
                parser.EndElementHandler,
                parser.CharacterDataHandler,
            ) = before

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = None
