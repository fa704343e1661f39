"""Settings and folders that are hostile, or lead outside, end in a clear error."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from made.dossiers import CLEAN, make_dossier

from toolkit import open_dossier
from toolkit.disk.inside import problem_of
from toolkit.dossier import data_folder
from toolkit.errors import FactpackError, UnreadableDossier, UnusableTemplate
from toolkit.pack.template import load_template

SETTINGS = [
    ("title = ", "cannot be read"),
    ("title = 'a'\ntitle = 'b'", "Cannot overwrite a value"),
    ("[thresholds]\n[thresholds]", "Cannot declare"),
    ("a = " + "[" * 100_000, "nested too deep"),
    ("a = " + "{b = " * 20_000, "nested too deep"),
    ("a = '" + "x" * 1_000_001 + "'", "has more than 1,000,000 bytes"),
    ("open_figures = " + "9" * 6_000, "cannot be read"),
    ("open_figures = 9999999999999999999", "expected a whole number"),
    ("open_figures = -1", "expected a whole number"),
    ("open_figures = true", "expected a whole number"),
    ("open_figures = 1.5", "expected a whole number"),
    ("title = 7", "expected text in one line"),
    ("title = 'a'\ndate = 'soon'", "expected a date"),
    ("date = 2025-09-26T10:00:00", "expected a date"),
    ("date = 2025-02-30", "cannot be read"),
    ('title = "a\\nb"', "expected text in one line"),
    ('title = "\\u0000"', "expected text in one line"),
    ('title = "\\u202ea"', "expected text in one line"),
    ('title = "\\ufffe"', "expected text in one line"),
    ("title = '" + "x" * 501 + "'", "expected text in one line"),
    ('annotator = "a\\tb"', "expected text in one line"),
    ("base_currency = 'dollars'", "expected a currency of ISO 4217"),
    ("base_currency = ['USD']", "expected a currency"),
    ("thresholds = 3", "expected a table"),
    ("thresholds = { stale_price_days = nan }", "expected a table of numbers"),
    ("thresholds = { stale_price_days = inf }", "expected a table of numbers"),
    ("thresholds = { stale_price_days = 99999999999999999999 }", "expected a table of numbers"),
    ("thresholds = { stale_price_days = {} }", "expected a table of numbers"),
    ("thresholds = { stale_price_days = 'long' }", "stale_price_days is 'long'"),
    ("\ufffd\ud800".encode("utf-8", "surrogatepass"), "cannot be read"),
    (b"\xff\xfet\x00", "cannot be read"),
    (b"\x00" * 100, "cannot be read"),
]


@pytest.mark.parametrize(("text", "told"), SETTINGS, ids=lambda one: repr(one[:40]))
def test_hostile_settings_of_a_dossier_are_told(
    tmp_path: Path, text: str | bytes, told: str
) -> None:
    root = make_dossier(tmp_path, CLEAN)
    data = text if isinstance(text, bytes) else text.encode()
    (root / "factpack.toml").write_bytes(data)
    with pytest.raises(UnreadableDossier, match=told) as fault:
        open_dossier(root).findings()
    assert fault.value.hint and len(str(fault.value)) < 1_000


TEMPLATE = [
    ("languag = 'en'", "'languag' is no setting of a template"),
    ("language = 'e' ", "expected a language"),
    ("language = 5", "expected a language"),
    ("language = 'en\" onload=\"x'", "expected a language"),
    ("macros = 'yes'", "expected true or false"),
    ("keep = 'macros'", "expected a list"),
    ("keep = ['secrets']", "nothing that a workbook carries"),
    ("addresses = [1]", "expected a list"),
    ("units = []", "expected a table of texts"),
    ("[units]\nValue = 3", "expected a table of texts"),
    ('[words]\na = "\\u0000"', "expected a table of texts"),
    ('[words]\n"\\u0007" = "a"', "expected a table of texts"),
    ("[names]\n'Two Words' = 'a.b'", "which is no name"),
    ("[styles.deep]\na = 'b'", "expected a table of texts"),
    ("a = " + "[" * 100_000, "nested too deep"),
    ("units = 'a'\nunits = 'b'", "cannot be read"),
    ("x = '" + "x" * 1_000_001 + "'", "has more than 1,000,000 bytes"),
]


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return shutil.copytree(data_folder("templates") / "ic_pack", tmp_path / "mine")


@pytest.mark.parametrize(("text", "told"), TEMPLATE, ids=lambda one: repr(one[:40]))
def test_hostile_settings_of_a_template_are_told(template: Path, text: str, told: str) -> None:
    (template / "template.toml").write_text(text, encoding="utf-8", newline="")
    with pytest.raises(UnusableTemplate, match=told):
        load_template(template)


LINKS = ["factpack.toml", "facts/facts.jsonl", "facts", "sources", "rules", "templates"]


@pytest.mark.parametrize("name", LINKS)
def test_a_dossier_reads_nothing_through_a_link(tmp_path: Path, name: str) -> None:
    root = make_dossier(tmp_path / "dossier", CLEAN)
    place, elsewhere = root / name, tmp_path / "elsewhere"
    if place.exists():
        place.rename(elsewhere)
    else:
        elsewhere.mkdir()
    _link(place, elsewhere)
    with pytest.raises(UnreadableDossier, match="it is a link"):
        open_dossier(root).findings()


def test_a_rule_behind_a_link_is_a_finding_and_is_not_run(tmp_path: Path) -> None:
    root = make_dossier(tmp_path / "dossier", CLEAN)
    (root / "rules").mkdir()
    (tmp_path / "passwd").write_text("root:x:0:0\n", encoding="utf-8")
    _link(root / "rules" / "own.sql", tmp_path / "passwd")
    (one,) = [each for each in open_dossier(root).findings() if each.code == "RUL001"]
    assert "it is a link" in one.message and "root:x" not in one.message


@pytest.mark.parametrize("name", ["template.xlsx", "template.toml", "evidence.sql"])
def test_a_template_reads_nothing_through_a_link(template: Path, name: str) -> None:
    elsewhere = template.parent / "elsewhere"
    (template / name).rename(elsewhere)
    _link(template / name, elsewhere)
    with pytest.raises(UnusableTemplate, match="it is a link"):
        load_template(template)


def test_the_house_reads_nothing_through_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = tmp_path / "house"
    house.mkdir()
    (tmp_path / "elsewhere.csv").write_text("id,label\n", encoding="utf-8")
    _link(house / "concepts.csv", tmp_path / "elsewhere.csv")
    monkeypatch.setenv("FACTPACK_HOUSE", str(house))
    with pytest.raises(FactpackError, match="it is a link"):
        open_dossier(make_dossier(tmp_path / "dossier", CLEAN)).findings()


@pytest.mark.parametrize(
    "name",
    ["CON", "con.sql", "Nul.csv", "aux.", "PRN .jsonl", "com1.xlsx", "LPT9", "COM¹", "conin$"],
)
def test_the_name_of_a_device_is_no_files_name(name: str) -> None:
    assert problem_of(Path(name)) == "it has the name of a device on Windows"


def test_a_name_of_bytes_that_are_no_text_is_said() -> None:
    assert problem_of(Path("facts-\udcff.csv")) == "its name has bytes that are no UTF-8"


@pytest.mark.parametrize("name", ["console.csv", "com.csv", "com10.csv", "facts.con", "null.csv"])
def test_what_only_looks_like_a_device_is_read(name: str) -> None:
    assert problem_of(Path(name)) is None


def _link(place: Path, target: Path) -> None:
    try:
        place.symlink_to(target, target_is_directory=target.is_dir())
    except OSError:
        pytest.skip("no links can be made here")
