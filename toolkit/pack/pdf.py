"""The workbook as LibreOffice prints it: a PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

from toolkit.disk.scratch import scratch
from toolkit.errors import FactpackError

_LONGEST = 180  # seconds
_NAMES = ("soffice", "libreoffice")
# What LibreOffice stamps on a PDF: when, and two hashes that hold the moment as well.
_STAMPS = (
    re.compile(rb"(/CreationDate\(D:)([^)]*)(\))"),
    re.compile(rb"(/ID\s*\[\s*<)([0-9A-Fa-f]+)(>)"),
    re.compile(rb"(/ID\s*\[\s*<[0-9A-Fa-f]+>\s*<)([0-9A-Fa-f]+)(>)"),
    re.compile(rb"(/DocChecksum\s*/)([0-9A-Fa-f]+)()"),
)
_USUAL = (  # where installers put it without telling the PATH
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


def printed(workbook: Path, day: date, *, seconds: float = _LONGEST) -> bytes:
    """The PDF, dated the pack's day.

    Raises FactpackError where LibreOffice is not installed, fails, or takes too long.

    It runs with a profile of its own, so that no LibreOffice that is open gets in the way.
    """
    program = _program()
    with scratch() as folder:
        source = folder / "pack.xlsx"
        shutil.copyfile(workbook, source)
        command = [
            program,
            "--headless",
            "--norestore",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to",
            "pdf:calc_pdf_Export",
            "--outdir",
            str(folder),
            str(source),
        ]
        try:
            done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)
        except subprocess.TimeoutExpired as error:
            raise FactpackError(
                f"LibreOffice had not printed the pack after {seconds:g} seconds",
                hint="export without --pdf, and print the workbook from Excel",
            ) from error
        except OSError as error:
            raise FactpackError(
                f"LibreOffice ({program}) cannot be started: {error.strerror or error}",
                hint="export without --pdf, and print the workbook from Excel",
            ) from error
        made = folder / "pack.pdf"
        if not made.is_file() or not (data := made.read_bytes()).startswith(b"%PDF"):
            raise FactpackError(
                "LibreOffice printed nothing: "
                + (_reason(done.stderr) or _reason(done.stdout) or "it gave no reason"),
                hint="export without --pdf, and print the workbook from Excel",
            )
        return _undated(data, day)


def _reason(said: bytes) -> str:
    """What LibreOffice said went wrong: not that it misses Java, nor what a crash leaves behind."""
    lines = [line.strip() for line in said.decode(errors="replace").splitlines()]
    return next((line[:300] for line in lines if line and "javaldx" not in line), "")


def _undated(data: bytes, day: date) -> bytes:
    """The PDF with the pack's date for the moment of printing, byte for byte as long as it was."""
    stamped = day.strftime("%Y%m%d").encode() + b"000000Z"

    def fixed(found: re.Match[bytes]) -> bytes:
        old = found[2]
        new = stamped.ljust(len(old)) if b"Date" in found[1] else b"0" * len(old)
        return found[1] + (new if len(new) == len(old) else old) + found[3]

    for pattern in _STAMPS:
        data = pattern.sub(fixed, data)
    return data


def find_libreoffice() -> str | None:
    """Where LibreOffice is: on the path, or where its installer puts it."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    return next((path for path in _USUAL if Path(path).is_file()), None)


def _program() -> str:
    if found := find_libreoffice():
        return found
    raise FactpackError(
        "there is no LibreOffice here to print the pack with",
        hint="install it (libreoffice.org), or export without --pdf and print from Excel",
    )
