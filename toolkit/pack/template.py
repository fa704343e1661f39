"""A template: a workbook to fill, the queries that fill its Tables, and how a unit looks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.disk.inside import check, read_settings
from toolkit.disk.setaside import reason_of_copies
from toolkit.errors import UnusableTemplate
from toolkit.ooxml.filling.baggage import NAMES as BAGGAGE
from toolkit.ooxml.filling.slots import Slot
from toolkit.ooxml.filling.styles import Styles
from toolkit.ooxml.sheets.address import letters_of
from toolkit.ooxml.sheets.rows import Column, Kind

WORKBOOK, WITH_MACROS, SETTINGS = "template.xlsx", "template.xlsm", "template.toml"
FACTS = "facts"  # the column of fact ids that every query gives and no Table shows
RECKONED = " reckoned"  # what a style's name ends with that is for figures no source states
NAME = re.compile(r"[a-z]+(_[a-z]+)*")
_CODE = re.compile(r"[A-Z]{3}")  # ISO 4217
NUMBERS = re.compile(r"(U?(BIG|TINY|SMALL|HUGE)?INT(EGER)?|DECIMAL\(.*\)|DOUBLE|FLOAT)")


class Query(NamedTuple):
    """One .sql file of a template; its name is that of the Table it fills and of its CSV."""

    name: str
    sql: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What template.toml says; the comments of templates/ic_pack/template.toml explain each."""

    language: str = "en"
    keep: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)  # heading of a number: of its unit
    styles: Mapping[str, str] = field(default_factory=dict)  # unit: named style
    words: Mapping[str, str] = field(default_factory=dict)
    jumps: Mapping[str, str] = field(default_factory=dict)  # heading: Table.Heading it leads to
    addresses: tuple[str, ...] = ()  # headings of columns that hold web addresses
    hovers: Mapping[str, str] = field(default_factory=dict)  # heading of a link: of its hover note
    names: Mapping[str, str] = field(default_factory=dict)  # defined for each row: Table.Heading
    reckoned: tuple[str, ...] = ()  # headings of numbers that the queries reckon
    meanings: Mapping[str, str] = field(default_factory=dict)  # heading: what its column holds
    macros: bool = False  # whether the workbook is an .xlsm, whose macros are kept and never run

    @property
    def kept(self) -> tuple[str, ...]:
        """What the workbook may carry besides sheets, styles, pictures and charts."""
        return (*self.keep, "macros") if self.macros else self.keep

    def style_of(self, unit: str | None) -> str | None:
        """The named style for amounts of a unit, or None where none is given."""
        if unit and unit in self.styles:
            return self.styles[unit]
        if unit and _CODE.fullmatch(unit) and "currency" in self.styles:
            return self.styles["currency"]
        return self.styles.get("*")


class PackTemplate(NamedTuple):
    """A template folder, read and checked as far as that goes without a dossier."""

    name: str
    folder: Path
    queries: tuple[Query, ...]
    settings: Settings

    @property
    def workbook(self) -> Path:
        return self.folder / (WITH_MACROS if self.settings.macros else WORKBOOK)

    def files(self) -> tuple[Path, ...]:
        """Every file that the pack depends on, in order of name."""
        sql = (self.folder / f"{query.name}.sql" for query in self.queries)
        settings = self.folder / SETTINGS
        return tuple(sorted([self.workbook, *sql, *([settings] if settings.is_file() else [])]))


def load_template(folder: Path) -> PackTemplate:
    """The template in `folder`. Raises UnusableTemplate where it lacks something or is misnamed."""
    settings = _settings(folder / SETTINGS)
    wanted = folder / (WITH_MACROS if settings.macros else WORKBOOK)
    if not wanted.is_file():
        if (folder / WITH_MACROS).is_file() and not settings.macros:
            raise UnusableTemplate(
                f"{folder} has a {WITH_MACROS}, and its {SETTINGS} does not allow macros",
                hint=f"write  macros = true  in {SETTINGS}, or save it as {WORKBOOK}",
            )
        raise UnusableTemplate(
            f"{folder} is no template: it has no {wanted.name}",
            hint="design one in Excel and save it there, or start from "
            "factpack template new NAME --from QUERY.sql",
        )
    check(wanted, UnusableTemplate)
    queries = []
    files = sorted(folder.glob("*.sql"))
    for path in files:
        if copied := reason_of_copies(path, {each.name for each in files} - {path.name}):
            raise UnusableTemplate(f"{path} is {copied[0]}", hint=copied[1])
        if not NAME.fullmatch(path.stem):
            raise UnusableTemplate(
                f"{path.name} cannot be a query's name: expected lower-case words with _ between",
                hint="rename it, and the Table that it fills, for example to key_figures",
            )
        check(path, UnusableTemplate)
        try:
            queries.append(Query(path.stem, path.read_text(encoding="utf-8-sig")))
        except UnicodeDecodeError as error:
            raise UnusableTemplate(f"{path} is not UTF-8 text", hint="save it as UTF-8") from error
    if not queries:
        raise UnusableTemplate(
            f"{folder} has no query", hint="write one as NAME.sql for each Table NAME"
        )
    return PackTemplate(folder.resolve().name, folder, tuple(queries), settings)


# -- template.toml -----------------------------------------------------------------------------

_EXPECTED = {
    "language": "a language as en or pt-BR",
    "macros": "true or false",
    "keep": "a list of texts",
    "addresses": "a list of texts",
    "reckoned": "a list of texts",
}
_LANGUAGE = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_TEXTS = {"units", "styles", "words", "jumps", "hovers", "names", "meanings"}
_LISTS = {"keep", "addresses", "reckoned"}


def _settings(path: Path) -> Settings:
    if not path.exists() and not path.is_symlink():
        return Settings()
    given = read_settings(path, UnusableTemplate)
    known = {*_TEXTS, *_LISTS, "language", "macros"}
    for key, value in given.items():
        if key not in known:
            raise UnusableTemplate(
                f"{path}: '{key}' is no setting of a template",
                hint=f"settings: {', '.join(sorted(known))}",
            )
        if not _is_right(key, value):
            expected = _EXPECTED.get(key, "a table of texts")
            raise UnusableTemplate(
                f"{path}: {key} is {repr(value)[:80]}, expected {expected}",
                hint="see the comments in the ic_pack template's own template.toml",
            )
    for name in given.get("keep", ()):
        if name not in BAGGAGE:
            raise UnusableTemplate(
                f"{path}: keep names '{name}', which is nothing that a workbook carries",
                hint=f"what can be kept: {', '.join(BAGGAGE)}",
            )
    for name in given.get("names", ()):
        if not NAME.fullmatch(name):
            raise UnusableTemplate(
                f"{path}: names gives '{name}', which is no name: expected lower-case words with _ "
                "between",
                hint="rename it, for example to key_figure",
            )
    lists = {key: tuple(value) for key, value in given.items() if key in _LISTS}
    return Settings(**{**given, **lists})


def _is_right(key: str, value: Any) -> bool:
    if key == "language":
        return isinstance(value, str) and bool(_LANGUAGE.fullmatch(value))
    if key == "macros":
        return isinstance(value, bool)
    if key in _LISTS:
        return isinstance(value, list) and all(map(_is_text, value))
    return isinstance(value, dict) and all(map(_is_text, (*value, *value.values())))


def _is_text(value: object) -> bool:
    """A text that a workbook can hold."""
    return isinstance(value, str) and value.replace("\n", "").replace("\t", "").isprintable()


# -- a query's columns and a Table's -----------------------------------------------------------


def check_columns(query: Query, columns: Sequence[str], types: Sequence[str]) -> None:
    """Raise UnusableTemplate where a query gives no fact ids, or one heading twice."""
    if FACTS not in columns or types[columns.index(FACTS)] != "VARCHAR[]":
        found = "gives no such column"
        if FACTS in columns:
            found = f"gives {types[columns.index(FACTS)]}"
        raise UnusableTemplate(
            f"{query.name}.sql {found}: every query gives a column {FACTS} of type VARCHAR[], "
            "the ids of the facts behind each row",
            hint=f"add  [f.id] as {FACTS}  to its SELECT; no Table shows it",
        )
    seen = Counter(column.casefold() for column in columns)
    twice = sorted({column for column in columns if seen[column.casefold()] > 1})
    if twice:
        raise UnusableTemplate(
            f"{query.name}.sql gives the heading {' and '.join(twice)} twice",
            hint="give one of them another name with  as \"…\"",
        )  # fmt: skip


def bind(
    query: Query,
    slot: Slot,
    columns: Sequence[str],
    types: Sequence[str],
    settings: Settings,
    styles: Styles,
) -> tuple[Column, ...]:
    """How each column of the Table is written from a row of the query.

    A column with a formula in the template's first row is copied down instead, and is not asked
    of the query. Raises UnusableTemplate where headings and columns differ.
    """
    _check_headings(query, slot, columns, settings)
    places = {name.casefold(): n for n, name in enumerate(columns) if name != FACTS}
    unit_of = {heading.casefold(): unit for heading, unit in settings.units.items()}
    reckoned = {heading.casefold() for heading in settings.reckoned}
    bound = []
    for each in slot.columns:
        heading = each.heading.casefold()
        if each.formula:
            column = Column(each.number, each.heading, "formula", each.style, formula=each.formula)
            bound.append(column._replace(array=each.array, dynamic=each.dynamic))
            continue
        kind = _kind(types[places[heading]], query, each.heading)
        unit = None
        if kind == "number" and heading in unit_of:
            unit = places.get(unit_of[heading].casefold())
            if unit is None:
                raise UnusableTemplate(
                    f"{SETTINGS} takes the unit of '{each.heading}' from '{unit_of[heading]}', "
                    f"which {query.name}.sql does not give",
                    hint="give both columns in the query",
                )
        if kind == "date" and styles.shows(each.style) != "date":
            raise UnusableTemplate(
                f"the column '{each.heading}' of the Table '{slot.name}' gets dates, but its "
                "first row is not formatted as a date",
                hint=f"format that cell as a date in Excel: the one under '{each.heading}' in "
                f"column {letters_of(each.number)} of the sheet '{slot.sheet.name}'",
            )
        bound.append(Column(each.number, each.heading, kind, each.style, places[heading], unit,
                            reckoned=heading in reckoned))  # fmt: skip
    return tuple(bound)


def _check_headings(query: Query, slot: Slot, columns: Sequence[str], settings: Settings) -> None:
    """Raise UnusableTemplate where the Table lacks a column of the query, or the query one of it.

    A unit that only decides the looks of an amount, and a note that hovers, need not be shown.
    """
    wanted = {each.heading.casefold() for each in slot.columns if not each.formula}
    for besides in (settings.units, settings.hovers):
        wanted |= {name.casefold() for heading, name in besides.items()
                   if heading.casefold() in wanted}  # fmt: skip
    given = {name.casefold(): name for name in columns if name != FACTS}
    missing = [
        e.heading for e in slot.columns if not e.formula and e.heading.casefold() not in given
    ]
    unused = [name for name in columns if name != FACTS and name.casefold() not in wanted]
    said = []
    if missing:
        said.append(f"the Table has, and the query does not give: {', '.join(missing)}")
    if unused:
        said.append(f"the query gives, and the Table does not have: {', '.join(unused)}")
    if said:
        raise UnusableTemplate(
            f"the Table '{slot.name}' on sheet '{slot.sheet.name}' and {query.name}.sql differ; "
            + "; ".join(said),
            hint='name a query\'s columns as the headings are, with  as "Heading"',
        )


def _kind(type_: str, query: Query, heading: str) -> Kind:
    if type_ == "VARCHAR" or type_.startswith("ENUM") or type_ in ('"NULL"', "NULL"):
        return "text"
    if NUMBERS.fullmatch(type_):
        return "number"
    kinds: dict[str, Kind] = {"DATE": "date", "BOOLEAN": "boolean", "VARCHAR[]": "list"}
    if type_ in kinds:
        return kinds[type_]
    raise UnusableTemplate(
        f"{query.name}.sql gives '{heading}' as {type_}, which no cell holds",
        hint="cast it in the query: ::date, ::decimal(38,9) or ::varchar",
    )


def unit_formats(
    units: Iterable[str | None], settings: Settings, styles: Styles, *, reckoned: bool = False
) -> dict[str | None, int]:
    """The cell format for amounts of each unit, as template.toml maps units to named styles.

    What was `reckoned` takes the style of that name with RECKONED behind it, where there is one.

    Raises UnusableTemplate where a unit or a style is missing, or where a style would show
    percent as a number or a number as percent.
    """
    made: dict[str | None, int] = {}
    for unit in sorted(set(units), key=lambda each: each or ""):
        name = settings.style_of(unit)
        if name is None:
            raise UnusableTemplate(
                f"{SETTINGS} gives no style for amounts in {unit or 'no unit'}",
                hint=f'write  {unit or "*"} = "…"  under [styles], or "*" for all others',
            )
        if reckoned and styles.named(name + RECKONED) is not None:
            name += RECKONED
        format_ = styles.named(name)
        if format_ is None:
            raise UnusableTemplate(
                f"{SETTINGS} shows {unit or 'no unit'} in the style '{name}', which the workbook "
                "does not have",
                hint=f"its styles: {', '.join(styles.names)}",
            )
        if (styles.style_shows(name) == "percent") != (unit == "percent"):
            raise UnusableTemplate(
                f"{SETTINGS} shows {unit or 'no unit'} in the style '{name}', which "
                + ("is no percent format" if unit == "percent" else "is a percent format"),
                hint="a cell holds 0.84 for 84 percent, so only percent takes a percent format",
            )
        own = unit is not None and unit not in settings.styles
        made[unit] = styles.of_currency(name, format_, unit) if own and unit else format_
    return made
