"""Word documents: their words paragraph by paragraph, as they stand with all changes accepted."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.errors import UnreadableFile
from toolkit.extract.document import Document, Told, frozen, one_line, raised
from toolkit.ooxml.container import markup, names, spans
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.spans import Element

_MAIN = "wordprocessingml"
_CORE = "core-properties"
# Changes that were taken out, instructions of fields, text boxes' second copy.
_NOT_READ = frozenset(
    ("del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "sectPr")
)
_DEEPEST = 150
Marks = dict[tuple[str, str], str]  # by the kind of a reference and the note's id
_SAVE_AS = "open it in Word and save it as Word Document (.docx)"


def read_word(data: bytes, name: str) -> Document:
    """The body's paragraphs, lists and tables, then footnotes and endnotes.

    Raises UnreadableFile for what is no .docx, for an encrypted or torn one, a zip bomb, a DTD.
    """
    package = Package.open(data, shown=name)
    part = next(
        (each.target for each in package.relationships()
         if each.type.endswith("/officeDocument") and not each.external and each.target in package),
        "",
    )  # fmt: skip
    kind = package.content_types.of(part).casefold() if part else ""
    if _MAIN not in kind and "ms-word" not in kind:
        raise UnreadableFile(f"{name} is no Word document (.docx)", hint=_SAVE_AS)
    root = _root(package, part, name)
    remarks: list[str] = []
    if any(True for _ in root.every("ins")) or any(True for _ in root.every("del")):
        remarks.append("it holds tracked changes; they are read as if accepted")
    marks = _marks(root)
    lines = [*_blocks(root, _headings(package, part, name), marks)]
    for each in ("footnotes", "endnotes"):
        notes = next(
            (one.target for one in package.relationships(part)
             if one.type.endswith(f"/{each}") and one.target in package), None,
        )  # fmt: skip
        if notes is not None:
            lines += _notes(
                _root(package, notes, name), f"{each.removesuffix('s')}Reference", marks
            )
    text = frozen("\n".join(lines))
    if not text:
        raise UnreadableFile(f"{name} holds no words", hint="check that it is the right file")
    return Document(text, "docx", _told(package, name), tuple(remarks))


def _root(package: Package, part: str, name: str) -> Element:
    """A part's root, once it is known that nothing below it nests without end."""
    root = spans.read_spans(package.read(part), name, part)
    level = [root]
    for _ in range(_DEEPEST):
        level = [child for each in level for child in each.children]
        if not level:
            return root
    raise UnreadableFile(f"{name} is nested more than {_DEEPEST} deep", hint=_SAVE_AS)


def _headings(package: Package, part: str, name: str) -> dict[str, int]:
    """The styles that are headings, and their level: by outline, or named Title."""
    styles = next(
        (each.target for each in package.relationships(part)
         if each.type.endswith("/styles") and each.target in package), None,
    )  # fmt: skip
    if styles is None:
        return {}
    levels: dict[str, int] = {}
    root = _root(package, styles, name)
    for style in root.every("style"):
        id = _said(style, "styleId")
        outline = next(style.every("outlineLvl"), None)
        named = style.child("name")
        if outline is not None and _said(outline, "val").isdigit():
            levels[id] = int(_said(outline, "val")) + 1
        elif named is not None and _said(named, "val").casefold() == "title":
            levels[id] = 1
    return {id: level for id, level in levels.items() if level <= 6}


def _marks(root: Element) -> Marks:
    """The number that each note is printed with: notes count as they are referred to.

    Their ids need not: LibreOffice's begin at 2, and Word's keep the order of the writing.
    """
    marks: Marks = {}
    for kind in ("footnoteReference", "endnoteReference"):
        number = 0
        for each in root.every(kind):
            own = names.yes(_said(each, "customMarkFollows"))  # an asterisk, say, in the text
            number += not own
            marks.setdefault((kind, _said(each, "id")), "" if own else raised(str(number)))
    return marks


def _blocks(root: Element, headings: dict[str, int], marks: Marks) -> Iterator[str]:
    """A line a paragraph or row of a table, blank lines between paragraphs."""
    for each in root.children:
        if each.local == "p":
            text = _text(each, marks)
            if text.strip():
                yield _mark(each, headings) + text
                yield ""
        elif each.local == "tbl":
            for row in each.every("tr"):
                cells = [one_line(" ".join(_text(one, marks) for one in cell.every("p")))
                         for cell in row.children if cell.local == "tc"]  # fmt: skip
                if any(cells):
                    yield "| " + " | ".join(cells) + " |"
            yield ""
        elif each.local not in _NOT_READ:
            yield from _blocks(each, headings, marks)


def _mark(paragraph: Element, headings: dict[str, int]) -> str:
    properties = paragraph.child("pPr")
    if properties is None:
        return ""
    style = properties.child("pStyle")
    level = headings.get(_said(style, "val"), 0) if style is not None else 0
    if level:
        return "#" * level + " "
    return "- " if properties.child("numPr") is not None else ""


def _text(paragraph: Element, marks: Marks) -> str:
    return "".join(_pieces(paragraph, marks))


def _pieces(element: Element, marks: Marks) -> Iterator[str]:
    for each in element.children:
        if each.local == "t":
            yield raised(each.text) if _is_raised(element) else each.text
        elif each.local == "tab":
            yield "\t"
        elif each.local in ("br", "cr"):
            yield "\n"
        elif each.local == "noBreakHyphen":
            yield "\u2011"
        elif each.local in ("footnoteReference", "endnoteReference"):
            yield marks.get((each.local, _said(each, "id")), "")
        elif each.local not in _NOT_READ:
            yield from _pieces(each, marks)


def _is_raised(run: Element) -> bool:
    """Whether a run is superscript: said so, or small and above the line, as LibreOffice has it."""
    properties = run.child("rPr")
    if properties is None:
        return False
    align, above = properties.child("vertAlign"), properties.child("position")
    if align is not None and _said(align, "val") == "superscript":
        return True
    small = properties.child("sz") is not None
    return small and above is not None and (names.whole(_said(above, "val")) or 0) > 0


def _notes(root: Element, kind: str, marks: Marks) -> Iterator[str]:
    for note in root.children:
        if _said(note, "type") in ("separator", "continuationSeparator"):
            continue
        lines = (one_line(_text(each, marks)) for each in note.every("p"))
        text = " ".join(filter(None, lines))
        if text:
            yield f"{marks.get((kind, _said(note, 'id')), '')} {text}".lstrip()


def _told(package: Package, name: str) -> Told:
    core = next(
        (each.target for each in package.relationships()
         if each.type.endswith(f"/{_CORE}") and each.target in package), None,
    )  # fmt: skip
    if core is None:
        return Told()
    said: dict[str, str] = {}
    path: list[str] = []

    def start(tag: str, _: markup.Attributes) -> None:
        path.append(tag.rpartition(" ")[2])

    def end(_: str) -> None:
        path.pop()

    def text(piece: str) -> None:
        said[path[-1]] = said.get(path[-1], "") + piece

    markup.parse(package.chunks(core), name, core, start=start, end=end, text=text)
    return Told(
        title=one_line(said.get("title", "")),
        author=one_line(said.get("creator", "")),
        language=one_line(said.get("language", "")),
    )


def _said(element: Element, name: str) -> str:
    """An attribute by its local name, in whichever namespace Word wrote it."""
    for key, value in element.attributes.items():
        if key.rpartition(" ")[2] == name:
            return value
    return ""
