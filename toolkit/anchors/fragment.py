"""The end of a link that opens a web page at a passage: #:~:text=…

As the WICG's URL Fragment Text Directives say (wicg.github.io/scroll-to-text-fragment): the words
are matched whole, whatever their case, the first match on the page is shown, and a passage without
an end of its own must lie in one block of the page.
"""

from __future__ import annotations

import re
from urllib.parse import quote as percent_encoded

from toolkit.anchors.searchable import Searchable
from toolkit.anchors.tiers import CJK

_LONGEST = 300  # characters that are written out; Chromium's own links do so too
_WORD = re.compile(rf"[{CJK}]|(?:(?![{CJK}])\S)+")
_MOST_CONTEXT = 12  # words before and after
_IN_WORD = re.compile(rf"(?![{CJK}])\w")


def text_fragment(text: str | Searchable, start: int, end: int) -> str:
    """`#:~:text=[prefix-,]start[,end][,-suffix]` for `text[start:end]`; "" where that is blank.

    The passage is widened to whole words. A long one, or one that goes over a line's end, is named
    by its first and last words; one that the text has before is told apart by the words around it.
    """
    text = text if isinstance(text, Searchable) else Searchable(text)
    start, end = _whole_words(text.text, start, end)
    if start == end:
        return ""
    lines = text.text[start:end].splitlines()
    if len(lines) == 1 and end - start <= _LONGEST:
        return _exact(text, start, end)
    return _range(text, start, end)


def _exact(text: Searchable, start: int, end: int) -> str:
    passage = text.text[start:end]
    before, after = _before(text.text, start), _after(text.text, end)
    for words in range(_MOST_CONTEXT + 1):
        prefix, suffix = _last(before, words), _first(after, words)
        if _is_first(text, f"{prefix} {passage} {suffix}", start):
            break
    return _written(prefix, passage, "", suffix)


def _range(text: Searchable, start: int, end: int) -> str:
    """First and last words, as many as it takes for the first match to be this passage."""
    lines = [line for line in text.text[start:end].splitlines() if line.strip()]
    head, tail = lines[0], lines[-1]
    if len(lines) == 1:
        words = list(_WORD.finditer(head))
        half = len(words) // 2
        if not half:
            return _exact(text, start, end)
        head, tail = head[: words[half - 1].end()], head[words[half].start() :]
    first = last = prefix = ""
    for words_shown in range(4, 2 * _MOST_CONTEXT):
        first = _first(head, words_shown)
        if _is_first(text, first, start):
            break
    for words_shown in range(4, 2 * _MOST_CONTEXT):
        last = _last(tail, words_shown)
        if _first_end(text, last, start + len(first)) == end:
            break
    before = _before(text.text, start)
    for words_shown in range(_MOST_CONTEXT + 1):
        prefix = _last(before, words_shown)
        if _is_first(text, f"{prefix} {first}", start):
            break
    return _written(prefix, first, last, "")


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return start, end
    while start and _IN_WORD.match(text, start - 1) and _IN_WORD.match(text, start):
        start -= 1
    while end < len(text) and _IN_WORD.match(text, end) and _IN_WORD.match(text, end - 1):
        end += 1
    return start, end


def _is_first(text: Searchable, words: str, start: int) -> bool:
    """Whether the first place of `words` in the text is the one that holds `start`."""
    first = next(text.places(words, "case", bare=True), None)
    return first is None or first.start <= start < first.end


def _first_end(text: Searchable, words: str, after: int) -> int:
    ends = (place.end for place in text.places(words, "case", bare=True) if place.start >= after)
    return next(ends, -1)


def _before(text: str, at: int) -> str:
    """What stands before, of the last line that says something: a prefix lies in one block."""
    lines = [line for line in text[max(0, at - 600) : at].splitlines() if line.strip()]
    return lines[-1] if lines else ""


def _after(text: str, at: int) -> str:
    lines = [line for line in text[at : at + 600].splitlines() if line.strip()]
    return lines[0] if lines else ""


def _first(text: str, words: int) -> str:
    found = list(_WORD.finditer(text))[:words]
    return text[found[0].start() : found[-1].end()] if found else ""


def _last(text: str, words: int) -> str:
    found = list(_WORD.finditer(text))[-words:] if words else []
    return text[found[0].start() : found[-1].end()] if found else ""


def _written(prefix: str, start: str, end: str, suffix: str) -> str:
    parts = [
        f"{_encoded(prefix)}-" if prefix else "",
        _encoded(start),
        _encoded(end),
        f"-{_encoded(suffix)}" if suffix else "",
    ]
    return "#:~:text=" + ",".join(filter(None, parts))


def _encoded(words: str) -> str:
    """Percent-encoded, also the three signs that the directive means something by: & - ,"""
    return percent_encoded(" ".join(words.split()), safe="").replace("-", "%2D")
