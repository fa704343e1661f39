"""The examples of docs/figures.md, run."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.figures import read_figures

PAGE = Path(__file__).parents[2] / "docs" / "figures.md"


def examples() -> list[dict[str, str]]:
    """Every row of every table of the page, by the heads of its columns."""
    rows: list[dict[str, str]] = []
    heads: list[str] = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            heads = []
        elif not heads:
            heads = cells
        elif set(line) - set("|-"):
            rows.append(dict(zip(heads, cells, strict=True)))
    return rows


@pytest.mark.parametrize("row", examples(), ids=lambda row: row["text"])
def test_the_page_is_true(row):
    figures = [figure.as_json() for figure in read_figures(row["text"], row["language"])]
    if "kinds" in row:
        assert " ".join(str(figure["kind"]) for figure in figures) == row["kinds"]
        return
    meant = [figure for figure in figures if figure["printed"] == row.get("printed")] or figures
    for name in row.keys() - {"language", "text"}:
        assert str(meant[0].get(name, "")) == row[name], figures


def test_the_page_has_examples_of_every_language():
    assert {row["language"] for row in examples()} >= {"de", "it", "en", "fr", "es", "zh", "ja"}
