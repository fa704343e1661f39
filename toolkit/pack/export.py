"""A pack: a template's queries answered, its workbook filled, CSVs and manifest beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.disk.files import sync_files
from toolkit.disk.holding import SHOWN, shortened
from toolkit.disk.inplace import check_unchanged, stamps_of
from toolkit.disk.switch import staged
from toolkit.errors import FactpackError
from toolkit.findings import counts
from toolkit.guarding import RULE
from toolkit.ooxml.container.limits import FILLED
from toolkit.pack import besides, changes, dictionary, lineage, manifest
from toolkit.pack.asking import asked
from toolkit.pack.book import FilledWorkbook, fill_ready
from toolkit.pack.data import BESIDES, CELLS, Shelf, add_tables, own_tables
from toolkit.pack.folder import PackFolder
from toolkit.pack.formulas.apart import Apart
from toolkit.pack.pdf import printed
from toolkit.pack.ready import Ready, make_ready
from toolkit.pack.result import Result
from toolkit.pack.rows import csvfile
from toolkit.pack.rows.csvsql import write_long_csv
from toolkit.pack.rows.longrows import LongRows
from toolkit.pack.standing import Book, read_book
from toolkit.pack.strayfacts import stray_facts
from toolkit.pack.template import PackTemplate
from toolkit.pack.words import (
    counted_facts,
    newest_publication,
    number_of,
    version,
    words_of,
    words_of_rows,
)
from toolkit.tables import settle_views

if TYPE_CHECKING:
    from toolkit.database import Database
    from toolkit.dossier import Dossier
    from toolkit.opened import OpenDossier


@dataclass(frozen=True, slots=True)
class Pack:
    """A finished pack: its folder, what its manifest tells, its workbook's name."""

    folder: Path
    manifest: manifest.Manifest
    workbook: str

    @property
    def files(self) -> dict[str, bytes]:
        """Every file by its path in the folder."""
        paths = (path for path in sorted(self.folder.rglob("*")) if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}


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
    opened.expect_queries([query.sql for query in template.queries])
    _check_findings(opened, allow_errors=allow_errors)
    told = partial(_may_replace, overwrite=overwrite)
    with staged(destination, manifest.NAME, may_replace=told) as new:
        pack = make_pack(opened, template, new, allow_errors=allow_errors, options=options)
        sync_files(new)
    return replace(pack, folder=destination)


def make_pack(
    opened: OpenDossier,
    template: PackTemplate,
    folder: Path,
    *,
    allow_errors: bool = False,
    options: Options = PLAIN,
) -> Pack:
    """Put the pack's files into an empty folder; the same inputs give the same bytes, but for a
    PDF. Of many rows few are in memory at a time.

    Raises FactpackError where findings are errors and `allow_errors` is not set, UnusableTemplate
    where the template cannot be filled, QueryRefused where a query is no SELECT over the tables.
    """
    opened.expect_queries([query.sql for query in template.queries])
    began = opened.stamps | stamps_of(template.files())
    dossier, database = opened.dossier, opened.filled
    _check_findings(opened, allow_errors=allow_errors)
    tally = counts(opened.findings())
    day = dossier.settings.date or newest_publication(database)
    withheld = add_tables(dossier, database, _changes_since(options.since, database))
    words = words_of(dossier, database, template, day, tally, opened.left_out)
    name = shortened(f"{dossier.name}-{template.name}", SHOWN)
    workbook = f"{name}{template.workbook.suffix}"
    with Shelf(folder, database) as shelf, Apart() as engine:
        ready, results = _answered(shelf, database, template, engine, day)
        stray = tuple(stray_facts(database, results))
        words |= words_of_rows({each.query.name: len(each.rows) for each in results})
        with (folder / workbook).open("wb+") as out:
            filled = fill_ready(ready, results, words, day, out)
        long = lineage.long_sheets(results, filled.places)
        book = read_book(
            folder / workbook, "the new workbook", without=long, zeros_count=True, limits=FILLED
        )
        _shelve(shelf, opened, ready, results, filled, book, folder / workbook, long)
        (folder / "csv").mkdir()
        told = [_with_csv(each, filled, folder, bom=options.bom) for each in results]
        named = {each.name: each.csv for each in told}
        described = dictionary.rows(results, named, template.settings, opened.schemas)
        with (folder / "csv" / dictionary.NAME).open("wb") as out:
            csvfile.write_csv(out, dictionary.COLUMNS, described, bom=options.bom)
        shelf.written()
    pdf = None
    if options.pdf:
        pdf = f"{name}.pdf"
        (folder / pdf).write_bytes(printed(folder / workbook, day))
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
        outputs=manifest.files_of(
            (path.relative_to(folder).as_posix(), path)
            for path in folder.rglob("*")
            if path.is_file()
        ),
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
        notes=(*filled.moved, *stray),
    )
    check_unchanged(began, "while the pack was made of it")
    if withheld:
        opened.forget()
    (folder / manifest.NAME).write_bytes(made.to_bytes())
    return Pack(folder, made, workbook)


def _check_findings(opened: OpenDossier, *, allow_errors: bool) -> None:
    errors = counts(opened.findings())["error"]
    if errors and not allow_errors:
        raise FactpackError(
            f"the dossier has {number_of(errors, 'error')}, so there is no pack",
            hint=f"factpack check {opened.dossier.root} lists them; --allow-errors makes a pack "
            "that says so on its cover",
        )


def _answered(
    shelf: Shelf, database: Database, template: PackTemplate, engine: Apart, day: date
) -> tuple[Ready, list[Result]]:
    """The template, made ready, and what each query gave; the dossier's tables are written too.

    Another process works on the queries. Meanwhile one thread reads the template and keeps what
    was answered; of few records another writes the tables.
    """
    own = own_tables(database)
    settle_views(database, [query.sql for query in template.queries])
    database.expect([query.sql for query in template.queries])
    with ThreadPoolExecutor(1) as beside:
        ready = beside.submit(make_ready, template, engine)
        if database.threads == 1:
            database.lend()  # from here on, only cursors of the database are used
        shelf.write_tables(database, own)
        try:
            kept = [
                beside.submit(shelf.answered, query, asked(database, query, day))
                for query in template.queries
            ]
        except BaseException:
            beside.shutdown(cancel_futures=True)
            raise
        results = [each.result() for each in kept]
        return ready.result(), results


def _with_csv(
    result: Result, filled: FilledWorkbook, folder: Path, *, bom: bool
) -> manifest.Filled:
    """What is told of a query, its CSV being written."""
    query, rows = result.query, result.rows
    name = f"csv/{query.name}.csv"
    guarded = None
    with (folder / name).open("wb") as out:
        if isinstance(rows, LongRows):
            table = rows.database, rows.table, result.columns, result.types
            guarded = write_long_csv(out, *table, bom=bom)
        if guarded is None:
            guarded = csvfile.write_csv(out, result.columns, rows, bom=bom)
    sheet, table_range = filled.places.get(query.name, (None, None))
    return manifest.Filled(
        query.name, len(rows), name, sheet, table_range, result.columns, guarded, query.sql
    )


def _changes_since(since: PackFolder | None, database: Database) -> list[changes.Change]:
    if since is None:
        return []
    return changes.changes(since.tables(*changes.NEEDED), database)


def _shelve(
    shelf: Shelf,
    opened: OpenDossier,
    ready: Ready,
    results: Sequence[Result],
    filled: FilledWorkbook,
    book: Book,
    workbook: Path,
    long: Collection[str],
) -> None:
    """Put what is told of the finished workbook beside the tables that it was made from."""
    database = opened.filled

    def records() -> lineage.Records:
        _, rows = database.fetch(
            "select key, type from keys where type in ('sources', 'assumptions', 'claims',"
            " 'fx_rates', 'key_figures', 'rulings', 'waivers', 'facts') order by type, key"
        )
        return dict(rows)

    made = lineage.Made(
        ready.book,
        book,
        results,
        filled.places,
        ready.template.settings.units,
        partial(counted_facts, database),
        long,
        records,
        filled.moves,
    )
    kinds = {name: kind for name, (kind, _) in lineage.COLUMNS.items()}
    shelf.load(CELLS, kinds, lineage.written_cells(made))
    kinds = {name: kind for name, (kind, _) in besides.COLUMNS.items()}
    shelf.load(
        BESIDES, kinds, besides.read_besides(workbook, book.shown, without=long, limits=FILLED)
    )


def _inputs(dossier: Dossier) -> Iterable[tuple[str, Path]]:
    """Inputs as shown; the house's lists lie outside the dossier."""
    for path in dossier.inputs():
        inside = path.is_relative_to(dossier.root)
        yield (dossier.shown(path) if inside else f"house/{path.name}"), path


# -- the folder --------------------------------------------------------------------------------


def _may_replace(folder: Path, *, overwrite: bool) -> None:
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
