"""A template's workbook opened, read and checked, so that only its rows and words are to come."""

from __future__ import annotations

from typing import NamedTuple

from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.ooxml.filling.baggage import check_declared
from toolkit.ooxml.filling.faults import check_workbook
from toolkit.ooxml.filling.slots import Template
from toolkit.ooxml.filling.styles import Styles
from toolkit.ooxml.filling.wordplaces import unfilled_words
from toolkit.pack import standing
from toolkit.pack.calculated import holds_formulas
from toolkit.pack.formulas.apart import Apart
from toolkit.pack.template import PackTemplate


class Ready(NamedTuple):
    """A template that can be filled once, and what is told of it."""

    template: PackTemplate
    parts: Template
    styles: Styles
    book: standing.Book  # its cells as they stand
    declared: tuple[str, ...]  # what is carried along or stays as written, in words
    engine: Apart  # started where there are formulas


def make_ready(template: PackTemplate, engine: Apart) -> Ready:
    """Raises UnusableTemplate where the template would lose something, UnreadableFile where a
    pack made of it could not be read again."""
    package = Package.open(template.workbook)
    workbook = read_workbook_part(package)
    parts = Template(package, workbook)
    if any(holds_formulas(package.read(each.part)) for each in parts.worksheets):
        engine.start()  # it is ready by the time that it is asked
    check_workbook(parts, template.settings.kept)
    # What reading refuses is refused by the template's name, before anything is filled.
    book = standing.read_book(template.workbook, str(template.workbook))
    declared = check_declared(package, workbook, template.settings.kept)
    styles = Styles(package, workbook.part)
    parts.slots()
    left = (
        f"{where} holds {{{{{word}}}}}, which stays as written"
        for where, word in unfilled_words(parts)
    )
    return Ready(template, parts, styles, book, (*declared, *left), engine)
