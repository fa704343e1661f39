"""Many quotes are read by several processes, and say what they say one by one."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest

from toolkit.derive import manyquotes
from toolkit.derive.figurecells import Words, words_of

QUOTES = [
    (f"invest at least {n} billion yuan in 2025", f"{n} billion yuan", "en", Decimal(n), None, None)
    for n in range(7)
] + [
    ("rund ein Drittel der 12.000 Beschäftigten", None, "de", None, None, "employee"),
    ("no number", None, "en", Decimal(1), Decimal(2), "USD"),
    (None, "380.000 Mio. €", "de", Decimal(5), None, "EUR"),
]


def _read_all() -> list[Words]:
    with manyquotes.begun(QUOTES) as words:
        return words()


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manyquotes, "_PIECE", 2)
    monkeypatch.setattr(manyquotes, "_WORTH", 2)
    monkeypatch.setattr(manyquotes, "_processors", lambda: 3)


def test_they_say_the_same_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = list(map(words_of, QUOTES))
    assert _read_all() == expected
    monkeypatch.setattr(manyquotes, "_processors", lambda: 1)
    assert _read_all() == expected


def test_the_processes_do_a_part_and_are_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = list(map(words_of, QUOTES))
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(*command: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(popen(*command, **options))
        return started[-1]

    def slowly(asked: Any) -> Any:
        """Here, until the others have read the rest."""
        for process in started:
            assert process.poll() is None
        import time

        time.sleep(0.2)
        return words_of(asked)

    monkeypatch.setattr(subprocess, "Popen", start)
    monkeypatch.setattr(manyquotes, "words_of", slowly)
    assert _read_all() == expected
    assert len(started) == 2 and all(one.returncode is not None for one in started)


@pytest.mark.parametrize(
    "program", ["raise SystemExit(1)", "import sys; sys.stdin.buffer.read(9)", "print('x' * 99)"]
)
def test_what_a_process_fails_to_read_is_read_here(
    monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    popen = subprocess.Popen

    def start(command: Any, **options: Any) -> subprocess.Popen[bytes]:
        return popen([sys.executable, "-c", program], **options)

    monkeypatch.setattr(subprocess, "Popen", start)
    assert _read_all() == list(map(words_of, QUOTES))


def test_without_any_process_all_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(*_: Any, **__: Any) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", start)
    assert _read_all() == list(map(words_of, QUOTES))
