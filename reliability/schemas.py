"""The official suite of JSON Schema: how many of its verdicts are ours."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from measured import Measured

from toolkit.errors import FactpackError
from toolkit.records.judging import Judge
from toolkit.schemas import RecordType, Schemas
from toolkit.wellformed import faults

SUITE = Path(__file__).parent.parent / "tests" / "records" / "predicate" / "suite"
_OPEN = "format.json"  # holds that formats are not asserted, which they are here
_NAME = "https://factpack.invalid/suite.schema.json"


def measured(full: bool) -> Iterator[Measured]:
    refused: Counter[str] = Counter()
    wrong: list[str] = []
    right = of = 0
    for path in sorted(SUITE.glob("*.json")):
        groups = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        for group in groups if path.name != _OPEN else ():
            of += len(group["tests"])
            if found := faults(group["schema"], {_NAME: _document(group["schema"])}, _NAME):
                refused[f"{path.stem}: {found[0].what.split(' leads')[0]}"] += len(group["tests"])
                continue
            judge = _judge(group["schema"])
            for case in group["tests"]:
                if _verdict(judge, case["data"]) is case["valid"]:
                    right += 1
                else:
                    wrong.append(f"{path.stem}, {group['description']}: {case['description']}")
    by_name = "; ".join(f"{name} ({count})" for name, count in sorted(refused.items()))
    yield Measured(
        "official JSON Schema verdicts that are ours",
        right,
        of - sum(refused.values()),
        "The required tests of the JSON-Schema-Test-Suite for draft 2020-12, and those of the"
        f" format date. Of {of:,} cases, {sum(refused.values())} rest on a schema that is refused"
        " by name when it is loaded, for it reaches into other documents, leads back to itself,"
        f" or says what is not heeded here: {by_name}.",
        tuple(wrong),
    )


def _document(schema: Any) -> Any:
    return schema if isinstance(schema, dict) else {}


def _judge(schema: Any) -> Judge:
    whole = schema if isinstance(schema, dict) else {"allOf": [schema]}
    made = RecordType("case", "Case", "A case.", (), (), whole)
    return Judge(made, Schemas({"case": made}, {}))


def _verdict(judge: Judge, data: Any) -> bool | None:
    """Whether it is valid; None where the sieve would let pass what is not."""
    try:
        valid = not judge.errors(data)
        return None if judge.passes(data) and not valid else valid
    except FactpackError:
        return None
