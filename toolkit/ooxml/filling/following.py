"""What points at cells that move: rewritten, or refused with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.container import spans
from toolkit.ooxml.container.text import decode, encode
from toolkit.ooxml.sheets.address import area_of, reference_of
from toolkit.ooxml.sheets.moves import Growth, Moves, Torn, Vanished
from toolkit.ooxml.sheets.references import Grows, moved_areas, moved_formula


class Follower(NamedTuple):
    """The moves of one filling, and the template's name for refusals."""

    moves: Moves
    shown: str

    def formula(
        self,
        text: str,
        sheet: str,
        where: str,
        *,
        grows: Grows = "areas",
        row: Growth | None = None,
        widest: bool = False,
    ) -> str:
        """A formula after the moves. Raises UnusableTemplate, naming `where`, for a torn area."""
        try:
            return moved_formula(text, sheet, self.moves, grows=grows, row=row, widest=widest)
        except Torn:
            raise self.torn(where, text) from None

    def areas(self, text: str, sheet: str) -> str:
        """A list of areas; one that is torn becomes several."""
        return moved_areas(text, sheet, self.moves)

    def area(self, text: str, sheet: str, where: str) -> str:
        """One area that must stay whole: a merged cell, another Table, a pivot."""
        area = area_of(text)
        if area is None:
            return text
        try:
            return _as_written(text, reference_of(self.moves.area(sheet, area)))
        except Torn:
            raise self.torn(where, text) from None

    def loose(self, text: str, sheet: str) -> str:
        """Areas that matter little, as what is selected: moved where that can be said.

        One cell stays one: the first cell beneath frozen panes, or the active one, is never an
        area (18.18.7, ST_CellRef), and programs show a wrong corner where it is.
        """
        made = []
        for one in text.split():
            area = area_of(one)
            try:
                if area is not None and area[:2] == area[2:]:
                    made.append(reference_of(self.moves.area(sheet, area, grows=False)))
                else:
                    made.append(reference_of(self.moves.widest(sheet, area)) if area else one)
            except Vanished:
                made.append(one)
        return " ".join(made)

    def text(
        self,
        data: bytes,
        element: spans.Element,
        sheet: str,
        where: str,
        *,
        grows: Grows = "areas",
        row: Growth | None = None,
        widest: bool = False,
    ) -> Iterator[spans.Edit]:
        """The edit of an element whose text is a formula."""
        said = decode(element.text)
        new = self.formula(said, sheet, where, grows=grows, row=row, widest=widest)
        if new != said:
            yield spans.text_content(data, element, encode(new))

    def attribute(
        self, data: bytes, element: spans.Element, name: str, new: str
    ) -> Iterator[spans.Edit]:
        """The edit of an attribute, where it changes."""
        if element.attributes.get(name) != new:
            yield spans.attribute(data, element, name, new)

    def torn(self, where: str, text: str) -> UnusableTemplate:
        return UnusableTemplate(
            f"{self.shown}: {where} covers or points at {text}, of which a part would move with a "
            "growing Table and a part would stay",
            hint="move what stands beside the Table elsewhere, or point at the Table by its name, "
            "as figures[Value]",
        )


def _as_written(before: str, after: str) -> str:
    """A1:A1 stays in that form, for what has to name two corners."""
    return f"{after}:{after}" if ":" in before and ":" not in after else after
