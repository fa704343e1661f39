"""What is told of sheets, columns and headings that one side lacks or calls otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.merge.side import Table
from toolkit.schemas import plain


def told_of_headings(base: Table | None, ours: Table | None, theirs: Table | None) -> Iterator[str]:
    """A line for each; nobody is taken to have deleted what they do not have a place for."""
    for who, table in (("OURS", ours), ("THEIRS", theirs)):
        if table is None:
            if base is not None and base.records:
                yield f"{who} has no sheet {base.title}: nothing is taken for deleted there"
            continue
        was = {c.name: c.heading for c in base.columns} if base else {}
        held = {name for record in base.records for name in record.cells} if base else set()
        new = [c for c in table.columns if c.name not in was] if base else []
        for name in was:
            if name not in table.names and new and name not in held:
                yield (
                    f"{table.title}: {who} has no column '{was[name]}', and has"
                    f" '{new[0].heading}', which the base has not: they are kept apart"
                )
            elif name not in table.names and name in held:
                yield f"{table.title}: {who} has no column '{was[name]}': its cells are kept"
        for column in table.columns:
            then = was.get(column.name, column.heading)
            if who == "THEIRS" and plain(column.heading) != plain(then):
                yield (
                    f"{table.title}: THEIRS calls the column '{then}' '{column.heading}';"
                    " OURS' heading stands"
                )
