"""Which files beside the facts are not read, and why: locks, conflict copies, merges' leavings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

READABLE = (".xlsx", ".xlsm", ".xltx", ".csv", ".jsonl", ".parquet")
LOCK_OF_LIBREOFFICE = re.compile(r"\.~lock\.(.+)#", re.DOTALL)
_WAITING = ("conflicts", "unfinished")
_OF_A_MERGE = re.compile(r".+\.(conflicts|unfinished|merged|rescue)(?:-[0-9]+)?", re.DOTALL)
# What sync clients call the copy of a file that two people changed, in their languages.
_CONFLICT = re.compile(
    r"""conflicted\ copy | sync-conflict | case\ conflict | \(conflict | \[conflict | _conf\(
      | _conflict-\d | in\ konflikt\ stehend | konfliktkopie | copie\ en\ conflit
      | copia\ (?:en\ conflicto|in\ conflitto) | 競合 | 冲突 | 衝突""",
    re.VERBOSE | re.IGNORECASE,
)
# A second file of a name that stands beside the first: the browser's and Drive's "facts (1)",
# Explorer's and the Finder's copies, and OneDrive's "facts-DESKTOP-AB12CD3".
_TWIN = re.compile(
    r"""(?P<of>.+?)(?:
        [ ]\(\d{1,3}\) | [ ]-[ ](?:Copy|Kopie|Copie|Copia|コピー|副本)(?:[ ]\(\d+\))?
      | [ ](?:copy|Kopie|copie|copia)(?:[ ]\d+)?
      | -(?:DESKTOP|LAPTOP|WIN|PC|NB|WS)-?[A-Z0-9]{1,12} | -[A-Z0-9]+-(?:PC|NB|LAPTOP|MACBOOK)
      | -[\w.-]*(?:MacBook|iMac)[\w.-]*
    )(?:-\d+)?""",
    re.VERBOSE | re.DOTALL,
)


def reason_to_ignore(path: Path, beside: Collection[str]) -> tuple[str, str] | None:
    """Why the file is not read and what to do; None where it is. `beside`: the folder's names."""
    if found := locked_by(path) or reason_of_copies(path, beside):
        return found
    if waits := _OF_A_MERGE.fullmatch(path.stem):
        if waits[1] in _WAITING:
            return "part of a merge that waits", "choose in it, and factpack merge --resolve FILE"
        return "left by a merge", "put it in the place of what it was merged from, or elsewhere"
    if path.suffix.casefold() not in READABLE:
        return f"{path.suffix or 'no'} files hold no facts", "save it as .xlsx, .csv or .jsonl"
    return None


def reason_of_copies(path: Path, beside: Collection[str]) -> tuple[str, str] | None:
    """The same where all that counts is whether it is the copy of another file there."""
    name = unicodedata.normalize("NFC", path.name)
    if _CONFLICT.search(name):
        return "a conflict copy made by a sync client", "merge it into the file it was made from"
    if twin := _twin_of(name, path.suffix, beside):
        return f"a copy of {twin}, which is read", f"merge it into {twin}, or take it out of here"
    return None


def locked_by(path: Path) -> tuple[str, str] | None:
    """What a program's own lock file says: which file is open there, and by whom."""
    hint = "save and close it there so that factpack sees it all"
    if path.name.startswith("~$"):
        who = _excels_owner(path)
        return f"{path.name.removeprefix('~$')} is open in Excel{who}", hint
    if found := LOCK_OF_LIBREOFFICE.fullmatch(path.name):
        return f"{found[1]} is open in LibreOffice{_libreoffices_owner(path)}", hint
    return None


def _twin_of(name: str, suffix: str, beside: Collection[str]) -> str | None:
    """The file beside this one that its name says it is a copy of, if that stands there."""
    found = _TWIN.fullmatch(name.removesuffix(suffix))
    if found is None:
        return None
    wanted = unicodedata.normalize("NFC", found["of"] + suffix).casefold()
    return next(
        (each for each in beside if unicodedata.normalize("NFC", each).casefold() == wanted), None
    )


def _excels_owner(path: Path) -> str:
    """The name in Excel's owner file: 165 bytes, a length and the name in ANSI, then in UTF-16."""
    try:
        with path.open("rb") as file:
            data = file.read(166)
    except OSError:  # Excel may hold it
        return ""
    if len(data) != 165:
        return ""
    wide = data[57 : 57 + 2 * data[55]].decode("utf-16-le", "ignore")
    return _by(wide or data[1 : 1 + data[0]].decode("cp1252", "ignore"))


def _libreoffices_owner(path: Path) -> str:
    """Its lock file is one line: name, user, machine, time, settings' place."""
    try:
        with path.open("rb") as file:
            data = file.read(4_096)
    except OSError:
        return ""
    fields = data.decode("utf-8", "ignore").split(",")
    return _by(next((field for field in fields[:2] if field.strip()), ""))


def _by(name: str) -> str:
    shown = "".join(c for c in name if c.isprintable()).strip()
    return f", by {shown[:60]}" if shown else ""
