"""A long query's rows are streamed into the same workbook as a short one's."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from made.dossiers import CONCEPT, ENTITY, FACT, SOURCE, make_dossier
from made.packs import made_pack
from made.templates import template_folder
from python_calamine import CalamineWorkbook

from toolkit import open_dossier
from toolkit.database import Database
from toolkit.ooxml.container.streamed import Streamed, makings
from toolkit.pack import data, lineage
from toolkit.pack.export import Pack
from toolkit.pack.rows.longrows import LongRows
from toolkit.pack.template import PackTemplate, load_template

FIGURES = """
select id as "Fact", value as "Value", unit as "Unit", period_end as "Day", note as "Said",
  [id] as facts
from facts order by id
"""
NOTES = ("=1+1", "a < b & c", " spaced ", "two\nlines", "_x0041_", "-2.02", "", "ünï")


@pytest.fixture
def pack(tmp_path: Path) -> tuple[Path, PackTemplate]:
    facts = [
        FACT
        | {"id": f"f{n:02}", "value": n / 8, "unit": ["USD", "CNY", "percent"][n % 3]}
        | {"period_end": date(2025, 1, 1 + n).isoformat(), "note": NOTES[n % len(NOTES)]}
        for n in range(20)
    ]
    tables: Any = {"facts": facts, "sources": [SOURCE], "entities": [ENTITY], "concepts": [CONCEPT]}
    folder = template_folder(tmp_path / "plain", {"figures": FIGURES})
    dossier = make_dossier(tmp_path / "d", tables, "date = 2025-09-26\n")
    return dossier, load_template(folder)


def made(pack: tuple[Path, PackTemplate]) -> Pack:
    return made_pack(open_dossier(pack[0]), pack[1])


def cells(pack: Pack) -> dict[str, list[list[tuple[Any, str]]]]:
    book = openpyxl.load_workbook(io.BytesIO(pack.files[pack.workbook]))
    return {
        sheet.title: [[(cell.value, cell.number_format) for cell in row] for row in sheet]
        for sheet in book
    }


def test_many_rows_kept_on_the_disk_give_the_same_pack(
    pack: tuple[Path, PackTemplate], monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = made(pack)
    monkeypatch.setattr("toolkit.opened._FEW", 0)
    assert made(pack).files == usual.files


def test_very_many_cells_are_all_there_and_lie_in_one_order(
    pack: tuple[Path, PackTemplate], monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = made(pack)
    monkeypatch.setattr("toolkit.opened._FEW", 0)
    monkeypatch.setattr(data, "_VERY_MANY", 0)
    many = made(pack)
    assert many.files == made(pack).files
    asked = "select * from '{}/data/cells.parquet' order by all"
    assert fetched(asked.format(many.folder)) == fetched(asked.format(usual.folder))
    unlike = {name for name, held in usual.files.items() if many.files[name] != held}
    assert unlike == {"data/cells.parquet", "manifest.json"}


def fetched(sql: str) -> list[tuple[Any, ...]]:
    with Database() as database:
        return database.fetch(sql)[1]


def test_a_streamed_table_reads_like_one_written_at_once(
    pack: tuple[Path, PackTemplate], monkeypatch: pytest.MonkeyPatch
) -> None:
    short = made(pack)
    monkeypatch.setattr(data, "LONGEST", 5)
    monkeypatch.setattr(lineage, "LONGEST", 5)
    long = made(pack)
    assert cells(long) == cells(short)
    assert long.files["csv/figures.csv"] == short.files["csv/figures.csv"]
    assert long.files["data/query_figures.parquet"] == short.files["data/query_figures.parquet"]
    assert made(pack).files == long.files
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(long.files[long.workbook]))
    assert len(sheets.get_sheet_by_name("It's here").to_python()) == 24


SHARED = "xl/sharedStrings.xml"


def with_prefix(parts: dict[str, bytes]) -> None:
    tagged = re.sub(rb"<(/?)(sst|si|t)\b", rb"<\1x:\2", parts[SHARED])
    parts[SHARED] = tagged.replace(b"xmlns=", b"xmlns:x=")


def without_counts(parts: dict[str, bytes]) -> None:
    parts[SHARED] = re.sub(rb' (count|uniqueCount)="\d+"', b"", parts[SHARED])


def without_part(parts: dict[str, bytes]) -> None:
    texts = re.findall(rb"<si><t(?: [^>]*)?>(.*?)</t></si>", parts.pop(SHARED))
    for name in parts:
        if name.startswith("xl/worksheets/sheet"):
            parts[name] = re.sub(
                rb' t="s"><v>(\d+)</v>',
                lambda found: b' t="inlineStr"><is><t>' + texts[int(found[1])] + b"</t></is>",
                parts[name],
            )
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        parts[name] = re.sub(rb"<[^<>]*sharedStrings[^<>]*/>", b"", parts[name])


@pytest.mark.parametrize("change", [with_prefix, without_counts, without_part])
def test_texts_are_added_to_whatever_texts_a_template_has(
    pack: tuple[Path, PackTemplate],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[dict[str, bytes]], None],
) -> None:
    path = pack[1].workbook
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    short = made(pack)
    monkeypatch.setattr(data, "LONGEST", 5)
    long = made(pack)
    with zipfile.ZipFile(io.BytesIO(long.files[long.workbook])) as file:
        assert b"<si><t>USD</t></si><si><t>CNY</t></si>" in file.read(SHARED)
    assert cells(long) == cells(short)
    assert values(long) == values(short)


def values(pack: Pack) -> list[list[Any]]:
    """The Table's sheet; formulas over a long Table wait for Excel."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(pack.files[pack.workbook]))
    return book.get_sheet_by_name("It's here").to_python()


def test_long_rows_are_a_sequence(
    pack: tuple[Path, PackTemplate], monkeypatch: pytest.MonkeyPatch
) -> None:
    from toolkit.database import Database
    from toolkit.pack.rows import longrows

    monkeypatch.setattr(longrows, "_PIECE", 3)
    database = Database()
    database.load("t", {"n": ("BIGINT", list(range(10))), "u": ("VARCHAR", [*"abcab" * 2])})
    rows = LongRows(database, "t", lambda row: row[0])
    assert [*rows] == [*range(10)]
    assert (len(rows), rows[0], rows[-1], [*rows[2:5]]) == (10, 0, 9, [2, 3, 4])
    assert rows.distinct("u") == ["a", "b", "c"]
    with pytest.raises(IndexError):
        rows[10]


def test_rows_take_the_place_of_their_own_mark_alone() -> None:
    stream = Streamed(0, [lambda: [b"<row/>"], lambda: [b"<ro", b"w/>"]])
    other = b"<!--factpack rows 7-->"
    part = b"<s>" + other + stream.mark + b"</s>"
    assert b"".join(Streamed(1, makings(part, {0: stream}))) == b"<s>" + other + b"<row/><row/></s>"
