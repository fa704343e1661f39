"""What charts point at, and the values that they keep of it for programs that do not look it up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from toolkit.ooxml.container import spans
from toolkit.ooxml.container.text import decode, encode
from toolkit.ooxml.filling.following import Follower
from toolkit.ooxml.sheets.formulatokens import along_a_row
from toolkit.ooxml.sheets.references import Grows

Value = str | Decimal | None
# The values behind a reference, given as it was and as it is: None where they are not known,
# "same" where those of the template are still right.
Values = Callable[[str, str], Sequence[Value] | Literal["same"] | None]
_CACHES = ("numCache", "strCache", "multiLvlStrCache", "dlblRangeCache")


class Chart(NamedTuple):
    """One chart's part, either of the older kind (21.2) or of chartex (MS-ODRAWXML 2.24)."""

    data: bytes
    root: spans.Element
    part: str

    def edits(self, follower: Follower, values: Values) -> Iterator[spans.Edit]:
        """References followed; what is kept of their values made anew, or dropped."""
        yield from self._element(self.root, follower, values)

    def _element(
        self,
        element: spans.Element,
        follower: Follower,
        values: Values,
        grows: Grows = "cells",
    ) -> Iterator[spans.Edit]:
        where = f"the chart {self.part}"
        # A title, a name or a label is one cell's words, and stays that cell's (21.2.2.214).
        if element.local == "tx" and grows == "cells":
            grows = "areas"
        elif _along_a_row(element):
            grows = "nothing"
        pointing = [each for each in element.children if each.local in ("f", "sqref")]
        old = new = ""
        for each in pointing:
            old = said = decode(each.text)
            along = each.attributes.get("dir") == "row"  # chartex says so itself
            new = follower.formula(said, "", where, grows="nothing" if along else grows)
            if new != said:
                yield spans.text_content(self.data, each, encode(new))
        caches = [each for each in element.children if each.local in _CACHES]
        levels = [each for each in element.children if each.local == "lvl"]
        if new and (caches or levels):
            given = values(old, new)
            if not isinstance(given, str):
                yield from self._kept(caches, levels, given, element.local == "numDim")
        for each in element.children:
            if each not in caches and each not in levels and each not in pointing:
                yield from self._element(each, follower, values, grows)

    def _kept(
        self,
        caches: Sequence[spans.Element],
        levels: Sequence[spans.Element],
        given: Sequence[Value] | None,
        numbers: bool,
    ) -> Iterator[spans.Edit]:
        """A cache with new points, or none: every program then reads the cells (21.2.2.121)."""
        for cache in caches:
            points = _points(cache, given)
            if points is None or cache.local == "multiLvlStrCache":
                yield cache.start, cache.end, b""
            else:
                yield from self._anew(cache, points, len(given or ()))
        if len(levels) > 1 or given is None or (numbers and _numbers(given) is None):
            yield from ((each.start, each.end, b"") for each in levels)
        elif levels:
            name = spans.prefix(self.data, levels[0]).decode()
            written = [
                f'<{name}pt idx="{n}">{spans.escape(encode(_text(value)))}</{name}pt>'
                for n, value in enumerate(given or ())
                if value is not None
            ]
            yield spans.attribute(self.data, levels[0], "ptCount", str(len(given or ())))
            yield spans.content(self.data, levels[0], "".join(written).encode())

    def _anew(
        self, cache: spans.Element, points: Sequence[tuple[int, str]], count: int
    ) -> Iterator[spans.Edit]:
        # What a label range keeps is of another namespace than it is itself.
        name = spans.prefix(self.data, cache.children[0] if cache.children else cache).decode()
        code = cache.child("formatCode")
        kept = self.data[code.start : code.end].decode() if code is not None else ""
        made = "".join(
            f'<{name}pt idx="{n}"><{name}v>{spans.escape(encode(text))}</{name}v></{name}pt>'
            for n, text in points
        )
        new = f'{kept}<{name}ptCount val="{count}"/>{made}'
        yield spans.content(self.data, cache, new.encode())


def _along_a_row(element: spans.Element) -> bool:
    """Whether a series reads the cells of one row, so that it shows that row and no other."""
    if element.local != "ser":
        return False
    for kind in ("val", "yVal", "xVal"):
        for values in element.every(kind):
            for each in values.every("f"):
                return along_a_row(decode(each.text))
    return False


def _points(
    cache: spans.Element, given: Sequence[Value] | None
) -> Sequence[tuple[int, str]] | None:
    if given is None or (cache.local == "numCache" and _numbers(given) is None):
        return None
    return [(n, _text(value)) for n, value in enumerate(given) if value is not None]


def _numbers(given: Sequence[Value] | None) -> Sequence[Value] | None:
    """The values where none of them is a text."""
    return None if given is None or any(isinstance(v, str) for v in given) else given


def _text(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:f}" if value is not None else ""
