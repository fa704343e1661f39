"""{{words}} of a template, replaced where they stand: in cells, headers, footers and text boxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.container import spans
from toolkit.ooxml.container.text import encode
from toolkit.ooxml.filling.localized import localized

Word = str | int | Decimal | date
_WORD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_LONGEST_HEADER = 255  # characters, codes included (Microsoft: Excel specifications and limits)
HEADERS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


class Words(NamedTuple):
    """The words that a template may use, each with what takes its place, and its language."""

    given: Mapping[str, Word]
    language: str

    def replace(self, text: str, where: str) -> str:
        """The text with every word replaced. Raises UnusableTemplate for one that is not known."""
        return _WORD.sub(lambda found: self._said(self._value(found[1], where)), text)

    def alone(self, text: str, where: str) -> int | Decimal | date | None:
        """The value where the text is one word and nothing else, and that is no text."""
        found = _WORD.fullmatch(text.strip())
        if found is None:
            return None
        value = self._value(found[1], where)
        return None if isinstance(value, str) else value

    def _said(self, value: Word) -> str:
        return value if isinstance(value, str) else localized(value, self.language)

    def _value(self, word: str, where: str) -> Word:
        try:
            return self.given[word]
        except KeyError:
            raise UnusableTemplate(
                f"{where} holds {{{{{word}}}}}, which is no word that factpack or template.toml "
                "gives",
                hint=f"words: {', '.join(sorted(self.given))}",
            ) from None


def has_word(text: str) -> bool:
    return _WORD.search(text) is not None


def words_in(text: str) -> tuple[str, ...]:
    """The words that a text holds, each once."""
    return tuple(dict.fromkeys(found[1] for found in _WORD.finditer(text)))


def in_runs(
    data: bytes,
    runs: Sequence[spans.Element],
    words: Words,
    where: Callable[[], str],
    stored: Callable[[str], str] = encode,
) -> Iterator[spans.Edit]:
    """Edits for a text that its runs (<t>) make up together; a word may be cut by runs.

    The run in which a word begins takes all of what replaces it.
    """
    whole = "".join(run.text for run in runs)
    if not has_word(whole):
        return
    starts = [0]
    for run in runs:
        starts.append(starts[-1] + len(run.text))
    new = [run.text for run in runs]
    for found in reversed(list(_WORD.finditer(whole))):
        value = words.replace(found[0], where())
        for nth in reversed(range(len(runs))):
            left = max(found.start(), starts[nth]) - starts[nth]
            right = min(found.end(), starts[nth + 1]) - starts[nth]
            if left < right:
                first = starts[nth] <= found.start()
                new[nth] = new[nth][:left] + (stored(value) if first else "") + new[nth][right:]
    for run, text in zip(runs, new, strict=True):
        if text != run.text:
            yield spans.text_content(data, run, text)


def in_headers(data: bytes, sheet: spans.Element, words: Words, where: str) -> Iterator[spans.Edit]:
    """Edits for the printed headers and footers, where & begins a code (18.3.1.46)."""
    holder = sheet.child("headerFooter")
    for each in holder.children if holder is not None else ():
        if each.local in HEADERS:
            if has_word(each.text):
                long = len(words.replace(each.text, f"the {each.local} of {where}"))
                if long > _LONGEST_HEADER:
                    raise UnusableTemplate(
                        f"the {each.local} of {where} would have {long} characters; Excel keeps "
                        f"{_LONGEST_HEADER}",
                        hint="shorten it in the template, or the words that it uses",
                    )
            yield from in_runs(
                data,
                [each],
                words,
                lambda each=each: f"the {each.local} of {where}",  # type: ignore[misc]
                lambda value: encode(value).replace("&", "&&"),
            )


def in_drawing(data: bytes, root: spans.Element, words: Words, where: str) -> Iterator[spans.Edit]:
    """Edits for text boxes and titles: DrawingML's paragraphs (21.1.2.2.6)."""
    for paragraph in root.every("p"):
        runs = [t for run in paragraph.children for t in run.children if t.local == "t"]
        yield from in_runs(data, runs, words, lambda: where, str)


def shared_texts(root: spans.Element) -> list[list[spans.Element]]:
    """The runs of each shared text, without phonetic hints (18.4.6)."""
    return [list(text_runs(item)) for item in root.children if item.local == "si"]


def text_runs(item: spans.Element) -> Iterable[spans.Element]:
    """The elements that hold a rich or plain text (18.4.12), without its phonetic ones."""
    for each in item.children:
        if each.local == "t":
            yield each
        elif each.local == "r":
            yield from (t for t in each.children if t.local == "t")
