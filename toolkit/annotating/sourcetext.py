"""A source that was or could be added, as people read it and as machines take it."""

from __future__ import annotations

import json
from datetime import date

from toolkit.annotating.appending import Added, told_added
from toolkit.annotating.sourcing import NewSource


def as_text(new: NewSource, added: Added | None) -> str:
    """The row as it would stand, how each field is known, and what is or would be written."""
    width = max(map(len, new.row))
    lines = [
        f"{key:<{width}}  {value}" + (f"   ({how})" if (how := new.known_by.get(key)) else "")
        for key, value in new.row.items()
    ]
    pages = f", {new.pages:,} pages" if new.pages > 1 else ""
    lines.append(f"\n{new.characters:,} characters{pages}")
    lines += [f"note: {each}" for each in new.remarks]
    done = added is not None
    lines += [f"{'written' if done else 'would write'}: {each}" for each in new.files]
    if added is None:
        lines.append(f"would add a row to {new.target.place}")
        lines.append("nothing was written; --in-place does it")
    else:
        lines.append(told_added(added, new.target))
    return "\n".join(lines) + "\n"


def as_json(new: NewSource, added: Added | None) -> str:
    told = {
        "source": {k: v.isoformat() if isinstance(v, date) else v for k, v in new.row.items()},
        "known_by": dict(new.known_by),
        "characters": new.characters,
        "pages": new.pages,
        "remarks": list(new.remarks),
        "files": list(new.files),
        "into": {"file": new.target.shown, "sheet": new.target.sheet},
        "written": None
        if added is None
        else {
            "rows": list(added.rows),
            "backup": added.backup or None,
            "without_column": list(added.without_column),
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
