"""A template looked at before it is used: what does not fit, what is unused, what would be lost."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from toolkit.codes import Rule
from toolkit.errors import FactpackError, UnreadableFile
from toolkit.findings import Finding, finding
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.ooxml.filling.baggage import carried
from toolkit.ooxml.filling.drifting import drifts
from toolkit.ooxml.filling.faults import faults, slips
from toolkit.ooxml.filling.pivots import fed_pivots
from toolkit.ooxml.filling.slots import Slot, Template, holds_something
from toolkit.ooxml.filling.styles import Styles
from toolkit.ooxml.filling.traces import hidden
from toolkit.ooxml.filling.wordplaces import all_words, taken
from toolkit.ooxml.filling.words import Word
from toolkit.ooxml.sheets.address import reference_of
from toolkit.pack.book import fill_workbook
from toolkit.pack.data import add_tables
from toolkit.pack.design.trial import DAY, asked, empty_dossier
from toolkit.pack.result import Result
from toolkit.pack.template import SETTINGS, PackTemplate
from toolkit.pack.words import words_of, words_of_rows

if TYPE_CHECKING:
    from toolkit.locked.box import Limits
    from toolkit.opened import OpenDossier

_RULES = {
    rule.code: rule
    for rule in (
        Rule("TPL001", "cannot-be-filled", "error", "{problem}", "{hint}"),
        Rule("TPL002", "unknown-word", "error",
             "{where} holds {{{{{word}}}}}, which nothing gives", "words: {known}"),
        Rule("TPL003", "unused-word", "note",
             "the word '{word}' of template.toml stands nowhere in the workbook",
             "write {{{{{word}}}}} where it should stand, or delete it"),
        Rule("TPL004", "table-without-query", "note",
             "no query fills the Table '{table}'; it is kept as it is",
             "add {table}.sql if it should be filled"),
        Rule("TPL005", "query-without-table", "warning",
             "no Table is called {query}: its rows go into {query}.csv alone",
             "name a Table so in Excel (Table Design > Table Name), or delete the query"),
        Rule("TPL006", "column-not-given", "error",
             "the Table '{table}' has a column '{column}', and {query}.sql gives none",
             'add  … as "{column}"  to the query, or delete the column'),
        Rule("TPL007", "column-not-shown", "error",
             "{query}.sql gives '{column}', and the Table '{table}' has no such column",
             "add the column to the Table, or take it out of the query"),
        Rule("TPL008", "carried", "note",
             "the workbook carries {what}: {parts}; it is kept as it is", "nothing to do"),
        Rule("TPL009", "goes-wrong", "warning", "{where} {what}", "{hint}"),
        Rule("TPL010", "named-cell-taken", "warning",
             "the name {word} is that of a word, but its cell {cell} holds something, which stays",
             "clear that cell to have the word in it, or give the name another name"),
        Rule("TPL011", "sample-rows", "note",
             "the {rows} sample rows of the Table '{table}' give way; the first one's formats and "
             "formulas are taken for all", "nothing to do"),
        Rule("TPL012", "setting-of-nothing", "warning", "{what}", "{hint}"),
        Rule("TPL013", "left-to-excel", "note",
             "{formulas} no value until Excel calculates: {cells}",
             "nothing to do, or put them more simply, so that previews show a value too"),
        Rule("TPL014", "pivot-waits-for-excel", "note",
             "the pivot '{pivot}' at {place} is blank in the pack until Excel opens it, which then "
             "reads it anew; previews and PDFs never do",
             "sum up in formulas over the Table what previews must show"),
    )
}  # fmt: skip
_SIZES = (0, 1, 60)


def check_template(
    template: PackTemplate, opened: OpenDossier | None = None, limits: Limits | None = None
) -> list[Finding]:
    """Everything that can be told of a template, without a dossier or, better, with one.

    `limits` are of each query, where no dossier has its own.
    Raises UnreadableFile where the workbook cannot be opened, at first or later on.
    """
    package = Package.open(template.workbook)
    workbook = Template(package, read_workbook_part(package))
    if opened is not None:
        add_tables(opened.dossier, opened.database)
        return list(_findings(template, workbook, opened, real=True))
    with empty_dossier(limits) as empty:
        return list(_findings(template, workbook, empty, real=False))


def _findings(
    template: PackTemplate, workbook: Template, opened: OpenDossier, *, real: bool
) -> Iterator[Finding]:
    file = template.workbook.name
    stopped = False
    for fault in faults(workbook, template.settings.kept):
        stopped = True
        yield _found("TPL001", file, problem=f"{fault.place} {fault.what}", hint=fault.hint)
    for found in _carried(template, workbook):
        stopped = stopped or found.severity == "error"
        yield found
    for slip in slips(workbook):
        yield _found("TPL009", file, where=slip.place, what=slip.what, hint=slip.hint)
    day = opened.dossier.settings.date or DAY
    results: list[Result] = []
    for query in template.queries:
        try:
            results.append(asked(opened, query, day, rows=real))
        except FactpackError as error:
            stopped = True
            yield _found("TPL001", f"{query.name}.sql", problem=error.what, hint=error.hint)
    words = _words(template, opened, results, day)
    for found in (*_words_found(template, workbook, words), *_tables(template, workbook, results)):
        stopped = stopped or found.severity == "error"
        yield found
    yield from _settings(template, workbook)
    slots = [workbook.slots().get(result.query.name.casefold()) for result in results]
    filled = [slot for slot in slots if slot is not None]
    for drift in drifts(workbook, filled):
        yield _found("TPL009", file, where=drift.place, what=drift.what, hint=drift.hint)
    for what, where in hidden(workbook, filled):
        yield _found("TPL008", file, what=what, parts=where)
    for pivot in fed_pivots(workbook, filled):
        yield _found("TPL014", file, pivot=pivot.name, place=pivot.place)
    if not stopped:
        yield from _tried(template, results, words, day, real=real)


def _carried(template: PackTemplate, workbook: Template) -> Iterator[Finding]:
    kept = template.settings.kept
    for name, parts in carried(workbook.package, workbook.workbook).items():
        listed = ", ".join(parts)
        if name in kept:
            what = name.replace("_", " ")
            yield _found("TPL008", template.workbook.name, what=what, parts=listed)
        else:
            allow = "macros = true" if name == "macros" else f'keep = ["{name}"]'
            yield _found(
                "TPL001",
                template.workbook.name,
                problem=f"the workbook carries {name.replace('_', ' ')} ({listed}), which "
                f"{SETTINGS} does not declare",
                hint=f"delete it in Excel, or write  {allow}  in {SETTINGS}",
            )


def _words(
    template: PackTemplate, opened: OpenDossier, results: Sequence[Result], day: date
) -> dict[str, Word]:
    tally = {"error": 0, "warning": 0, "note": 0}
    words = words_of(opened.dossier, opened.database, template, day, tally, opened.left_out)
    rows = dict.fromkeys((query.name for query in template.queries), 0)
    return words | words_of_rows(rows | {each.query.name: len(each.rows) for each in results})


def _words_found(
    template: PackTemplate, workbook: Template, words: dict[str, Word]
) -> Iterator[Finding]:
    file = template.workbook.name
    used = set()
    for where, word in all_words(workbook):
        used.add(word)
        if word not in words:
            yield _found("TPL002", file, where=where, word=word, known=", ".join(sorted(words)))
    named = {each.name for each in workbook.workbook.defined_names}
    for word in sorted(set(template.settings.words) - used - named):
        yield _found("TPL003", SETTINGS, word=word)
    for cell, word in taken(workbook, words):
        yield _found("TPL010", file, word=word, cell=cell)


def _tables(
    template: PackTemplate, workbook: Template, results: Sequence[Result]
) -> Iterator[Finding]:
    file = template.workbook.name
    slots = workbook.slots()
    queries = {query.name for query in template.queries}
    for name, slot in slots.items():
        if name not in queries:
            yield _found("TPL004", file, slot=slot, table=slot.name)
        elif _sample_rows(workbook, slot) > 1:
            rows = _sample_rows(workbook, slot)
            yield _found("TPL011", file, slot=slot, table=slot.name, rows=rows)
    for query in template.queries:
        if query.name not in slots:
            yield _found("TPL005", f"{query.name}.sql", query=query.name)
    units, hovers = (
        {heading.casefold(): beside.casefold() for heading, beside in given.items()}
        for given in (template.settings.units, template.settings.hovers)
    )
    for result in results:
        shown = slots.get(result.query.name)
        if shown is None:
            continue
        given = {column.casefold() for column in result.columns}
        wanted = {each.heading.casefold(): each for each in shown.columns if not each.formula}
        says: dict[str, Any] = {"table": shown.name, "query": result.query.name}
        for key, each in wanted.items():
            if key not in given:
                yield _found("TPL006", file, slot=shown, column=each.heading, **says)
        needed = {beside for heading, beside in (units | hovers).items() if heading in wanted}
        for column in result.columns:
            if column.casefold() not in wanted and column.casefold() not in needed:
                yield _found("TPL007", f"{result.query.name}.sql", column=column, **says)


def _sample_rows(workbook: Template, slot: Slot) -> int:
    part = workbook.part(slot.sheet)
    return len(
        {
            row
            for (row, column), cell in part.cells.items()
            if slot.first <= row <= slot.last
            and slot.area[0] <= column <= slot.area[2]
            and holds_something(cell)
        }
    )


def _settings(template: PackTemplate, workbook: Template) -> Iterator[Finding]:
    """Headings, styles and Tables that template.toml names and the workbook does not have."""
    settings = template.settings
    styles = Styles(workbook.package, workbook.workbook.part)
    slots = workbook.slots()
    headings = {each.heading.casefold() for slot in slots.values() for each in slot.columns}
    for unit, style in settings.styles.items():
        if styles.named(style) is None:
            what = f"the style '{style}' of {unit} is none of the workbook's"
            hint = f"its styles: {', '.join(styles.names)}"
            yield _found("TPL012", SETTINGS, what=what, hint=hint)
    named = (*settings.units, *settings.jumps, *settings.addresses, *settings.hovers)
    for heading in (*named, *settings.reckoned):
        if heading.casefold() not in headings:
            what = f"no Table has the column '{heading}'"
            yield _found("TPL012", SETTINGS, what=what, hint="mend or delete that line")
    for heading, target in {**settings.jumps, **settings.names}.items():
        name, _, column = target.partition(".")
        slot = slots.get(name)
        known = [each.heading.casefold() for each in slot.columns] if slot is not None else []
        if column.casefold() not in known:
            what = f"'{heading}' leads to {target}, which is no column of a Table"
            yield _found("TPL012", SETTINGS, what=what, hint="write it as table.Column")


def _tried(
    template: PackTemplate,
    results: Sequence[Result],
    words: dict[str, Word],
    day: date,
    *,
    real: bool,
) -> Iterator[Finding]:
    """Filled for a trial: with no rows, one, many, and the dossier's own where there is one."""
    trials = [[_sample(result, template, size) for result in results] for size in _SIZES]
    if real:
        trials.append(list(results))
    said = set()
    uncalculated: Mapping[str, str] = {}
    for trial in trials:
        try:
            uncalculated = fill_workbook(template, trial, words, day, io.BytesIO()).uncalculated
        except UnreadableFile:  # the file itself, not what it holds: there is nothing to look at
            raise
        except FactpackError as error:
            if error.what not in said:
                said.add(error.what)
                yield _found("TPL001", template.workbook.name, problem=error.what, hint=error.hint)
    if uncalculated:
        some = [f"{cell} ({why})" for cell, why in list(uncalculated.items())[:5]]
        cells = ", ".join(some) + (" …" if len(uncalculated) > 5 else "")
        count = len(uncalculated)
        formulas = f"{count:,} formulas show" if count > 1 else "1 formula shows"
        yield _found("TPL013", template.workbook.name, formulas=formulas, cells=cells)


def _sample(result: Result, template: PackTemplate, rows: int) -> Result:
    """A result of so many rows, each value as simple as its type allows."""
    settings = template.settings
    units = {unit.casefold() for unit in settings.units.values()}
    unit = next((each for each in settings.styles if each not in ("*", "currency")), "USD")
    row: list[Any] = []
    for column, kind in zip(result.columns, result.types, strict=True):
        if column.casefold() in units:
            row.append(unit)
        elif kind == "DATE":
            row.append(DAY)
        elif kind == "BOOLEAN":
            row.append(True)
        elif kind.endswith("[]"):
            row.append(["text"])
        elif kind == "VARCHAR" or kind.startswith("ENUM") or "NULL" in kind:
            row.append("text")
        else:
            row.append(Decimal(1))
    return Result(
        result.query, result.columns, result.types, (tuple(row),) * rows, (("fact",),) * rows
    )


def _found(code: str, file: str, *, slot: Slot | None = None, **says: Any) -> Finding:
    sheet, cell = None, None
    if slot is not None:
        sheet = slot.sheet.name
        cell = reference_of(slot.area).partition(":")[0]
    return finding(_RULES[code], says, file=file, sheet=sheet, cell=cell)
