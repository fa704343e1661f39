"""Hostile files: each is read rightly, or refused or told by its place; none is a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import disguises, markups, sheets, texts, wirings, zips
from attacks.base import CASES
from attacks.judging import verdict

MODULES = (zips, markups, wirings, sheets, disguises, texts)


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_read_rightly_or_refused_by_its_place(name: str, tmp_path: Path) -> None:
    case = CASES[name]()
    path = tmp_path / case.file
    path.write_bytes(case.data)
    found = verdict(path, case)
    assert not found.wrong, f"{found.wrong}; it said: {found.said}"
    assert path.read_bytes() == case.data, "the file was changed"


def test_every_attack_is_tried() -> None:
    text = sum(case.startswith(("csv_", "json_")) for case in CASES)
    assert len(CASES) - text >= 120
    assert text >= 60
    assert all(module.__doc__ for module in MODULES)
