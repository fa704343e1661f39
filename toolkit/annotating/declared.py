"""What is known of a document as a source: said by its caller, by itself, or told by its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from toolkit.annotating.guessing import guess
from toolkit.errors import FactpackError
from toolkit.extract import Document, Told

Known = Mapping[str, tuple[Any, str]]  # by the source's field: its value, and how it is known
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")  # names that Windows keeps
_HEADLINE = 160  # characters
_DATELINE = 80
_TOP = 12  # lines
# At the start of what a document says of itself: a spreadsheet would take it for a formula.
_SIGNS = re.compile(r"^(?:\s|[=@\uff1d\uff20]|[-+\uff0b\uff0d](?!\d))+")


def known_of(document: Document, given: Mapping[str, str]) -> Known:
    """The fields of a source's row that are known, `given` by the caller before all else.

    Raises FactpackError where a day that is given is none, or nothing tells the language.
    """
    known: dict[str, tuple[Any, str]] = dict(_told(document))
    known |= {key: (value, "given") for key, value in given.items()}
    language, how = _language(document, given)
    known["language"] = language, how
    if "published" not in known and (day := _dateline(document.text, language)):
        known["published"] = day.isoformat(), "the line with a date near its top"
    if "published" in known:
        known["published"] = _day(str(known["published"][0])), known["published"][1]
        basis = _basis(document.text, language, known["published"][0])
        if basis:
            known.setdefault("published_basis", (basis, "the day was looked for in the text"))
    return known


def _told(document: Document) -> Iterator[tuple[str, tuple[Any, str]]]:
    """What the document declares, where it is such that the field can hold it."""
    told: Told = document.told
    title = told.title or _first_line(document.text)
    if title := _SIGNS.sub("", title):
        by = "the document says so" if told.title else "its first line"
        yield "title", (title[:500], by)
    for key in ("publisher", "author", "url", "type"):
        said: str = getattr(told, key)
        if said and (plain := _SIGNS.sub("", said)):
            yield key, (plain, "the document says so")
    if told.published and _day(told.published, strict=False):
        yield "published", (told.published, "the document says so")


def _first_line(text: str) -> str:
    """A paragraph is no headline: it is cut at a word, where words are parted."""
    lines = (line.strip(" #*|-\f") for line in text.splitlines())
    line = next((line for line in lines if line), "")
    if len(line) <= _HEADLINE:
        return line
    cut = line[:_HEADLINE]
    return (cut.rpartition(" ")[0] or cut) + " …"


def _day(said: str, *, strict: bool = True) -> date | None:
    """The day of an ISO 8601 date or time, as it is where it was written."""
    try:
        return datetime.fromisoformat(said.strip()).date()
    except ValueError:
        pass
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", said)
    if found:
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            pass
    if strict:
        raise FactpackError(f"{said!r} is no date", hint="write it as 2025-09-12")
    return None


def _language(document: Document, given: Mapping[str, str]) -> tuple[str, str]:
    """The language, and how it is known: given, said by the document, or guessed from its words.

    Templates are left in the wrong language more often than a clear guess is wrong.
    """
    if "language" in given:
        return given["language"], "given"
    said = _tag(document.told.language)
    guessed = guess(document.text)
    if guessed and said.partition("-")[0] != guessed:
        note = f", although the document says {said}" if said else ""
        return guessed, f"guessed from its words{note}"
    if said:
        return said, "the document says so"
    raise FactpackError(
        "the document does not say its language, and its words do not tell",
        hint="give it with --language, as de or zh",
    )


def _tag(said: str) -> str:
    """A language tag as BCP 47 writes it; "" where it is none."""
    parts = said.strip().replace("_", "-").split("-")[:2]
    tag = "-".join([parts[0].lower(), *(each.upper() for each in parts[1:])])
    return tag if re.fullmatch(r"[a-z]{2,3}(-[A-Z0-9]{2,8})?", tag) else ""


def _dateline(text: str, language: str) -> date | None:
    """The one day that short lines at the top of a text print in full: "19 mai 2014"."""
    from toolkit.derive.dates import printed_dates
    from toolkit.figures import LANGUAGES, read_figures

    if language.partition("-")[0] not in LANGUAGES:
        return None
    days = set()
    for line in [line for line in text.splitlines()[:_TOP] if 0 < len(line.strip()) <= _DATELINE]:
        figures = [one for one in read_figures(line, language) if one.kind != "time"]
        if any(one.kind == "quantity" for one in figures):
            continue  # a headline that tells of something
        for figure in figures:
            for one in printed_dates(figure, language) if figure.kind == "date" else ():
                if one.year and one.month and one.day:
                    named = f"{one.year}-{one.month:02}-{one.day:02}"
                    days.add(None if one.doubtful else _day(named, strict=False))
    return days.pop() if len(days) == 1 else None


def _basis(text: str, language: str, day: date | None) -> str | None:
    """printed where the text prints that day, else inferred."""
    from toolkit.derive.dates import printed_dates
    from toolkit.figures import LANGUAGES, read_figures

    code = language.partition("-")[0]
    if day is None or code not in LANGUAGES:
        return None
    for figure in read_figures(text, language):
        if figure.kind == "date":
            for one in printed_dates(figure, language):
                if (one.day, one.month, one.year) == (day.day, day.month, day.year):
                    return "printed"
    return "inferred"


def proposed_id(known: Known, name: str) -> str:
    """By its publisher, else the host of its address, else the file's name."""
    publisher = str(known.get("publisher", ("",))[0])
    host = urlsplit(str(known.get("url", ("",))[0])).hostname or ""
    host = host.removeprefix("www.").partition(".")[0]
    stem = re.split(r"[/\\]", name)[-1].rpartition(".")[0] or name
    return next((slug for each in (publisher, host, stem) if (slug := _slug(each))), "source")


def _slug(text: str) -> str:
    text = text.replace("ß", "ss").casefold()
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    return "" if RESERVED.fullmatch(slug) else slug
