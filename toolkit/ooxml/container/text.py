"""How a workbook writes characters that XML cannot hold: the _xHHHH_ codec, both ways."""

from __future__ import annotations

import re

from toolkit.errors import FactpackError

# ECMA-376 Part 1, 22.9.2.19 (ST_Xstring): _xHHHH_ stands for one UTF-16 unit; an underscore that
# would begin such an escape by accident is itself written _x005F_, be it that the escape of the
# character behind it lends the last underscore.
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BROKEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
_TO_ESCAPE = re.compile(r"[\x00-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}[_\x00-\x08\x0b-\x1f])")


def decode(stored: str) -> str:
    """The text that `stored` means.

    Escapes of a surrogate pair become its one character; an escape of a lone surrogate, of U+FFFE
    or of U+FFFF stays as it stands, since no text can hold what it means.
    """
    if "_x" not in stored:
        return stored
    return _kept_apart(_ESCAPE.split(stored))


def _kept_apart(pieces: list[str]) -> str:
    """Join texts and escapes; `pieces` are text, hexadecimal digits, text, … by turns."""
    made = pieces[0]
    high = ""  # the escape of a high surrogate that waits for its low one
    for digits, after in zip(pieces[1::2], pieces[2::2], strict=True):
        character = chr(int(digits, 16))
        pending, high = high, ""
        if pending and "\udc00" <= character <= "\udfff":
            pair = chr(int(pending, 16)) + character
            made += pair.encode("utf-16", "surrogatepass").decode("utf-16")
        else:
            made += f"_x{pending}_" if pending else ""
            if "\ud800" <= character <= "\udbff" and not after:
                high = digits
                continue
            made += f"_x{digits}_" if _BROKEN.match(character) else character
        made += after
    return made + (f"_x{high}_" if high else "")


def encode(text: str) -> str:
    """The stored form of `text`; `decode` gives the same text back.

    XML's own &lt; and its like are not done here.
    Raises FactpackError for U+FFFE, U+FFFF and lone surrogates, which no workbook can hold.
    """
    broken = _BROKEN.search(text)
    if broken is not None:
        raise FactpackError(
            f"the text {text[:60]!r} holds U+{ord(broken[0]):04X}, which no workbook can",
            hint="delete that character; it is left over from a broken copy",
        )
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
