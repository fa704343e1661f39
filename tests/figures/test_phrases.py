"""The grammar measured against phrases labelled by hand, of which it misread many at first."""

from __future__ import annotations

import json

import pytest
from figures.measure import LANGUAGES, MISREAD, PHRASES, measured, measured_together

BAR = 0.99


@pytest.mark.parametrize("path", sorted(PHRASES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_labels_stand_where_they_say(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        phrase = json.loads(line)
        for label in phrase["figures"]:
            start = label["start"]
            assert phrase["text"][start : start + len(label["printed"])] == label["printed"], phrase


def test_value_scale_and_unit_reach_the_bar(record_property):
    score = measured_together()
    record_property("rates", score.report())
    print(score.report())
    wrong = "\n".join(line for line in score.differences if " bar: " in line)
    assert score.asked["bar"] > 0, "no labelled phrases were found"
    assert score.rate("bar") >= BAR, f"{score.rate('bar'):.2%} right\n{wrong}"
    assert score.rate("kind") >= BAR and score.rate("printed") >= BAR


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_reaches_the_bar(language):
    score = measured(language)
    assert score.asked["bar"] > 0, "no phrase is of this language"
    assert score.rate("bar") >= BAR, f"{score.rate('bar'):.2%} right"


def test_no_scale_is_silently_wrong():
    assert measured_together().wrong_scales == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_what_is_known_to_be_misread_is_misread(language):
    """What a change reads better or worse stands in its diff: measure.py writes the lists."""
    known = (MISREAD / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    found = measured(language).misread
    worse, better = set(found) - set(known), set(known) - set(found)
    assert (sorted(worse), sorted(better)) == ([], [])
