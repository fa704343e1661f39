"""What a workbook says of its making: by which layout, by which schemas, from which records."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Literal, NamedTuple

from toolkit.readers.grid import STAMP, Grid
from toolkit.schemas import Schemas

if TYPE_CHECKING:
    from toolkit.ooxml.container.package import Package

GUIDE_TITLE = "How to fill in this workbook"
VERSION = 2  # of the sheets' layout; 1 had no stamp
_FORM = re.compile(
    r"layout=([0-9]{1,9}) schemas=([0-9a-f]{1,64}) base=([0-9a-f]{1,64})"
    r"(?: earlier=([0-9a-f]{1,64}(?:,[0-9a-f]{1,64})*))?"
)
_EARLIER = 11  # with them it stays below 255 letters, the most that Excel's own dialogue takes


class Stamp(NamedTuple):
    """The layout's version, a hash of the schemas, and the id of the records it was made from.

    `earlier` are bases that it had before rows were put into it: the newest ones, and the first.
    """

    version: int
    schemas: str
    base: str
    earlier: tuple[str, ...] = ()

    def __str__(self) -> str:
        before = f" earlier={','.join(self.earlier)}" if self.earlier else ""
        return f"layout={self.version} schemas={self.schemas} base={self.base}{before}"

    def renewed(self, base: str) -> Stamp:
        """The stamp of the same workbook in a later state, which is kept as `base`."""
        return self._replace(base=base, earlier=_fewer((self.base, *self.earlier)))

    def joined(self, other: Stamp) -> Stamp:
        """The stamp of this workbook with another merged into it: both lines of bases are its."""
        mine = (self.base, *self.earlier)
        theirs = [id for id in (other.base, *other.earlier) if id not in mine]
        return self._replace(earlier=_fewer((*theirs, *self.earlier)))


def _fewer(bases: tuple[str, ...]) -> tuple[str, ...]:
    """The newest ones and the first, as many as a stamp has room for."""
    return bases if len(bases) <= _EARLIER else (*bases[: _EARLIER - 1], bases[-1])


def read_stamp(package: Package) -> Stamp | None:
    """The workbook's stamp; None where it was not made by `factpack workbook`."""
    from toolkit.ooxml.container.properties import custom_properties

    return parse_stamp(custom_properties(package).get(STAMP, ""))


def parse_stamp(text: str) -> Stamp | None:
    """The stamp that is written as `text`; None where it is none."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    earlier = tuple(found[4].split(",")) if found[4] else ()
    return Stamp(int(found[1]), found[2], found[3], earlier)


def schemas_hash(schemas: Schemas) -> str:
    """A short hash of what the schemas let a workbook hold: sheets, headings, types, lists.

    Descriptions are not in it: a better word in a note makes no workbook old.
    """
    said = {
        name: [
            record_type.title,
            [
                [f.key, f.title, f.type, f.format, f.enum, f.required, f.references, dict(f.labels)]
                for f in record_type.fields
            ],
        ]
        for name, record_type in sorted(schemas.types.items())
    }
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:12]


def age_of(grids: Sequence[Grid], schemas: Schemas) -> Literal["current", "older", "newer"] | None:
    """How a workbook made by factpack compares with one made today; None of any other file."""
    stamp = next((parse_stamp(grid.stamp) for grid in grids if grid.stamp), None)
    if stamp is None:
        return "older" if any(map(_is_first_guide, grids)) else None
    if stamp.version > VERSION:
        return "newer"
    same = stamp.version == VERSION and stamp.schemas == schemas_hash(schemas)
    return "current" if same else "older"


def _is_first_guide(grid: Grid) -> bool:
    """Whether a sheet is the guide of the first layout, which bore no stamp."""
    first = grid.rows[0].cells.get(1) if grid.rows else None
    return grid.sheet == "Guide" and first is not None and first.raw == GUIDE_TITLE
