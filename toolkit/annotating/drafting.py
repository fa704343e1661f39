"""Rows drafted for an analyst: a fact for each open figure; entities and concepts that lack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from toolkit.annotating.quoting import quote_of
from toolkit.errors import FactpackError
from toolkit.records.judging import Judge

if TYPE_CHECKING:
    from toolkit.annotating.appending import Added, Target
    from toolkit.database import Database
    from toolkit.opened import OpenDossier

_NEAR = Decimal("0.1")  # another reading ten times apart is a matter for a person
_DECIMALS = range(-15, 10)  # what the schema allows
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Drafts:
    """Drafted rows of one type, and where they would go."""

    type: str
    rows: tuple[Row, ...]
    target: Target


# -- facts -----------------------------------------------------------------------------------------


def draft_facts(opened: OpenDossier, source: str, *, into: str | None = None) -> Drafts:
    """One proposed fact for each figure of the source that no fact and no waiver is about.

    A figure whose fact was rejected is not proposed again. Entity, concept, period and kind are
    left to the analyst. Raises FactpackError where there is no such source, or no text of it.
    """
    text, language = _text(opened, source)
    numbers = _numbers(opened.database, source)
    judge = Judge(opened.schemas.types["facts"], opened.schemas)
    made: list[dict[str, Any]] = []
    printed_in: dict[tuple[int, str], str] = _standing(opened.database, source)
    for figure in _open(opened.database, source):
        row = {"id": f"{source}-{next(numbers):03}", **_row(figure, text, language)}
        row |= {"source": source, "status": "proposed", "language": language}
        _fit(row, judge)
        printed_in[figure["sentence_start"], figure["printed"]] = row["id"]
        converted = (figure["sentence_start"], figure["converted_from"] or "")
        if converted in printed_in:
            row["converted_from"] = printed_in[converted]
        made.append(row)
    return Drafts("facts", tuple(made), _target(opened, "facts", into, source))


def _text(opened: OpenDossier, source: str) -> tuple[str, str]:
    from toolkit.anchors import read_again
    from toolkit.dossier import SOURCES

    _, rows = opened.database.fetch(
        "select source, file, language, problem, says, read, sha256 from texts order by _row"
    )
    for id, file, language, problem, says, read, sha256 in rows:
        if id != source:
            continue
        if problem:
            raise FactpackError(
                f"the text of {source} cannot be read: {says}", hint="see SRC rules"
            )
        if not read:
            raise FactpackError(
                f"factpack reads no numbers in '{language}'", hint="set the source's language"
            )
        folder = opened.dossier.root / SOURCES
        return read_again(opened.dossier.source_file(file), sha256, folder=folder), language
    known = ", ".join(sorted({str(row[0]) for row in rows if row[0]}))
    raise FactpackError(
        f"there is no source {source} with a text", hint=f"sources here: {known or 'none'}"
    )


def _open(database: Database, source: str) -> Iterator[dict[str, Any]]:
    names, rows = database.fetch(
        """
        select * from figures
        where source = $source and kind in ('quantity', 'ambiguous') and not waived
          and len(covered_by) + len(proposed_by) + len(rejected_by) = 0
        order by n
        """,
        {"source": source},
    )
    yield from (dict(zip(names, row, strict=True)) for row in rows)


def _standing(database: Database, source: str) -> dict[tuple[int, str], str]:
    """The facts there are, by the sentence and the printed number they annotate."""
    _, rows = database.fetch(
        """
        select sentence_start, printed, list_concat(covered_by, proposed_by)[1] from figures
        where source = $source and len(covered_by) + len(proposed_by) > 0
        """,
        {"source": source},
    )
    return {(start, printed): id for start, printed, id in rows if id}


def _numbers(database: Database, source: str) -> Iterator[int]:
    """Numbers past every one that stands anywhere in the dossier behind the source's name."""
    pattern = f"(?<![^\\s;,]){re.escape(source)}-([0-9]{{1,9}})(?![^\\s;,.])"
    query = "select raw from cells where contains(raw, $begin)"
    _, rows = database.fetch(query, {"begin": f"{source}-"})
    used = [int(found) for (raw,) in rows for found in re.findall(pattern, raw)]
    number = max(used, default=0)
    while True:
        number += 1
        yield number


def _row(figure: Mapping[str, Any], text: str, language: str) -> dict[str, Any]:
    """What the words say: the quote with its place, the printed number and how it is read."""
    start, end = quote_of(figure, text, language)
    notes: list[str] = []
    row: dict[str, Any] = {
        "quote": text[start:end],
        "as_printed": figure["printed"],
        "char_start": start,
        "char_end": end,
    }
    unit = figure["unit"] or (figure["of"] or "").lower() or None
    if figure["unit_candidates"] and not figure["unit"]:
        notes.append(f"unit {' or '.join(figure['unit_candidates'])}")
        unit = None
    doubtful = figure["kind"] == "ambiguous" or any(
        alt and figure["value"] and not _NEAR < alt / figure["value"] < 1 / _NEAR
        for alt in figure["alt_values"]
    )
    if figure["value"] is not None and not doubtful:
        row |= {
            "value": _bare(figure["value"]),
            "value_high": _bare(figure["value_high"]),
            "qualifier": figure["qualifier"],
            "unit": unit,
            "decimals": figure["decimals"] if figure["decimals"] in _DECIMALS else None,
        }
        if figure["alt_values"]:
            notes.append(f"could also be read as {_listed(figure['alt_values'])}")
    elif figure["alt_values"]:
        row["unit"] = unit
        readings = [figure["value"], *figure["alt_values"]]
        notes.append(f"two readings: {_listed([each for each in readings if each is not None])}")
    elif figure["outside"]:
        notes.append("more digits than a value may have")
    else:
        row |= {"value_text": " ".join(figure["printed"].split()), "unit": unit}
    if figure["fraction"]:
        notes.append(f"printed as {figure['fraction']}")
    if figure["direction"]:
        notes.append(f"a change, {figure['direction']}")
    if figure["per"]:
        notes.append(f"per {figure['per']}")
    if "\f" in text:
        notes.append(f"page {text.count(chr(12), 0, figure['start']) + 1}")
    row["place"] = _place(text, figure["start"])
    row["note"] = "; ".join(notes) or None
    return {key: value for key, value in row.items() if value is not None}


def _bare(value: Decimal | None) -> Decimal | None:
    """The number without the zeros that the database keeps after its point."""
    from toolkit.decimals import in_full

    return None if value is None else Decimal(in_full(value))


def _fit(row: dict[str, Any], judge: Judge) -> None:
    """Move what no cell of its field may hold into the note: a unit in Chinese, a giant text."""
    for error in judge.errors(row):
        key = str(error.absolute_path[0]) if error.absolute_path else ""
        if key in row and key != "note":
            told = f"{key.replace('_', ' ')} {str(row.pop(key))[:100]}"
            row["note"] = "; ".join(filter(None, (row.get("note"), told)))


def _listed(values: Sequence[Decimal]) -> str:
    from toolkit.decimals import in_full

    return " or ".join(in_full(value) for value in values)


def _place(text: str, at: int) -> str | None:
    """headline or table where the frozen text marks the line so; a guess is none."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    if line.startswith("# "):
        return "headline"
    return "table" if line.startswith("| ") else None


# -- entities and concepts -------------------------------------------------------------------------


def draft_missing(opened: OpenDossier, *, into: str | None = None) -> list[Drafts]:
    """Rows for the entities and concepts that facts name and no sheet has."""
    found = []
    for name in ("entities", "concepts"):
        _, rows = opened.database.fetch(
            """
            select l.value, list(f.unit) filter (f.unit is not null),
              bool_and(f.value is null and f.value_text is not null)
            from links l join facts f using (_row)
            where l.target = $name and l.value not in (select id from ids where type = $name)
            group by l.value order by l.value
            """,
            {"name": name},
        )
        made = [_entity(id) if name == "entities" else _concept(id, units or [], words)
                for id, units, words in rows]  # fmt: skip
        if made:
            found.append(Drafts(name, tuple(made), _target(opened, name, into)))
    return found


def _in_words(id: str) -> str:
    return re.sub(r"[-_ ]+", " ", id).strip() or id


def _entity(id: str) -> Row:
    return {"id": id, "name": _in_words(id)}


def _concept(id: str, units: Sequence[str], words: bool) -> Row:
    """Its kind of unit is that of the facts that name it, where they are of one mind."""
    kinds = {_kind_of_unit(unit) for unit in units}
    kind = kinds.pop() if len(kinds) == 1 else "text" if words and not units else None
    row = {"id": id, "label": _in_words(id), "unit_kind": kind}
    return {key: value for key, value in row.items() if value is not None}


def _kind_of_unit(unit: str) -> str:
    if unit in ("percent", "percentage_point", "basis_point"):
        return "percent"
    if unit == "multiple":
        return "ratio"
    return "currency" if re.fullmatch("[A-Z]{3}", unit) else "count"


# -- where they go ---------------------------------------------------------------------------------


def _target(opened: OpenDossier, name: str, into: str | None, source: str = "") -> Target:
    """The file that holds most of this source's facts, else most records of the type."""
    from toolkit.annotating.appending import targets

    sheets = [one.sheet for one in opened.typed]
    found = targets(opened.dossier, sheets, opened.schemas.types[name], into)
    of_source = {
        (one.sheet.file, one.sheet.name): one.values.get("source", ()).count(source)
        for one in opened.typed
        if one.sheet.type.name == name
    }
    return max(found, key=lambda one: of_source.get((one.shown, one.sheet), 0))


def write(opened: OpenDossier, drafts: Sequence[Drafts]) -> list[Added]:
    """Put the drafts into the analysts' files, each with a backup."""
    from dataclasses import replace

    from toolkit.annotating.appending import add_in_place
    from toolkit.disk.inplace import hash_of

    added: list[Added] = []
    for one in drafts:
        if one.rows:
            target = one.target
            if any(before.file == target.shown for before in added):
                target = replace(target, hash=hash_of(target.path))  # it is our own change
            added.append(add_in_place(target, one.rows, opened.schemas))
    return added
