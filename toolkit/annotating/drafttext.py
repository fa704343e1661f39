"""Drafted rows as people read them, as machines take them, and as a file of facts/."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from toolkit.annotating.appending import Added, told_added
from toolkit.annotating.drafting import Drafts, Row
from toolkit.csvrows import row_writer
from toolkit.decimals import in_full
from toolkit.errors import FactpackError

if TYPE_CHECKING:
    from toolkit.opened import OpenDossier

_SHOWN = (
    *("value", "value_high", "value_text", "unit", "qualifier", "decimals"),
    "converted_from",
)


def as_text(drafts: Sequence[Drafts], added: Sequence[Added] | None) -> str:
    """Each row in its lines; what was or would be written."""
    lines: list[str] = []
    written = iter(added or ())
    for one in drafts:
        for row in one.rows:
            lines.append(_told(row, one.type))
        count = len(one.rows)
        if not count:
            lines.append("no open figure to draft a fact for")
        elif added is None:
            lines.append(f"{count:,} {one.type} drafted, for {one.target.place}")
        else:
            lines.append(told_added(next(written), one.target))
    if not drafts:
        lines.append("no entity or concept is missing")
    if added is None and any(one.rows for one in drafts):
        lines.append("nothing was written; --in-place does it")
    return "\n".join(lines) + "\n"


def _told(row: Row, type: str) -> str:
    if type != "facts":
        return "  ".join(str(value) for value in row.values())
    said = [f"{key}={_plain(row[key])}" for key in _SHOWN if key in row]
    note = f"  ({row['note']})" if "note" in row else ""
    quote = " ".join(row["quote"].split())
    printed = " ".join(row["as_printed"].split())
    return f"{row['id']}  {printed}  {' '.join(said)}{note}\n    “{quote}”"


def _plain(value: Any) -> str:
    return in_full(value) if isinstance(value, Decimal) else str(value)


def as_json(drafts: Sequence[Drafts], added: Sequence[Added] | None) -> str:
    told = {
        "drafts": [
            {
                "type": one.type,
                "into": {"file": one.target.shown, "sheet": one.target.sheet},
                "rows": [{k: _plain(v) if isinstance(v, Decimal) else v for k, v in row.items()}
                         for row in one.rows],
            }
            for one in drafts
        ],
        "written": None
        if added is None
        else [{"file": one.file, "rows": list(one.rows), "backup": one.backup or None}
              for one in added],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def as_csv(drafts: Sequence[Drafts], opened: OpenDossier) -> str:
    """The rows of one type as a CSV of facts/, with all its columns."""
    filled = [one for one in drafts if one.rows] or list(drafts[:1])
    if len(filled) > 1:
        raise FactpackError(
            "a CSV holds rows of one type, and there are several", hint="use --format json"
        )
    out = io.StringIO(newline="")
    for one in filled:
        keys = [field.key for field in opened.schemas.types[one.type].fields]
        write = row_writer(out)
        write(keys)
        for row in one.rows:
            write(["" if row.get(key) is None else _plain(row[key]) for key in keys])
    return out.getvalue()
