"""Number formats: whether a cell shows its number as a date, a percentage, a number, and how."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from toolkit.ooxml.container import markup, names
from toolkit.ooxml.container.package import Package

# "time" shows a time of day without its day, "elapsed" hours that may exceed 24 ([h]:mm).
Shown = Literal["number", "percent", "date", "time", "elapsed"]

# ECMA-376 Part 1, 18.8.30: the formats that need no code in the file, some of them by locale.
_BUILT_IN: dict[int, Shown] = {
    **dict.fromkeys((9, 10), "percent"),
    **dict.fromkeys((*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)), "date"),
    **dict.fromkeys((*range(18, 22), *range(32, 36), 45, 47), "time"),
    46: "elapsed",
}
_TOKENS = re.compile(
    r"""(?P<skip> "[^"]*"? | \\. | _. | \*. )
      | \[ (?P<elapsed> h+ | m+ | s+ ) \]
      | \[ (?P<sign> [<>=]{1,2} ) \s* (?P<limit> [-+.0-9eE]+ ) \]
      | (?P<bracket> \[ [^\]]* \]? )
      | (?P<noon> am/pm | a/p | [上下]午/[上下]午 )
      | (?P<general> general )
      | (?P<exponent> e[-+] )
      | (?P<part> y+ | m+ | d+ | h+ | s+ )
      | (?P<era> e+ | g+ | b+[0-9]* | a{3,4} )
      | (?P<text> @ )
      | (?P<end> ; )
      | (?P<percent> % )""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# What stands in a section that shows a number (18.8.31); what is not named here is its own sign.
_SIGNS = re.compile(
    r"""" (?P<quoted> [^"]* ) "? | \\ (?P<escaped> . ) | (?P<space> [_*]. | \s )
      | \[\$ (?P<currency> [^\]-]* ) [^\]]* \]? | (?P<bracket> \[ [^\]]* \]? )
      | (?P<general> general ) | (?P<exponent> e[-+] ) | (?P<digits> [0#?] [0#?,.]* | \. [0#?,]+ )
      | (?P<text> @ ) | (?P<sign> . )""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_NUMBERS: dict[int, str] = {  # the built-in ones that show a number, as far as they go everywhere
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    **dict.fromkeys((37, 38), "#,##0;(#,##0)"),
    **dict.fromkeys((39, 40), "#,##0.00;(#,##0.00)"),
    48: "##0.0E+0",
}
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
}


class Section(NamedTuple):
    """One of the parts between the semicolons of a format code.

    `look` is what a person reads off it: CNY0.00, 0.0%, 0.0,, for millions; of a day or a time
    only that it is one. Colours, thousands separators and blanks are left out.
    """

    shown: Shown
    sign: str = ""
    limit: float = 0.0
    look: str = "General"


class Format(NamedTuple):
    """A number format. `uniform` is set where every number is shown in the same way."""

    sections: tuple[Section, ...]
    uniform: Shown | None

    def shown(self, value: float) -> Shown:
        """How this number is shown."""
        return self.uniform if self.uniform is not None else self.section(value).shown

    def section(self, value: float) -> Section:
        """The first section whose condition holds, else the last.

        Without conditions, two sections are for 0 and above, and below; three for above 0, below
        and 0 (ECMA-376 Part 1, 18.8.31).
        """
        usual = (">", "<") if len(self.sections) > 2 else (">=",)
        for place, section in enumerate(self.sections[:-1]):
            sign = section.sign or usual[place]
            if _COMPARE[sign](value, section.limit if section.sign else 0.0):
                return section
        return self.sections[-1]


GENERAL = Format((Section("number"),), "number")


def parse_format(code: str) -> Format:
    """Read a format code: y m d h s count outside quotes, brackets and escapes."""
    sections: list[Section] = []
    parts: list[str] = []
    sign, limit, percent, elapsed, for_text = "", 0.0, False, False, False
    began = 0

    def close(end: int) -> None:
        nonlocal sign, limit, percent, elapsed, for_text
        shown: Shown = "percent" if percent else "number"
        if elapsed:
            shown = "elapsed"
        elif parts:
            shown = "date" if _names_a_day(parts) else "time"
        if not (for_text and sections):  # no number is shown by "…;@"
            one = shown in ("number", "percent")
            look = _look(code[began:end], ";" in code) if one else shown
            sections.append(Section(shown, sign, limit, look))
        parts.clear()
        sign, limit, percent, elapsed, for_text = "", 0.0, False, False, False

    for token in _TOKENS.finditer(code):
        kind, text = token.lastgroup, token[0].lower()
        if kind == "end":
            close(token.start())
            began = token.end()
        elif kind == "text":
            for_text = True
        elif kind == "percent":
            percent = True
        elif kind == "elapsed":
            elapsed = True
        elif kind in ("part", "era"):
            parts.append(text)
        elif kind == "noon":
            parts.append("noon")
        elif kind == "limit":
            sign, limit = _condition(token["sign"], token["limit"])
    close(len(code))
    numeric = tuple(sections[:3])  # a fourth section is for text
    first = numeric[0].shown
    return Format(numeric, first if all(each.shown == first for each in numeric) else None)


def _look(code: str, several: bool) -> str:
    """See `Section.look`; one of several sections may show nothing."""
    made: list[str] = []
    general = not code and not several
    for token in _SIGNS.finditer(code):
        kind, text = token.lastgroup or "", token[0]
        if kind == "digits":
            rest = text.partition(".")[2]
            scale = len(text) - len(text.rstrip(","))
            decimals = len(rest.replace(",", ""))
            made.append("0" + "." * bool(decimals) + "0" * decimals + "," * scale)
        elif kind in ("general", "text"):
            general = True
        elif kind == "exponent":
            made.append("E")
        elif kind not in ("space", "bracket"):
            made.append("".join(token[kind].split()))
    said = "".join(made)
    return f"General{said}" if general else said or "nothing"


def _condition(sign: str, limit: str) -> tuple[str, float]:
    try:
        return (sign, float(limit)) if sign in _COMPARE else ("", 0.0)
    except ValueError:
        return "", 0.0


def _names_a_day(parts: list[str]) -> bool:
    """Whether a day, month or year is shown; m and mm beside hours or seconds are minutes."""
    for place, part in enumerate(parts):
        if part[0] != "m":
            if part[0] not in "hsn":  # hours, seconds, noon
                return True
        elif len(part) > 2:
            return True
        else:
            before = parts[place - 1][0] if place else ""
            after = parts[place + 1][0] if place + 1 < len(parts) else ""
            if before != "h" and after != "s" and not (before == "s" or after == "h"):
                return True
    return False


def read_formats(package: Package, workbook_part: str) -> tuple[Format, ...]:
    """The format of each cell style, by the index that cells carry (cellXfs, 18.8.10)."""
    part = package.only_target(workbook_part, "styles")
    if part is None:
        return ()
    path: list[str] = []
    codes: dict[int, str] = {}
    used: list[int] = []

    def start(tag: str, attributes: markup.Attributes) -> None:
        path.append(names.local(tag))
        if path == ["styleSheet", "numFmts", "numFmt"]:
            codes[names.whole(attributes.get("numFmtId")) or 0] = attributes.get("formatCode", "")
        elif path == ["styleSheet", "cellXfs", "xf"]:
            used.append(names.whole(attributes.get("numFmtId")) or 0)

    def end(_: str) -> None:
        path.pop()

    markup.parse(package.chunks(part), package.shown, part, start=start, end=end)
    made = {id: _format(id, codes) for id in set(used)}
    return tuple(made[id] for id in used)


def _format(id: int, codes: dict[int, str]) -> Format:
    if id in codes:
        return parse_format(codes[id])
    if id in _NUMBERS:
        return parse_format(_NUMBERS[id])
    shown = _BUILT_IN.get(id, "number")
    look = "General" if shown == "number" else shown
    return Format((Section(shown, look=look),), shown)
