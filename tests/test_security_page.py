"""SECURITY.md says the limits that the code holds, and names no command that is not there."""

from __future__ import annotations

import re
from pathlib import Path

from toolkit.database import Limits as QueryLimits
from toolkit.ooxml.container import markup
from toolkit.ooxml.container.limits import Limits
from toolkit.ooxml.filling import links
from toolkit.ooxml.sheets import rows
from toolkit.ooxml.sheets.address import MAX_COLUMN, MAX_ROW
from toolkit.readers import delimited, jsonrecord

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30
BOOK, TEXT, QUERY = Limits(), delimited.LIMITS, QueryLimits()
EXPECTED = {
    "a workbook's file": f"{BOOK.file_bytes // GIB} GiB",
    "one part of it, inflated": f"{BOOK.part_bytes // GIB} GiB",
    "all its parts, inflated": f"{BOOK.total_bytes // GIB} GiB",
    "parts of a workbook": f"{BOOK.parts:,}",
    f"inflated over packed size, of parts over {BOOK.ratio_free_bytes // KIB} KiB": f"{BOOK.ratio}",
    "a part that is held whole (styles, relationships, tables)": (
        f"{BOOK.small_part_bytes // MIB} MiB"
    ),
    "one tag, comment or instruction of XML": f"{markup.LONGEST // MIB} MiB",
    "elements within elements": f"{markup.DEPTH}",
    "one text of a workbook": f"{BOOK.text_characters // MIB} Mi characters",
    "cells of a workbook that hold something": f"{BOOK.cells:,}",
    "rows and columns": f"{MAX_ROW:,} and {MAX_COLUMN:,}",
    "a CSV or JSON-lines file": f"{TEXT.file_bytes // MIB} MiB",
    "one record of it": f"{TEXT.record_chars // MIB} MiB",
    "one cell of a CSV": f"{TEXT.field_chars // KIB} KiB",
    "cells of a CSV or JSON-lines file": f"{TEXT.cells:,}",
    "brackets within brackets in JSON": f"{jsonrecord._DEPTH}",
    "a text that is written into a cell": f"{rows.LONGEST:,} characters",
    "links of a sheet that is written": f"{links.MOST:,}",
    "a query": f"{QUERY.seconds:g} s and {QUERY.memory[:-2]} GB, both of which can be set",
}


def test_the_limits_are_those_of_the_code() -> None:
    told = dict(re.findall(r"^\| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE))
    told.pop("what")
    assert told == EXPECTED


def test_every_command_that_it_names_is_there() -> None:
    files = {path.stem for path in (ROOT / "toolkit" / "cli").glob("[a-z]*.py")}
    assert set(re.findall(r"`factpack\s+(\w+)", PAGE)) <= files
