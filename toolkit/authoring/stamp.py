"""What a workbook says of its making: by which layout, by which schemas, from which records."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import NamedTuple

from toolkit.ooxml.package import Package
from toolkit.ooxml.properties import custom_properties
from toolkit.readers.grid import STAMP
from toolkit.schemas import Schemas

VERSION = 2  # of the sheets' layout; 1 had no stamp
_FORM = re.compile(r"layout=([0-9]{1,9}) schemas=([0-9a-f]{1,64}) base=([0-9a-f]{1,64})")


class Stamp(NamedTuple):
    """The layout's version, a hash of the schemas, and the id of the records it was made from."""

    version: int
    schemas: str
    base: str

    def __str__(self) -> str:
        return f"layout={self.version} schemas={self.schemas} base={self.base}"


def read_stamp(package: Package) -> Stamp | None:
    """The workbook's stamp; None where it was not made by `factpack workbook`."""
    return parse_stamp(custom_properties(package).get(STAMP, ""))


def parse_stamp(text: str) -> Stamp | None:
    """The stamp that is written as `text`; None where it is none."""
    found = _FORM.fullmatch(text)
    return Stamp(int(found[1]), found[2], found[3]) if found else None


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


def is_current(stamp: Stamp | None, schemas: Schemas) -> bool:
    """Whether a workbook of this stamp has the layout and the headings of today."""
    return stamp is not None and stamp[:2] == (VERSION, schemas_hash(schemas))
