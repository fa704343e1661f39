"""The values of filled cells, as a chart keeps them: read back from the rows as written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from toolkit.ooxml.container.streamed import Streamed
from toolkit.ooxml.container.text import decode
from toolkit.ooxml.container.workbook import Workbook
from toolkit.ooxml.filling.charts import Value
from toolkit.ooxml.filling.dependents import Dependents
from toolkit.ooxml.filling.following import Follower
from toolkit.ooxml.filling.slots import Slot
from toolkit.ooxml.sheets.address import Area, letters_of
from toolkit.ooxml.sheets.formulatokens import areas_in, tokens

_TEXT = re.compile(rb"<t(?: [^>]*)?>(.*?)</t>", re.DOTALL)
_NUMBER = re.compile(rb"<v>([^<]*)</v>")
Filled = tuple[Slot, int, Sequence[bytes] | Streamed]  # as placed, how many rows, their XML


class FilledValues:
    """Answers for references of a workbook's charts."""

    def __init__(
        self,
        filled: Sequence[Filled],
        dependents: Dependents,
        workbook: Workbook,
        follower: Follower,
    ) -> None:
        self._filled = filled
        self._dependents = dependents
        self._names = {each.name.casefold(): each.refers_to for each in workbook.defined_names}
        self._follower = follower
        self._columns: dict[tuple[str, int], list[Value] | None] = {}

    def behind(self, old: str, new: str) -> Sequence[Value] | Literal["same"] | None:
        """The values behind a reference, given as it was in the template and as it is now.

        "same" where it reads nothing that is filled; None where its values are not known here.
        """
        if not self._dependents.fed(old):
            return "same"
        words = [token.text.casefold() for token in tokens(new) if token.kind == "word"]
        if len(words) == 1 and words[0] in self._names:
            said = self._names[words[0]]
            new = self._follower.formula(said, "", f"the name {words[0]}", widest=True)
        areas = list(areas_in(new, ""))
        if len(areas) != 1 or "(" in new:
            return None
        return self._of(*areas[0])

    def _of(self, sheet: str, area: Area) -> Sequence[Value] | None:
        """The values of one column's or one row's cells, all of them filled."""
        left, top, right, bottom = area
        for slot, rows, chunks in self._filled:
            if (
                slot.sheet.name.casefold() != sheet.casefold()
                or not (slot.area[0] <= left and right <= slot.area[2])
                or not (slot.first <= top and bottom <= slot.bottom(rows))
                or (left != right and top != bottom)
            ):
                continue
            if isinstance(chunks, Streamed):
                return None  # more than a chart draws
            if not rows:
                return [None] * (right - left + bottom - top + 1)
            made: list[Value] = []
            for number in range(left, right + 1):
                values = self._column(slot, number, chunks)
                if values is None:
                    return None
                made += values[top - slot.first : bottom - slot.first + 1]
            return made
        return None

    def _column(self, slot: Slot, number: int, chunks: Sequence[bytes]) -> list[Value] | None:
        """A column's values from its first row on; None where it holds formulas."""
        key = (slot.name, number)
        if key not in self._columns:
            letters = letters_of(number).encode()
            cell = re.compile(rb'<c r="' + letters + rb'\d+"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
            found: list[Value] | None = []
            for chunk in chunks:
                for attributes, inside in cell.findall(chunk):
                    if b"<f" in inside:
                        found = None
                    if found is not None:
                        found.append(_value(attributes, inside))
            self._columns[key] = found
        return self._columns[key]


def _value(attributes: bytes, inside: bytes) -> Value:
    if b't="inlineStr"' in attributes:
        text = "".join(each.decode() for each in _TEXT.findall(inside))
        for code, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
            text = text.replace(code, sign)
        return decode(text)
    number = _NUMBER.search(inside)
    return Decimal(number[1].decode()) if number is not None else None
