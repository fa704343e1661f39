"""Queries asked of a dossier, or of one without a single fact, which tells their columns alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from toolkit.disk.scratch import scratch
from toolkit.pack.asking import ask
from toolkit.pack.data import add_tables
from toolkit.pack.result import Result
from toolkit.pack.template import Query

if TYPE_CHECKING:
    from toolkit.locked.box import Limits
    from toolkit.opened import OpenDossier

DAY = date(2025, 1, 1)  # of a trial without a dossier


@contextmanager
def empty_dossier(limits: Limits | None = None) -> Iterator[OpenDossier]:
    """A dossier without a single fact, gone afterwards."""
    from toolkit import open_dossier

    with scratch() as folder:
        (folder / "facts").mkdir()
        (folder / "factpack.toml").write_text(
            f'title = "Title"\ndate = {DAY.isoformat()}\n', encoding="utf-8", newline=""
        )
        opened = open_dossier(folder, limits=limits)
        add_tables(opened.dossier, opened.database)
        try:
            yield opened
        finally:
            opened.database.close()


def asked(opened: OpenDossier, query: Query, day: date, *, rows: bool) -> Result:
    """A query's columns and types, and its rows where they are wanted; see `ask` for errors."""
    answer = ask(opened.database, query, day, rows=rows)
    return Result.of(query, answer, answer.rows)
