"""Figures as people read them: those of a text with their readings, those that are open."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.errors import FactpackError
from toolkit.figures import Figure, read_figures

if TYPE_CHECKING:
    from toolkit.database import Database

_READING = ("value", "value_high", "unit", "of", "qualifier", "decimals", "direction", "per")
_REST = ("fraction", "converted_from", "unit_candidates", "alt_values")


def as_text(figures: Iterable[Figure]) -> str:
    """A line a figure: where, what is printed, what kind it is and how it is read."""
    lines = []
    for figure in figures:
        said = figure.as_json()
        reading = [f"{key}={_plain(said[key])}" for key in (*_READING, *_REST) if key in said]
        if figure.vague:
            reading.append("vague")
        place = f"{figure.start}–{figure.end}"
        line = f"{place:<11}  {figure.kind:<9}  {figure.printed}  {' '.join(reading)}"
        lines.append(line.rstrip() + "\n")
    return "".join(lines)


def _plain(value: Any) -> str:
    return "/".join(map(str, value)) if isinstance(value, list) else str(value)


def as_json(figures: Iterable[Figure]) -> str:
    listed = [figure.as_json() for figure in figures]
    return json.dumps({"figures": listed}, ensure_ascii=False, indent=2) + "\n"


def answered(line: str, number: int) -> str:
    """The answer to one line of a batch, {"id", "language", "text"}: {"id", "figures"}.

    Raises FactpackError where the line is no such record.
    """
    try:
        asked = json.loads(line)
        given, language, text = asked["id"], asked["language"], asked["text"]
        if not (isinstance(language, str) and isinstance(text, str)):
            raise TypeError
    except (ValueError, KeyError, TypeError) as fault:
        raise FactpackError(
            f"line {number} is no record with id, language and text",
            hint='write one JSON object a line, as {"id": 1, "language": "de", "text": "5 Mio."}',
        ) from fault
    figures = [figure.as_json() for figure in read_figures(text, language)]
    return json.dumps({"id": given, "figures": figures}, ensure_ascii=False)


# -- open figures ----------------------------------------------------------------------------------


class OpenFigure(NamedTuple):
    """A figure that no fact and no waiver covers, in its sentence."""

    source: str
    title: str | None
    file: str
    n: int
    printed: str
    start: int
    end: int
    sentence: str
    sentence_start: int


def open_figures(database: Database) -> list[OpenFigure]:
    """Every open figure, by source and place."""
    _, rows = database.fetch(
        """
        select g.source, s.title, t.file, g.n, g.printed, g.start, g."end", g.sentence,
          g.sentence_start
        from figures g
        join (from texts qualify row_number() over (partition by source order by _row) = 1) t
          on t.source = g.source
        join sources s on s._row = t._row
        where g.kind in ('quantity', 'ambiguous') and len(g.covered_by) = 0 and not g.waived
        order by g.source, g.n
        """
    )
    return [OpenFigure(*row) for row in rows]


def running_figures(database: Database) -> int:
    """How many figures stand in lines that pages repeat, and so are not open."""
    _, ((count,),) = database.fetch("select count(*) from figures where kind = 'running'")
    return int(count)


def open_as_text(figures: Sequence[OpenFigure], running: int = 0) -> str:
    """Source by source, each figure marked in its sentence."""
    lines: list[str] = []
    for (source, title, file), group in groupby(figures, key=lambda f: f[:3]):
        lines += ["", f"{source}: {title or ''} (sources/{file})"]
        lines += [f"  {figure.start:>7}  {_marked(figure)}" for figure in group]
    count = len(figures)
    said = "no figure is open" if not count else f"{count:,} open figure{'s' * (count > 1)}"
    if running:
        said += f"; {running:,} in lines that pages repeat at head or foot left out"
    return "\n".join([*lines, "", said]).lstrip("\n") + "\n"


def _marked(figure: OpenFigure, reach: int = 120) -> str:
    at = figure.start - figure.sentence_start
    before = figure.sentence[max(0, at - reach) : at]
    after = figure.sentence[at + len(figure.printed) :]
    dots = "…" if at > reach else "", "…" if len(after) > reach else ""
    text = f"{dots[0]}{before}[{figure.printed}]{after[:reach]}{dots[1]}"
    return " ".join(text.split())


def open_as_json(figures: Sequence[OpenFigure]) -> str:
    listed = [figure._asdict() for figure in figures]
    return json.dumps({"open_figures": listed}, ensure_ascii=False, indent=2) + "\n"
