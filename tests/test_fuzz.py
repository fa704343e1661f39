"""A little of what `reliability/fuzz.py` does by the million, and what it once found."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "reliability"))

import fuzz  # noqa: E402
import seeds  # noqa: E402
from mangling import packed, parts_of  # noqa: E402

COUNTS = {"importer": 250, "template": 120, "codec": 4_000, "merge": 100}


@pytest.mark.parametrize("target", COUNTS)
def test_what_is_spoilt_at_random_ends_in_a_right_result_or_a_clear_error(target: str) -> None:
    assert fuzz.run(target, 10_000_000, COUNTS[target]) == []


def test_what_goes_wrong_is_told_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(rng: random.Random) -> str:
        raise ValueError("torn")

    monkeypatch.setitem(fuzz.TARGETS, "codec", wrong)
    assert fuzz.run("codec", 7, 1) == ["codec 7: ValueError: torn"]


FOUND = {
    "a row without a number": ("xl/worksheets/sheet1.xml", b'<row r="3"', b'<row r=""'),
    "a style that is no number": ("xl/styles.xml", b'xfId="0" builtin', b'xfId=" " builtin'),
    "an anchor without a row": ("xl/drawings/drawing1.xml", b"<xdr:row>2<", b"<xdr:row><"),
    "corners on each other's side": ("xl/drawings/drawing1.xml", b"<xdr:col>4<", b"<xdr:col>94<"),
}


@pytest.mark.parametrize("name", FOUND)
def test_a_template_that_fuzzing_once_broke_the_filling_with(name: str, tmp_path: Path) -> None:
    part, was, now = FOUND[name]
    parts = parts_of(next(seeds.templates(tmp_path)))
    assert was in parts[part]
    parts[part] = parts[part].replace(was, now, 1)
    assert seeds.filled_again(tmp_path / "template", packed(parts)) == ""
