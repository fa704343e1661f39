"""Dossiers and files of any name: spaces, umlauts of both forms, 250 characters, a leading dash."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest
from made.dossiers import CLEAN, FACT, as_json, make_dossier

from toolkit import open_dossier
from toolkit.authoring.making import workbook_of
from toolkit.dossier import data_folder, find_dossier
from toolkit.pack.export import export
from toolkit.pack.template import load_template
from toolkit.schemas import load_schemas

SETTINGS = 'title = "T"\ndate = 2025-09-26\n'
TEMPLATE = Path(__file__).parents[2] / "templates" / "one_pager"
LONG = "Ü" * 100 + "x" * 40  # 240 bytes in UTF-8: what file systems take, less an ending
NAMES = {
    "spaces": "Two words  and three",
    "umlauts as one letter": unicodedata.normalize("NFC", "Übernahme Groß"),
    "umlauts as two": unicodedata.normalize("NFD", "Übernahme Groß"),
    "a leading dash": "-rf",
    "a leading dash and letters": "--in-place",
    "quotes and brackets": "it's [a] {b} (c) & d; e=f,g#h%20",
    "Chinese": "阿里巴巴集团",
    "Arabic": "شركة",
    "an emoji": "📈 plan",
    "a dot inside": "v1.2.final",
    "250 bytes": LONG,
}


@pytest.mark.parametrize("name", NAMES)
def test_a_dossier_may_have_any_name(name: str, tmp_path: Path) -> None:
    place = make_dossier(tmp_path / NAMES[name], CLEAN, SETTINGS)
    opened = open_dossier(place)
    assert opened.sql("select id from facts").rows == [("f1",)]
    pack = export(opened, load_template(TEMPLATE), tmp_path / "pack", allow_errors=True)
    assert (tmp_path / "pack" / pack.workbook).is_file()
    assert pack.workbook.startswith(NAMES[name][:100])
    assert open_dossier(place).findings() == opened.findings()


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_facts_may_have_any_name(name: str, tmp_path: Path) -> None:
    place = make_dossier(tmp_path, {**CLEAN, "facts": []}, SETTINGS)
    line = as_json(FACT | {"id": "f9", "value": 1, "unit": "USD"}) + "\n"
    (place / "facts" / "facts.jsonl").unlink()
    source = make_dossier(tmp_path / "other", {"facts": [FACT | {"id": "f9", "value": 1}]})
    files = find_dossier(source).fact_files
    made = workbook_of(find_dossier(source), files, load_schemas(data_folder("schemas")))
    path = place / "facts" / f"{NAMES[name]}.xlsx"
    path.write_bytes(made.data)
    opened = open_dossier(place)
    assert opened.sql("select id from facts").rows == [("f9",)]
    path.unlink()
    short = f"facts-{NAMES[name]}"[:120]
    (place / "facts" / f"{short}.jsonl").write_text(line, encoding="utf-8", newline="")
    assert open_dossier(place).sql("select id from facts").rows == [("f9",)]


def test_a_source_is_found_whichever_form_its_umlauts_have(tmp_path: Path) -> None:
    apart, composed = (unicodedata.normalize(form, "für.md") for form in ("NFD", "NFC"))
    source = {"id": "s", "title": "A note", "language": "en", "file": composed}
    place = make_dossier(tmp_path, {**CLEAN, "sources": [source]}, SETTINGS)
    (place / "sources" / apart).write_text("A note.\n", encoding="utf-8")
    found = [one.message for one in open_dossier(place).findings() if one.type == "sources"]
    assert not [said for said in found if "für" in unicodedata.normalize("NFC", said)]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")
def test_what_may_only_be_read_is_read(tmp_path: Path) -> None:
    place = make_dossier(tmp_path / "d", CLEAN, SETTINGS)
    folders = [place, *(each for each in place.rglob("*") if each.is_dir())]
    for path in place.rglob("*"):
        if path.is_file():
            path.chmod(0o400)
    for folder in folders:
        folder.chmod(0o500)
    try:
        opened = open_dossier(place)
        assert not [one for one in opened.findings() if one.severity == "error"]
        pack = export(opened, load_template(TEMPLATE), tmp_path / "pack", allow_errors=True)
        assert pack.files
    finally:
        for folder in folders:
            folder.chmod(0o700)
