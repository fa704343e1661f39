"""The same inputs give the same pack on any day; what a rebuild makes otherwise is named."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from made.packs import FACTS, PLAN, dossier, made_pack, put_pack

from toolkit import open_dossier
from toolkit.cli.export import command as export_command
from toolkit.cli.sql import command as sql_command
from toolkit.errors import FactpackError
from toolkit.ooxml.container.package import Package
from toolkit.pack import pdf
from toolkit.pack.afterwards.rebuild import as_text, held_against
from toolkit.pack.export import Options
from toolkit.pack.folder import open_pack
from toolkit.pack.manifest import NAME
from toolkit.pack.template import load_template

ROOT = Path(__file__).parents[2]


def test_a_database_that_was_asked_before_gives_the_same_bytes(tmp_path: Path) -> None:
    put_pack(tmp_path)
    template = load_template(tmp_path / "template")
    asked = open_dossier(tmp_path / "dossier")
    assert asked.sql("select count(*) from facts").rows
    fresh = made_pack(open_dossier(tmp_path / "dossier"), template)
    assert made_pack(asked, template).files == fresh.files


def test_another_process_on_another_day_gives_the_same_bytes(tmp_path: Path) -> None:
    put_pack(tmp_path)
    code = (
        "import sys, hashlib\nfrom pathlib import Path\nfrom toolkit import open_dossier\n"
        "from made.packs import made_pack\n"
        "from toolkit.pack.template import load_template\n"
        "pack = made_pack(open_dossier(sys.argv[1]), load_template(Path(sys.argv[2])))\n"
        "print(hashlib.sha256(b''.join(pack.files[n] for n in sorted(pack.files))).hexdigest())"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code, tmp_path / "dossier", tmp_path / "template"],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ
            | {
                "PYTHONHASHSEED": seed,
                "TZ": zone,
                "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests"))),
            },
            timeout=60,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(hashes) == 1


def check(root: Path, place: Path, *options: str) -> Any:
    """`factpack export --check` of the pack that `put_pack` made."""
    template = ["--template", str(root / "template")]
    given = [str(root / "dossier"), *template, "-o", str(place), "--check", *options]
    return CliRunner().invoke(export_command, given)


def test_a_rebuild_of_what_stands_is_the_same(tmp_path: Path) -> None:
    place, _ = put_pack(tmp_path, options=Options(bom=True))
    done = check(tmp_path, place)
    assert (done.exit_code, done.stdout) == (0, f"{place}: a rebuild gives the same pack\n")


def test_what_a_rebuild_makes_otherwise_is_named(tmp_path: Path) -> None:
    place, _ = put_pack(tmp_path)
    (place / "csv" / "figures.csv").unlink()
    (place / "minutes.txt").write_bytes(b"mine")
    dossier(tmp_path / "dossier", [PLAN | {"value": 38_000_000}, *FACTS[1:]])
    done = check(tmp_path, place)
    lines = done.stdout.splitlines()
    assert done.exit_code == 1
    assert "csv/figures.csv: missing" in lines
    assert "minutes.txt: added" in lines
    assert "data/facts.parquet: changed" in lines
    assert any(line.startswith("dossier-template.xlsx: changed (") for line in lines)
    assert any("inputs: facts/facts.jsonl" in line for line in lines)


def test_a_pack_of_other_versions_is_compared_by_what_is_inside(tmp_path: Path) -> None:
    place, put = put_pack(tmp_path)
    pack = replace(put, folder=Path(shutil.copytree(place, tmp_path / "anew")))
    package = Package.open(place / pack.workbook)
    whole = {name: package.read(name) for name in package.names}
    (place / pack.workbook).write_bytes(_zipped(whole))
    assert held_against(open_pack(place), pack).unlike[0].path == pack.workbook
    told = json.loads((place / NAME).read_text(encoding="utf-8"))
    told["made_with"]["zlib"] = "1.0"
    (place / NAME).write_text(json.dumps(told), encoding="utf-8")
    found = held_against(open_pack(place), pack)
    assert (found.unlike, found.repacked) == ((), (pack.workbook,))
    assert "zlib 1.0, now" in as_text(found, place)


def _zipped(parts: dict[str, bytes]) -> bytes:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as book:
        for name, data in parts.items():
            book.writestr(name, data)
    return out.getvalue()


# -- what lies beside the workbook ----------------------------------------------------------------


def test_a_pack_answers_sql_behind_the_same_lock(tmp_path: Path) -> None:
    place, _ = put_pack(tmp_path)
    run = CliRunner().invoke
    query = "select cell, query, facts from written_cells where origin = 'query' and col = 3"
    told = run(sql_command, [str(place), query, "--format", "json"])
    assert json.loads(told.stdout)[0] == {"cell": "C5", "query": "figures", "facts": ["plan"]}
    assert "written_cells: Every cell" in run(sql_command, [str(place), "--tables"]).stdout
    for hostile in ("drop table facts", f"from read_parquet('{place}/data/facts.parquet')"):
        refused = run(sql_command, [str(place), hostile])
        assert isinstance(refused.exception, FactpackError)


def test_views_answer_in_a_pack_as_in_the_dossier(tmp_path: Path) -> None:
    place, _ = put_pack(tmp_path)
    opened, pack = open_dossier(tmp_path / "dossier"), open_pack(place)
    for view in ("by_source", "live_facts", "latest", "disagreements", "key_figures_now"):
        assert pack.sql(f"from {view}").rows == opened.sql(f"from {view}").rows


def test_every_table_of_the_dossier_lies_in_data(tmp_path: Path) -> None:
    place, _ = put_pack(tmp_path)
    opened, pack = open_dossier(tmp_path / "dossier"), open_pack(place)
    for table in opened.database.tables():
        query = f"from {table.name} order by all"
        assert pack.sql(query).rows == opened.sql(query).rows, table.name


def test_the_dictionary_tells_of_every_column(tmp_path: Path) -> None:
    _, pack = put_pack(tmp_path)
    data = pack.files["csv/data_dictionary.csv"].decode()
    rows = {row["Column"]: row for row in csv.DictReader(io.StringIO(data, newline=""))}
    assert list(rows) == ["Fact", "Value", "Unit", "Day", "Said"]
    assert rows["Value"]["Unit"] == "as in the column Unit; percent is 84 for 84 %"
    assert rows["Value"]["Type"].startswith("decimal number")
    assert rows["Day"]["Meaning"] == "A column of this list: every figure"
    assert all(row["Meaning"] and row["File"] == "csv/figures.csv" for row in rows.values())


def test_a_mark_for_excel_is_written_and_recorded_where_asked_for(tmp_path: Path) -> None:
    _, plain = put_pack(tmp_path)
    _, marked = put_pack(tmp_path, options=Options(bom=True), name="marked")
    for name in ("csv/figures.csv", "csv/data_dictionary.csv"):
        assert marked.files[name] == b"\xef\xbb\xbf" + plain.files[name]
    assert (plain.manifest.csv_bom, marked.manifest.csv_bom) == (False, True)


# -- PDF -------------------------------------------------------------------------------------


def test_without_libreoffice_a_pdf_is_refused_and_nothing_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf.shutil, "which", lambda _: None)
    monkeypatch.setattr(pdf, "_USUAL", ())
    with pytest.raises(FactpackError, match="no LibreOffice here") as refused:
        put_pack(tmp_path, options=Options(pdf=True))
    assert "without --pdf" in refused.value.hint
    assert not (tmp_path / "pack").exists()


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for LibreOffice")
@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("sleep 20", "had not printed the pack after 0.2 seconds"),
        ("echo no; exit 1", "nothing: no"),
    ],
)
def test_a_libreoffice_that_fails_is_said_to(
    script: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nexec 2>&1\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(pdf.shutil, "which", lambda _: str(program))
    with pytest.raises(FactpackError, match=says):
        pdf.printed(program, date(2025, 9, 26), seconds=0.2 if "sleep" in script else 20)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_pdf_is_dated_the_packs_day_and_no_rebuild_compares_it(tmp_path: Path) -> None:
    place, pack = put_pack(tmp_path, options=Options(pdf=True))
    data = pack.files["dossier-template.pdf"]
    assert data.startswith(b"%PDF") and b"/CreationDate(D:20250926000000Z" in data
    assert check(tmp_path, place).exit_code == 0
