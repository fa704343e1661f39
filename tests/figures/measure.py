"""How far the grammar agrees with hand-labelled phrases, field by field.

python tests/figures/measure.py     writes what is misread, for a look at what a change did
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.figures import read_figures

PHRASES = Path(__file__).parent / "phrases"
MISREAD = Path(__file__).parent / "misread"
LANGUAGES = ("de", "en", "es", "fr", "it", "ja", "zh")
FIELDS = [
    "kind",
    "printed",
    "value",
    "scale",
    "unit",
    "decimals",
    "qualifier",
    "direction",
    "per",
    "of",
    "converted_from",
    "vague",
]

Json = dict[str, Any]


@dataclass
class Score:
    """Right and labelled by field, what differs, and the silent wrong scales among it."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)
    wrong_scales: list[str] = field(default_factory=list)
    misread: list[str] = field(default_factory=list)  # a line a field, and a figure too many

    def rate(self, name: str) -> float:
        """The share that is right, 1 where nothing was asked."""
        return self.right[name] / self.asked[name] if self.asked[name] else 1.0

    def report(self) -> str:
        """One line a field."""
        return "\n".join(
            f"{name:15} {self.right[name]:5} of {self.asked[name]:5}  {self.rate(name):.2%}"
            for name in self.asked
        )


def _value(said: Json, name: str) -> Decimal | None:
    return None if said.get(name) is None else Decimal(str(said[name]))


def _same_value(label: Json, read: Json) -> bool:
    for name in ("value", "value_high"):
        one, two = _value(label, name), _value(read, name)
        if one != two and not (
            label.get("fraction")
            and one is not None
            and two is not None
            and abs(one - two) < Decimal("0.0001")
        ):
            return False
    return True


def _ratio_is_power(one: Decimal | None, two: Decimal | None) -> bool:
    if not one or not two or one == two:
        return False
    ratio = abs(one / two)
    ratio = ratio if ratio > 1 else 1 / ratio
    exponent = ratio.normalize()
    return ratio >= 10 and exponent.as_tuple().digits == (1,)


def compare(phrase: Json, score: Score) -> None:
    """Hold the grammar's reading of one phrase against its labels."""
    read = [figure.as_json() for figure in read_figures(phrase["text"], phrase["language"])]
    left = list(read)
    for label in phrase["figures"]:
        start, end = label["start"], label["start"] + len(label["printed"])
        near = [f for f in left if f["start"] < end and f["end"] > start]
        best = min(near, key=lambda f: abs(int(f["start"]) - start), default=None)
        if best is not None:
            left.remove(best)
        _judge(phrase, label, best, score)
    score.misread += [f"{phrase['id']} | {f['printed']} | no label, {f['kind']}" for f in left]


def _judge(phrase: Json, label: Json, read: Json | None, score: Score) -> None:
    said: Json = read or {}
    alternatives = [Decimal(str(v)) for v in label.get("alt_values") or []]
    same_value = _same_value(label, said) or (
        _value(said, "value") in alternatives and _value(said, "value") is not None
    )
    same_unit = label.get("unit") == said.get("unit")
    candidates = set(label.get("unit_candidates") or ()) == set(said.get("unit_candidates") or ())
    quantity = label["kind"] == "quantity"
    verdict = {
        "kind": label["kind"] == said.get("kind"),
        "printed": label["printed"] == said.get("printed"),
    }
    if quantity:
        if label.get("qualifier") == "about" and said.get("qualifier") == "nearly":
            said["qualifier"] = "about"
        verdict |= {
            "value": same_value,
            "unit": same_unit and candidates,
            "bar": same_value and same_unit and candidates and bool(read),
            "decimals": label.get("decimals") == said.get("decimals")
            and label.get("decimals_high") == said.get("decimals_high"),
            "vague": bool(label.get("vague")) == bool(said.get("vague")),
        }
        for name in ("qualifier", "direction", "per", "of", "converted_from", "fraction"):
            verdict[name] = label.get(name) == said.get(name)
        if said.get("kind") == "quantity" and not same_value:
            pairs = [(_value(label, n), _value(said, n)) for n in ("value", "value_high")]
            if any(_ratio_is_power(one, two) for one, two in pairs):
                score.wrong_scales.append(
                    f"{phrase['id']} {label['printed']!r}: {said.get('value')}"
                )
    for name, fine in verdict.items():
        score.asked[name] += 1
        score.right[name] += fine
        if not fine:
            wanted, found = label.get(name), said.get(name)
            score.misread.append(f"{phrase['id']} | {label['printed']} | {name} {wanted}, {found}")
            score.differences.append(
                f"{phrase['id']} {name}: "
                f"labelled {label.get(name, label.get('value'))!r}, "
                f"read {said.get(name, said.get('value'))!r} "
                f"at {label['printed']!r} in {phrase['text']!r}"
            )


@cache
def measured(language: str) -> Score:
    """The score over every phrase of a language, of every file that stands there."""
    score = Score()
    for path in sorted(PHRASES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            phrase = json.loads(line) if line.strip() else None
            if phrase and phrase["language"] == language:
                compare(phrase, score)
    return score


@cache
def measured_together() -> Score:
    """The score over every language."""
    whole = Score()
    for score in map(measured, LANGUAGES):
        whole.right += score.right
        whole.asked += score.asked
        whole.differences += score.differences
        whole.wrong_scales += score.wrong_scales
        whole.misread += score.misread
    return whole


if __name__ == "__main__":
    for each in LANGUAGES:
        lines = "".join(f"{line}\n" for line in measured(each).misread)
        (MISREAD / f"{each}.txt").write_text(lines, encoding="utf-8")
