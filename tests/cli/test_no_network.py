"""No command looks outside: with sockets forbidden, and where one can be had without a network."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from made.dossiers import CLEAN, make_dossier

COMMANDS = Path(__file__).parents[2] / "toolkit" / "cli"
_GUARD = """
import socket, sys

def forbidden(*_, **__):
    raise AssertionError("a command reached for the network")

for name in ("connect", "connect_ex", "bind", "sendto", "listen"):
    setattr(socket.socket, name, forbidden)
for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "create_connection", "getfqdn"):
    setattr(socket, name, forbidden)
import urllib.request
urllib.request.urlopen = forbidden

from toolkit.cli import _run
for line in sys.stdin.read().splitlines():
    sys.argv = ["factpack", *line.split("\\t")]
    try:
        code = _run()
    except SystemExit as end:
        code = end.code or 0
    print("EXIT", code, sys.argv[1], flush=True)
"""
_ALONE = ["unshare", "--map-root-user", "--net"]  # a network of its own, with nobody in it


def words(place: Path, out: Path, page: Path) -> dict[str, list[object]]:
    """A run of each command that reads or writes a dossier or a pack."""
    book = out / "book.xlsx"
    return {
        "check": ["check", place, "--mark", out / "marked"],
        "workbook": ["workbook", place, "-o", book],
        "inspect": ["inspect", book],
        "doctor": ["doctor", place],
        "figures": ["figures", "5 Mio. Euro", "-l", "de"],
        "open-figures": ["open-figures", place],
        "sql": ["sql", place, "select * from facts"],
        "db": ["db", place, "-o", out / "all.duckdb"],
        "diff": ["diff", place / "facts" / "facts.jsonl", place / "facts" / "facts.jsonl"],
        "merge": ["merge", place, place, "-o", out / "merged"],
        "draft": ["draft", place, "s"],
        "lock-quotes": ["lock-quotes", place, "--in-place"],
        "source": ["source", "add", place, page, "--language", "en", "--title", "T"],
        "export": [
            "export",
            place,
            "--template",
            "one_pager",
            "-o",
            out / "pack",
            "--allow-errors",
        ],
        "verify": ["verify", out / "pack"],
        "trace": ["trace", out / "pack", "--all"],
        "changes": ["changes", out / "pack", out / "pack"],
        "template": ["template", "check", "one_pager"],
        "init": ["init", out / "new"],
        "rules": ["rules"],
        "explain": ["explain", "SCH001"],
        "fields": ["fields"],
        "unmark": ["unmark", book, "-o", out / "unmarked"],
    }


def test_no_command_looks_outside(tmp_path: Path) -> None:
    settings = 'title = "T"\ndate = 2025-09-26\n'
    place = make_dossier(tmp_path / "dossier", CLEAN, settings)
    page = tmp_path / "page.html"
    page.write_text(
        '<html><head><link rel="stylesheet" href="http://127.0.0.1:9/x.css">'
        '<meta property="og:image" content="http://127.0.0.1:9/x.png"></head><body>'
        '<img src="http://127.0.0.1:9/x.png"><p>It was 5 million dollars.</p></body></html>',
        encoding="utf-8",
    )
    (tmp_path / "out").mkdir()
    asked = words(place, tmp_path / "out", page)
    lines = "\n".join("\t".join(map(str, each)) for each in asked.values())
    run = [sys.executable, "-c", _GUARD]
    if shutil.which("unshare") and not subprocess.run([*_ALONE, "true"], check=False).returncode:
        run = [*_ALONE, *run]
    done = subprocess.run(
        run, input=lines, capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    assert "reached for the network" not in done.stderr
    assert "Traceback" not in done.stderr
    ended = [line.split()[1:] for line in done.stdout.splitlines() if line.startswith("EXIT")]
    assert [name for _, name in ended] == list(asked)
    assert {name: code for code, name in ended if code not in ("0", "1")} == {}, done.stderr


def test_every_command_is_tried(tmp_path: Path) -> None:
    names = {path.stem.replace("_", "-") for path in COMMANDS.glob("[a-z]*.py")}
    assert names - {"watch"} == set(words(tmp_path, tmp_path, tmp_path))  # which never ends
