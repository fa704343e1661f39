"""A large text file, whose records SQL reads and judges, is what it is read cell by cell.

Small files stand for large ones. Beside each stands how many of its records SQL holds back.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from records.both_ways import LANGUAGES, REST, SCHEMAS, said, same_both_ways, typed

from toolkit.readers import read
from toolkit.readers.grid import Proof
from toolkit.readers.staged import Staging
from toolkit.records import heldback, sheettable
from toolkit.records.columnar import take
from toolkit.records.heldback import validated
from toolkit.records.onepass import Unlike
from toolkit.records.sheets import heading_of
from toolkit.records.validate import examined

HEAD = "id,entity,concept,source,kind,status,value,unit,decimals,period_end,quote,tags,language\n"
FACT = "{},alibaba,revenue,wire,actual,draft,{},USD,{},{},{},{},\n"


def facts(*rows: tuple[str, ...]) -> str:
    """Facts of which id, value, decimals, period_end, quote and tags are given."""
    return HEAD + "".join(FACT.format(*row) for row in rows)


PLAIN = ("f1", "1.5", "-9", "2025-02-24", "It is 1.5.", "a")
FILES: dict[str, tuple[str, str, int]] = {
    "plain rows": ("facts.csv", facts(PLAIN, ("f2", "-3", "2", "", "", "")), 0),
    "one row of no text": ("facts.csv", facts(PLAIN, ("", "", "", "", "", "")), 1),
    "numbers of every sort": (
        "facts.csv",
        facts(
            *(
                (f"f{n}", value, "", "", "q", "")
                for n, value in enumerate(
                    (
                        *("12", "007", "1.50", "-0", '"1,234"', "380 bn", '"3,2 Mrd."', "84%"),
                        *("x", "9" * 28, "9" * 29, "0." + "1" * 9, "0." + "1" * 10, "1e5", "+3"),
                        " 7 ",
                    )
                )
            )
        ),
        10,
    ),
    "steps": (
        "facts.csv",
        facts(
            *(
                (f"f{n}", "1", d, "", "q", "")
                for n, d in enumerate(["-9", "9", "10", "billion", "0.1", "2.0", "1"])
            )
        ),
        4,
    ),
    "days": (
        "facts.csv",
        facts(
            *(
                (f"f{n}", "1", "", day, "q", "")
                for n, day in enumerate(
                    [
                        "2025-02-24",
                        "2024-02-29",
                        "2025-02-30",
                        "24.02.2025",
                        "2025-2-4",
                        "0001-01-01",
                    ]
                )
            )
        ),
        3,
    ),
    "lists": (
        "facts.csv",
        facts(
            *(
                (f"f{n}", "1", "", "", "q", t)
                for n, t in enumerate(["a", "a; b", '"a\nb"', '"[""x;y""]"', '"a,b"', ";"])
            )
        ),
        4,
    ),
    "blanks around": (
        "facts.csv",
        facts(
            *(
                (f"f{n}", "1", "", "", q, "")
                for n, q in enumerate(["a b", " a", "a ", "\u00a0a", "a\u200b", "é", "  "])
            )
        ),
        5,
    ),
    "lists of words": (
        "facts.csv",
        facts(PLAIN).replace("actual", "Actual")
        + FACT.format("f2", "2", "", "", "", "").replace("actual", "hearsay"),
        2,
    ),
    "no sheet column has a field's whole type": (
        "facts.csv",
        "id,value\nf1,1\n,2\n",
        2,
    ),
    "columns of one's own and under no heading": (
        "facts.csv",
        "Our facts,,,\nid,mine,value,,quote\nf1,m,1,,q\nf2,,2,stray,\n,only mine,,,\n"
        ",,,only stray,\n, ,,,\n\nf3,m3,3,,\n",
        3,
    ),
    "headings that stand twice or are nearly right": (
        "facts.csv",
        "id,ID,valeu,value,Entity *\nf1,f2,1,2,alibaba\n",
        1,
    ),
    "a long text under no heading": (
        "facts.csv",
        f"id,value,\nf1,1,{'x' * 61}\nf2,1,{'y' * 60}\n",
        2,
    ),
    "points that are decimal": ("facts.csv", facts(("f1", "1.234", "", "", "q", "")), 0),
    "semicolons and commas": (
        "facts.csv",
        facts(PLAIN).replace(",", ";").replace("1.5;", "1,5;") + "f2;;;;;;1.234;;;;;;\n",
        2,
    ),
    "sources": (
        "sources.csv",
        "id,title,language,file,url,published\nnyt,One,en,a.md,https://e.com/a,2025-01-01\n"
        "x,Two,english,../b.md,e.com,2025\n",
        2,
    ),
    "claims": ("claims.csv", 'id,facts\nc1,f1\nc2,"f1, f2"\nc3,f1; f2\n', 3),
    "lines": (
        "facts.jsonl",
        '{"id": "f1", "value": 1.5, "quote": "q", "tags": ["a", "b; c"]}\n'
        '{"id": "f2", "value": "380 bn", "language": "en", "tags": "a; b"}\n'
        '{"id": "f3", "value": 1e2, "quote": "a\\u00e9\\n", "tags": []}\n'
        '{"id": 7, "value": true, "decimals": 2.0, "period_end": null}\n'
        '{"id": "f5", "mine": {"a": [1]}, "new": "key", "tags": [1, 2]}\n'
        "\n"
        '{"id": "f6", "id": "f7"}\n'
        '{"id": "f8", "value": NaN}\n'
        "{broken\n"
        '{"mine": "only"}\n'
        '{"id" : "f9", "value":0.1}\n',
        6,
    ),
}


@pytest.mark.parametrize("called", FILES)
def test_a_text_file_is_the_same_both_ways(called: str, tmp_path: Path) -> None:
    name, text, held = FILES[called]
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    same_both_ways(tmp_path / name, held)


ODD_LINES = (
    '{"id": "o1", "value": 1.5, "quote": "a\\u00e9\\n", "tags": ["b"]}',
    '{"id": "o2",  "value": 1.5, "quote": " q", "tags": []}',
    '{"id": "o3", "value": 1e2, "quote": null, "tags": ["a; b", "c"], "mine": "m"}',
    '{"id": "o4", "value": "380 bn", "quote": "q", "tags": "a; b"}',
    '{"id": "o5", "id": "o6"}',
    '{"id": "o7", "value": NaN}',
    "{broken",
    "[1]",
    "",
    '{"mine": "only"}',
    '{"id": null, "value": null, "quote": " ", "tags": null}',
    '{"value":0.10,"id":"o8","deep":{"a":[1]}}',
)


def test_lines_of_a_program_with_others_among_them_are_the_same_both_ways(tmp_path: Path) -> None:
    rest = "".join(f', "{key}": "{value}"' for key, value in REST.items())
    line = '{{"id": "f{0}", "value": {0}.5, "quote": "q{0}", "tags": ["a"]' + rest + "}}"
    lines = [line.format(number) for number in range(1500)]
    for number, odd in enumerate(ODD_LINES):
        lines.insert(1003 + 15 * number, odd)
    path = tmp_path / "facts.jsonl"
    path.write_text("".join(f"{one}\n" for one in lines), encoding="utf-8", newline="")
    same_both_ways(path, 5)
    with duckdb.connect(":memory:") as connection:
        staging = Staging(lambda: connection, heading_of(SCHEMAS), least=0)
        (grid,) = read(path, path.name, staging)
    assert grid.staged is not None and grid.staged.rereader is not None  # it went the swift way


SPOILT: list[dict[str, Any]] = [
    {"count": 3},
    {"proof": Proof("1", 5)},
    {"still": lambda: False},
    {"table": "(select * from no_such_table)"},
]


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda one: next(iter(one)))
def test_where_the_swift_way_is_in_doubt_the_file_is_read_with_care(
    tmp_path: Path, spoilt: dict[str, Any]
) -> None:
    path = tmp_path / "facts.csv"
    path.write_text(facts(PLAIN, PLAIN), encoding="utf-8", newline="")
    (slow,) = [said(one) for one in typed(path, None)]
    with duckdb.connect(":memory:") as connection:
        staging = Staging(lambda: connection, heading_of(SCHEMAS), least=0)
        (grid,) = read(path, path.name, staging)
        assert grid.staged is not None
        sheet = take(replace(grid, staged=replace(grid.staged, **spoilt)), SCHEMAS, staging)
        assert sheet is not None
        assert said(validated(sheet, SCHEMAS, LANGUAGES)) == slow
        alone = replace(grid.staged, otherwise=None, **spoilt)
        with pytest.raises((Unlike, duckdb.Error)):
            take(replace(grid, staged=alone), SCHEMAS, staging)


def test_records_held_back_are_judged_some_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[int] = []
    monkeypatch.setattr(heldback, "_AT_ONCE", 4)
    monkeypatch.setattr(
        heldback,
        "examined",
        lambda sheet, *rest: judged.append(len(sheet.lines)) or examined(sheet, *rest),
    )
    rows = [(f"f{n}", "x", "", "", "", "") for n in range(10)]
    (tmp_path / "facts.csv").write_text(facts(*rows), encoding="utf-8", newline="")
    same_both_ways(tmp_path / "facts.csv", 10)
    assert judged == [4, 4, 2]


def test_a_file_of_many_pieces_is_the_same_both_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Records are fetched, and judged where SQL held them back, a few at a time."""
    monkeypatch.setattr(heldback, "_AT_ONCE", 3)
    monkeypatch.setattr(sheettable, "_AT_ONCE", 2)
    values = ["1", "380 bn", "x", "Actual", "1.234", "2", "84%"]
    rows = [(f"f{n}", values[n % 7], "billion", "", " q", "a; b") for n in range(20)]
    (tmp_path / "facts.csv").write_text(facts(*rows), encoding="utf-8", newline="")
    same_both_ways(tmp_path / "facts.csv", 20)


def test_a_default_takes_the_place_of_blanks_in_a_table_too(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text("id,value,annotator\nf1,1,\nf2,2,anna\n", encoding="utf-8", newline="")
    with duckdb.connect(":memory:") as connection:
        staging = Staging(lambda: connection, heading_of(SCHEMAS), least=0)
        for one in typed(path, staging):
            assert one.defaulting("facts", "annotator", "eva") is one
            assert list(one.values["annotator"]) == ["eva", "anna"]
            assert list(one.kept(lambda record: record["value"] == 2).values["id"]) == ["f2"]
