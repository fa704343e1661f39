"""Naughty strings through facts, workbook, pack and CSV, and back: kept, or refused by cell."""

from __future__ import annotations

import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from attacks import ways  # noqa: E402
from attacks.base import packed  # noqa: E402
from attacks.naughty import Naughty, strings  # noqa: E402
from measured import Measured  # noqa: E402

from toolkit.errors import FactpackError  # noqa: E402
from toolkit.records.values import trim  # noqa: E402

HOW = """Each string is the note of a fact. It is read from JSON lines; written into the analysts'
workbook and read back; put into a blank cell of a workbook that exists and read back; exported
into a pack, whose workbook openpyxl, calamine and factpack read and whose CSV is read by Python's
csv module, the apostrophe taken away by the documented rule. Right means the same letters at every
end (in a pack without the blanks at its ends, as every record is read), or a refusal that names
the cell or line, where no cell can hold it."""


def measured(full: bool) -> Iterator[Measured]:
    del full
    warnings.simplefilter("ignore")  # openpyxl on what it leaves out
    every = strings()
    wrong = {repr(text)[:60]: why for text, why in faults(every)}
    yield Measured(
        "Naughty strings kept to the letter or refused by cell",
        len(every) - len(wrong),
        len(every),
        HOW.replace("\n", " "),
        tuple(f"{text}: {why}" for text, why in wrong.items()),
    )


def faults(every: list[Naughty]) -> Iterator[tuple[str, str]]:
    """Each string that came out wrong, and at which end."""
    kept = [one.text for one in every if one.fate == "kept"]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        book = folder / "book.xlsx"
        book.write_bytes(packed())
        ends: dict[str, Mapping[str, str]] = {
            "blank cells": ways.by_cells(book, folder, kept),
            "workbook": ways.by_workbook(folder, kept),
        }
        ends |= {f"pack ({k})": got for k, got in ways.by_pack(folder, kept).items()}
        for number, text in enumerate(kept):
            for end, got in ends.items():
                wanted = trim(text) if end.startswith("pack") else text
                if got.get(f"f{number:03}") != wanted:
                    yield text, f"{end}: {got.get(f'f{number:03}', 'missing')!r:.60}"
        for one in every:
            if one.fate == "blank" and ways.by_jsonl(folder, one.text):
                yield one.text, "is no blank"
            elif one.fate == "refused":
                for way in ("blank cells", "pack"):
                    if why := not_refused(folder, book, way, one.text):
                        yield one.text, f"{way}: {why}"


def not_refused(folder: Path, book: Path, way: str, text: str) -> str:
    """Why the refusal is not one that names a place; "" where it is."""
    try:
        if way == "pack":
            ways.by_jsonl(folder, text)
            ways.by_pack(folder, [text])
        else:
            ways.by_cells(book, folder, [text])
    except FactpackError as refusal:
        placed = any(sign in refusal.what for sign in ("AN500", "line 1", "!"))
        return "" if placed and refusal.hint else f"no place: {refusal.what:.80}"
    return "is kept"


if __name__ == "__main__":
    for one in measured(True):
        print(*one, sep="\n")
