"""Canaries in a template and in the surroundings of a run: how many reach what is written."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]
from faults import Warm  # noqa: E402
from made.packs import FIGURES, dossier  # noqa: E402
from made.stuffed_template import DECLARED, DECLARING, NEVER, TOLD, found_in, stuffed  # noqa: E402
from made.templates import TOML, template_folder  # noqa: E402
from measured import Measured  # noqa: E402

SECRET = "CANARY-words of a closed source, 380 million dollars"
AROUND = ("path", "home", "user", "tmp", "words")


def measured(full: bool) -> Iterator[Measured]:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve()
        yield _of_templates(root / "templates")
        yield _of_surroundings(root / "CANARY-path")


def _of_templates(root: Path) -> Measured:
    """Each canary where a template may have it: gone, or declared and told."""
    from toolkit import open_dossier
    from toolkit.errors import UnusableTemplate
    from toolkit.pack.export import make_pack
    from toolkit.pack.template import load_template

    opened = open_dossier(dossier(root / "d"))
    folder = template_folder(
        root / "t", {"figures": FIGURES}, toml=DECLARING + TOML, workbook=stuffed
    )
    (root / "pack").mkdir()
    pack = make_pack(opened, load_template(folder), root / "pack", allow_errors=True)
    found = found_in(pack.files)
    why = [f"{each} is in {', '.join(found[each][:3])}" for each in NEVER if each in found]
    told = "\n".join(pack.manifest.notes)
    why += [f"{each} is not told" for each in TOLD if each in found and "go along" not in told]
    for declared in sorted(set(DECLARED.values())):
        settings = DECLARING.replace(f'"{declared}"', '"macros"') + TOML
        (folder / "template.toml").write_text(settings, encoding="utf-8")
        try:
            place = Path(tempfile.mkdtemp(dir=root))
            make_pack(open_dossier(root / "d"), load_template(folder), place, allow_errors=True)
            why.append(f"{declared} is carried, and was not declared")
        except UnusableTemplate:
            pass
    of = len(NEVER) + len(TOLD) + len(set(DECLARED.values()))
    return Measured(
        "Canaries of a template that stay out of packs, or are declared and told",
        of - len(why),
        of,
        "a template with a canary in its properties, preview, last folder, revision, sharing, "
        "pivot cache, unused and sample texts and links, and one in each thing that template.toml "
        "has to declare (macros aside): links to files, linked pictures, unknown parts, change "
        "history, live data, connections, custom XML and properties, printer settings, comments. "
        "Every part of every file of the pack is searched, in UTF-8 and UTF-16, Parquet unpacked.",
        tuple(why),
    )


def _of_surroundings(root: Path) -> Measured:
    """Folders, names and closed words: in nothing that a command writes."""
    words = {"id": "plan", "value": 380_000_000, "unit": "USD", "quote": SECRET}
    made = dossier(root / "d", [words], may="nothing")
    (made / "sources" / "s.md").write_text(f"{SECRET}s. More CANARY-words, 7 of them.\n", "utf-8")
    query = "select id, quote, source from facts"
    commands: Mapping[str, list[str]] = {
        "export": ["export", str(made), "-o", f"{root}/written/p", "--allow-errors"],
        "mark": ["check", str(made), "--mark", f"{root}/marked"],
        "workbook": ["workbook", str(made), "-o", f"{root}/w.xlsx"],
        "db": ["db", str(made), "-o", f"{root}/a.duckdb"],
        "sql": ["sql", str(made), query, "--format", "csv", "-o", f"{root}/a.csv"],
        "new": ["init", f"{root}/new"],
    }
    os.environ |= {"USER": "CANARY-user", "LOGNAME": "CANARY-user", "USERNAME": "CANARY-user"}
    warm = Warm()
    why = []
    for name, args in commands.items():
        ended = warm.plain(args, root)
        if ended.code not in (0, 1):
            why.append(f"{name}: {ended.err[-200:]}")
    warm.close()
    places = ["written", "marked", "w.xlsx", "a.duckdb", "a.csv", "new"]
    files = [p for place in places for p in [root / place, *(root / place).rglob("*")]]
    data = {p.relative_to(root).as_posix(): p.read_bytes() for p in files if p.is_file()}
    found = found_in(data)
    inside = ("a.csv", "a.duckdb", "w.xlsx", "marked/")  # the analyst's own, words and all
    for each, places in found.items():
        leaked = [p for p in places if each != "words" or not p.startswith(inside)]
        why += [f"{each} is in {place}" for place in leaked]
    return Measured(
        "Canaries of the surroundings that stay out of what is written",
        len(AROUND) * len(commands) - len(why),
        len(AROUND) * len(commands),
        "the dossier lies below a folder that is a canary, the user's name and home are canaries, "
        "and so are the words of a source that lets nothing be passed on: packs, marked copies, "
        "workbooks, databases, CSVs and new dossiers are searched for the first, packs for the "
        "last.",
        tuple(why),
    )


if __name__ == "__main__":
    for line in measured("--full" in sys.argv):
        print(f"{line.what}: {line.right} of {line.of}", *line.why, sep="\n  ")
