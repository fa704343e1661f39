"""A workbook's named styles, and the cell formats that a filled cell takes from them."""

from __future__ import annotations

import re

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.container import spans
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.text import decode, encode
from toolkit.ooxml.sheets.formats import Shown, parse_format, read_formats

CURRENCY = "¤"  # stands in a style's number format for the currency of each amount
_MOST = 65_430  # cell formats that Excel keeps (MS-OI29500, 2.1.702)
# What a cell format takes from its named style, unless it has its own (ECMA-376 Part 1, 18.8.45).
_LOOKS = ("numFmtId", "fontId", "fillId", "borderId")


class Styles:
    """The styles part, with formats added as they are asked for; `edited` is None without any."""

    def __init__(self, package: Package, workbook_part: str) -> None:
        part = package.only_target(workbook_part, "styles")
        if part is None:
            raise UnusableTemplate(
                f"{package.shown} has no styles",
                hint="open it in Excel and save it anew",
            )
        self.part = part
        self._shown = package.shown
        self._data = package.read(part)
        root = spans.read_spans(self._data, package.shown, part)
        listed = root.child("cellXfs")
        if listed is None or not listed.children:
            raise UnusableTemplate(
                f"{package.shown}: its part {part} lists no cell formats",
                hint="open it in Excel and save it anew",
            )
        self._listed = listed
        self._formats = [self._raw(each) for each in listed.children]
        base = root.child("cellStyleXfs")
        self._bases = base.children if base is not None else []
        named = root.child("cellStyles")
        self._named = {
            decode(each.attributes.get("name", "")).casefold(): (
                decode(each.attributes.get("name", "")),
                each.whole("xfId"),
            )
            for each in (named.children if named is not None else [])
        }
        self._number_formats = read_formats(package, workbook_part)
        self._codes = {
            each.attributes.get("numFmtId", ""): each.attributes.get("formatCode", "")
            for each in root.every("numFmt")
        }
        self._codes_holder = root.child("numFmts")
        self._new_codes: dict[str, int] = {}  # number formats added, by their code
        fonts = root.child("fonts")
        self._fonts = fonts.children if fonts is not None else []
        self._added: dict[tuple[str, int], int] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The named styles, as Excel's Cell Styles gallery shows them."""
        return tuple(name for name, _ in self._named.values())

    def named(self, name: str) -> int | None:
        """The format of a cell that has that named style and nothing of its own; None without."""
        found = self._named.get(name.casefold())
        if found is None or found[1] >= len(self._bases):
            return None
        base = self._bases[found[1]]
        for index, each in enumerate(self._listed.children):
            same = all(each.attributes.get(a) == base.attributes.get(a) for a in _LOOKS)
            if each.attributes.get("xfId") == str(found[1]) and same and self._plain(each, base):
                return index
        key = ("named", found[1])
        if key not in self._added:
            raw = self._raw(base)
            edit = spans.attribute(self._data, base, "xfId", str(found[1]))
            self._added[key] = self._add(self._edited_raw(base.start, raw, edit))
        return self._added[key]

    def quoted(self, index: int) -> int:
        """The same format with quotePrefix: what stands in the cell is text, however it begins."""
        element = self._listed.children[index] if index < len(self._listed.children) else None
        if element is not None and element.attributes.get("quotePrefix") in ("1", "true"):
            return index
        key = ("quoted", index)
        if key not in self._added:
            raw = re.sub(rb"""\s+quotePrefix\s*=\s*("[^"]*"|'[^']*')""", b"", self._formats[index])
            self._added[key] = self._add(re.sub(rb"([\s/>])", rb' quotePrefix="1"\1', raw, count=1))
        return self._added[key]

    def of_currency(self, name: str, index: int, currency: str) -> int:
        """`index`, the format of style `name`, with `currency` where its number format has ¤."""
        id = self._bases[self._named[name.casefold()][1]].attributes.get("numFmtId", "0")
        code = decode(self._codes.get(id, ""))
        if CURRENCY not in code:
            return index
        key = (f"currency {currency}", index)
        if key not in self._added:
            new = self._number_format(code.replace(CURRENCY, currency))
            raw = re.sub(rb"""(\snumFmtId\s*=\s*)("[^"]*"|'[^']*')""",
                         rb'\1"%d"' % new, self._formats[index], count=1)  # fmt: skip
            self._added[key] = self._add(raw)
        return self._added[key]

    def _number_format(self, code: str) -> int:
        """The id of a format that the workbook gets (18.8.30); those below 164 are Excel's."""
        taken = [int(id) for id in self._codes if id.isdecimal()]
        first = max([163, *taken]) + 1
        return self._new_codes.setdefault(code, first + len(self._new_codes))

    def wraps(self, index: int) -> bool:
        """Whether a format breaks its text into lines."""
        alignment = self._listed.children[index].child("alignment")
        return alignment is not None and alignment.attributes.get("wrapText") in ("1", "true")

    def indent(self, index: int) -> int:
        """By how many steps a format moves its text inwards."""
        alignment = self._listed.children[index].child("alignment")
        return alignment.whole("indent") if alignment is not None else 0

    def font(self, index: int) -> tuple[float, bool]:
        """The size in points of a format's font, and whether it is bold."""
        number = self._listed.children[index].whole("fontId")
        font = self._fonts[number] if 0 <= number < len(self._fonts) else None
        size = font.child("sz") if font is not None else None
        bold = font.child("b") if font is not None else None
        points = size.number("val", 11.0) if size is not None else 11.0
        return points, bold is not None and bold.attributes.get("val") not in ("0", "false")

    def shows(self, index: int) -> Shown:
        """Whether a format shows a number as a date, a percentage, a time or a number."""
        if index >= len(self._number_formats):
            return "number"
        return self._number_formats[index].shown(1)

    def style_shows(self, name: str) -> Shown:
        """The same of a named style."""
        id = self._bases[self._named[name.casefold()][1]].attributes.get("numFmtId", "0")
        if id in self._codes:
            return parse_format(self._codes[id]).shown(1)
        return "percent" if id in ("9", "10") else "number"

    def edited(self) -> bytes | None:
        """The part with the added formats."""
        if not self._added:
            return None
        if len(self._formats) > _MOST:
            raise UnusableTemplate(
                f"{self._shown} would have {len(self._formats)} cell formats; Excel keeps {_MOST}",
                hint="delete unused styles from the template",
            )
        count = len(self._listed.children)
        new = b"".join(self._formats[count:])
        end = self._listed.inner_end
        return spans.splice(
            self._data,
            [
                spans.attribute(self._data, self._listed, "count", str(len(self._formats))),
                (end, end, new),
                *self._with_codes(),
            ],
        )

    def _with_codes(self) -> list[spans.Edit]:
        holder = self._codes_holder
        if not self._new_codes or holder is None:
            return []
        name = spans.prefix(self._data, holder) + b"numFmt"
        made = b"".join(
            b"<%b" % name
            + f' numFmtId="{id}" formatCode="{spans.escape(encode(code), quote=True)}"/>'
            .encode()
            for code, id in self._new_codes.items()
        )  # fmt: skip
        count = str(len(holder.children) + len(self._new_codes))
        end = holder.inner_end
        return [spans.attribute(self._data, holder, "count", count), (end, end, made)]

    def _plain(self, format: spans.Element, base: spans.Element) -> bool:
        """Whether a format aligns as its style does and has nothing of its own besides."""
        ours, theirs = format.child("alignment"), base.child("alignment")
        return (
            (ours.attributes if ours else {}) == (theirs.attributes if theirs else {})
            and format.attributes.get("quotePrefix") in (None, "0", "false")
        )  # fmt: skip

    def _raw(self, element: spans.Element) -> bytes:
        return self._data[element.start : element.end]

    @staticmethod
    def _edited_raw(offset: int, raw: bytes, edit: spans.Edit) -> bytes:
        start, end, new = edit
        return raw[: start - offset] + new + raw[end - offset :]

    def _add(self, raw: bytes) -> int:
        self._formats.append(raw)
        return len(self._formats) - 1
