"""A template's workbook, filled from what its queries gave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.container import markup
from toolkit.ooxml.container.streamed import Streamed
from toolkit.ooxml.filling import traces
from toolkit.ooxml.filling.fill import Block, fill, lay_out
from toolkit.ooxml.filling.finish import Properties, finish
from toolkit.ooxml.filling.heights import Wrapped, height
from toolkit.ooxml.filling.layout import Layout
from toolkit.ooxml.filling.sharedtexts import with_more_texts
from toolkit.ooxml.filling.styles import Styles
from toolkit.ooxml.filling.words import Word
from toolkit.ooxml.sheets.address import Area, place, reference_of
from toolkit.ooxml.sheets.moves import Moves
from toolkit.ooxml.sheets.rows import Column, Looks, row_chunks
from toolkit.pack import bounds
from toolkit.pack.calculated import Calculated, calculate, holds_formulas
from toolkit.pack.formulas.apart import Apart
from toolkit.pack.leads import links, new_names
from toolkit.pack.ready import Ready, make_ready
from toolkit.pack.result import Bound, Result
from toolkit.pack.rows.bulk import bulk_rows
from toolkit.pack.rows.longrows import LongRows
from toolkit.pack.rows.rowsql import Source
from toolkit.pack.rows.sharing import SharedTexts
from toolkit.pack.template import PackTemplate, bind, unit_formats
from toolkit.pack.words import version


@dataclass(frozen=True, slots=True)
class FilledWorkbook:
    """What the manifest tells of the workbook."""

    places: Mapping[str, tuple[str, str]]  # of each query's Table: sheet, range
    followed: tuple[str, ...]
    uncalculated: Mapping[str, str]  # formula cells that Excel computes on opening, and why
    moved: tuple[str, ...] = ()  # what moved in sheets, and what goes along: told for people
    moves: Moves = field(default_factory=Moves)  # from a template's cell to the pack's


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
    template, parts = ready.template, ready.parts
    layout, bound = _bound(ready, results)
    rows_of = {each.result.query.name: each for each in bound}
    shared = SharedTexts(len(parts.strings))
    blocks = [_block(each, rows_of, ready, number, shared) for number, each in enumerate(bound)]
    streams = {b.chunks.number: b.chunks for b in blocks if isinstance(b.chunks, Streamed)}
    filled = fill(layout, blocks, words, template.settings.language)
    replaced = dict(filled.replaced)
    if shared:
        texts = Streamed(len(blocks), shared)
        streams[texts.number] = texts
        replaced = with_more_texts(parts, replaced, texts.mark)
    new_styles = ready.styles.edited()
    if new_styles is not None:
        replaced[ready.styles.part] = new_styles
    told = Properties(str(words["title"]), f"factpack {version()}", template.settings.language, day)
    names = new_names(rows_of, parts, template)

    def finished(made: Mapping[str, bytes | None], *, waits: bool) -> dict[str, bytes | None]:
        return finish(parts, made, layout.moves, calculate=waits, properties=told, new_names=names)

    pivots = [(pivot.sheet, pivot.area) for pivot in filled.pivots]
    values = _values(ready, replaced, lambda: finished(replaced, waits=True), blocks, pivots)
    followed = [part for part in values.parts if replaced.get(part) is None]
    waiting = {**values.uncalculated, **dict(_long_formulas(blocks, bound))}
    replaced = finished({**replaced, **values.parts}, waits=bool(waiting))
    for name, made in replaced.items():
        if made is not None:  # a fault of ours must not reach anybody's desk
            markup.check([made], "the new workbook", name)
    rows = [each.result.rows for each in bound]
    with ExitStack() as stack:
        for database in {each.database for each in rows if isinstance(each, LongRows)}:
            stack.enter_context(database.without_threads())
        parts.package.put(out, replaced, streams)
    shared.close()
    notes = (
        *layout.moved(),
        *(
            f"the pivot '{each.name}' at {each.place} is blank until Excel opens the pack and "
            "reads it anew; previews and PDFs show nothing there"
            for each in filled.pivots
        ),
        *_not_kept_whole(bound, blocks),
        *ready.declared,
        *traces.told(parts, layout.before),
    )
    places = {each.slot.name.casefold(): (each.slot.sheet.name, _range(each)) for each in blocks}
    return FilledWorkbook(places, (*filled.followed, *followed), waiting, notes, layout.moves)


def _bound(ready: Ready, results: Sequence[Result]) -> tuple[Layout, list[Bound]]:
    """Each result that has a Table, with that Table as it stands in the pack."""
    template, parts = ready.template, ready.parts
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
        columns = bind(
            result.query, slot, result.columns, result.types, template.settings, ready.styles
        )
        bound.append(Bound(result, slot, columns))
    return layout, bound


def _values(
    ready: Ready,
    replaced: Mapping[str, bytes | None],
    finished: Callable[[], dict[str, bytes | None]],
    blocks: Sequence[Block],
    pivots: Sequence[tuple[str, Area]],
) -> Calculated:
    """What the formulas of the workbook come to, once its parts are `finished`."""
    parts, package = ready.parts, ready.parts.package
    sheets = (replaced.get(each.part) or package.read(each.part) for each in parts.worksheets)
    if not any(map(holds_formulas, sheets)):
        return Calculated({}, {})
    return calculate(
        package.to_bytes(finished()),
        str(ready.template.workbook),
        # One that waits to be calculated is by a program that did not: its values are guesses.
        all_of_them=parts.workbook.to_be_calculated,
        missing=[(b.slot.sheet.name, _area(b)) for b in blocks if isinstance(b.chunks, Streamed)],
        pivots=pivots,
        engine=ready.engine,
    )


def _not_kept_whole(bound: Sequence[Bound], blocks: Sequence[Block]) -> Iterator[str]:
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


def _long_formulas(blocks: Sequence[Block], bound: Sequence[Bound]) -> Iterator[tuple[str, str]]:
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
    bound: Bound,
    others: Mapping[str, Bound],
    ready: Ready,
    number: int,
    shared: SharedTexts,
) -> Block:
    """A Table's rows as they are written, with their links."""
    slot, rows = bound.slot, bound.result.rows
    settings, styles = ready.template.settings, ready.styles
    units, reckoned = (
        {unit for each in bound.columns if each.reckoned is kind
         for unit in _units(bound.result, each)}
        for kind in (False, True)
    )  # fmt: skip
    looks = Looks(
        ready.parts.workbook.dates,
        styles.quoted,
        unit_formats(units, settings, styles),
        slot.row_attributes,
        _height(bound, styles),
        unit_formats(reckoned, settings, styles, reckoned=True),
    )
    leading = links(bound, others, ready.template)

    def where(column: int, row: int) -> str:
        return place(slot.sheet.name, column, row)

    if isinstance(rows, LongRows):
        source = Source(bound.result.columns, bound.result.types)
        table = rows.database, rows.table, source
        bulk = bulk_rows(*table, tuple(bound.columns), slot.first, looks, where, shared)
        if bulk is not None:
            return Block(slot, len(rows), Streamed(number, bulk), leading)
    chunks = row_chunks(bound.columns, rows, slot.first, looks, where)
    return Block(slot, len(rows), tuple(chunks), leading)


def _units(result: Result, column: Column) -> Iterable[Any]:
    """The units of a column's numbers, each once."""
    if column.unit is None:
        return ()
    if isinstance(result.rows, LongRows):
        return result.rows.distinct(result.columns[column.unit])
    return {row[column.unit] for row in result.rows}


def _height(bound: Bound, styles: Styles) -> Callable[[Sequence[Any]], float] | None:
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
