"""Tables of many rows are written in little memory, and in more where that is too little."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from toolkit import engine
from toolkit.database import Database
from toolkit.pack.data import Shelf


def test_a_table_that_cannot_be_sorted_in_little_memory_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, limits = Database.write_parquet, []

    def little(self: Database, asked: Mapping[Path, str]) -> Any:
        ((limit,),) = self.fetch("select current_setting('memory_limit')")[1]
        limits.append(limit)
        if len(limits) == 1:
            raise engine.OutOfMemoryException("failed to pin block")
        return write(self, asked)

    monkeypatch.setattr(Database, "write_parquet", little)
    with Database() as database:
        database.execute("create table said as select unnest([2, 1]) as n")
        with Shelf(tmp_path, database) as shelf:
            shelf.write_tables(database, ["said"])
        assert database.fetch(f"from '{tmp_path / 'data' / 'said.parquet'}'")[1] == [(1,), (2,)]
    assert len(limits) == 2 and limits[0] != limits[1]
