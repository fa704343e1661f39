"""Lines that pages repeat: their figures are not open, and nothing else is taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from made.dossiers import CLEAN, make_dossier

from toolkit import open_dossier
from toolkit.cli import factpack
from toolkit.extract.running import running_lines


def book(*pages: str) -> str:
    return "\f".join(pages)


def repeated(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in running_lines(text)]


BODY = ("Sales were 4 million.\n", "Costs were 5 million.\n", "Profit was 6 million.\n")
BODY += ("Debt was 7 million.\n",)


@pytest.mark.parametrize(
    ("head", "foot", "found"),
    [
        ("", "{n} / 12", ["1 / 12", "2 / 12", "3 / 12", "4 / 12"]),
        ("", "Seite {n} von 4", [f"Seite {n} von 4" for n in range(1, 5)]),
        ("", "- {later} -", ["- 57 -", "- 58 -", "- 59 -", "- 60 -"]),
        ("Up 12 % | Example AG", "", ["Up 12 % | Example AG"] * 3),  # the first may be the title
        ("Example AG, page {n}", "", [f"Example AG, page {n}" for n in range(1, 5)]),
        ("", "{cells}", []),  # a table that goes on has a row of numbers at each end
        ("", "", []),
    ],
)
def test_the_lines_that_pages_repeat(head: str, foot: str, found: list[str]) -> None:
    pages = []
    for n, body in enumerate(BODY, 1):
        said = {"n": n, "later": n + 56, "cells": f"{n * 7} {n * n * 3}"}
        pages.append(f"{head.format(**said)}\n{body}{foot.format(**said)}\n")
    assert repeated(book(*pages)) == found


def test_left_and_right_pages_have_feet_of_their_own() -> None:
    pages = [f"{BODY[n % 4]}{n} Example AG\n" if n % 2 else f"{BODY[n % 4]}Q3 report {n}\n"
             for n in range(1, 9)]  # fmt: skip
    assert len(repeated(book(*pages))) == 8


def test_two_pages_or_one_place_in_many_repeat_nothing() -> None:
    assert repeated(book("Sales\n1\n", "Costs\n2\n")) == []
    pages = [f"{body}{'Total 5 million' if n < 2 else ''}\n" for n, body in enumerate(BODY * 3)]
    assert repeated(book(*pages)) == []


def test_their_figures_are_not_open_and_all_else_stays(tmp_path: Path) -> None:
    root = make_dossier(tmp_path, CLEAN)
    text = book(*(f"{body}page {n} / 4\n" for n, body in enumerate(BODY, 1)))
    (root / "sources" / "s.md").write_text(text, encoding="utf-8", newline="")
    asked = "select printed from figures where kind = 'running' order by n"
    assert len(open_dossier(root).sql(asked).rows) == 8
    told = CliRunner().invoke(factpack, ["open-figures", str(root)])
    assert told.output.count(" million]") == 4
    assert "4 open figures; 8 in lines that pages repeat at head or foot left out" in told.output
    assert open_dossier(root).sql("select characters from texts").rows[0][0] == len(text)
