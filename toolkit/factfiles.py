"""The files of facts read into sheets of records, and what was found on the way to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.dossier import SETTING_NAMES, Dossier
from toolkit.errors import UnreadableFile
from toolkit.findings import Finding, finding
from toolkit.readers import read
from toolkit.readers.grid import Grid
from toolkit.readers.staged import Staging
from toolkit.records.sheets import OWN_SHEETS, Sheet, recognise, type_by_headings
from toolkit.records.validate import RULES
from toolkit.schemas import Schemas, plain


def read_all(
    dossier: Dossier, schemas: Schemas, staging: Staging
) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """Every sheet of records, those of many rows put into `staging`, and what was found.

    Raises UnreadableFile where no file can be read at all.
    """
    sheets: list[Sheet] = []
    found: list[Finding] = list(_set_aside(dossier))
    unread: list[UnreadableFile] = []
    for path in dossier.fact_files:
        shown = dossier.shown(path)
        try:
            grids = read(path, shown, staging)
            known = _recognised(grids, shown, schemas, staging)
        except UnreadableFile as error:
            unread.append(error)
            says = {
                "problem": error.what.removeprefix(f"{shown}: "),
                "hint": error.hint or "mend or remove the file",
            }
            found.append(finding(RULES["FIL001"], says, file=shown))
            continue
        sheets += known
        found += _noticed(grids, known, shown, schemas)
    if unread and not sheets:
        raise unread[0]
    return tuple(sheets), tuple(found)


def _recognised(
    grids: Sequence[Grid], shown: str, schemas: Schemas, staging: Staging
) -> list[Sheet]:
    sheets = [sheet for grid in grids if (sheet := _sheet(grid, schemas, staging)) is not None]
    if not sheets:
        names = [f"'{grid.sheet}'" for grid in grids if grid.sheet is not None]
        raise UnreadableFile(
            f"{shown} holds no records: "
            + (f"its sheets are {', '.join(names)}" if names else "its name is no record type"),
            hint=f"name the {'sheet' if names else 'file'} for what it holds: {_titles(schemas)}",
        )
    return sheets


def _sheet(grid: Grid, schemas: Schemas, staging: Staging) -> Sheet | None:
    if grid.staged is None:
        return recognise(grid, schemas)
    from toolkit.records.columnar import take

    return take(grid, schemas, staging)


def _titles(schemas: Schemas) -> str:
    return ", ".join(each.title for each in schemas.types.values())


# -- what was found --------------------------------------------------------------------------------


def _noticed(
    grids: Sequence[Grid], sheets: Sequence[Sheet], shown: str, schemas: Schemas
) -> Iterator[Finding]:
    """What is odd about a file that holds records."""
    recognised = {sheet.name for sheet in sheets}
    read = {sheet.type.name for sheet in sheets if sheet.header}
    for grid in grids:
        own = grid.sheet is None or plain(grid.sheet) in OWN_SHEETS
        if grid.sheet not in recognised and not own and grid.rows:
            seems = type_by_headings(grid, schemas)
            if seems is not None and seems.name not in read:
                says = {"type": seems.title}
                yield finding(RULES["SHT011"], says, file=shown, sheet=grid.sheet)
                continue
            says = {"expected": _titles(schemas)}
            yield finding(RULES["SHT001"], says, file=shown, sheet=grid.sheet)
    yield from _of_another_time(grids, schemas, shown)
    said = any(remark.code == "FIL003" for sheet in sheets for remark in sheet.remarks)
    if not said and not any(sheet.lines for sheet in sheets):
        yield finding(RULES["FIL003"], {}, file=shown)


def _of_another_time(grids: Sequence[Grid], schemas: Schemas, shown: str) -> Iterator[Finding]:
    """A note on a workbook that factpack made by another layout or other schemas than today's."""
    from toolkit.authoring.stamp import age_of

    age = age_of(grids, schemas)
    if age == "older":
        says = {
            "by": "by an earlier factpack",
            "what": "its columns and drop-downs are no longer those of today",
            "advice": f"factpack workbook --upgrade {shown} says what would change",
        }
        yield finding(RULES["SHT010"], says, file=shown)
    elif age == "newer":
        says = {
            "by": "by a newer factpack",
            "what": "what this one does not know is read as columns of your own",
            "advice": "install the newer factpack",
        }
        yield finding(RULES["SHT010"], says, file=shown)


def _set_aside(dossier: Dossier) -> Iterator[Finding]:
    """Files and settings that are not what a dossier reads."""
    if dossier.only is not None:
        return
    for ignored in dossier.ignored:
        says = {"problem": ignored.problem, "hint": ignored.hint}
        yield finding(RULES["FIL004"], says, file=dossier.shown(ignored.path))
    from toolkit.rules.yardsticks import THRESHOLDS

    settings = dossier.settings
    unknown = [(key, SETTING_NAMES) for key in settings.unknown]
    unknown += [
        (f"thresholds.{key}", tuple(THRESHOLDS))
        for key in sorted(settings.thresholds.keys() - THRESHOLDS.keys())
    ]
    for key, names in unknown:
        says = {"key": key, "known": ", ".join(names)}
        yield finding(RULES["SET001"], says, file="factpack.toml", value=key)
    if not dossier.fact_files:
        yield finding(RULES["FIL005"], {}, file="facts")
