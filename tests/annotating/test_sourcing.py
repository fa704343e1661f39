"""Documents made sources: what is written, what the row says, and what is refused."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from made.documents import pdf
from made.dossiers import make_dossier

from toolkit import open_dossier
from toolkit.annotating.guessing import guess
from toolkit.cli import factpack

TEXT = """Die Beispiel AG hat am 12. September 2025 mitgeteilt, dass der Umsatz im zweiten Quartal
auf 3,2 Mrd. Euro gestiegen ist. Das war mehr, als die Analysten erwartet hatten, und es wird nach
Angaben des Vorstands bei diesem Wachstum bleiben.
"""
PAGE = f"""<!doctype html><html lang=en><head><meta charset=utf-8>
<meta property="og:title" content="Beispiel wächst">
<meta property="og:site_name" content="Die Börse">
<meta property="article:published_time" content="2025-09-12T23:30:00+02:00">
<link rel=canonical href="https://boerse.example/1"></head>
<body><article><h1>Beispiel wächst</h1><p>{TEXT}</p></article></body></html>"""


def factpack_(*arguments: object) -> Result:
    """The command run as from a terminal, in one process; a FactpackError is exit code 2."""
    from toolkit.errors import FactpackError

    result = CliRunner().invoke(factpack, [str(each) for each in arguments])
    if isinstance(result.exception, FactpackError):
        result.exit_code = 2
    return result


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A dossier with an empty workbook, and a saved page beside it."""
    root = tmp_path / "dossier"
    assert factpack_("init", root, "--empty").exit_code == 0
    (tmp_path / "page.html").write_bytes(PAGE.encode())
    return root


def rows(root: Path) -> list[dict[str, Any]]:
    names, found = open_dossier(root).database.fetch("from sources order by _row")
    return [
        {k: v for k, v in zip(names, row, strict=True) if v is not None and k != "_row"}
        for row in found
    ]


def test_nothing_is_written_unless_asked(new: Path) -> None:
    before = {each: each.read_bytes() for each in new.rglob("*") if each.is_file()}
    result = factpack_("source", "add", new, new.parent / "page.html")
    assert result.exit_code == 0
    assert "published_basis  printed   (the day was looked for in the text)" in result.output
    assert "de   (guessed from its words, although the document says en)" in result.output
    assert "would write: sources/originals/die-borse.html" in result.output
    assert {each: each.read_bytes() for each in new.rglob("*") if each.is_file()} == before


def test_a_page_becomes_a_source_with_its_original_kept_and_both_hashed(new: Path) -> None:
    result = factpack_("source", "add", new, new.parent / "page.html", "--in-place")
    assert result.exit_code == 0, result.output
    assert (new / "sources/originals/die-borse.html").read_bytes() == PAGE.encode()
    text = (new / "sources/die-borse.md").read_bytes()
    assert text.decode() == "# Beispiel wächst\n\n" + TEXT.replace("\n", " ").strip() + "\n"
    (row,) = rows(new)
    assert {**row, "published": str(row["published"])} == {
        "id": "die-borse",
        "title": "Beispiel wächst",
        "publisher": "Die Börse",
        "published": "2025-09-12",
        "published_basis": "printed",
        "language": "de",
        "file": "die-borse.md",
        "url": "https://boerse.example/1",
        "sha256": sha256(text).hexdigest(),
        "original": "originals/die-borse.html",
        "original_sha256": sha256(PAGE.encode()).hexdigest(),
    }
    assert [each.code for each in open_dossier(new).findings() if each.type == "sources"] == [
        "OPN001"
    ]
    assert (new / "facts/facts.xlsx.bak").is_file()
    sheet = openpyxl.load_workbook(new / "facts/facts.xlsx")["Sources"]
    assert sheet["E2"].is_date or any(cell.is_date for cell in sheet[2])


def test_what_is_given_goes_before_what_the_document_says(new: Path) -> None:
    given = ["--id", "b1", "--title", "T", "--language", "de-AT", "--date", "2025-01-02"]
    given += ["--type", "news", "--in-place", "--format", "json"]
    result = factpack_("source", "add", new, new.parent / "page.html", *given)
    told = json.loads(result.output)
    assert told["source"]["id"] == "b1"
    assert told["source"]["published_basis"] == "inferred"
    assert told["known_by"]["language"] == "given"
    assert told["written"] == {
        "rows": [2],
        "backup": "facts/facts.xlsx.bak",
        "without_column": [],
    }
    assert rows(new)[0]["type"] == "news"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--type", "novel"], "'novel' is no Type"),
        (["--url", "ftp://x"], "'ftp://x' is no Address"),
        (["--date", "12.9.2025"], "is no date"),
        (["--id", "../x"], "cannot name a file"),
        (["--id", "CON"], "cannot name a file"),
        (["--id", "a, b"], "is no Source"),
        (["--encoding", "nonsense"], "no encoding 'nonsense'"),
        (["--into", "other.csv"], "other.csv holds no sources"),
    ],
)
def test_what_no_cell_may_hold_is_refused(new: Path, arguments: list[str], says: str) -> None:
    result = factpack_("source", "add", new, new.parent / "page.html", "--in-place", *arguments)
    assert result.exit_code == 2
    assert says in str(result.exception)
    assert not (new / "sources" / "originals").exists()


def test_the_same_file_or_text_is_not_added_twice(new: Path) -> None:
    page = new.parent / "page.html"
    assert factpack_("source", "add", new, page, "--in-place", "--id", "first").exit_code == 0
    for name in ("page.html", "copy.md"):
        other = new.parent / name
        if name == "copy.md":
            other.write_bytes((new / "sources/first.md").read_bytes())
        result = factpack_("source", "add", new, other, "--in-place")
        assert result.exit_code == 2
        assert f"{name} is there already: it is the source first" in str(result.exception)


def test_an_id_is_never_taken_twice_nor_a_file_written_over(new: Path) -> None:
    (new / "sources/die-borse.md").write_text("Mine.\n", encoding="utf-8")
    page = new.parent / "page.html"
    assert "die-borse-2" in factpack_("source", "add", new, page, "--in-place").output
    page.write_text(PAGE.replace("</article>", "<p>More of it."), encoding="utf-8")
    result = factpack_("source", "add", new, page, "--id", "Die-Borse-2", "--in-place")
    assert "the id Die-Borse-2 is taken" in str(result.exception)
    assert (new / "sources/die-borse.md").read_text(encoding="utf-8") == "Mine.\n"


def test_where_the_row_cannot_be_written_no_file_stays(new: Path) -> None:
    (new / "facts/~$facts.xlsx").write_bytes(b"")
    result = factpack_("source", "add", new, new.parent / "page.html", "--in-place")
    assert "facts/facts.xlsx left as it was: it is open in Excel" in str(result.exception)
    assert not [each for each in (new / "sources").rglob("*") if each.is_file()]


def test_a_pdf_keeps_its_pages_apart(new: Path) -> None:
    (new.parent / "r.pdf").write_bytes(pdf([TEXT.split("\n")[:2], ["Seite zwei."]]))
    result = factpack_("source", "add", new, new.parent / "r.pdf", "--in-place")
    assert result.exit_code == 0, result.output
    assert "\fSeite zwei." in (new / "sources/r.txt").read_text(encoding="utf-8")
    assert ", 2 pages" in result.output


def test_a_text_that_is_its_own_frozen_form_is_kept_once(new: Path) -> None:
    result = CliRunner().invoke(
        factpack, ["source", "add", str(new), "-", "--in-place", "--id", "n"], input=TEXT
    )
    assert result.exit_code == 0, result.output
    assert [each.name for each in (new / "sources").iterdir()] == ["n.txt"]
    assert "original" not in rows(new)[0]


def test_the_clipboard_is_read(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyperclip

    monkeypatch.setattr(pyperclip, "paste", lambda: TEXT)
    assert "clipboard" in factpack_("source", "add", new, "--clipboard").output
    monkeypatch.setattr(pyperclip, "paste", lambda: "")
    assert "holds no text" in str(factpack_("source", "add", new, "--clipboard").exception)
    assert factpack_("source", "add", new).exit_code == 2


def test_a_language_that_nothing_tells_is_asked_for(new: Path) -> None:
    (new.parent / "t.txt").write_text("Lorem 5 ipsum.", encoding="utf-8")
    result = factpack_("source", "add", new, new.parent / "t.txt")
    assert "does not say its language" in str(result.exception)
    assert factpack_("source", "add", new, new.parent / "t.txt", "--language", "la").exit_code == 0


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Der Umsatz wuchs um 5 Prozent\n\n12. September 2025\n\n", "2025-09-12"),
        ("Rückgang im 3. Quartal\n\n4. November 2022\n\n", "2022-11-04"),
        ("Neues\n\n12. September 2025\n\n14. September 2025\n\n", None),
        ("Note\n\nAm 12. September 2025 waren es 5 Euro.\n\n", None),
    ],
)  # fmt: skip
def test_a_line_with_a_day_at_the_top_is_the_day_of_publication(
    new: Path, text: str, published: str | None
) -> None:
    (new.parent / "t.txt").write_text(text + TEXT, encoding="utf-8")
    output = factpack_("source", "add", new, new.parent / "t.txt").output
    assert ("published " in output) is (published is not None)
    assert not published or f"{published}   (the line with a date near its top)" in output


@pytest.mark.parametrize("kind", ["jsonl", "csv", "none"])
def test_the_row_goes_into_whatever_file_holds_the_sources(tmp_path: Path, kind: str) -> None:
    root = make_dossier(tmp_path / "d", {})
    facts = root / "facts"
    if kind == "jsonl":
        (facts / "sources.jsonl").write_bytes(b'{"id": "s", "Title": "x", "file": "s.md"}')
    elif kind == "csv":
        old = "id;title;file;language;sha256;published\r\ns;für;s.md;de;;\r\n".encode("cp1252")
        (facts / "sources.csv").write_bytes(old)
    (tmp_path / "page.html").write_bytes(PAGE.encode())
    result = factpack_("source", "add", root, tmp_path / "page.html", "--in-place")
    assert result.exit_code == 0, (result.output, result.exception)
    assert rows(root)[-1]["title"] == "Beispiel wächst"
    if kind == "jsonl":
        data = (facts / "sources.jsonl").read_bytes()
        assert data.startswith(b'{"id": "s", "Title": "x", "file": "s.md"}\n{"id": "die-borse", ')
        assert b'"Title": "Beispiel' in data
    elif kind == "csv":
        data = (facts / "sources.csv").read_bytes()
        assert data.startswith(old + b"die-borse;Beispiel w\xe4chst;")
        assert data.endswith(b";2025-09-12\r\n")
        assert "no such column: Publisher" in result.output


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "de"),
        ("The company said that its revenue was up, and that it will invest more than it did.",
         "en"),
        ("Le groupe a annoncé que les ventes ont progressé dans tous les pays, et que ce n'est pas"
         " une surprise pour les analystes.", "fr"),
        ("Il gruppo ha detto che le vendite sono salite più di quanto si attendeva, e che la"
         " crescita della divisione non è finita.", "it"),
        ("El grupo dijo que las ventas del año fueron más altas y que los analistas no esperaban"
         " una cifra como esta para el sector.", "es"),
        ("阿里巴巴計劃三年內投資", None),
        ("北方集团今年三季度营业收入为三百亿元，比上年同期有所增加，净利润也高于市场此前的预期，"
         "公司维持全年目标不变。", "zh"),
        ("北山自動車は中間決算を発表し、売上高は前年同期を下回った。", "ja"),
        ("12 34 56", None),
    ],
)  # fmt: skip
def test_a_language_is_guessed_from_its_commonest_words_or_not_at_all(
    text: str, language: str | None
) -> None:
    assert guess(text) == language


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ein kurzer Titel\n" + TEXT, "Ein kurzer Titel"),
        ("Sie wuchs " + "stark und " * 40, "Sie wuchs " + "stark und " * 14 + "stark und …"),
        ("小米集团" * 60, "小米集团" * 40 + " …"),
    ],
)  # fmt: skip
def test_a_paragraph_is_no_title(new: Path, tmp_path: Path, text: str, title: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    done = factpack_("source", "add", new, tmp_path / "a.txt", "--language", "de", "--in-place")
    assert done.exit_code == 0, done.output
    assert rows(new)[0]["title"] == title
