"""A template's workbook, filled from what its queries gave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.container import markup
from toolkit.ooxml.container.streamed import Streamed
from toolkit.ooxml.filling import traces
from toolkit.ooxml.filling.fill import Block, fill, lay_out
from toolkit.ooxml.filling.finish import Properties, finish
from toolkit.ooxml.filling.heights import Wrapped, height
from toolkit.ooxml.filling.links import MOST as MOST_LINKS
from toolkit.ooxml.filling.links import Link
from toolkit.ooxml.filling.sharedtexts import with_more_texts
from toolkit.ooxml.filling.slots import Slot, Template
from toolkit.ooxml.filling.styles import Styles
from toolkit.ooxml.filling.words import Word
from toolkit.ooxml.sheets.address import Area, letters_of, link_location, place, reference_of
from toolkit.ooxml.sheets.moves import Moves
from toolkit.ooxml.sheets.rows import Column, Looks, row_chunks
from toolkit.pack import bounds
from toolkit.pack.calculated import Calculated, calculate, holds_formulas
from toolkit.pack.formulas.apart import Apart
from toolkit.pack.ready import Ready, make_ready
from toolkit.pack.rows.bulk import bulk_rows
from toolkit.pack.rows.longrows import LongRows
from toolkit.pack.rows.rowsql import Source
from toolkit.pack.rows.sharing import SharedTexts
from toolkit.pack.template import FACTS, PackTemplate, Query, bind, unit_formats
from toolkit.pack.words import version

if TYPE_CHECKING:
    from toolkit.locked.answer import Answer

_HOVER = 255  # UTF-16 units of a hover note, of which a sign may take two


class Result(NamedTuple):
    """What a query gave. `facts` are the ids behind each row; `rows` are without them."""

    query: Query
    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]  # of a long query LongRows, as are its facts
    facts: Sequence[tuple[str, ...]]

    @classmethod
    def of(cls, query: Query, answer: Answer, rows: Sequence[tuple[Any, ...]]) -> Result:
        """The rows of an answer, or some of them, with the fact ids apart."""
        at = answer.columns.index(FACTS)

        def without(row: tuple[Any, ...]) -> tuple[Any, ...]:
            return *row[:at], *row[at + 1 :]

        def ids(row: tuple[Any, ...], at: int = at) -> tuple[str, ...]:
            return tuple(id for id in row[at] or () if id is not None)

        columns, types = without(answer.columns), without(answer.types)
        if isinstance(rows, LongRows):
            return cls(
                query,
                columns,
                types,
                rows.mapped(without),
                rows.mapped(lambda row: ids(row, 0), [FACTS]),
            )
        return cls(query, columns, types, tuple(map(without, rows)), tuple(map(ids, rows)))


@dataclass(frozen=True, slots=True)
class FilledWorkbook:
    """What the manifest tells of the workbook."""

    places: Mapping[str, tuple[str, str]]  # of each query's Table: sheet, range
    followed: tuple[str, ...]
    uncalculated: Mapping[str, str]  # formula cells that Excel computes on opening, and why
    moved: tuple[str, ...] = ()  # what moved in sheets, and what goes along: told for people
    moves: Moves = field(default_factory=Moves)  # from a template's cell to the pack's


class _Bound(NamedTuple):
    """A result with the slot that takes it."""

    result: Result
    slot: Slot
    columns: tuple[Column, ...]


def fill_workbook(
    template: PackTemplate,
    results: Sequence[Result],
    words: Mapping[str, Word],
    day: date,
    out: BinaryIO,
) -> FilledWorkbook:
    """Fill the Table of each result that has one, and every {{word}}; the workbook goes to `out`.

    Raises UnusableTemplate where the template does not fit its queries or would lose something.
    """
    with Apart() as engine:
        return fill_ready(make_ready(template, engine), results, words, day, out)


def fill_ready(
    ready: Ready,
    results: Sequence[Result],
    words: Mapping[str, Word],
    day: date,
    out: BinaryIO,
) -> FilledWorkbook:
    """What `fill_workbook` does, with a template that was made ready for it."""
    template, parts, styles = ready.template, ready.parts, ready.styles
    package, workbook = parts.package, parts.workbook
    slots = parts.slots()
    taken = [result for result in results if result.query.name in slots]
    if not taken:
        raise UnusableTemplate(
            f"{template.workbook} has no Table that is named like a query",
            hint=f"name one of: {', '.join(query.name for query in template.queries)}",
        )
    layout = lay_out(parts, {result.query.name: len(result.rows) for result in taken})
    bound = []
    for result in taken:
        slot = layout.after[result.query.name]
        columns = bind(result.query, slot, result.columns, result.types, template.settings, styles)
        bound.append(_Bound(result, slot, columns))
    rows_of = {each.result.query.name: each for each in bound}
    shared = SharedTexts(len(parts.strings))
    blocks = [
        _block(each, rows_of, template, parts, styles, number, shared)
        for number, each in enumerate(bound)
    ]
    streams = {b.chunks.number: b.chunks for b in blocks if isinstance(b.chunks, Streamed)}
    filled = fill(layout, blocks, words, template.settings.language)
    replaced = dict(filled.replaced)
    if shared:
        texts = Streamed(len(blocks), shared)
        streams[texts.number] = texts
        replaced = with_more_texts(parts, replaced, texts.mark)
    new_styles = styles.edited()
    if new_styles is not None:
        replaced[styles.part] = new_styles
    told = Properties(str(words["title"]), f"factpack {version()}", template.settings.language, day)

    new_names = _new_names(rows_of, parts, template)

    def finished(made: Mapping[str, bytes | None], *, waits: bool) -> dict[str, bytes | None]:
        return finish(
            parts, made, layout.moves, calculate=waits, properties=told, new_names=new_names
        )

    sheets = [replaced.get(each.part) or package.read(each.part) for each in parts.worksheets]
    values = Calculated({}, {})
    if any(map(holds_formulas, sheets)):
        long = [(b.slot.sheet.name, _area(b)) for b in blocks if isinstance(b.chunks, Streamed)]
        values = calculate(
            package.to_bytes(finished(replaced, waits=True)),
            str(template.workbook),
            # One that waits to be calculated is by a program that did not: its values are guesses.
            all_of_them=workbook.to_be_calculated,
            missing=long,
            pivots=[(pivot.sheet, pivot.area) for pivot in filled.pivots],
            engine=ready.engine,
        )
    followed = [part for part in values.parts if replaced.get(part) is None]
    waiting = {**values.uncalculated, **dict(_long_formulas(blocks, bound))}
    replaced = finished({**replaced, **values.parts}, waits=bool(waiting))
    for name, made in replaced.items():
        if made is not None:  # a fault of ours must not reach anybody's desk
            markup.check([made], "the new workbook", name)
    places = {
        block.slot.name.casefold(): (block.slot.sheet.name, _range(block)) for block in blocks
    }
    rows = [each.result.rows for each in bound]
    with ExitStack() as stack:
        for database in {each.database for each in rows if isinstance(each, LongRows)}:
            stack.enter_context(database.without_threads())
        package.put(out, replaced, streams)
    shared.close()
    return FilledWorkbook(
        places,
        (*filled.followed, *followed),
        waiting,
        (
            *layout.moved(),
            *(
                f"the pivot '{each.name}' at {each.place} is blank until Excel opens the pack and "
                "reads it anew; previews and PDFs show nothing there"
                for each in filled.pivots
            ),
            *_not_kept_whole(bound, blocks),
            *ready.declared,
            *traces.told(parts, layout.before),
        ),
        layout.moves,
    )


def _not_kept_whole(bound: Sequence[_Bound], blocks: Sequence[Block]) -> Iterator[str]:
    """Links and digits that a spreadsheet drops, told; of long queries the CSV alone is exact."""
    links: dict[str, int] = {}
    for block in blocks:
        sheet = block.slot.sheet.name
        links[sheet] = links.get(sheet, 0) + len(block.links)
    yield from bounds.too_many_links(links)
    for each in bound:
        if not isinstance(each.result.rows, LongRows):
            slot = each.slot
            yield from bounds.too_many_digits(
                each.result.query.name, each.columns, each.result.rows, slot.sheet.name, slot.first
            )


def _long_formulas(blocks: Sequence[Block], bound: Sequence[_Bound]) -> Iterator[tuple[str, str]]:
    """The formulas in rows that are made only while the workbook is written."""
    for block, each in zip(blocks, bound, strict=True):
        for column in each.columns if isinstance(block.chunks, Streamed) else ():
            if column.kind == "formula":
                bottom = block.slot.bottom(block.rows)
                area = reference_of((column.number, block.slot.first, column.number, bottom))
                yield f"{block.slot.sheet.name}!{area}", "it stands in a very long Table"


def _range(block: Block) -> str:
    return reference_of(_area(block))


def _area(block: Block) -> Area:
    left, top, right, _ = block.slot.area  # where it stands in the pack
    return left, top, right, block.slot.bottom(block.rows)


def _block(
    bound: _Bound,
    others: Mapping[str, _Bound],
    template: PackTemplate,
    parts: Template,
    styles: Styles,
    number: int,
    shared: SharedTexts,
) -> Block:
    slot, rows = bound.slot, bound.result.rows
    units, reckoned = (
        {unit for each in bound.columns if each.reckoned is kind
         for unit in _units(bound.result, each)}
        for kind in (False, True)
    )  # fmt: skip
    looks = Looks(
        parts.workbook.dates,
        styles.quoted,
        unit_formats(units, template.settings, styles),
        slot.row_attributes,
        _height(bound, styles),
        unit_formats(reckoned, template.settings, styles, reckoned=True),
    )
    links = tuple(islice(_links(bound, others, template), MOST_LINKS))

    def where(column: int, row: int) -> str:
        return place(slot.sheet.name, column, row)

    if isinstance(rows, LongRows):
        source = Source(bound.result.columns, bound.result.types)
        table = rows.database, rows.table, source
        bulk = bulk_rows(*table, tuple(bound.columns), slot.first, looks, where, shared)
        if bulk is not None:
            return Block(slot, len(rows), Streamed(number, bulk), links)
    chunks = row_chunks(bound.columns, rows, slot.first, looks, where)
    return Block(slot, len(rows), tuple(chunks), links)


def _units(result: Result, column: Column) -> Iterable[Any]:
    """The units of a column's numbers, each once."""
    if column.unit is None:
        return ()
    if isinstance(result.rows, LongRows):
        return result.rows.distinct(result.columns[column.unit])
    return {row[column.unit] for row in result.rows}


def _height(bound: _Bound, styles: Styles) -> Callable[[Sequence[Any]], float] | None:
    """How high each row must be; None where the template fixes it, or where rows are many."""
    slot = bound.slot
    if "customHeight" in slot.row_attributes or isinstance(bound.result.rows, LongRows):
        return None
    wrapped = [
        Wrapped(column.value, each.width, *styles.font(each.style), styles.indent(each.style))
        for column, each in zip(bound.columns, slot.columns, strict=True)
        if column.kind == "text" and styles.wraps(each.style)
    ]
    return (lambda row: height(row, wrapped)) if wrapped else None


def _links(bound: _Bound, others: Mapping[str, _Bound], template: PackTemplate) -> Iterable[Link]:
    """Jumps to the row of another Table where the same value stands, and web addresses."""
    settings = template.settings
    leads = {heading.casefold(): target for heading, target in settings.jumps.items()}
    addresses = {heading.casefold() for heading in settings.addresses}
    notes = {heading.casefold(): note.casefold() for heading, note in settings.hovers.items()}
    at = {name.casefold(): n for n, name in enumerate(bound.result.columns)}
    for column in bound.columns:
        heading = column.heading.casefold()
        targets: dict[Any, str] = {}
        if heading in leads:
            name, _, target_heading = leads[heading].partition(".")
            target = others.get(name)
            if target is not None and target is not bound:
                targets = _places(target, target_heading)
        if not targets and heading not in addresses:
            continue
        note = at.get(notes.get(heading, ""))
        for number, row in enumerate(bound.result.rows, bound.slot.first):
            value = row[column.value]
            cell = f"{letters_of(column.number)}{number}"
            hover = _hover(row[note]) if note is not None else ""
            if value in targets:
                yield Link(cell, location=targets[value], hover=hover)
            elif heading in addresses and str(value).startswith(("http://", "https://")):
                yield Link(cell, address=str(value), hover=hover)


def _new_names(
    bound: Mapping[str, _Bound], parts: Template, template: PackTemplate
) -> dict[str, str]:
    """The names of cells that template.toml asks for: NAME_1, NAME_2 down a column."""
    made: dict[str, str] = {}
    for name, target in template.settings.names.items():
        table, _, heading = target.partition(".")
        for column in bound[table].columns if table in bound else ():
            if column.heading.casefold() == heading.casefold():
                slot, rows = bound[table].slot, bound[table].result.rows
                for nth, row in enumerate(range(slot.first, slot.first + len(rows)), 1):
                    cell = f"${letters_of(column.number)}${row}"
                    made[f"{name}_{nth}"] = link_location(slot.sheet.name, cell)
    taken = {each.name.casefold() for each in parts.workbook.defined_names}
    twice = sorted(each for each in made if each.casefold() in taken)
    if twice:
        raise UnusableTemplate(
            f"{template.workbook} has a name {twice[0]}, which template.toml gives to a cell too",
            hint="give one of them another name",
        )
    return made


def _hover(said: object) -> str:
    """A hover note, cut where Excel would refuse it."""
    text = str(said or "")
    room = _HOVER - sum(character > "\uffff" for character in text)
    return text if len(text) <= room else text[: room - 1] + "…"


def _places(target: _Bound, heading: str) -> dict[Any, str]:
    """Where each value of a column stands, as a link names it; the first of several."""
    found: dict[Any, str] = {}
    for column in target.columns:
        if column.heading.casefold() != heading.casefold() or column.value < 0:
            continue
        for number, row in enumerate(target.result.rows, target.slot.first):
            if isinstance(row[column.value], str):
                cell = f"{letters_of(column.number)}{number}"
                found.setdefault(row[column.value], link_location(target.slot.sheet.name, cell))
    return found
