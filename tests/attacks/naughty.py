"""Strings that go wrong on their way: scripts, marks that do not show, triggers, escapes, sizes."""

from __future__ import annotations

from typing import Literal, NamedTuple

Fate = Literal["kept", "blank", "refused"]


class Naughty(NamedTuple):
    """A string and what is right: kept to the letter, blank, or refused by its cell."""

    text: str
    fate: Fate = "kept"


_SCRIPTS = """
Ελληνικά Кириллица עברית العربية فارسی اردو हिन्दी বাংলা
ਪੰਜਾਬੀ ગુજરાતી ଓଡ଼ିଆ தமிழ் తెలుగు ಕನ್ನಡ മലയാളം සිංහල ไทย ລາວ
བོད་ཡིག မြန်မာ ქართული 한국어 አማርኛ ᏣᎳᎩ ᐃᓄᒃᑎᑐᑦ ᠮᠣᠩᠭᠣᠯ ភាសាខ្មែរ
日本語 カタカナ ﾊﾝｶｸ 中文简体 繁體中文 ⵜⴰⵎⴰⵣⵉⵖⵜ Հայերեն ܠܫܢܐ
ދިވެހި 𐌲𐌿𐍄𐌹𐍃𐌺 𓂀𓁹 𝔉𝔯𝔞𝔨𝔱𝔲𝔯 𝟙𝟚𝟛 ⠃⠗⠁⠊⠇⠇⠑ Ǆǅǆ ŒœÆæß ÅÄÖåäö ŁłĄąĘę
ĞğİıŞş Ðþ Ȳȳ 㐀㐁 𠀀𠮷 丨丶丿
"""
_MARKS = {
    "zero width space": "a\u200bb",
    "zero width joiner": "a\u200db",
    "zero width non-joiner": "می\u200cخواهم",
    "word joiner": "a\u2060b",
    "byte order mark inside": "a\ufeffb",
    "byte order mark first": "\ufeffa",
    "soft hyphen": "Ab\u00adteilung",
    "left to right mark": "\u200eabc",
    "right to left mark": "abc\u200f",
    "right to left override": "abc\u202egpj.exe",
    "left to right embedding": "\u202aabc\u202c",
    "isolates": "\u2066abc\u2069 \u2067אבג\u2069",
    "arabic letter mark": "\u061cا",
    "interlinear annotation": "\ufff9a\ufffab\ufffb",
    "object replacement": "a\ufffcb",
    "replacement character": "a\ufffdb",
    "variation selectors": "\u2764\ufe0f \u2764\ufe0e",
    "ideographic variation": "葛\U000e0100",
    "tags": "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "combining after": "e\u0301",
    "composed": "\u00e9",
    "combining many": "Z" + "\u0363\u036b\u0310\u0347" * 10,
    "combining first": "\u0301abc",
    "hangul jamo": "\u1112\u1161\u11ab",
    "ligatures": "ﬁ ﬂ ﬀ ﷺ",
    "emoji family": "👨\u200d👩\u200d👧\u200d👦",
    "emoji skin": "👍🏽 🧑🏿\u200d🚀",
    "emoji flags": "🇩🇪🇺🇳🏴\u200d☠️",
    "emoji keycaps": "1️⃣#️⃣",
    "private use": "\ue000\uf8ff\U000f0000",
    "last characters": "\U0010fffd",
    "noncharacters of other planes": "\U0001fffe\U0010ffff",
    "noncharacters in the middle": "\ufdd0\ufdef",
    "line separator": "a\u2028b",
    "paragraph separator": "a\u2029b",
    "next line": "a\x85b",
    "line feed": "a\nb",
    "carriage return": "a\rb",
    "both": "a\r\nb",
    "both the other way": "a\n\rb",
    "line feed first": "\na",
    "line feed last": "a\n",
    "return last": "a\r",
    "tab inside": "a\tb",
    "tab first": "\ta",
    "tab last": "a\t",
    "blank first": " a",
    "blank last": "a ",
    "blanks": "a  b   c",
    "no-break spaces": "\u00a0a\u00a0",
    "thin spaces": "1\u2009000\u202f000",
    "ideographic space": "\u3000a\u3000",
    "ogham space": "a\u1680b",
    "many line feeds": "a\n" * 300 + "b",
}
_TRIGGERS = [
    *("=1+1", "+1+1", "-1+1", "@SUM(A1)", "=", "+", "-", "@", "==", "-a", "--", "=\n1", "\t=1"),
    *("\r=1", " =1", "\u00a0=1", "\u200b=1", "\ufeff=1", "＝1", "＋1", "－1", "＠1", "'=1", "''=1"),
    *("=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")', "+49 89 1234"),
    *("-5 %", "a\n=1", "a;=1"),
    *("a\t=1", "%0A-3+3", "DDE(\"cmd\";\"/C calc\")", '"=1"', "{=SUM(A1)}"),
    *("=_x0041_", "−2.02"),
    *("-2.02", "+1", "+1,000.50", "@anna", "=IMPORTXML(1)"),
    *("'", "''", "'a", "a'", "'=", "`=1`"),
]  # fmt: skip
_LIKE_NUMBERS = [
    *("007", "1E5", "1e5", "1E+05", "0x1F", "1_000"),
    *("1,5", "1.5", "1.234,56", "1,234.56", "1 234"),
    *("12345678901234567890", "0.1234567890123456789"),
    *("1/2", "3/4", "1-2", "1:30", "24:00", "½"),
    *("٣٢", "３２", "²", "Ⅷ", "NaN", "nan", "Infinity"),
    *("-Infinity", "inf", "1e400", "-0", "0", "00"),
    *("TRUE", "FALSE", "true", "WAHR", "Yes", "#N/A"),
    *("#REF!", "#DIV/0!", "#VALUE!", "NULL", "null"),
    *("None", "NA", "N/A", "undefined", "-", "2025-09-12"),
    *("12/09/2025", "SEPT2", "MARCH1", "1-Jan"),
    *("DEC1", "2310009E13", "5%", "€5", "$1.00", "1 Mrd."),
    *("4111111111111111", "1.0", "1.10", ".5"),
    *("5.", "1e", "e5", "0b11", "0o17", "1,000,000"),
    *("1'000", "(5)", "5-", "+-5", "1..2", "08:15"),
]  # fmt: skip
_MARKUP = [
    *("<b>", "</b>", "a < b > c", "&", "&amp;", "&lt;"),
    *("&#65;", "&#x41;", "]]>", "<![CDATA[a]]>"),
    *("<!-- -->", "<?xml?>"),
    *("<script>alert(1)</script>", '"', '""', '"a"', "a\"b", "a,b", "a;b"),
    *("a|b", '"a,b"', '"a""b"', "\\", "\\n", "\\u0041"),
    *("\\x41", "%s", "%d", "{0}", "{{x}}", "${x}"),
    *("$(x)", "`x`", "';--", "' OR 1=1"),
    *("Robert'); DROP TABLE facts;--", "/etc/passwd", "C:\\x"),
    *("\\\\host\\share", "../../x", "file:///x"),
    *("javascript:alert(1)", "http://x", "a@b.example"),
    *("CON", "nul", "__proto__", "constructor", "_x"),
    *("_", "x:space", "sep=;", "#!", "%PDF-", "PK"),
]  # fmt: skip
_ESCAPES = [
    *("_x0041_", "_x0041", "x0041_", "_x005F_"),
    *("_x005F_x0041_", "__x0041_", "_x0041__", "_X0041_"),
    *("_x000D_", "_x000d_", "_xD800_", "_xDC00_"),
    *("_xD83D__xDE00_", "_xFFFE_", "_xFFFF_", "_x0000_"),
    *("_x_", "_x00_", "_x0041_x0041_", "_x0041__x0042_"),
    *("_xGGGG_", "a_x0041_b", "_x004_", "_x00411_"),
    *("_x005f_x005f_", "_x0009_", "\x1b[31mred\x1b[0m", "_x005F", "_x005F_x", "\x07_x0007_"),
]  # fmt: skip
# XML 1.0 cannot hold them; the escape can (ECMA-376 Part 1, 22.9.2.19).
_CONTROLS = [f"a{chr(n)}b" for n in range(0x01, 0x20) if n not in (9, 10, 13)] + [
    *(f"a{chr(n)}b" for n in (0x7F, 0x80, 0x81, 0x9F)),
    "\x01",
    "\x01\x02\x03",
]
_SIZES = [
    "x" * 255,
    "x" * 256,
    "é" * 8_192,
    "x" * 32_766,
    "x" * 32_767,
    "😀" * 16_383,
    "a b " * 8_000,
]


def strings() -> list[Naughty]:
    """All of them; each once."""
    kept = [*_SCRIPTS.split(), *_MARKS.values(), *_TRIGGERS, *_LIKE_NUMBERS]
    kept += [*_MARKUP, *_ESCAPES, *_CONTROLS, *_SIZES]
    made = [Naughty(text) for text in dict.fromkeys(kept)]
    made += [
        Naughty(text, "blank")
        for text in ("", " ", "\t", "\n", "\u00a0", " \r\n ", "\u3000", "\x1f")
    ]
    made += [
        Naughty(text, "refused")
        for text in (
            *("\ufffe", "a\uffffb", "x" * 32_768, "é" * 40_000, "😀" * 16_384, "x" * 100_000),
            *("\ud800", "a\udc00b", "\ude00\ud83d", "x" * 20_000 + "\ud800"),
        )
    ]
    return made
