"""Merges random pairs of edit histories and counts what was lost, overwritten or left untold.

    python benchmarks/merging.py [COUNT] [FIRST]

The histories and the oracle are those of tests/merge/histories.py.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "tests")]

from merge.histories import exact, faults, trial  # noqa: E402


def main(count: int, first: int) -> int:
    began = time.perf_counter()
    seen: Counter[str] = Counter()
    for seed in range(first, first + count):
        one = trial(seed)
        seen["exact"] += exact(one)
        seen["with conflicts"] += bool(one.result.conflicts)
        found = list(faults(one))
        if found:
            seen["faulty"] += 1
            print(f"seed {seed}: {found[0]}")
    took = time.perf_counter() - began
    print(
        f"{count:,} pairs of histories in {took:.0f} s: {seen['faulty']:,} with something lost,"
        f" overwritten or untold; {seen['with conflicts']:,} had conflicts;"
        f" in {seen['exact']:,} the conflicts were those that are truly there, and no more"
    )
    return 1 if seen["faulty"] else 0


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    raise SystemExit(main(given[0] if given else 100_000, given[1] if len(given) > 1 else 0))
