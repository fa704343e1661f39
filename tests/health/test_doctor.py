"""`factpack doctor`: the installation, a dossier's folder, and what is wrong with either."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from importlib import metadata
from pathlib import Path

import pytest
from attacks import base
from click.testing import CliRunner
from made import packs
from made.dossiers import CLEAN, make_dossier

from toolkit.cli import factpack
from toolkit.cli.doctor import command
from toolkit.health import folder, installation
from toolkit.health.told import Told, as_text, is_wrong


def by_name(found: list[Told]) -> dict[str, Told]:
    return {one.name: one for one in found}


def test_this_installation_is_sound() -> None:
    found = by_name(list(installation.look()))
    assert {name: one.what for name, one in found.items() if one.state == "wrong"} == {}
    assert {"factpack", "Python", "isal", "duckdb", "schemas", "rules", "template ic_pack"} <= set(
        found
    )
    assert found["workbooks"].what == (
        "1 GiB a file, 4 GiB inflated, 20,000 parts, 25,000,000 cells"
    )


def test_every_library_is_looked_at_with_its_lowest_version() -> None:
    names = {
        line.partition(">=")[0].strip(): line.partition(">=")[2].strip()
        for line in installation.needed()
    }
    assert {"click", "duckdb", "isal", "openpyxl"} <= set(names)
    for name, least in names.items():
        assert installation.library(name, least).state == "ok"


@pytest.mark.parametrize(
    ("name", "least", "what"),
    [
        ("click", "99.0", "and at least 99.0 is needed"),
        ("no-such-library", "1.0", "is missing; at least 1.0 is needed"),
    ],
)
def test_a_library_too_old_or_missing_is_wrong(name: str, least: str, what: str) -> None:
    told = installation.library(name, least)
    assert told.state == "wrong" and what in told.what
    assert told.hint == f'pip install --upgrade "{name}>={least}"'


def test_a_library_that_cannot_be_loaded_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: str) -> None:
        raise ImportError("its native part is for another machine")

    monkeypatch.setattr(installation.importlib, "import_module", broken)
    told = installation.library("click", "8.0")
    assert told.state == "wrong" and "native part" in told.what


@pytest.mark.parametrize(
    ("version", "least", "right"),
    [
        ("2.0.0", "2.0", True),
        ("2.0", "2.0.0", True),
        ("2.0rc1", "2.0", True),
        ("1.10", "1.9", True),
        ("1.9", "1.10", False),
        ("0.13.0", "0.13", True),
        ("3.1.5+local", "3.1.5", True),
    ],
)
def test_versions_are_compared_as_numbers(
    version: str, least: str, right: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata, "version", lambda _: version)
    assert (installation.library("click", least).state == "ok") is right


def test_what_cannot_be_written_to_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(installation.tempfile, "TemporaryFile", full)
    told = by_name(list(installation._machine()))["temporary files"]
    assert told.state == "wrong" and "No space left" in told.what


def test_broken_files_of_its_own_are_wrong() -> None:
    def broken() -> str:
        raise KeyError("title")

    told = installation.tried("Its own files", "schemas", broken)
    assert told.state == "wrong" and told.hint == "install factpack anew"


# -- a dossier ----------------------------------------------------------------------------------


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return make_dossier(tmp_path / "dossier", CLEAN)


def wrong(path: Path) -> dict[str, str]:
    return {one.name: one.what for one in folder.look(path) if one.state == "wrong"}


def noted(path: Path) -> dict[str, str]:
    return {one.name: one.what for one in folder.look(path) if one.state == "note"}


def test_a_dossier_in_order_has_nothing_wrong(dossier: Path) -> None:
    assert wrong(dossier) == {}
    told = by_name(list(folder.look(dossier)))
    assert told["facts/facts.jsonl"].what == "16 cells"
    assert told["settings"].what == "each is known"


def test_no_dossier_is_wrong(tmp_path: Path) -> None:
    (told,) = folder.look(tmp_path)
    assert told.state == "wrong" and "is no dossier" in told.what and told.hint


def test_settings_that_nobody_knows_are_wrong(tmp_path: Path) -> None:
    settings = 'title = "T"\ncolour = "blue"\n[thresholds]\nstale = 3\n'
    said = [one.what for one in folder.look(make_dossier(tmp_path, CLEAN, settings)) if one.hint]
    assert said == [
        "factpack.toml has no setting 'colour'",
        "factpack.toml has no setting 'thresholds.stale'",
    ]


def test_a_file_that_cannot_be_read_is_wrong(dossier: Path) -> None:
    (dossier / "facts" / "facts-b.xlsx").write_bytes(b"PK\x03\x04")
    assert list(wrong(dossier)) == ["facts/facts-b.xlsx"]


OWNER = b"\x04Anna".ljust(55, b" ") + b"\x04\0" + "Änna".encode("utf-16-le").ljust(108, b" ")
LIBRE = b",anna,anna-pc,21.11.2026 10:12,file:///home/anna;"


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("~$facts.xlsx", OWNER, "facts.xlsx is open in Excel, by Änna; it is not read"),
        ("~$facts.xlsx", b"", "facts.xlsx is open in Excel; it is not read"),
        (".~lock.facts.xlsx#", LIBRE, "facts.xlsx is open in LibreOffice, by anna; it is not read"),
    ],
)
def test_a_file_that_is_open_is_noted_with_by_whom(
    dossier: Path, name: str, data: bytes, what: str
) -> None:
    (dossier / "facts" / name).write_bytes(data)
    assert noted(dossier) == {f"facts/{name}": what}
    assert wrong(dossier) == {}


@pytest.mark.parametrize(
    "name",
    [".facts.xlsx.0badcafe.tmp", ".merging-x1y2"],
)
def test_what_a_stopped_run_left_is_wrong(dossier: Path, name: str) -> None:
    (dossier / "facts" / name).write_bytes(b"")
    assert wrong(dossier) == {f"facts/{name}": "left by a run that was stopped"}


def test_names_that_are_one_elsewhere_are_wrong(dossier: Path) -> None:
    composed, apart = (unicodedata.normalize(form, "für.md") for form in ("NFC", "NFD"))
    for name in (composed, apart):
        (dossier / "sources" / name).write_text("x", encoding="utf-8")
    if len(list((dossier / "sources").glob("f*.md"))) == 2:  # not where they are one file
        assert len(wrong(dossier)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not take these names")
def test_names_that_windows_does_not_take_are_noted(dossier: Path) -> None:
    for name in ("con.md", "a:b.md", "end.", "nul"):
        (dossier / "sources" / name).write_text("x", encoding="utf-8")
    assert len(noted(dossier)) == 4


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write all")
def test_a_folder_that_cannot_be_written_to_is_noted(dossier: Path) -> None:
    dossier.chmod(0o500)
    try:
        assert "place" in noted(dossier)
    finally:
        dossier.chmod(0o700)


def test_a_folder_that_is_synced_is_noted(tmp_path: Path) -> None:
    place = make_dossier(tmp_path / "OneDrive - Firm" / "d", CLEAN)
    assert "OneDrive syncs" in noted(place)["place"]


def test_the_command_exits_with_1_where_anything_is_wrong(dossier: Path) -> None:
    done = CliRunner().invoke(command, [str(dossier), "--format", "json"])
    assert done.exit_code == 0 and json.loads(done.output)["wrong"] is False
    (dossier / "facts" / "facts (Anna's conflicted copy).xlsx").write_bytes(base.packed())
    done = CliRunner().invoke(command, [str(dossier)])
    assert done.exit_code == 1
    assert "a conflict copy made by a sync client; it is not read" in done.output
    assert done.output.endswith("\n1 thing wrong\n")


def test_the_words_for_people_line_up() -> None:
    found = [Told("A", "one", "ok", "fine"), Told("B", "three", "wrong", "broken", "mend it")]
    assert is_wrong(found)
    assert as_text(found, lambda text, _: text) == (
        "A\n  ok    one    fine\n\nB\n  WRONG three  broken\n               → mend it\n\n"
        "1 thing wrong\n"
    )


# -- packs and bases -----------------------------------------------------------------------------


def packs_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A dossier, and its pack where export puts it."""
    pack, _ = packs.put_pack(tmp_path, name="out/dossier/t")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "dossier", pack


def test_a_pack_in_order_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, pack = packs_of(tmp_path, monkeypatch)
    assert by_name(list(folder.look(root)))["dossier/t"].state == "ok"
    (told,) = folder.look(pack)
    assert told.state == "ok" and told.what.endswith("files as exported")


def test_a_pack_without_manifest_or_data_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, pack = packs_of(tmp_path, monkeypatch)
    (pack / "data" / "facts.parquet").unlink()
    assert "data/facts.parquet: missing" in wrong(root)["dossier/t"]
    (pack / "manifest.json").unlink()
    assert "there is no manifest.json of factpack's" in wrong(root)["dossier/t"]
    assert wrong(pack)


def test_a_pack_that_was_worked_on_is_noted_and_one_whose_data_changed_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, pack = packs_of(tmp_path, monkeypatch)
    workbook = next(pack.glob("*.xlsx"))
    workbook.write_bytes(workbook.read_bytes() + b"\0")
    assert "changed after the export" in noted(root)["dossier/t"] and "dossier/t" not in wrong(root)
    data = pack / "data" / "facts.parquet"
    data.write_bytes(data.read_bytes()[:-1])
    assert "data/facts.parquet: not as exported" in wrong(root)["dossier/t"]
    said = json.loads((pack / "manifest.json").read_text(encoding="utf-8"))
    (pack / "manifest.json").write_text(json.dumps(said | {"dossier": "other"}), encoding="utf-8")
    assert any("was changed after the export" in one.what for one in folder.look(root))


def test_a_base_that_a_stamp_names_and_is_not_here_is_noted(tmp_path: Path) -> None:
    root = make_dossier(tmp_path / "d", {})
    CliRunner().invoke(factpack, ["workbook", str(root)])
    (base_,) = (root / ".factpack" / "bases").iterdir()
    assert not wrong(root) and "facts/facts.xlsx" not in noted(root)
    whole = base_.read_bytes()
    base_.write_bytes(whole[:-4])
    assert "is damaged: a merge cannot use it" in wrong(root)["facts/facts.xlsx"]
    base_.unlink()
    assert f"{base_.name} is not here" in noted(root)["facts/facts.xlsx"]
