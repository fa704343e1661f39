"""How much of a sentence a drafted fact quotes, so that its figure reads as in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.anchors.numbers import whole
from toolkit.derive.readings import Asked, read

_LONGEST = 400  # characters of a quote, where the sentence is longer and less will do
_SHORTEST = 60
# Blanks, and signs that only a spreadsheet would make something of: a list's dash, an equals sign.
_NOT_YET = re.compile(r"(?:\s|[=@\uff1d\uff20]|[-+\uff0b\uff0d](?!\d))+")
_CLAUSES = re.compile(r"(?<=[,;:–—])\s+|(?<=[、，；。])|\n")


def quote_of(figure: Mapping[str, Any], text: str, language: str) -> tuple[int, int]:
    """From where to where the sentence is quoted: all of it, or as much of it as will do.

    A long sentence is cut at its clauses. Where the same number is printed twice in it, the quote
    has it once, so that the printed number says which is meant. Whatever is left out, the figure
    is read in the quote as it is in the text.
    """
    low = figure["sentence_start"]
    high = low + len(figure["sentence"])
    sentence = _trimmed(text, low, high, figure)
    for start, end in _candidates(figure, text, *sentence):
        uncut = whole(text, start, end, bare=False)
        if uncut and _reads_alike(figure, text[start:end], start, language):
            return start, end
    return sentence


def _candidates(
    figure: Mapping[str, Any], text: str, low: int, high: int
) -> Iterator[tuple[int, int]]:
    if high - low <= _LONGEST:
        yield low, high
    cuts = [low, *(found.end() for found in _CLAUSES.finditer(text, low, high)), high]
    before = [cut for cut in cuts if cut <= figure["start"]] or [low]
    after = [cut for cut in cuts if cut >= figure["end"]] or [high]
    spans = [(a, b) for a in before for b in after]
    fitting = [(a, b) for a, b in spans if _SHORTEST <= b - a <= _LONGEST]
    for start, end in sorted(fitting, key=lambda span: span[0] - span[1]):
        yield _trimmed(text, start, end, figure)
    yield low, high
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        yield _trimmed(text, start, end, figure)
    words = [found.start() for found in re.finditer(r"(?<=\s)\S", text[low:high])]
    near = [low + at for at in words]
    for start in [low, *(at for at in near if at <= figure["start"])]:
        ends = [at for at in near if at >= figure["end"]]
        yield _trimmed(text, start, next(iter(ends), high), figure)
        yield _trimmed(text, start, high, figure)
    yield figure["start"], figure["end"]


def _trimmed(text: str, start: int, end: int, figure: Mapping[str, Any]) -> tuple[int, int]:
    if found := _NOT_YET.match(text, start, figure["start"]):
        start = found.end()
    while end > figure["end"] and text[end - 1].isspace():
        end -= 1
    return start, end


def _reads_alike(figure: Mapping[str, Any], quote: str, at: int, language: str) -> bool:
    """Whether the quote says of the figure what the text does, and leaves no doubt which it is."""
    asked = Asked(quote, figure["printed"], language, figure["value"], None, figure["unit"])
    found = read(asked).figure
    if found is None:
        return False
    same_place = found.start + at < figure["end"] and found.end + at > figure["start"]
    return same_place and (
        (found.value, found.value_high, found.unit, found.kind, found.vague)
        == tuple(figure[key] for key in ("value", "value_high", "unit", "kind", "vague"))
        and (found.decimals, found.qualifier) == (figure["decimals"], figure["qualifier"])
    )
