"""The bar says how far a check has come, how fast it goes and how long it still takes."""

from __future__ import annotations

import inspect

import pytest

from toolkit import opened
from toolkit.derive import derived
from toolkit.progress import STEPS, Progress


def line(step: str, records: int, seconds: float) -> str:
    progress = Progress()
    progress.at("validating", records)
    progress.at(step)
    return progress.line(seconds)


@pytest.mark.parametrize(
    ("step", "records", "seconds", "says"),
    [
        ("reading", 0, 2, "reading [............]"),
        (
            "filling the tables",
            100_000,
            8,
            "filling the tables [##..........] 20,000 of 100,000 records, 2,500/s, 32 s left",
        ),
        ("holding the rules", 0, 22, "holding the rules [##########..] 4 s left"),
    ],
)
def test_the_bar_says_what_is_done_and_what_is_left(
    step: str, records: int, seconds: float, says: str
) -> None:
    assert line(step, records, seconds) == says


def test_a_step_tells_how_much_of_it_is_done() -> None:
    progress = Progress()
    progress.at("reading quotes", 100_000)
    progress.through(0.8)
    assert progress.line(10).endswith("51,800 of 100,000 records, 5,180/s, 9 s left")
    progress.at("holding the rules")
    assert "84,000 of 100,000" in progress.line(10)


def test_before_anything_has_begun_it_says_the_seconds() -> None:
    assert Progress().line(3.2) == "3 s"


def test_every_step_is_told_by_the_work() -> None:
    said = inspect.getsource(opened) + inspect.getsource(derived)
    assert [step for step in STEPS if f'progress.at("{step}"' not in said] == []
