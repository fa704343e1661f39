"""An Office package (.xlsx), looked into before it is trusted, then read and written by part."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple, NoReturn
from urllib.parse import unquote, urlsplit

from toolkit.disk.files import write_atomically
from toolkit.errors import UnreadableFile
from toolkit.ooxml.container import markup, names
from toolkit.ooxml.container.archive import Deflated, Unmade, deflated, write_archive
from toolkit.ooxml.container.directory import Entry, read_directory
from toolkit.ooxml.container.disguise import refusal
from toolkit.ooxml.container.limits import Limits
from toolkit.ooxml.container.source import carried, inflated, is_markup, opened
from toolkit.ooxml.container.streamed import NO_STREAMS, Streamed, is_marked, makings

CONTENT_TYPES = "[Content_Types].xml"
_RELATIONSHIPS = (  # transitional, and strict (ECMA-376 Part 2, 6.5; Part 4 keeps the same one)
    "http://schemas.openxmlformats.org/package/2006/relationships",
)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MACROS = (
    "vbaproject",
    "ms-excel.macrosheet",
    "ms-excel.intlmacrosheet",
    "activex",
    "ms-excel.dialogsheet",
)


class Relationship(NamedTuple):
    """One arrow from a part to another, or out of the package (ECMA-376 Part 2, 6.5)."""

    id: str
    type: str
    # A part's name without leading "/"; as written where external; "" where it leads out of
    # the package, and so names nothing that anybody reads.
    target: str
    external: bool


class ContentTypes(NamedTuple):
    """What each part is: by its own name, else by its extension (ECMA-376 Part 2, 7.3.7)."""

    defaults: Mapping[str, str]  # by extension in lower case, without the dot
    overrides: Mapping[str, str]  # by part name in lower case, without the leading "/"

    def of(self, name: str) -> str:
        """The part's content type, or "" where the package does not say."""
        low = name.lower()
        return self.overrides.get(low) or self.defaults.get(low.rpartition(".")[2], "")


@dataclass(frozen=True, slots=True)
class Package:
    """A package that passed the look inside. Between calls no file is held open.

    Every read holds the file's size and time against those at the opening, and a part's bytes
    against the size and checksum that the directory lists.
    """

    shown: str
    names: tuple[str, ...]  # in the directory's order
    content_types: ContentTypes
    limits: Limits
    _source: Path | bytes = field(repr=False)
    _stamp: tuple[int, int] = field(repr=False)
    _entries: Mapping[str, Entry] = field(repr=False)
    _related: dict[str, tuple[Relationship, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )  # of each part that was asked about

    @classmethod
    def open(
        cls, source: Path | bytes, limits: Limits | None = None, *, shown: str = ""
    ) -> Package:
        """Look into a package, from a path or from bytes. `shown` is its name in messages.

        Raises UnreadableFile for whatever is no package that every reader reads the same way:
        another kind of file, a torn or encrypted one, a zip that lies, a zip bomb, a DTD.
        """
        shown = shown or (source.name if isinstance(source, Path) else "the workbook")
        limits = limits or Limits()
        with opened(source, shown) as (file, stamp):
            size = stamp[0]
            if size > limits.file_bytes:
                raise UnreadableFile(
                    f"{shown} has {size} bytes; at most {limits.file_bytes} are read",
                    hint="split it into several workbooks, or save the facts as CSV",
                )
            fault = refusal(file, size, shown)
            if fault is not None:
                raise fault
            entries = read_directory(file, size, shown, limits)
            by_name = {entry.name: entry for entry in entries}
            if CONTENT_TYPES not in by_name:
                raise _not_a_package(by_name, file, shown)
            for entry in entries:
                if is_markup(entry, file, shown):
                    markup.root_of(inflated(file, entry, shown), shown, entry.name)
            types = _content_types(inflated(file, by_name[CONTENT_TYPES], shown), shown)
        return cls(shown, tuple(by_name), types, limits, source, stamp, by_name)

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    @property
    def macros(self) -> tuple[str, ...]:
        """The parts that hold macros, macro sheets or ActiveX controls: reported, never run."""
        return tuple(
            name
            for name in self.names
            if any(
                mark in kind
                for kind in (self.content_types.of(name).lower(), name.lower())
                for mark in _MACROS
            )
        )

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part's bytes, inflated piece by piece and counted; torn ones raise UnreadableFile."""
        entry = self._entry(name)
        with opened(self._source, self.shown) as (file, stamp):
            self._check(stamp)
            yield from inflated(file, entry, self.shown)

    def read(self, name: str) -> bytes:
        """A part's bytes, whole. Raises UnreadableFile where it is missing, torn or too large."""
        entry = self._entry(name)
        if entry.size > self.limits.small_part_bytes:
            raise UnreadableFile(
                f"{self.shown}: its part {name} has {entry.size} bytes; "
                f"at most {self.limits.small_part_bytes} are held at once",
                hint="open the workbook in Excel, delete what is not needed, and save it anew",
            )
        return b"".join(self.chunks(name))

    def size(self, name: str) -> int:
        """How many bytes a part has, inflated; reading the part holds it to that."""
        return self._entry(name).size

    def checksum(self, name: str) -> int:
        """The CRC-32 that the directory lists for a part; reading the part holds it to that."""
        return self._entry(name).crc

    def relationships(self, part: str = "") -> tuple[Relationship, ...]:
        """The part's relationships, in the file's order; those of the package itself for ""."""
        if part not in self._related:
            self._related[part] = tuple(self._read_relationships(part).values())
        return self._related[part]

    def related(self, part: str) -> str:
        """The part that holds a part's relationships (ECMA-376 Part 2, 6.5.2), there or not yet."""
        folder, _, base = part.rpartition("/")
        name = f"{folder}/_rels/{base}.rels".removeprefix("/")
        return self.find(name) or name

    def _read_relationships(self, part: str) -> dict[str, Relationship]:
        name = self.related(part)
        found: dict[str, Relationship] = {}
        if name not in self._entries:
            return found

        def start(tag: str, attributes: markup.Attributes) -> None:
            namespace, _, kind = tag.rpartition(" ")
            if kind != "Relationship" or namespace not in _RELATIONSHIPS:
                return
            key, target = attributes.get("Id", ""), attributes.get("Target", "")
            external = attributes.get("TargetMode") == "External"
            if key in found:
                self._refuse(f"its part {name} has the relationship {key!r} twice")
            if not external:
                target = self._resolved(target, part)
            found[key] = Relationship(key, attributes.get("Type", ""), target, external)

        markup.parse(self.chunks(name), self.shown, name, start=start)
        return found

    def target(self, part: str, kind: str) -> str | None:
        """The first part that `part` points to by a relationship of Office's `kind`, if any."""
        for each in self.relationships(part):
            if names.kind(each.type) == kind and not each.external and each.target in self:
                return each.target
        return None

    def only_target(self, part: str, kind: str) -> str | None:
        """The one part of that kind; two are refused, since readers take the first or the last."""
        targets = {
            each.target
            for each in self.relationships(part)
            if names.kind(each.type) == kind and not each.external and each.target in self
        }
        if len(targets) > 1:
            listed = " and ".join(sorted(targets))
            self._refuse(f"it has two parts of one kind, {listed}, and readers take one of them")
        return next(iter(targets), None)

    def find(self, name: str) -> str | None:
        """The part of that name whatever its case (ECMA-376 Part 2, 6.2.2), or None."""
        if name in self._entries:
            return name
        low = unquote(name).casefold()
        return next((each for each in self.names if unquote(each).casefold() == low), None)

    def unchanged(self) -> None:
        """Raise UnreadableFile where the file is no longer the one that was opened."""
        with opened(self._source, self.shown) as (_, stamp):
            self._check(stamp)

    def to_bytes(self, replaced: Mapping[str, bytes | None]) -> bytes:
        """What `put` writes."""
        out = io.BytesIO()
        self.put(out, replaced)
        return out.getvalue()

    def put(
        self,
        out: BinaryIO,
        replaced: Mapping[str, bytes | None],
        streams: Mapping[int, Streamed] = NO_STREAMS,
    ) -> None:
        """Writes the package with parts replaced or added (bytes) or dropped (None).

        What `streams` hold is made and packed where its mark stands.

        Other parts are carried over deflated as they are, after their checksums were tried. The
        package's order is kept, new parts come after it, sorted; equal input gives equal bytes.
        [Content_Types].xml and relationships are the caller's to replace.
        """

        def packed(name: str, content: bytes) -> Deflated | Unmade:
            if is_marked(content, streams):
                return Unmade(name, makings(content, streams))
            return deflated(name, content)

        parts: list[Deflated | Unmade] = []
        with opened(self._source, self.shown) as (file, stamp):
            self._check(stamp)
            for name in self.names:
                content = replaced.get(name)
                if content is not None:
                    parts.append(packed(name, content))
                elif name not in replaced:
                    parts.append(carried(file, self._entries[name], self.shown))
        added = sorted(set(replaced) - set(self.names))
        parts += [packed(name, data) for name in added if (data := replaced[name]) is not None]
        write_archive(parts, out)

    def write(self, destination: Path, replaced: Mapping[str, bytes | None]) -> None:
        """Put `to_bytes(replaced)` at `destination`, whole or not at all."""
        write_atomically(destination, self.to_bytes(replaced))

    def _entry(self, name: str) -> Entry:
        try:
            return self._entries[name]
        except KeyError:
            self._refuse(f"its part {name} is missing")

    def _check(self, stamp: tuple[int, int]) -> None:
        if stamp != self._stamp:
            raise UnreadableFile(
                f"{self.shown} changed while it was read",
                hint="close it in Excel, or wait until the sync client is done, and try again",
            )

    def _resolved(self, target: str, part: str) -> str:
        """The part that a target names (RFC 3986, 5.2, which ECMA-376 Part 2, 6.2.5 follows)."""
        try:
            pieces = urlsplit(target)
        except ValueError:  # a host in brackets that is no address
            return ""
        if pieces.scheme or pieces.netloc or "\\" in target:
            return ""
        if not pieces.path:
            return part
        steps = [] if pieces.path.startswith("/") else part.split("/")[:-1]
        for step in pieces.path.split("/"):
            if step == "..":
                if not steps:
                    return ""
                steps.pop()
            elif step not in ("", "."):
                steps.append(step)
        name = "/".join(steps)
        return self.find(name) or name

    def _refuse(self, problem: str) -> NoReturn:
        raise UnreadableFile(
            f"{self.shown}: {problem}",
            hint="open it in Excel, let it repair the file, and save it anew",
        )


def _content_types(chunks: Iterator[bytes], shown: str) -> ContentTypes:
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}

    def start(tag: str, attributes: markup.Attributes) -> None:
        kind = attributes.get("ContentType", "")
        if tag == f"{_TYPES} Default":
            key, into = attributes.get("Extension", "").lower(), defaults
        elif tag == f"{_TYPES} Override":
            key, into = attributes.get("PartName", "").lower().removeprefix("/"), overrides
        else:
            return
        if into.setdefault(key, kind) != kind:
            raise UnreadableFile(
                f"{shown}: {CONTENT_TYPES} gives {key!r} two types",
                hint="open it in Excel, let it repair the file, and save it anew",
            )

    markup.parse(chunks, shown, CONTENT_TYPES, start=start)
    return ContentTypes(defaults, overrides)


def _not_a_package(entries: Mapping[str, Entry], file: BinaryIO, shown: str) -> UnreadableFile:
    """A zip without [Content_Types].xml: an OpenDocument sheet, or just a zip."""
    kind = entries.get("mimetype")
    if kind is not None and kind.size < 1000:
        said = b"".join(inflated(file, kind, shown)).decode("ascii", "replace")
        if "opendocument" in said:
            what = "spreadsheet (.ods)" if "spreadsheet" in said else "file"
            return UnreadableFile(
                f"{shown} is no .xlsx workbook: it is an OpenDocument {what}",
                hint="open it in LibreOffice or Excel and save it as Excel Workbook (.xlsx)",
            )
    return UnreadableFile(
        f"{shown} is no .xlsx workbook: it is a zip without {CONTENT_TYPES}",
        hint="give the workbook itself; if it is in this zip, unpack it first",
    )
