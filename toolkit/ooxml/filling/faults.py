"""What is wrong with a template's workbook whatever fills it: names, functions, links."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.container import spans
from toolkit.ooxml.filling.functions import lacks_mark, lacks_prefix, unknown_functions
from toolkit.ooxml.filling.slots import Template
from toolkit.ooxml.filling.wordplaces import unfilled_words
from toolkit.ooxml.sheets.address import place
from toolkit.ooxml.sheets.formulatokens import tokens

_LONGEST_SHEET = 31  # characters (Microsoft: Excel specifications and limits)
_NO_SHEET = re.compile(r"[\[\]:*?/\\]|^'|'$|^history$|^$", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\[[^\]]+\]")  # another workbook, by its number (18.2.8) or name
_TYPES = {".xlsx": ".sheet.main+xml", ".xlsm": ".sheet.macroenabled.main+xml"}


class Fault(NamedTuple):
    """One fault: the place, what is wrong there, what to do."""

    place: str
    what: str
    hint: str


def check_workbook(template: Template, kept: Collection[str]) -> None:
    """Raise UnusableTemplate for the first fault, with its place."""
    for fault in faults(template, kept):
        raise UnusableTemplate(
            f"{template.package.shown}: {fault.place} {fault.what}", hint=fault.hint
        )


def faults(template: Template, kept: Collection[str]) -> Iterator[Fault]:
    """All that stops a filling; `kept` is what template.toml declares."""
    yield from _kind(template)
    for part in template.package.names:
        if part.startswith("_xmlsignatures/"):
            yield Fault(
                f"the part {part}",
                "is a digital signature, which filling would break",
                "take it off in Excel: File > Info > View Signatures",
            )
            break
    yield from _two_things(template)
    yield from _sheet_names(template)
    for where, formula in formulas(template):
        if "macros" not in kept:  # whose own functions nobody here can know
            names = {name.name.casefold() for name in template.workbook.defined_names}
            for name in unknown_functions(formula, names):
                yield Fault(
                    where,
                    f"uses {name}, which is no function of Excel",
                    f"mend the formula there: ={formula[:80]}",
                )
        if "external_links" not in kept and any(_leads_out(formula)):
            yield Fault(
                where,
                f"points at another workbook: ={formula[:80]}",
                "put the values into this workbook (Data > Edit Links > Break Link), or write  "
                'keep = ["external_links"]  in template.toml',
            )


_AGAIN = "open the template in Excel, enter that formula again, and save"


def slips(template: Template) -> Iterator[Fault]:
    """What can be filled and still goes wrong: errors in formulas, words and places as text."""
    for where, word in unfilled_words(template):
        yield Fault(
            where,
            f"holds {{{{{word}}}}}, which stays as written there",
            "take it out: words are filled in cells, headers, footers, text boxes and charts alone",
        )
    for where, formula in formulas(template):
        for token in tokens(formula):
            if token.kind == "error" and token.text.upper().startswith("#REF"):
                yield Fault(where, f"holds #REF!: ={formula[:80]}", "mend the formula")
                break
            if token.kind == "function" and token.text.casefold() == "indirect":
                yield Fault(
                    where,
                    "names cells in a text (INDIRECT), which cannot follow a Table",
                    "point at the cells themselves, or at the Table by its name",
                )
        for name in lacks_prefix(formula):
            yield Fault(
                where,
                f"has {name} written without _xlfn., so Excel shows #NAME?",
                _AGAIN,
            )
        for name in dict.fromkeys(lacks_mark(formula)):
            yield Fault(
                where,
                f"has the name {name} of a LET or LAMBDA written without _xlpm., so Excel shows "
                "#NAME?",
                _AGAIN,
            )


def formulas(template: Template) -> Iterator[tuple[str, str]]:
    """Every formula of the workbook with its place: of cells, rules and defined names."""
    for sheet in template.worksheets:
        part = template.part(sheet)
        for (row, column), cell in sorted(part.cells.items()):
            if cell.child("f") is not None and (text := part.formula(row, column)):
                yield place(sheet.name, column, row), text
        for name in ("conditionalFormatting", "dataValidation"):
            for rule in part.root.every(name):
                areas = rule.attributes.get("sqref") or " ".join(
                    each.text for each in rule.every("sqref")
                )
                where = f"a rule for {areas} on sheet '{sheet.name}'"
                yield from ((where, text) for text in _texts(rule))
    for each in template.workbook.defined_names:
        yield f"the name {each.name}", each.refers_to


def _texts(rule: spans.Element) -> Iterator[str]:
    for name in ("formula", "formula1", "formula2", "f"):
        for each in rule.every(name):
            text = each.text.strip()
            if text and not text.startswith('"'):
                yield text


def _leads_out(formula: str) -> Iterator[str]:
    for token in tokens(formula):
        book = _ELSEWHERE.search(token.text) if token.kind == "sheet" else None
        if book is not None and book[0] != "[0]":  # which is this workbook itself
            yield token.text


def _kind(template: Template) -> Iterator[Fault]:
    """A workbook's type and its name's ending must say the same, or Excel does not open it."""
    shown = template.package.shown
    suffix = next((end for end in _TYPES if shown.casefold().endswith(end)), "")
    kind = template.package.content_types.of(template.workbook.part).casefold()
    if suffix and not kind.endswith(_TYPES[suffix]):
        yield Fault(
            f"the type {kind.rpartition('.openxmlformats-officedocument.')[2]}",
            f"is not that of {suffix} files",
            f"open it in Excel and save it as Excel {'Macro-Enabled ' * (suffix == '.xlsm')}"
            f"Workbook ({suffix})",
        )


def _two_things(template: Template) -> Iterator[Fault]:
    """A part called both the workbook and its properties: writing one spoils the other."""
    said: dict[str, str] = {}
    for related in template.package.relationships():
        kind, before = related.type.rpartition("/")[2], said.get(related.target)
        if not related.external and before not in (None, kind):
            yield Fault(
                f"the part {related.target}",
                f"is said to be two things: {before} and {kind}",
                "open it in Excel and save it anew",
            )
        said[related.target] = kind


def _sheet_names(template: Template) -> Iterator[Fault]:
    for sheet in template.workbook.sheets:
        units = len(sheet.name.encode("utf-16-le", "surrogatepass")) // 2
        if units > _LONGEST_SHEET:
            yield Fault(
                f"the sheet name '{sheet.name}'",
                f"has {units} characters; Excel allows {_LONGEST_SHEET}",
                "shorten it",
            )
        elif _NO_SHEET.search(sheet.name):
            yield Fault(
                f"the sheet name '{sheet.name}'",
                r"is none that Excel allows: no [ ] : * ? / \, no ' at its ends, not History",
                "rename the sheet",
            )
