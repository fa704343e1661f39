"""Whatever the text, the grammar answers: no error, true offsets, in order, no overlap."""

from __future__ import annotations

import json
import re
import sys

import pytest
from figures.test_readings_in_full import FILES, FOLDER
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.figures import LANGUAGES, read_figures

PIECES = st.sampled_from(
    [
        "0",
        "1",
        "2,5",
        "1.234",
        "1'000",
        "2024",
        "12/09/2025",
        "13:17",
        "24/7",
        "3.",
        "380",
        "Mrd.",
        "Milliarden",
        "Euro",
        "€",
        "$",
        "US$",
        "%",
        "Prozent",
        "von",
        "auf",
        "bis",
        "zwischen",
        "und",
        "e",
        "mezzo",
        "un",
        "billion",
        "million",
        "crore",
        "tre",
        "cento",
        "hundert",
        "dreihundert",
        "zwei",
        "half",
        "a",
        "third",
        "in",
        "five",
        "doubled",
        "mehrere",
        "hundert",
        "(",
        ")",
        "-",
        "–",
        "+",
        "~",
        ">",
        ".",
        ",",
        ";",
        ":",
        "½",
        "¹",
        "[2]",
        "§",
        "Q2",
        "H1",
        "FY26",
        "Qwen3",
        "7nm",
        "亿元",
        "三",
        "数百",
        "年",
        "月",
        "億円",
        "entre",
        "y",
        "de",
        "d'",
        "l'",
        "un'",
        "à",
        "punti",
        "base",
        "spread",
        "points",
        "bn",
        "m",
        "k",
        "T€",
        "TEUR",
        "quatre",
        "vingt",
        "dix",
        "mille",
        "miles",
        "de",
        "millones",
        "siècle",
        "\xa0",
        "\u202f",
        "\xad",
        "\n",
        "\n\n",
        "10^30",
        "99999",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(PIECES, max_size=14).map(" ".join),
    st.lists(PIECES, max_size=14).map("".join),
)


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, language=st.sampled_from(LANGUAGES))
def test_offsets_are_true_and_figures_do_not_overlap(text, language):
    last = 0
    for figure in read_figures(text, language):
        assert last <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.printed
        assert (figure.value is None) or figure.kind == "quantity"
        json.dumps(figure.as_json())
        last = figure.end


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "piece", ["1", "1,", "1 ", "million ", "one hundred and ", "von 1 auf ", "¥5 ", "亿", "a.", "("]
)
def test_a_hostile_text_is_read_to_its_end(piece, language):
    text = piece * 3000
    assert all(text[f.start : f.end] == f.printed for f in read_figures(text, language))


@pytest.mark.parametrize("piece", ["5/", "+5 ", "5-", "5 % ", "(5) ", "$5 and ", "1 to 2 ", "5元"])
def test_a_sentence_twice_as_long_takes_twice_the_steps(piece):
    assert calls(piece * 1200) < 2.5 * calls(piece * 600)


def calls(text):
    """How many functions are called to read it."""
    count = 0

    def counted(_frame, event, _argument):
        nonlocal count
        count += event == "call"

    read_figures(text[:30], "en")  # what is made once
    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        read_figures(text, "en")
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_a_sentence_may_break_off_or_begin_anywhere(path):
    """As a teaser does, a caption, the text between two pages: each is cut at three places."""
    told = path.read_text(encoding="utf-8").splitlines()
    for number, sentence in enumerate(line for line in told if not line.startswith("  ")):
        places = [found.end() for found in re.finditer(r"\w+\W*?", sentence)]
        for place in places[number % 5 :: max(len(places) // 3, 1)]:
            for text in (sentence[:place], sentence[place:]):
                figures = read_figures(text, path.stem)
                assert all(text[f.start : f.end] == f.printed for f in figures), text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["1'", "2000 1’", "un'", "sono una’"])
def test_an_apostrophe_may_end_a_text(text, language):
    assert all(text[f.start : f.end] == f.printed for f in read_figures(text, language))


def test_a_number_of_five_thousand_digits_is_exact():
    (figure,) = read_figures("9" * 5000 + " Euro", "de")
    assert figure.as_json()["value"] == "9" * 5000
