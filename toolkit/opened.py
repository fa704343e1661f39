"""A dossier opened: its records read, checked and queried, each step only when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.arrow.collecting import held_off
from toolkit.disk.inplace import stamps_of
from toolkit.dossier import Dossier, data_folder, find_dossier
from toolkit.errors import FactpackError, UnreadableFile
from toolkit.factfiles import read_all
from toolkit.findings import Finding, finding, in_order
from toolkit.known import LeftOut, known_on
from toolkit.progress import Progress
from toolkit.readers import read
from toolkit.readers.staged import LEAST, Staging
from toolkit.records.sheets import Sheet, heading_of, recognise
from toolkit.records.validate import RULES, Typed, source_languages, validate
from toolkit.schemas import Schemas, load_schemas

if TYPE_CHECKING:
    from toolkit.database import Database
    from toolkit.locked.answer import Answer
    from toolkit.locked.box import Box, Limits
    from toolkit.rules.waivers import Waived

_VERY_FEW = 500  # records of which a query is answered sooner than a better plan is found
_FEW = 5_000  # records that one thread checks faster than several that wait for each other


def open_dossier(
    path: str | Path, *, as_of: date | None = None, limits: Limits | None = None
) -> OpenDossier:
    """The dossier at `path` (a folder, or one file of facts); nothing is read until asked for.

    With `as_of` it is the dossier as it was known on that day: sources published later are left
    out, and the day is the pack's date. `limits` are of each query that anybody wrote: a
    template's, a rule's of the dossier. Raises FactpackError where there is no dossier.
    """
    return OpenDossier(find_dossier(Path(path)), as_of=as_of, limits=limits)


class OpenDossier:
    """What can be asked of a dossier: `findings()`, `sql("select …")` and its tables."""

    def __init__(
        self, dossier: Dossier, *, as_of: date | None = None, limits: Limits | None = None
    ) -> None:
        if as_of is not None:
            dossier = replace(dossier, settings=replace(dossier.settings, date=as_of))
        self.dossier = dossier
        self.stamps = stamps_of(dossier.inputs())
        self.as_of = as_of
        self.progress = Progress()
        self.staged_from = LEAST  # records from which a sheet, or all facts, are many
        self._limits = limits  # the memory is settled by the first query
        self._box: Box | None = None
        self._untold: tuple[tuple[str, str], ...] = ()  # sources that cannot be read, and why

    def expect_queries(self, queries: Sequence[str] = ()) -> None:
        """Starts what answers SQL, so that it is ready once the dossier is checked; it looks
        through `queries` meanwhile."""
        if self._box is None and "_checked" not in self.__dict__:
            from toolkit.locked.box import Box, Limits

            self._box = Box()
            if queries:
                self._box.expect(queries, self._limits or Limits())

    def forget(self) -> None:
        """Lets the tables go, where something was taken out of them: who asks next has all anew."""
        names = ["_tables", "_checked", "filled", "database"]
        if any(sheet.table for sheet in self._read[0]):  # large files were read into them
            names += ["_read", "_known"]
        for name in names:
            self.__dict__.pop(name, None)

    def reopened(self) -> OpenDossier:
        """The same dossier with nothing read yet, and nothing asked of it."""
        other = OpenDossier(self.dossier, as_of=self.as_of, limits=self._limits)
        other.staged_from = self.staged_from
        return other

    @cached_property
    def schemas(self) -> Schemas:
        return load_schemas(data_folder("schemas"))

    @cached_property
    @held_off()
    def _read(self) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
        """Every sheet of records, and what was found on the way to it.

        Raises UnreadableFile where no file can be read at all.
        """
        self.progress.at("reading")
        return read_all(self.dossier, self.schemas, self._staging)

    @cached_property
    def _staging(self) -> Staging:
        """Where the records of large files are put: the database that is asked later on."""
        heading = heading_of(self.schemas)
        return Staging(lambda: self._tables.connection, heading, least=self.staged_from)

    @property
    def typed(self) -> tuple[Typed, ...]:
        """The records of every sheet, typed; the house's last, without those the dossier has."""
        return self._known[0]

    @property
    def left_out(self) -> LeftOut:
        """The sources that were published after the day asked for."""
        return self._known[1]

    @cached_property
    @held_off()
    def _known(self) -> tuple[tuple[Typed, ...], LeftOut]:
        languages = source_languages(self._read[0])
        self.progress.at("validating", sum(len(sheet.lines) for sheet in self._read[0]))
        typed = [self._validated(sheet, languages) for sheet in self._read[0]]
        typed = [one.defaulting("facts", "annotator", self._annotator) for one in typed]
        typed += self._house(typed)
        return known_on(typed, self.as_of) if self.as_of is not None else (tuple(typed), ())

    def _validated(self, sheet: Sheet, languages: Mapping[str, str]) -> Typed:
        if sheet.table is None:
            return validate(sheet, self.schemas, languages)
        from toolkit.records.heldback import validated

        return validated(sheet, self.schemas, languages)

    @property
    def _annotator(self) -> str | None:
        return self.dossier.settings.annotator or None

    def _house(self, typed: list[Typed]) -> Iterator[Typed]:
        for path in self.dossier.house_files():
            for grid in read(path, f"house/{path.name}"):
                sheet = recognise(grid, self.schemas)
                if sheet is None:
                    continue
                name = sheet.type.name
                same = [one for one in typed if one.sheet.type is sheet.type and "id" in one.values]
                own = {(name, key) for one in same for key in one.values["id"]}
                yield validate(sheet, self.schemas).besides(own)

    @cached_property
    def database(self) -> Database:
        """The tables of the dossier, its findings among them, ready to be asked."""
        from toolkit.tables import make_views, tell

        database = self.filled
        make_views(database)
        tell(database, self.schemas)
        return database

    @cached_property
    def filled(self) -> Database:
        """The same tables, for a pack: without the comments that tell people what they hold."""
        database, findings, waived = self._checked
        from toolkit.tables import load_findings, make_views

        load_findings(database, findings, waived)
        make_views(database)
        return database

    @cached_property
    def _checked(self) -> tuple[Database, tuple[Finding, ...], tuple[Waived, ...]]:
        _ = self._read  # before the database is made: how many records there are settles how
        with self._tables.as_written() if self._count <= _VERY_FEW else nullcontext():
            return self._tables, *self._fill(self._tables)

    @cached_property
    def _tables(self) -> Database:
        """The database, with nothing in it yet but what large files have put there."""
        from toolkit.database import Database

        if self._own_rules():
            self.expect_queries()
        reading = "_read" not in self.__dict__  # a large file asks for it while it is read
        few = not reading and self._count <= _FEW
        threads = 1 if few else None
        return Database(limits=self._limits, threads=threads, box=self._box)

    @property
    def _count(self) -> int:
        return sum(len(sheet.lines) for sheet in self._read[0])

    @held_off()
    def _fill(self, database: Database) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
        """Builds every table in `database` and holds the rules against them.

        Gives what was found, and what was found and is waived.
        """
        from toolkit import proposals, tables
        from toolkit.derive import derived
        from toolkit.rules import rulebook, waivers

        present = {sheet.type.name for sheet in self._read[0]}
        targets = present if self.dossier.bare else self.schemas.types.keys()
        typed = self.typed
        self.progress.at("filling the tables")
        tables.build(database, typed, self.schemas, targets)
        found = [*self._read[1]]
        for one in self.typed:
            found += one.findings
        found += self._not_looked_up(targets)
        derived.build(database, self.dossier, self.schemas, self.progress, least=self.staged_from)
        self._untold = derived.unread(database)
        proposals.build(database, self.dossier)
        found = proposals.told(database, found)
        self.progress.at("holding the rules")
        by_rule = rulebook.check(database, targets)
        own = {self.dossier.shown(path): path for path in self._own_rules()}
        if own:
            tables.make_views(database)
        by_rule += rulebook.check_dossiers_own(database, own)
        standing, waived = waivers.apply(database, rulebook.besides(found, by_rule))
        of_waivers = rulebook.besides((), rulebook.check(database, targets, after="waivers"))
        standing += [one for one, _ in of_waivers]
        return tuple(in_order(self._asked_about(standing))), tuple(waived)

    def _own_rules(self) -> tuple[Path, ...]:
        return () if self.dossier.bare else self.dossier.rule_files()

    def _not_looked_up(self, targets: Set[str]) -> Iterator[Finding]:
        """A note of what a file in no dossier could not be held against."""
        own = self.typed[: len(self._read[0])]
        missing = {
            self.schemas.types[field.references].title
            for one in own
            for field in one.sheet.type.fields
            if field.references and field.references not in targets and any(one.values[field.key])
        }
        says = []
        if missing:
            listed = ", ".join(sorted(missing))
            says.append(f"without {listed}, so references to them were not looked up")
        facts = [one for one in own if self.dossier.bare and one.sheet.type.name == "facts"]
        if any(any(one.values["quote"]) for one in facts):
            says.append("without the texts of the sources, so no quote was looked for")
        if says:
            file = self._read[0][0].file
            told = {"missing": "; ".join(says), "file": file}
            yield finding(RULES["FIL006"], told, file=file)

    def _asked_about(self, found: list[Finding]) -> list[Finding]:
        """Of a file checked alone, its own findings."""
        if self.dossier.only is None:
            return found
        shown = self.dossier.shown(self.dossier.only)
        return [one for one in found if one.file == shown]

    @property
    def unread(self) -> tuple[Finding, ...]:
        """The files of facts that cannot be read, so that their records are missing everywhere."""
        return tuple(one for one in self._read[1] if one.code == "FIL001")

    @property
    def missing(self) -> tuple[tuple[str, str], ...]:
        """Each file that cannot be read, and why, for who does not show findings: of facts, and
        of sources once the tables are filled."""
        return (*((one.file or "", one.message) for one in self.unread), *self._untold)

    def check_has_sources(self) -> None:
        """Raise FactpackError for a file in no dossier, of which no source could be looked at."""
        if self.dossier.bare and self.dossier.only is not None:
            raise FactpackError(
                f"{self.dossier.only.name} stands in no dossier, so no source of it is here",
                hint="name the dossier, or put the file into its folder facts/",
            )

    def check_all_read(self, why: str) -> None:
        """Raise UnreadableFile where a file of facts cannot be read; `why` says what that harms."""
        for one in self.unread:
            raise UnreadableFile(f"{one.message} ({one.file}); {why}", hint=one.fix)

    def findings(self) -> list[Finding]:
        """Everything that is wrong, in the order of files, sheets and cells."""
        return list(self._checked[1])

    def sql(
        self,
        query: str,
        parameters: Mapping[str, object] | None = None,
        *,
        limits: Limits | None = None,
    ) -> Answer:
        """The answer to one SELECT over the dossier's tables: `.rows`, or `.df()` for pandas.

        Raises QueryRefused for anything but a SELECT, and past a limit.
        """
        if limits is not None:
            from toolkit.locked.box import Limits

            self._limits = replace(self._limits or Limits(), memory=limits.memory)
        self.expect_queries()
        return self.database.query(query, parameters, limits=limits)

    def write_database(self, path: Path) -> None:
        """Writes every table and view as a DuckDB file at `path`, in place of what stands there."""
        from toolkit import engine
        from toolkit.database import Database
        from toolkit.disk.files import replacing
        from toolkit.disk.inside import is_text
        from toolkit.enginefaults import in_a_line
        from toolkit.tables import load_findings, make_views, tell

        if not is_text(str(path.absolute())):
            raise FactpackError(
                f"{path} is not written: its name has bytes that are no UTF-8",
                hint="choose another folder or name",
            )
        try:
            with replacing(path) as new, Database(new) as database:
                dossier = self
                if "_read" not in self.__dict__ or any(sheet.table for sheet in self._read[0]):
                    dossier = self.reopened()  # large files are read into this database
                    dossier._tables = database
                load_findings(database, *dossier._fill(database))
                make_views(database)
                tell(database, self.schemas)
                self._untold = dossier._untold
                database.execute("checkpoint")  # closing does it too, and is silent where it fails
        except (engine.IOException, engine.TransactionException, engine.FatalException) as error:
            raise FactpackError(
                f"{path} cannot be written: {in_a_line(error)}",
                hint="what stood there is unchanged; see that the disk has room",
            ) from error
