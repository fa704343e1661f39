"""A pack's folder opened again: its manifest, its tables behind the lock, its workbook."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.disk.switch import recover
from toolkit.enginefaults import advice, in_a_line
from toolkit.errors import FactpackError
from toolkit.pack import manifest
from toolkit.pack.data import FOLDER

if TYPE_CHECKING:
    from toolkit.database import Database
    from toolkit.locked.answer import Answer
    from toolkit.locked.box import Box, Limits

_TABLE = re.compile(rf"{FOLDER}/([a-z][a-z0-9_]*)\.parquet")


def open_pack(path: Path) -> PackFolder:
    """The pack at `path`: its folder, or the workbook in it.

    Raises FactpackError where no pack stands there, or one that this factpack cannot read.
    """
    recover(path, manifest.NAME)
    if not path.exists():
        raise FactpackError(
            f"there is nothing at {path}", hint="give a pack's folder, or the workbook in it"
        )
    folder = path if path.is_dir() else path.parent
    told = manifest.read_manifest(folder)
    if told is None:
        what = f"{path} is no pack" if path.is_dir() else f"{path} stands in no pack's folder"
        raise FactpackError(
            f"{what}: there is no {manifest.NAME} of factpack's",
            hint="factpack export writes the folder; what is asked is answered from all of it",
        )
    if told["format"] != manifest.FORMAT:
        raise FactpackError(
            f"{folder} is a '{told['format']}', and this factpack reads '{manifest.FORMAT}'",
            hint="use the factpack that made it, or export it anew",
        )
    pack = PackFolder(folder, told)
    if path != folder and path.name != pack.workbook.name:
        raise FactpackError(
            f"{path.name} is not the workbook of the pack in {folder}",
            hint=f"that is {pack.workbook.name}",
        )
    return pack


class PackFolder:
    """What can be asked of a finished pack; nothing is read until asked for."""

    def __init__(self, folder: Path, told: Mapping[str, Any]) -> None:
        self.folder, self.told = folder, told
        self._limits: Limits | None = None
        self._box: Box | None = None

    @cached_property
    def outputs(self) -> Mapping[str, Mapping[str, Any]]:
        """What the manifest lists, by path. Raises FactpackError where it lists nothing usable."""
        listed = self.told.get("outputs")
        fits = isinstance(listed, list) and all(
            isinstance(each, dict)
            and isinstance(each.get("path"), str)
            and isinstance(each.get("sha256"), str)
            for each in listed
        )
        if not fits or not isinstance(listed, list):
            raise FactpackError(
                f"{self.folder / manifest.NAME} lists no files as a pack's manifest does",
                hint="it was changed by hand; export the pack anew",
            )
        return {each["path"]: each for each in listed}

    @property
    def workbook(self) -> Path:
        """The workbook: the one file of its kind at the top of the folder."""
        names = [name for name in self.outputs if "/" not in name and "\\" not in name]
        found = next((name for name in names if name.endswith((".xlsx", ".xlsm"))), None)
        if found is None:
            raise FactpackError(
                f"{self.folder / manifest.NAME} lists no workbook", hint="export the pack anew"
            )
        return self.folder / found

    @property
    def name(self) -> str:
        """As people tell packs apart: dossier and template."""
        return f"{self.told.get('dossier')}/{self.told.get('template')}"

    @property
    def called(self) -> str:
        """As people tell versions of a pack apart."""
        return f"{self.name} of {self.told.get('date')}"

    @property
    def identity(self) -> Mapping[str, str]:
        """Which pack this is: its name, its date, and the hash of its manifest."""
        data = (self.folder / manifest.NAME).read_bytes()
        return {
            "pack": self.name,
            "date": str(self.told.get("date")),
            "manifest": sha256(data).hexdigest(),
        }

    def query(self, name: str) -> Mapping[str, Any] | None:
        """What the manifest tells of a query."""
        found = (each for each in self.told.get("queries", ()) if each.get("name") == name)
        return next(found, None)

    @property
    def unlisted(self) -> Mapping[str, Mapping[str, Any]]:
        """Sheets whose cells data/ does not list one by one, by their names in lower case."""
        return {str(each["sheet"]).casefold(): each for each in self.told.get("unlisted", ())}

    @cached_property
    def database(self) -> Database:
        """Every table of data/, and the views that factpack has ready over them."""
        return self._opened(None, views=True, box=self._box)

    def tables(self, *names: str) -> Database:
        """A database of these tables alone, which is sooner there; one not in data/ is refused."""
        return self._opened(names, views=False)

    def sql(
        self,
        query: str,
        parameters: Mapping[str, object] | None = None,
        *,
        limits: Limits | None = None,
    ) -> Answer:
        """The answer to one SELECT over the pack's tables, behind the same lock as a dossier's."""
        if limits is not None:
            self._limits = limits
        if self._box is None and "database" not in self.__dict__:
            from toolkit.locked.box import Box

            self._box = Box()  # it starts while the tables are read
        return self.database.query(query, parameters, limits=limits)

    def _opened(
        self, wanted: Collection[str] | None, *, views: bool, box: Box | None = None
    ) -> Database:
        from toolkit.database import Database

        database = Database(limits=self._limits, box=box)
        found = {match[1]: name for name in self.outputs if (match := _TABLE.fullmatch(name))}
        names = sorted(found) if wanted is None else list(wanted)
        if not found:
            raise FactpackError(
                f"the pack in {self.folder} has no {FOLDER}/", hint="export the pack anew"
            )
        for name in names:
            if name not in found:
                raise FactpackError(
                    f"the pack in {self.folder} has no table {name}", hint="export the pack anew"
                )
            _load(database, name, self._trusted(found[name]))
        if views:
            _tell(database, names)
        return database

    def _trusted(self, name: str) -> Path:
        """A file of data/, which is as the export left it."""
        path = self.folder / name
        try:
            data = path.read_bytes()
        except OSError as error:
            missing = "is missing" if isinstance(error, FileNotFoundError) else "cannot be read"
            raise FactpackError(
                f"{name} {missing} in the pack {self.folder}",
                hint="take the whole folder along, or export the pack anew",
            ) from error
        if sha256(data).hexdigest() != self.outputs[name]["sha256"]:
            raise FactpackError(
                f"{name} in the pack {self.folder} is not as the export left it, so nothing is "
                "answered from it",
                hint="factpack verify lists what changed; export the pack anew",
            )
        return path


def _load(database: Database, table: str, path: Path) -> None:
    import duckdb

    from toolkit.sqltext import parquet_source, quoted

    try:
        database.execute(f"create table {quoted(table)} as from {parquet_source(path)}")
    except duckdb.IOException as error:  # its bytes are right: they were read just now
        raise FactpackError(
            f"{path} cannot be read: {in_a_line(error)}", hint=advice(error)
        ) from error
    except duckdb.Error as error:
        raise FactpackError(
            f"{path} cannot be read as Parquet: {in_a_line(error)}", hint="export the pack anew"
        ) from error


def _tell(database: Database, names: Iterable[str]) -> None:
    """The views whose tables are all there, and what every table and column holds."""
    import duckdb

    from toolkit.about import comments, told
    from toolkit.dossier import data_folder
    from toolkit.pack import changes, data
    from toolkit.rules.yardsticks import MACROS
    from toolkit.schemas import load_schemas
    from toolkit.tables import views

    database.execute(MACROS)
    about = told(load_schemas(data_folder("schemas"))) | data.ABOUT | changes.ABOUT
    _, columns = database.fetch("select table_name, column_name from duckdb_columns()")
    there = set(columns)
    for name in names:
        if name in about:
            comment, said = about[name]
            known = {column: says for column, says in said.items() if (name, column) in there}
            database.execute(comments("table", name, comment, known))
        elif name.startswith(data.QUERY):
            says = f"What {name.removeprefix(data.QUERY)}.sql gave, a row a row of its Table"
            database.execute(comments("table", name, says, {}))
    for name, (comment, sql) in views().items():
        try:
            database.execute(f"create view {name} as {sql}")
        except duckdb.Error:  # made by a factpack whose tables were others
            continue
        database.execute(comments("view", name, comment, {}))
