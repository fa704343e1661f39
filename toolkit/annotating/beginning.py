"""A new dossier: its folders, its settings, and a workbook with one worked example to copy from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

from toolkit.authoring.base import base_id, packed
from toolkit.authoring.book import House, make_workbook
from toolkit.authoring.carried import of_values
from toolkit.authoring.house import house_lists
from toolkit.disk.files import make_folder, write_atomically, write_durably
from toolkit.disk.inside import is_line
from toolkit.disk.switch import staged
from toolkit.dossier import FACTS, SETTINGS, SOURCES, Dossier, Settings, data_folder, edited
from toolkit.errors import FactpackError
from toolkit.schemas import load_schemas

EXAMPLE_TEXT = """# Example note, to be deleted

Example AG raised 3.2 billion dollars in convertible bonds this week.
The shares rose by 5.9 % on Friday.
"""
SETTINGS_TEXT = """# The dossier's settings.
title = {title}
date = {date}  # the pack's date: staleness and horizons are judged by it
base_currency = "USD"
"""


def begin(root: Path, *, title: str, today: date, empty: bool) -> tuple[Path, ...]:
    """Makes a dossier at `root` and returns the files it wrote, the workbook first.

    Raises FactpackError where a file of a dossier stands there already; nothing is written then.
    """
    if not is_line(title):
        raise FactpackError(
            "the title is no text in one line, or has more than 500 characters",
            hint="give a shorter one: --title",
        )
    schemas = load_schemas(data_folder("schemas"))
    carried = of_values({} if empty else _example(today), schemas)
    base = Dossier(root, Settings(), ()).base_file(base_id(carried.records))
    files = {
        root / FACTS / "facts.xlsx": make_workbook(schemas, carried, house_lists(schemas)),
        root / SETTINGS: _settings(title, today).encode(),
    }
    if not empty:
        files[root / SOURCES / "example.md"] = EXAMPLE_TEXT.encode()
    files[base] = packed(carried.records)
    _check_room(files, base)
    if root.exists():
        with edited(root):
            _fill(root, files)
    else:
        with staged(root, SETTINGS, may_replace=lambda _: _check_room(files, base)) as new:
            inside = {new / path.relative_to(root): data for path, data in files.items()}
            _fill(new, inside, write_durably)
    return tuple(files)


def _check_room(files: Mapping[Path, bytes], base: Path) -> None:
    """Raise FactpackError where a file stands there that an interrupted run did not leave."""
    standing = [path for path in files if path.exists() and path != base]
    begun = all(path.name != SETTINGS and _holds(path, files[path]) for path in standing)
    if standing and not begun:
        raise FactpackError(
            f"{standing[0]} is there already, and is left alone",
            hint="choose another folder, or delete the file if it is not needed",
        )


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _fill(
    root: Path,
    files: Mapping[Path, bytes],
    write: Callable[[Path, bytes], None] = write_atomically,
) -> None:
    """Write the files below `root`, the settings last: with them it is a dossier."""
    for folder in (root / SOURCES, *(path.parent for path in files)):
        make_folder(folder)
    for path in sorted(files, key=lambda path: path.name == SETTINGS):
        write(path, files[path])


def _settings(title: str, today: date) -> str:
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return SETTINGS_TEXT.format(title=quoted, date=today.isoformat())


def _example(today: date) -> House:
    raised = "raised 3.2 billion dollars in convertible bonds"
    rose = "The shares rose by 5.9 %"
    shared = {
        "entity": "example",
        "source": "example-note",
        "kind": "actual",
        "status": "approved",
        "annotator": "anna",
        "reviewer": "bruno",
        "language": "en",
        "place": "body",
        "period_end": today.isoformat(),
        "period_basis": "inferred",
        "note": "an example: delete this row",
    }
    facts = [
        {
            "id": "example-note-001",
            "quote": raised,
            "as_printed": "3.2 billion dollars",
            "value": 3200000000,
            "unit": "USD",
            "decimals": -8,
            "concept": "bond_issue",
            "period_start": today.replace(day=1).isoformat(),
            **_place(raised),
        },
        {
            "id": "example-note-002",
            "quote": rose,
            "as_printed": "5.9 %",
            "value": 5.9,
            "unit": "percent",
            "decimals": 1,
            "concept": "price_change",
            "period_start": today.isoformat(),
            **_place(rose),
        },
    ]
    return {
        "facts": [shared | fact for fact in facts],
        "sources": [
            {
                "id": "example-note",
                "title": "Example note, to be deleted",
                "publisher": "factpack",
                "published": today.isoformat(),
                "published_basis": "printed",
                "language": "en",
                "type": "release",
                "form": "note",
                "file": "example.md",
                "sha256": sha256(EXAMPLE_TEXT.encode()).hexdigest(),
                "redistribution": "whole",
            }
        ],
        "entities": [{"id": "example", "name": "Example AG", "kind": "company"}],
        "key_figures": [{"order": 1, "label": "Money raised", "fact": "example-note-001"}],
    }


def _place(quote: str) -> dict[str, int]:
    start = EXAMPLE_TEXT.index(quote)
    return {"char_start": start, "char_end": start + len(quote)}
