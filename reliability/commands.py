"""Every command that writes, and those that only read: what is asked, and what stands there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import beforehand as before
from faults import Warm


class Command(NamedTuple):
    """A command to be tried: its arguments ({run} is its folder), and what stands there before."""

    name: str
    args: Sequence[str]
    prepare: Callable[[Path, Warm], None]
    wholes: Sequence[str] = ()  # folders that are old or new as a whole
    reads: bool = False  # it writes nothing but what it says
    until: str = ""  # it runs on until Ctrl-C: what it says once it has nothing more to do
    always: str = ""  # a call that fails each time, and how: "renameat2:EINVAL"
    only: str = ""  # a pattern of the calls that are tried; the others are tried elsewhere
    tells: str = ""  # a list that has more to tell where a file could not be written
    finds: str = ""  # a file with the findings in it: it tells as well what could not be read
    looks: Sequence[str] = ()  # who reads next, and mends what was interrupted


def _merge(suffix: str, *more: str) -> list[str]:
    files = [f"{{run}}/{name}.{suffix}" for name in ("ours", "theirs", "base")]
    return ["merge", *files[:2], "--base", files[2], *more]


def _check(*more: str) -> list[str]:
    return ["check", "{run}/d", *more]


EXPORT = ["export", "{run}/d", "--template", "{run}/t/small", "-o", "{run}/out/p"]
MARK = _check("--mark", "{run}/marked")
_TEMPLATE = ["template", "new", "{run}/t/mine", "--from", "{run}/all_facts.sql"]
_DRIVER = ["merge", "--driver", *(f"{{run}}/{n}.csv" for n in ("base", "ours", "theirs"))]
_UPGRADE = ["workbook", "--upgrade", "{run}/d/facts/facts.xlsx"]
_ADD = ["source", "add", "{run}/d"]
_EN = ["--language", "en", "--in-place"]
_SQL = ["sql", "{run}/d", "from facts", "--format"]

WRITING = (
    Command("db", ["db", "{run}/d", "-o", "{run}/a.duckdb"], before.dossier, finds="a.duckdb"),
    Command("sql -o (CSV)", [*_SQL, "csv", "-o", "{run}/a.csv"], before.dossier),
    Command("sql -o (Parquet)", [*_SQL, "parquet", "-o", "{run}/a.parquet"], before.dossier),
    Command("template new", _TEMPLATE, before.with_query, ["t/mine"]),
    Command("init", ["init", "{run}/new", "--title", "T"], before.nothing, ["new"]),
    Command("init where a folder is", ["init", "{run}/new", "--title", "T"], before.folder_there),
    Command("workbook", ["workbook", "{run}/d", "-o", "{run}/w.xlsx"], before.of_lines),
    Command("workbook --in-place", ["workbook", "{run}/d", "--in-place"], before.with_old_workbook),
    Command("workbook --upgrade", [*_UPGRADE, "-o", "{run}/up.xlsx"], before.with_old_workbook),
    Command("workbook --upgrade --in-place", [*_UPGRADE, "--in-place"], before.with_old_workbook),
    Command("source add (text)", [*_ADD, "{run}/note.txt", *_EN], before.with_note),
    Command("source add (page)", [*_ADD, "{run}/page.html", *_EN], before.with_page),
    Command("draft", ["draft", "{run}/d", "note", "--in-place"], before.with_open_figure),
    Command("draft --missing", ["draft", "{run}/d", "--missing", "--in-place"], before.of_lines),
    Command("lock-quotes", ["lock-quotes", "{run}/d", "--in-place"], before.of_lines),
    Command("check --mark", MARK, before.dossier, finds="marked/facts.xlsx"),
    Command(
        "check --mark again",
        MARK,
        before.marked_before_an_edit,
        tells="marked/dossier.findings.csv",
        finds="marked/facts.xlsx",
    ),
    Command(
        "watch --mark",
        ["watch", "{run}/d", "--mark", "{run}/marked"],
        before.dossier,
        until="Ctrl-C ends it",
        finds="marked/facts.xlsx",
    ),
    Command("unmark", ["unmark", "{run}/marked/facts.xlsx", "-o", "{run}/clean"], before.marked),
    Command(
        "unmark --in-place", ["unmark", "{run}/marked/facts.xlsx", "--in-place"], before.marked
    ),
    Command("merge", _merge("xlsx"), before.two_books),
    Command("merge (CSV)", _merge("csv"), before.two_csvs),
    Command("merge -o", _merge("xlsx", "-o", "{run}/m.xlsx"), before.two_books),
    Command("merge --in-place", _merge("xlsx", "--in-place"), before.two_books),
    Command("merge --in-place (CSV)", _merge("csv", "--in-place"), before.two_csvs),
    Command("merge as git's driver", [*_DRIVER, "facts.csv"], before.two_csvs),
    Command(
        "merge as git's driver, with conflicts",
        [*_DRIVER, "facts.csv"],
        before.two_csvs_that_differ,
    ),
    Command("merge with conflicts", _merge("xlsx"), before.two_books_that_differ),
    Command("merge with conflicts (CSV)", _merge("csv"), before.two_csvs_that_differ),
    Command(
        "merge --resolve",
        ["merge", "--resolve", "{run}/ours.conflicts.csv", "--in-place"],
        before.ticked,
    ),
    Command(
        "merge of folders",
        ["merge", "{run}/ours", "{run}/theirs", "--base", "{run}/base", "-o", "{run}/both"],
        before.two_dossiers,
        ["both"],
    ),
    Command(
        "diff -o",
        ["diff", "{run}/base.csv", "{run}/ours.csv", "--format", "xlsx", "-o", "{run}/diff.xlsx"],
        before.two_csvs,
    ),
    Command("export over a pack", EXPORT, before.with_pack, ["out/p"]),
    Command("export", EXPORT, before.with_template, ["out/p"]),
    Command(
        "export over a pack, where two folders cannot change places",
        EXPORT,
        before.with_pack,
        ["out/p"],
        always="renameat2:EINVAL",
        only=r"\.p\.(old|lock)|out/p\"|rename",
        looks=["verify", "{run}/out/p"],
    ),
    Command(
        "export --pdf",
        [*EXPORT, "--pdf"],
        before.with_printer,
        ["out/p"],
        only=r"pack\.(xlsx|pdf)|\.pdf",
    ),
)
READING = tuple(
    Command(args[0], args, prepare, reads=True)
    for args, prepare in (
        (_check(), before.with_open_figure),
        (["sql", "{run}/d", "select id, value from facts"], before.dossier),
        (["figures", "{run}/note.txt", "--language", "en"], before.with_note),
        (["diff", "{run}/base.csv", "{run}/ours.csv"], before.two_csvs),
        (["inspect", "{run}/base.xlsx"], before.two_books),
        (["doctor", "{run}/d"], before.dossier),
        (["verify", "{run}/out/p"], before.with_pack),
        (["trace", "{run}/out/p", "--all"], before.with_pack),
        (["changes", "{run}/out/p", "{run}/out/p"], before.with_pack),
        (["template", "check", "{run}/t/small"], before.with_template),
    )
)
COMMANDS = WRITING + READING
