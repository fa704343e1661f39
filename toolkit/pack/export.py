"""A pack: a template's queries answered, its workbook filled, CSVs and manifest beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import FactpackError
from toolkit.findings import counts
from toolkit.guarding import RULE
from toolkit.inplace import check_unchanged, stamps_of
from toolkit.ooxml.limits import FILLED
from toolkit.pack import besides, changes, csvfile, dictionary, lineage, manifest
from toolkit.pack.asking import ask
from toolkit.pack.book import FilledWorkbook, Result, fill_workbook
from toolkit.pack.csvsql import long_csv
from toolkit.pack.data import BESIDES, CELLS, Shelf, add_tables, files_of
from toolkit.pack.folder import PackFolder
from toolkit.pack.longrows import LongRows
from toolkit.pack.pdf import printed
from toolkit.pack.standing import Book, read_book
from toolkit.pack.template import PackTemplate
from toolkit.pack.words import (
    counted_facts,
    newest_publication,
    number_of,
    version,
    words_of,
    words_of_rows,
)
from toolkit.switch import put_folder
from toolkit.tables import settle_views

if TYPE_CHECKING:
    from toolkit.database import Database
    from toolkit.dossier import Dossier
    from toolkit.opened import OpenDossier


@dataclass(frozen=True, slots=True)
class Pack:
    """A finished pack: every file by its path in the folder, and what its manifest tells."""

    files: Mapping[str, bytes]
    manifest: manifest.Manifest
    workbook: str


@dataclass(frozen=True, slots=True)
class Options:
    """What may be asked of a pack besides: a mark before its CSVs, changes since another, a PDF."""

    bom: bool = False
    since: PackFolder | None = None
    pdf: bool = False


PLAIN = Options()


def export(
    opened: OpenDossier,
    template: PackTemplate,
    destination: Path,
    *,
    allow_errors: bool = False,
    overwrite: bool = False,
    options: Options = PLAIN,
) -> Pack:
    """Make the pack and put it at `destination`, whole or not at all.

    See `make_pack` for what is refused. A folder there that is no pack, or a pack that somebody
    changed, is refused too; `overwrite` lets a changed pack go.
    """
    pack = make_pack(opened, template, allow_errors=allow_errors, options=options)
    put_folder(
        destination,
        pack.files,
        manifest.NAME,
        may_replace=lambda folder: _may_replace(folder, overwrite),
    )
    return pack


def make_pack(
    opened: OpenDossier,
    template: PackTemplate,
    *,
    allow_errors: bool = False,
    options: Options = PLAIN,
) -> Pack:
    """The pack's files, in memory; the same inputs give the same bytes, but for a PDF.

    Raises FactpackError where findings are errors and `allow_errors` is not set, UnusableTemplate
    where the template cannot be filled, QueryRefused where a query is no SELECT over the tables.
    """
    opened.expect_queries()
    began = opened.stamps | stamps_of(template.files())
    dossier, database = opened.dossier, opened.filled
    tally = counts(opened.findings())
    if tally["error"] and not allow_errors:
        raise FactpackError(
            f"the dossier has {number_of(tally['error'], 'error')}, so there is no pack",
            hint=f"factpack check {dossier.root} lists them; --allow-errors makes a pack that "
            "says so on its cover",
        )
    day = dossier.settings.date or newest_publication(database)
    withheld = add_tables(dossier, database, _changes_since(options.since, database))
    words = words_of(dossier, database, template, day, tally, opened.left_out)
    tables = files_of(database)
    settle_views(database, [query.sql for query in template.queries])
    database.expect([query.sql for query in template.queries])
    with Shelf(database.threads) as shelf:
        results = [shelf.answered(q, ask(database, q, day)) for q in template.queries]
        words |= words_of_rows({each.query.name: len(each.rows) for each in results})
        filled = fill_workbook(template, results, words, day)
        long = lineage.long_sheets(results, filled.places)
        book = read_book(
            filled.data, "the new workbook", without=long, zeros_count=True, limits=FILLED
        )
        _shelve(shelf, opened, template, results, filled, book, long)
        workbook = f"{dossier.name}-{template.name}{template.workbook.suffix}"
        files: dict[str, bytes] = {workbook: filled.data, **tables, **shelf.files()}
        told = []
        for result in results:
            name = f"csv/{result.query.name}.csv"
            data, guarded = _csv(result, bom=options.bom)
            files[name] = data
            sheet, range_ = filled.places.get(result.query.name, (None, None))
            table = (sheet, range_, result.columns, guarded)
            told.append(
                manifest.Filled(result.query.name, len(result.rows), name, *table, result.query.sql)
            )
        named = {each.name: each.csv for each in told}
        described = dictionary.rows(results, named, template.settings, opened.schemas)
        files[f"csv/{dictionary.NAME}"] = csvfile.as_csv(
            dictionary.COLUMNS, described, bom=options.bom
        )[0]
    pdf = None
    if options.pdf:
        pdf = f"{dossier.name}-{template.name}.pdf"
        files[pdf] = printed(filled.data, day)
    made = manifest.Manifest(
        factpack=version(),
        dossier=dossier.name,
        title=dossier.title,
        template=template.name,
        date=day,
        as_of=opened.as_of,
        left_out=opened.left_out,
        findings=tally,
        words=words,
        inputs=manifest.files_of(_inputs(dossier)),
        template_files=manifest.files_of((path.name, path) for path in template.files()),
        outputs=tuple(manifest.file_of(name, data) for name, data in files.items()),
        queries=tuple(told),
        csv_rule=RULE,
        csv_bom=options.bom,
        made_with=manifest.versions(),
        since=options.since.identity if options.since is not None else None,
        pdf=pdf,
        unlisted=tuple(
            manifest.Unlisted(sheet, query, range_, book.by_table[query.casefold()].columns)
            for sheet, (query, range_) in long.items()
        ),
        followed=filled.followed,
        uncalculated=filled.uncalculated,
        notes=filled.moved,
    )
    check_unchanged(began, "while the pack was made of it")
    if withheld:
        opened.forget()
    files[manifest.NAME] = made.to_bytes()
    return Pack(files, made, workbook)


def _changes_since(since: PackFolder | None, database: Database) -> list[changes.Change]:
    if since is None:
        return []
    return changes.changes(since.tables(*changes.NEEDED), database)


def _shelve(
    shelf: Shelf,
    opened: OpenDossier,
    template: PackTemplate,
    results: Sequence[Result],
    filled: FilledWorkbook,
    book: Book,
    long: Collection[str],
) -> None:
    """Put what is told of the finished workbook beside the tables that it was made from."""
    database = opened.filled
    _, records = database.fetch(
        "select key, type from keys where type in ('sources', 'assumptions', 'claims', 'fx_rates',"
        " 'key_figures', 'rulings', 'waivers', 'facts') order by type, key"
    )
    counted = counted_facts(database)
    counted |= {
        f"{each.query.name}_rows": tuple(dict.fromkeys(id for row in each.facts for id in row))
        for each in results
    }
    made = lineage.Made(
        read_book(template.workbook, str(template.workbook)),
        book,
        results,
        filled.places,
        template.settings.units,
        counted,
        long,
        dict(records),
        filled.moves,
    )
    kinds = {name: kind for name, (kind, _) in lineage.COLUMNS.items()}
    shelf.load(CELLS, kinds, lineage.written_cells(made))
    kinds = {name: kind for name, (kind, _) in besides.COLUMNS.items()}
    shelf.load(
        BESIDES, kinds, besides.read_besides(filled.data, book.shown, without=long, limits=FILLED)
    )


def _inputs(dossier: Dossier) -> Iterable[tuple[str, Path]]:
    """Inputs as shown; the house's lists lie outside the dossier."""
    for path in dossier.inputs():
        inside = path.is_relative_to(dossier.root)
        yield (dossier.shown(path) if inside else f"house/{path.name}"), path


def _csv(result: Result, *, bom: bool) -> tuple[bytes, tuple[tuple[int, str], ...]]:
    rows = result.rows
    if isinstance(rows, LongRows):
        made = long_csv(rows.database, rows.table, result.columns, result.types, bom=bom)
        if made is not None:
            return made
    return csvfile.as_csv(result.columns, rows, bom=bom)


# -- the folder --------------------------------------------------------------------------------


def _may_replace(folder: Path, overwrite: bool) -> None:
    """Raise FactpackError where the folder holds something that an export must not take away."""
    if not folder.is_dir():
        raise FactpackError(f"{folder} is a file", hint="choose another place with -o")
    names = sorted(path.name for path in folder.iterdir())
    if not names:
        return
    told = manifest.read_manifest(folder)
    if told is None:
        raise FactpackError(
            f"{folder} is no pack: it holds "
            + ", ".join([*names[:3], *(["…"] if len(names) > 3 else [])]),
            hint="choose another place with -o, or empty that folder",
        )
    changes = manifest.changed_since(folder, told)
    held = [name for name, _ in changes if Path(name).name.startswith("~$")]
    if held:
        raise FactpackError(
            f"{Path(held[0]).name.removeprefix('~$')} in {folder} is open in Excel",
            hint="close it there and export again",
        )
    kept = [f"{name} was {what}" for name, what in changes if what != "missing"]
    if kept and not overwrite:
        raise FactpackError(
            f"the pack in {folder} is not as factpack left it: {'; '.join(kept)}",
            hint="keep what was written there by moving it elsewhere, or export with --overwrite",
        )
