"""What a merge says it came to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from merge.merged_files import BASE, put, run, three, write


def protected(book: Any) -> None:
    book["Facts"].protection.sheet = True


def test_what_found_no_place_counts_as_not_done(tmp_path: Path) -> None:
    def theirs(book: Any) -> None:
        put(F2="n9", A5="S-004", B5="new")(book)
        book["Facts"].delete_rows(4)
        book["Facts"].delete_rows(3)

    ours, other, base = three(tmp_path, protected, theirs)
    result = run(ours, other, "--base", base, "-o", tmp_path / "out.xlsx", "--format", "json")
    told = json.loads(result.output)
    assert (told["added"], told["deleted"], told["unplaced"]) == (0, 0, 4)


def test_a_value_in_conflict_is_told_as_far_as_sixty_characters(tmp_path: Path) -> None:
    long = "x" * 59 + "yz"
    base, ours, theirs = write(
        tmp_path, base=BASE, ours=BASE.replace("n1", long), theirs=BASE.replace("n1", long[1:])
    )
    result = run(ours, theirs, "--base", base, "-o", tmp_path / "out.csv")
    said = f"OURS '{long[:60]}', THEIRS '{long[1:]}' (it was 'n1')"
    assert said in result.output
