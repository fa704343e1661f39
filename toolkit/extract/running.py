"""Lines that the pages of a document repeat at their head or foot: its name, the page number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.extract.document import PAGE_BREAK, one_line

_DEEP = 3  # lines at the head and at the foot of a page among which such a line stands
_FEWEST = 3  # pages that must have it
_SHARE = 0.4  # of all pages: left and right pages have heads of their own
_NUMBER = re.compile(r"\d+")


class _Line(NamedTuple):
    page: int
    start: int
    end: int
    numbers: tuple[int, ...]


def running_lines(text: str) -> list[tuple[int, int]]:
    """Where they stand in a text whose pages a form feed parts, from and to, in order.

    A number in such a line is the same on each page, or goes up with the pages. Of a line that
    never changes the first one is left out: it may be the very title that is repeated.
    """
    pages = text.count(PAGE_BREAK) + 1
    if pages < _FEWEST:
        return []
    alike: dict[tuple[str, str], list[_Line]] = defaultdict(list)
    for end, shape, line in _lines(text):
        alike[end, shape].append(line)
    found: set[tuple[int, int]] = set()
    for lines in alike.values():
        for group in _grouped(lines):
            if len({line.page for line in group}) >= max(_FEWEST, pages * _SHARE):
                constant = len({line.numbers for line in group}) == 1
                found |= {(line.start, line.end) for line in group[constant:]}
    return sorted(found)


def _lines(text: str) -> Iterator[tuple[str, str, _Line]]:
    """The first and last lines of each page: at which end, and the words around its numbers."""
    begin = 0
    for number, page in enumerate(text.split(PAGE_BREAK), 1):
        spans = [
            (begin + found.start(), begin + found.end(), found[0])
            for found in re.finditer(r"[^\n]*\S[^\n]*", page)
        ]
        for end, some in (("head", spans[:_DEEP]), ("foot", spans[-_DEEP:])):
            for start, stop, said in some:
                numbers = tuple(int(each[:18]) for each in _NUMBER.findall(said))
                shape = _NUMBER.sub("#", one_line(said))
                yield end, shape, _Line(number, start, stop, numbers)
        begin += len(page) + 1


def _grouped(lines: list[_Line]) -> list[list[_Line]]:
    """Lines of one shape whose numbers are the same, or run with the pages, apart."""
    same: dict[tuple[int, ...], list[_Line]] = defaultdict(list)
    for line in lines:
        same[line.numbers].append(line)
    groups = list(same.values())
    for at in range(len(lines[0].numbers)):
        counting: dict[tuple[int, ...], list[_Line]] = defaultdict(list)
        for line in lines:
            others = (*line.numbers[:at], *line.numbers[at + 1 :])
            counting[line.numbers[at] - line.page, *others].append(line)
        groups += [group for group in counting.values() if len(group) > 1]
    return groups
