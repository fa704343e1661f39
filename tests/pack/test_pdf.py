"""A pack printed: where LibreOffice is looked for, what it is told, and what may go wrong."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from toolkit.errors import FactpackError
from toolkit.pack import pdf

DAY = date(2025, 9, 26)
MADE = (
    b"%PDF-1.6 /CreationDate(D:20260101123456+02'00') /ID [ <00AB12> <FFee34> ]"
    b" /DocChecksum /A1B2C3 (D:20260101)"
)
UNDATED = (
    b"%PDF-1.6 /CreationDate(D:20250926000000Z      ) /ID [ <000000> <000000> ]"
    b" /DocChecksum /000000 (D:20260101)"
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """What LibreOffice was told, which prints MADE of any workbook."""
    told: list[Sequence[str]] = []

    def run(command: Sequence[str], *, timeout: float, **_: Any) -> object:
        told.append([*command, f"{timeout:g} s"])
        folder = Path(command[command.index("--outdir") + 1])
        assert (folder / "pack.xlsx").read_bytes() == b"workbook"
        (folder / "pack.pdf").write_bytes(MADE)
        return SimpleNamespace(stderr=b"", stdout=b"")

    monkeypatch.setattr(pdf.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(pdf.subprocess, "run", run)
    return told


def printed(folder: Path) -> bytes:
    workbook = folder / "w.xlsx"
    workbook.write_bytes(b"workbook")
    return pdf.printed(workbook, DAY, seconds=9)


def test_a_pdf_says_the_packs_day_and_not_when_it_was_printed(
    asked: list[Sequence[str]], tmp_path: Path
) -> None:
    assert printed(tmp_path) == UNDATED
    ((program, *rest),) = asked
    assert program == "/bin/soffice"
    assert rest[:2] == ["--headless", "--norestore"]
    assert rest[2].startswith("-env:UserInstallation=file:") and rest[2].endswith("/profile")
    assert rest[3:6] == ["--convert-to", "pdf:calc_pdf_Export", "--outdir"]
    assert (Path(rest[7]).name, rest[8]) == ("pack.xlsx", "9 s")


def fails(error: Exception) -> Callable[..., object]:
    def run(*_: Any, **__: Any) -> object:
        raise error

    return run


def says(stderr: bytes, stdout: bytes, made: bytes | None = None) -> Callable[..., object]:
    def run(command: Sequence[str], **_: Any) -> object:
        if made is not None:
            (Path(command[command.index("--outdir") + 1]) / "pack.pdf").write_bytes(made)
        return SimpleNamespace(stderr=stderr, stdout=stdout)

    return run


FAILS: list[tuple[Callable[..., object], str]] = [
    (
        fails(subprocess.TimeoutExpired("soffice", 9)),
        "LibreOffice had not printed the pack after 9 seconds",
    ),
    (
        fails(PermissionError(13, "Permission denied")),
        "LibreOffice (/bin/soffice) cannot be started: Permission denied",
    ),
    (fails(OSError("odd")), "LibreOffice (/bin/soffice) cannot be started: odd"),
    (says(b"no display\n", b"out"), "LibreOffice printed nothing: no display"),
    (says(b"", b" out "), "LibreOffice printed nothing: out"),
    (says(b"", b"", b"<html>"), "LibreOffice printed nothing: it gave no reason"),
    (
        says(
            b"Warning: failed to launch javaldx - java may not function correctly\n"
            b"Unspecified Application Error\n\nFatal exception: Signal 6\nStack:\n0x37722\n",
            b"",
        ),
        "LibreOffice printed nothing: Unspecified Application Error",
    ),
    (says(b"x" * 400, b""), f"LibreOffice printed nothing: {'x' * 300}"),
]


@pytest.mark.parametrize(("run", "what"), FAILS)
def test_what_goes_wrong_is_told(
    run: Callable[..., object], what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(pdf.subprocess, "run", run)
    with pytest.raises(FactpackError) as refused:
        printed(tmp_path)
    assert refused.value.what == what
    assert refused.value.hint == "export without --pdf, and print the workbook from Excel"


def test_libreoffice_is_found_on_the_path_or_where_its_installer_puts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {"libreoffice": "/opt/libreoffice", "soffice": "/opt/soffice"}
    monkeypatch.setattr(pdf.shutil, "which", found.get)
    assert pdf.find_libreoffice() == "/opt/soffice"
    del found["soffice"]
    assert pdf.find_libreoffice() == "/opt/libreoffice"
    found.clear()
    for place in (
        "C:/Program Files/LibreOffice/program/soffice.exe",
        "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    ):
        monkeypatch.setattr(Path, "is_file", lambda self, place=place: self.as_posix() == place)
        assert pdf.find_libreoffice() == place
    monkeypatch.setattr(Path, "is_file", lambda self: False)
    assert pdf.find_libreoffice() is None
    with pytest.raises(FactpackError, match="there is no LibreOffice here") as refused:
        printed(tmp_path)
    assert "libreoffice.org" in refused.value.hint
