"""Every part of a template's workbook after it was filled: as it was, or changed as it must be."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]
from made.full_template import KEEP, full  # noqa: E402
from made.packs import FIGURES, dossier  # noqa: E402
from made.stuffed_template import DECLARING, stuffed  # noqa: E402
from made.templates import TOML, rich, template_folder, with_named_styles  # noqa: E402
from measured import Measured  # noqa: E402

from toolkit import open_dossier  # noqa: E402
from toolkit.dossier import data_folder  # noqa: E402
from toolkit.ooxml.container.package import Package  # noqa: E402
from toolkit.pack.design.newtemplate import begin_template  # noqa: E402
from toolkit.pack.export import Pack, make_pack  # noqa: E402
from toolkit.pack.template import PackTemplate, load_template  # noqa: E402

COUNTS = (0, 1, 50)  # facts in the pack
# What filling writes anew: values, the texts of cells, who made the file, what is calculated, the
# sample rows behind a pivot and the links in them, and where texts and styles are counted.
VALUES = {
    "worksheets": {
        "Relationship",
        "hyperlink",
        "hyperlinks",
        "row",
        "c",
        "v",
        "f",
        "is",
        "t",
        "dimension",
        "selection",
        "pane",
        "col",
        "r",
    },
    "sharedStrings": {"si", "t", "r", "rPr", "phoneticPr", "rPh"},
    "charts": {"pt", "v", "ptCount", "f", "formatCode", "numCache", "strCache", "lvl"},
    "drawings": {"t", "r"},
    "pivotCache": {"r", "s", "n", "d", "m", "b", "x", "sharedItems"},
    "workbook": {"calcPr", "fileSharing", "absPath", "AlternateContent", "Choice", "revisionPtr"},
    "docProps": set(),
    "tables": set(),
    "styles": set(),
}
PROGRAMS = ("docProps/", "_rels/.rels", "[Content_Types].xml")  # written anew: of whom and what


class Filled(NamedTuple):
    """A template, and the pack that was made with it."""

    name: str
    template: PackTemplate
    pack: Pack


def measured(full: bool) -> Iterator[Measured]:
    kept = changed = 0
    gone: list[str] = []
    why: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        for one in filled(Path(name).resolve()):
            old = Package.open(one.template.workbook)
            new = Package.open(one.pack.files[one.pack.workbook], shown=one.pack.workbook)
            for part in old.names:
                if part not in new:
                    gone.append(part)
                    why += [f"{one.name}: {part} is gone, and nobody is told"] * (
                        not told(part, one)
                    )
                elif old.read(part) == new.read(part):
                    kept += 1
                else:
                    changed += 1
                    if lost := lost_of(part, old.read(part), new.read(part)):
                        why.append(f"{one.name}: {part} lost {lost}")
    of = kept + changed + len(gone)
    yield Measured(
        "Template parts kept, changed as they must be, or reported",
        of - len(why),
        of,
        f"templates that hold all that a workbook can (pivots, slicers, charts, controls, macros, "
        "threaded comments, custom XML, connections …), factpack's own, and new ones, filled with "
        f"{', '.join(map(str, COUNTS))} facts. {kept:,} parts are the same to the byte; {changed:,}"
        " are changed, and hold every element that they held, but for values, texts of cells and "
        f"what tells of people and machines; {len(gone):,} are left out, as no pack carries them "
        f"or its manifest says so: {', '.join(sorted(set(gone)))}.",
        tuple(why),
    )


def filled(root: Path) -> Iterator[Filled]:
    """Each template with each number of facts."""
    query = root / "all_facts.sql"
    query.write_text(
        'select id as "Fact", value as "Value", unit as "Unit", [id] as facts from facts\n', "utf-8"
    )
    made = {
        "rich": template_folder(
            root / "rich",
            {"figures": FIGURES},
            toml=TOML,
            workbook=lambda path: with_named_styles(rich(path)),
        ),
        "full": template_folder(
            root / "full", {"figures": FIGURES}, toml=KEEP + TOML, workbook=full
        ),
        "macros": template_folder(
            root / "macros",
            {"figures": FIGURES},
            toml=f"macros = true\n{KEEP}{TOML}",
            workbook=lambda path: full(path.with_suffix(".xlsm"), macros=True),
        ),
        "stuffed": template_folder(
            root / "stuffed", {"figures": FIGURES}, toml=DECLARING + TOML, workbook=stuffed
        ),
    }
    begin_template(root / "new", [query])
    made["new"] = root / "new"
    own = sorted(data_folder("templates").glob("*/template.xlsx"))
    made |= {path.parent.name: path.parent for path in own}
    for count in COUNTS:
        facts = [{"id": f"n{n:04}", "value": 1000 + n, "unit": "USD"} for n in range(count)]
        place = dossier(root / f"d{count}", facts)
        for name, folder in made.items():
            template = load_template(folder)
            (made_in := root / f"pack-{name}-{count}").mkdir()
            pack = make_pack(open_dossier(place), template, made_in, allow_errors=True)
            yield Filled(f"{name} with {count} facts", template, pack)


def told(part: str, one: Filled) -> bool:
    """Whether a part that is gone is one that packs never carry, or is named."""
    never = ("docProps/thumbnail", "xl/calcChain", "xl/revisions/", "xl/userNames")
    return part.startswith(never) or any(part in note for note in one.pack.manifest.notes)


def lost_of(part: str, old: bytes, new: bytes) -> str:
    """The elements of a part that are fewer than before, values and the like aside."""
    if part.startswith(PROGRAMS) or not part.endswith((".xml", ".rels", ".vml")):
        return "" if part.startswith(PROGRAMS) else "its bytes"
    kind = next((kind for kind in VALUES if kind in part), "")
    before, after = elements(part, old), elements(part, new)
    gone = {
        tag: count - after[tag]
        for tag, count in before.items()
        if count > after[tag] and tag not in VALUES.get(kind, set())
    }
    return ", ".join(f"{count} {tag}" for tag, count in sorted(gone.items()))


def elements(part: str, data: bytes) -> Counter[str]:
    from toolkit.ooxml.container import markup

    found: Counter[str] = Counter()
    markup.parse([data], part, part, start=lambda tag, _: found.update([tag.rpartition(" ")[2]]))
    return found


if __name__ == "__main__":
    for line in measured("--full" in sys.argv):
        print(f"{line.what}: {line.right} of {line.of}", line.how, *line.why, sep="\n  ")
