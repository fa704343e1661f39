"""Tables made of records and sources together: settings, texts, anchors, figures, readings.

Python reads each distinct text once; the rules, which are SQL, compare what it has read.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from toolkit.database import Database
from toolkit.derive import compare, namings, speakers
from toolkit.derive.distinct import distinct, same
from toolkit.derive.figurecells import READ, SPAN, cells, span
from toolkit.dossier import SOURCES, Dossier
from toolkit.progress import Progress
from toolkit.readers.staged import LEAST
from toolkit.rules import yardsticks
from toolkit.schemas import Schemas
from toolkit.tables import live_facts

if TYPE_CHECKING:
    from toolkit.derive.figurecells import Words

_AMOUNT = "DECIMAL(38,9)"
_MANY_QUOTES = 4_000  # from which it pays to start a process that helps
_DAY = {"day": "BIGINT", "month": "BIGINT", "year": "BIGINT"}
_TEXTS = {
    "_row": "BIGINT",
    **dict.fromkeys(("source", "file"), "VARCHAR"),
    "characters": "BIGINT",
    **dict.fromkeys(("sha256", "language"), "VARCHAR"),
    "read": "BOOLEAN",
    **dict.fromkeys(("problem", "says", "hint", "original_sha256"), "VARCHAR"),
}
_FIGURES = {
    "source": "VARCHAR",
    "n": "BIGINT",
    **SPAN,
    **READ,
    **_DAY,
    "doubtful": "BOOLEAN",
    "months": "BIGINT",
    "sentence": "VARCHAR",
    "sentence_start": "BIGINT",
}
_READINGS = {
    "n": "BIGINT",
    "chosen_by": "VARCHAR",
    "printed_there": "BOOLEAN",
    "in_quote": "BIGINT",
    "listed": "VARCHAR",
    **SPAN,
    **READ,
    "accepts": f"{_AMOUNT}[]",
}
_PERIOD_WORDS = {
    "n": "BIGINT",
    "kind": "VARCHAR",
    "printed": "VARCHAR",
    **_DAY,
    "months": "BIGINT",
}


def build(
    database: Database,
    dossier: Dossier,
    schemas: Schemas,
    progress: Progress | None = None,
    *,
    least: int = LEAST,
) -> None:
    """Makes every derived table of the dossier in `database`, which holds its records, and of the
    views `live_facts`, which rules read. `least` facts and more are compared by SQL."""
    progress = progress or Progress()
    yardsticks.build(database, dossier, schemas)
    asked = distinct(database, "_asked", _WORDS, f"from ({_SPOKEN})")
    known = [each for each in asked if _has_table(each[3])]
    with _words_of(known, progress) as words:
        texts = _texts(database, dossier)
        _anchors(database, texts)
        speakers.build(database, texts)
        namings.build(database, texts)
        progress.at("reading quotes")
        _quotes_read(database, known, words())
    progress.at("comparing")
    compare.build(database, least)
    _figures(database, texts)
    _readings(database)
    live_facts(database)


# -- sources ---------------------------------------------------------------------------------------


def unread(database: Database) -> tuple[tuple[str, str], ...]:
    """Each source that is there and cannot be read, and why."""
    asked = f"select '{SOURCES}/' || file, says from texts where problem = 'unreadable'"
    return tuple(database.fetch(f"{asked} order by all")[1])


def _texts(database: Database, dossier: Dossier) -> dict[str, tuple[str, str]]:
    """Fills `texts`; gives (text, language) of each source that has one, by its id."""
    _, sources = database.fetch(
        "select _row, id, file, language, original, original_sha256 from sources order by _row"
    )
    readable: dict[str, tuple[str, str]] = {}
    rows = []
    if sources and not dossier.bare:
        from toolkit.anchors.source import document_hash, read_source

        folder = dossier.root / SOURCES
        for row, source, file, language, original, then in sources:
            if file is None:
                continue
            now = None
            if original is not None and then is not None:
                now = document_hash(dossier.source_file(original), folder=folder)
            found = read_source(dossier.source_file(file), folder=folder)
            problem = found.problem
            if problem is None and source is not None:
                readable.setdefault(source, (found.text, language or ""))
            said = (problem.kind, problem.what, problem.hint) if problem else (None,) * 3
            characters = None if problem else len(found.text)
            known = _has_table(language)
            text = (row, source, file, characters, found.sha256, language, known)
            rows.append((*text, *said, now))
    database.load_rows("texts", _TEXTS, rows)
    return readable


def _has_table(language: str | None) -> bool:
    """Whether factpack reads numbers in a language."""
    from toolkit.figures import LANGUAGES

    return bool(language) and str(language).partition("-")[0].lower() in LANGUAGES


def _figures(database: Database, texts: Mapping[str, tuple[str, str]]) -> None:
    """Fills `figures` and `marked`: which fact annotates which, and the words around it."""
    rows: list[tuple[Any, ...]] = []
    read: dict[tuple[str, str], tuple[tuple[Any, ...], ...]] = {}
    for source, (text, language) in texts.items():
        if _has_table(language):
            if (text, language) not in read:
                read[text, language] = _figures_of(text, language)
            rows += [(source, *row) for row in read[text, language]]
    database.load_rows("_figures", _FIGURES, rows)
    database.execute(
        """
        create table _covers as
        select f._row, f.id, f.status, f.reviewer, g.source, g.n, g.qualifier
        from facts f join _read r using (_row) join anchors a using (_row)
        join _figures g on g.source = a.source
          and g.start < a.found_end and g."end" > a.found_start
        where r.printed is not null and a.state in ('found', 'shifted')
          and case when a.tier = 'exact'
            then g.start < a.found_start + r."end" and g."end" > a.found_start + r.start
            else g.printed = r.printed
              or (g.value is not distinct from r.value and g.unit is not distinct from r.unit
                and g.vague = r.vague and g.kind = r.kind) end;
        create table figures as
        select g.*, coalesce(c.facts, []) as covered_by, coalesce(c.proposed, []) as proposed_by,
          coalesce(c.rejected, []) as rejected_by, coalesce(c.dismissed, false) as waived
        from _figures g left join (
          select source, n,
            list(coalesce(id, '') order by _row) filter (
              coalesce(status, '') not in ('proposed', 'rejected')) as facts,
            list(coalesce(id, '') order by _row) filter (status = 'proposed') as proposed,
            list(coalesce(id, '') order by _row) filter (status = 'rejected') as rejected,
            bool_or(status = 'rejected' and reviewer is not null) as dismissed
          from _covers group by all
        ) c using (source, n)
        order by g.source, g.n;
        create table marked as
        select c._row, g.source, g.n, g.printed, g.start, g."end", g.kind, g.value, g.unit,
          g.direction, g.sentence, g.sentence_start,
          left(g.sentence, (g.start - g.sentence_start)::int) as before,
          substr(g.sentence, (g."end" - g.sentence_start)::int + 1) as after,
          lower(split_part(coalesce(f.language, t.language), '-', 1)) as language
        from _covers c join _figures g using (source, n) join facts f on f._row = c._row
        left join (from texts qualify row_number() over (partition by source order by _row) = 1) t
          on t.source = g.source
        where coalesce(c.status, '') not in ('proposed', 'rejected');
        """
    )


@lru_cache(maxsize=64)  # a dossier that is checked again has mostly the same sources
def _figures_of(text: str, language: str) -> tuple[tuple[Any, ...], ...]:
    from toolkit.anchors import sentence_around
    from toolkit.derive.dates import Printed, printed_dates
    from toolkit.extract.running import running_lines
    from toolkit.figures import read_figures

    rows: list[tuple[Any, ...]] = []
    running = running_lines(text)
    for n, figure in enumerate(read_figures(text, language), 1):
        kind, *place = span(figure)
        if any(start <= figure.start and figure.end <= end for start, end in running):
            kind = "running"
        low, high = sentence_around(text, figure.start, figure.end)
        dated = figure.kind in ("date", "year")
        said = printed_dates(figure, language)[0] if dated else Printed()
        rows.append((n, kind, *place, *cells(figure), *said, text[low:high], low))
    return tuple(rows)


# -- facts -----------------------------------------------------------------------------------------


def _anchors(database: Database, texts: Mapping[str, tuple[str, str]]) -> None:
    """Fills `anchors`; the same quote with the same offsets is looked for once."""
    keys = "source, quote, char_start, char_end, as_printed"
    asked = distinct(database, "_quotes", keys, "from facts where quote is not null")
    kinds = {"n": "BIGINT"}
    rows: Iterable[tuple[Any, ...]] = ()
    if asked or texts:
        from toolkit.anchors import COLUMNS, Searchable, anchor_all

        searchable = {source: Searchable(text) for source, (text, _) in texts.items()}
        names = ["_row", *(key.strip() for key in keys.split(","))]
        facts = (dict(zip(names, row, strict=True)) for row in asked)
        rows = [row.values() for row in anchor_all(facts, searchable)] if texts else ()
    from toolkit.anchors.table import COLUMNS

    kinds |= {name: kind for name, (kind, _) in COLUMNS.items() if name != "_row"}
    database.load_rows("_anchored", kinds, list(rows))
    database.execute(
        f"create table anchors as select f._row, a.* exclude (n) "
        f"from facts f join _quotes q on {same(keys, 'f', 'q')} join _anchored a using (n)"
    )


# Not of a statement in words alone: it names no figure, and no period that is printed.
_SPOKEN = """
select * from (
  select f.* exclude (language), coalesce(f.language, s.language) as language
  from facts f left join (from sources qualify row_number() over (
    partition by id order by _row) = 1) s on s.id = f.source
) where coalesce(quote, as_printed) is not null and language is not null
  and (value is not null or as_printed is not null or period_basis = 'printed')
"""
_WORDS = "quote, as_printed, language, value, value_high, unit"


def _quotes_read(
    database: Database, known: Sequence[tuple[Any, ...]], words: Iterable[Words]
) -> None:
    """Fills `_read` and `period_words`: what the words of a fact say."""
    rows: list[tuple[Any, ...]] = []
    dates: list[tuple[Any, ...]] = []
    for (n, *_), found in zip(known, words, strict=True):
        rows.append((n, *found.reading))
        dates += ((n, *date) for date in found.dates)
    database.load_rows("_by_words", _READINGS, rows)
    database.load_rows("_dates", _PERIOD_WORDS, dates)
    database.execute(
        f"""
        create table _spoken as
        select f._row, f.language, a.n from ({_SPOKEN}) f
        join _asked a on {same(_WORDS, "f", "a")};
        create table _read as
        select s._row, s.language, r.* exclude (n) from _spoken s join _by_words r using (n);
        create table period_words as
        select s._row, d.* exclude (n) from _spoken s join _dates d using (n);
        create table _accuracy as
        select r._row, r.decimals from _read r join facts f using (_row)
        where f.decimals is null and r.decimals is not null and r.kind = 'quantity'
          and f.value = r.value and f.value_high is not distinct from r.value_high;
        """
    )


@contextlib.contextmanager
def _words_of(
    known: Sequence[tuple[Any, ...]], progress: Progress
) -> Iterator[Callable[[], Iterable[Words]]]:
    """What gives the words of each; within it other processes read them, where they are many."""
    if len(known) < _MANY_QUOTES:
        yield lambda: [_read_once(*words) for _, *words in known]
        return
    from toolkit.derive.manyquotes import begun

    with begun([words for _, *words in known], progress) as finished:
        yield finished


@lru_cache(maxsize=4096)  # as _figures_of
def _read_once(*words: Any) -> Words:
    from toolkit.derive.figurecells import words_of

    return words_of(words)


def _readings(database: Database) -> None:
    """Fills `readings`, with how the figure is opened where it stands in the source.

    A bare number of the quote is read as the source has it, whose table or list may give scale and
    unit in a heading that nobody quotes.
    """
    given = ", ".join(
        f"case when g.n is null then r.{name} else g.{name} end as {name}" for name in READ
    )
    database.execute(
        f"""
        create table readings as
        select r.* replace ({given},
            case when g.n is null then r.accepts else [g.value] end as accepts),
          c.qualifier as source_qualifier
        from _read r left join (
          select _row, any_value(qualifier) as qualifier from _covers group by _row
        ) c using (_row) left join (
          select c._row, g.* from _covers c join _figures g using (source, n)
            join _read r using (_row)
          where r.kind = 'quantity' and g.kind = 'quantity' and g.printed = r.printed
            and r.unit is null and len(r.unit_candidates) = 0 and r.of is null and not r.vague
            and g.value is not null and (g.value <> r.value or g.unit is not null)
          qualify count(*) over (partition by c._row) = 1
        ) g using (_row);
        drop table _read; drop table _covers; drop table _figures; drop table _spoken;
        drop table _by_words; drop table _dates; drop table _asked; drop table _quotes;
        drop table _anchored;
        """
    )
