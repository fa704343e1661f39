"""How fast figures are read and facts are checked, beside what else reads numbers in text.

Run with `make bench`. Every reader sees the same sentences, in turn, several times; the table gives
medians and the ratio to factpack. Peers that are not installed are left out and named.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import measure

ROOT = Path(__file__).parent.parent
PHRASES = sorted((ROOT / "tests" / "figures" / "phrases").glob("*.jsonl"))
RUNS = 5


def sentences() -> list[tuple[str, str]]:
    """(language, text) of every labelled phrase."""
    lines = [line for path in PHRASES for line in path.read_text(encoding="utf-8").splitlines()]
    records = [json.loads(line) for line in lines if line.strip()]
    return [(record["language"], record["text"]) for record in records]


def readers() -> dict[str, Callable[[str, str], object]]:
    """The readers to compare, factpack's first."""
    from toolkit.figures import read_figures

    found: dict[str, Callable[[str, str], object]] = {
        "factpack": lambda language, text: read_figures(text, language)
    }
    try:
        from price_parser import Price

        found["price-parser (one price a text)"] = lambda _, text: Price.fromstring(text)
    except ImportError:
        print("price-parser is not installed", file=sys.stderr)
    try:
        from quantulum3 import parser

        found["quantulum3 (English)"] = lambda _, text: parser.parse(text)
    except ImportError:
        print("quantulum3 is not installed", file=sys.stderr)
    return found


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def reading() -> list[tuple[str, float]]:
    """Sentences a second of each reader: medians of runs in turn."""
    texts = sentences()
    chosen = readers()
    taken: dict[str, list[float]] = {name: [] for name in chosen}
    for _ in range(RUNS):
        for name, read in chosen.items():
            part = texts if name == "factpack" else texts[: max(len(texts) // 10, 1)]
            spent = seconds(lambda read=read, part=part: [read(*one) for one in part])
            taken[name].append(len(part) / spent)
    return [(name, statistics.median(rates)) for name, rates in taken.items()]


def checking(copies: int = 20) -> float:
    """Facts a second of a whole check: the example's facts many times over, ids of their own."""
    from toolkit import open_dossier

    example = open_dossier(ROOT / "examples" / "alibaba-ai")
    columns = [name for name in example.sql("from facts limit 0").columns if name != "_row"]
    rows = example.sql(f"select {', '.join(columns)} from facts").rows
    with tempfile.TemporaryDirectory() as folder:
        dossier = Path(folder) / "many"
        shutil.copytree(ROOT / "examples" / "alibaba-ai", dossier)
        with (dossier / "facts" / "facts-more.jsonl").open("w", encoding="utf-8") as out:
            for copy in range(copies):
                for row in rows:
                    record = {k: v for k, v in zip(columns, row, strict=True) if v is not None}
                    record |= {"id": f"{record['id']}-{copy}", "entity": "tencent"}
                    record |= {"scope": f"copy {copy}"}
                    record.pop("converted_from", None)
                    out.write(json.dumps(record, default=str) + "\n")
        taken = [seconds(lambda: open_dossier(dossier).findings()) for _ in range(3)]
    return len(rows) * (copies + 1) / statistics.median(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast figures are read in sentences")
    parser.add_argument("--record", action="store_true", help="renew docs/benchmarks.md")
    said = parser.parse_args()
    rates = reading()
    first = rates[0][1]
    lines = ["| reader | sentences a second | times factpack |", "|---|---|---|"]
    lines += [f"| {name} | {rate:,.0f} | {rate / first:.2f} |" for name, rate in rates]
    whole = f"A whole check: {checking():,.0f} facts a second (schema, anchors, readings, rules)."
    lines += ["", whole]
    print("\n".join(["## Reading numbers in sentences", "", *lines]))
    if said.record:
        measure.record("reading", lines, RUNS)


if __name__ == "__main__":
    main()
