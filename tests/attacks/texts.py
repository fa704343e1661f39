"""CSV and JSON-lines files that are the attack: encodings, quotes, ends, torn and endless lines."""

from __future__ import annotations

import codecs
import json
import random

from attacks.base import Lines, Made, Refused, case, packed

HEADINGS = ("id", "value", "note")
ROWS = {1: HEADINGS, 2: ("F-001", "84", "a"), 3: ("F-002", "-2.02", "b")}
SOUND = "id,value,note\nF-001,84,a\nF-002,-2.02,b\n"
RAGGED, ENCODED, BAD_LINE = "CSV001", "CSV002", "JSL001"


def _csv(data: str | bytes, expected: Lines | Refused) -> Made:
    return data if isinstance(data, bytes) else data.encode(), expected, "facts.csv"


def _jsonl(data: str | bytes, expected: Lines | Refused) -> Made:
    return data if isinstance(data, bytes) else data.encode(), expected, "facts.jsonl"


def _second(*cells: str, told: tuple[tuple[str, str | None], ...] = ()) -> Lines:
    """The sound file with another second line."""
    return Lines({1: HEADINGS, 2: cells, 3: ROWS[3]}, told)


def _csv_line(line: str, expected: Lines | Refused) -> Made:
    return _csv(SOUND.replace("F-001,84,a", line), expected)


# -- encodings ----------------------------------------------------------------------------------


@case
def csv_sound() -> Made:
    """Nothing wrong."""
    return _csv(SOUND, Lines(ROWS))


@case
def csv_of_nothing() -> Made:
    """No bytes."""
    return _csv(b"", Lines({}))


@case
def csv_with_a_mark() -> Made:
    """The mark of UTF-8 is no letter of the first heading."""
    return _csv(codecs.BOM_UTF8 + SOUND.encode(), Lines(ROWS))


@case
def csv_with_two_marks() -> Made:
    """The mark twice, as files joined end to end have it: no letter of a heading."""
    return _csv(codecs.BOM_UTF8 * 2 + SOUND.encode(), Lines(ROWS))


@case
def csv_with_a_mark_midway() -> Made:
    """The mark at the start of a later line, where two files were joined."""
    return _csv(SOUND.replace("F-002", "\ufeffF-002"), Lines(ROWS))


@case
def csv_in_utf16() -> Made:
    """UTF-16 by its mark."""
    return _csv(SOUND.encode("utf-16"), Lines(ROWS))


@case
def csv_in_utf16_big_end_first() -> Made:
    """UTF-16, the other way round."""
    return _csv(codecs.BOM_UTF16_BE + SOUND.encode("utf-16-be"), Lines(ROWS))


@case
def csv_in_utf16_without_a_mark() -> Made:
    """UTF-16 told by its noughts, and said."""
    return _csv(SOUND.encode("utf-16-le"), Lines(ROWS, ((ENCODED, None),)))


@case
def csv_in_utf16_of_an_odd_length() -> Made:
    """UTF-16 torn in the middle of a letter."""
    return _csv(SOUND.encode("utf-16")[:-1], Refused("line 3 holds the byte"))


@case
def csv_in_utf32() -> Made:
    """UTF-32."""
    return _csv(SOUND.encode("utf-32"), Refused("UTF-32"))


@case
def csv_in_utf32_without_a_mark() -> Made:
    """UTF-32 without its mark is text full of NULs."""
    return _csv(SOUND.encode("utf-32-le"), Refused("UTF-32|NUL"))


@case
def csv_in_windows_1252() -> Made:
    """A byte of Western Europe: read so, and said."""
    data = SOUND.replace("a\n", "größer €\n").encode("cp1252")
    return _csv(data, _second("F-001", "84", "größer €", told=((ENCODED, None),)))


@case
def csv_in_two_encodings() -> Made:
    """UTF-8 and Windows-1252 in one file."""
    data = SOUND.encode().replace(b",a\n", ",größer äöü\n".encode()).replace(b",b\n", b",gr\xf6\n")
    return _csv(data, Refused("line 3 holds the byte F6"))


@case
def csv_in_shift_jis() -> Made:
    """Japanese in the encoding of Windows is refused, not read as Western letters."""
    data = SOUND.replace(",a\n", ",売上高は八十四\n").encode("shift-jis")
    return _csv(data, Refused("line 2 holds letters that are not Western European"))


@case
def csv_of_overlong_bytes() -> Made:
    """A slash in two bytes."""
    data = SOUND.encode().replace(b",a\n", b",\xc0\xaf\n")
    return _csv(data, _second("F-001", "84", "À¯", told=((ENCODED, None),)))


@case
def csv_torn_in_a_letter() -> Made:
    """The last letter is cut in two: half is a letter elsewhere, and that is said."""
    data = (SOUND + "F-003,1,x").encode() + "ä".encode()[:1]
    return _csv(data, Lines({**ROWS, 4: ("F-003", "1", "xÃ")}, ((ENCODED, None),)))


@case
def csv_of_a_surrogate() -> Made:
    """Half a character in UTF-8's form (CESU)."""
    data = SOUND.encode().replace(b",a\n", ",ä".encode() * 2 + b"\xed\xa0\x80\n")
    return _csv(data, Refused("line 2 holds the byte ED"))


# -- what is no text ----------------------------------------------------------------------------


@case
def csv_with_a_nul() -> Made:
    """A NUL ends the text for some readers."""
    return _csv(SOUND.replace("84", "8\x004"), Refused("line 2 holds a NUL"))


@case
def csv_with_noughts_at_its_end() -> Made:
    """What a power cut leaves."""
    return _csv(SOUND + "\0" * 4_096, Refused("line 4 holds a NUL"))


@case
def csv_of_noughts() -> Made:
    """Nothing but NULs."""
    return _csv(b"\0" * 4_096, Refused("NUL"))


@case
def csv_of_noise() -> Made:
    """Random bytes."""
    return _csv(random.Random(7).randbytes(5_000), Refused("line|byte|NUL"))


@case
def csv_that_is_a_workbook() -> Made:
    """A workbook under a CSV's name."""
    return _csv(packed(), Refused("in truth it is an Excel workbook"))


@case
def csv_that_is_an_old_workbook() -> Made:
    """An .xls under a CSV's name."""
    return _csv(b"\xd0\xcf\x11\xe0" + b"\0" * 600, Refused("old kind"))


@case
def csv_that_is_a_pdf() -> Made:
    """A PDF under a CSV's name."""
    return _csv(b"%PDF-1.7\n", Refused("PDF"))


@case
def csv_that_is_packed() -> Made:
    """A gzip under a CSV's name."""
    return _csv(b"\x1f\x8b\x08\x00" + b"\0" * 20, Refused("gzip"))


@case
def csv_that_is_parquet() -> Made:
    """Parquet under a CSV's name."""
    return _csv(b"PAR1" + b"\x15\x04" * 20 + b"PAR1", Refused("a Parquet file"))


@case
def csv_with_controls() -> Made:
    """Controls and an escape sequence of terminals stay as typed; they end no line."""
    return _csv_line(
        "F-001,84,\x1b]0;x\x07\x0b\x0c", _second("F-001", "84", "\x1b]0;x\x07\x0b\x0c")
    )


# -- lines --------------------------------------------------------------------------------------


@case
def csv_of_mixed_ends() -> Made:
    """CR, LF and CRLF in one file."""
    return _csv("id,value,note\rF-001,84,a\r\nF-002,-2.02,b\n", Lines(ROWS))


@case
def csv_of_cr_alone() -> Made:
    """The ends of old Macs."""
    return _csv(SOUND.replace("\n", "\r"), Lines(ROWS))


@case
def csv_of_cr_cr_lf() -> Made:
    """What a file opened as text and written as bytes becomes: blank lines are no rows."""
    rows = {1: HEADINGS, 3: ROWS[2], 5: ROWS[3]}
    return _csv(SOUND.replace("\n", "\r\r\n"), Lines(rows))


@case
def csv_with_unicode_ends() -> Made:
    """U+2028, NEL, VT and FF are letters, whatever str.splitlines says."""
    note = "a\u2028b\x85c\x0bd\x0ce\x1cf"
    return _csv_line(f"F-001,84,{note}", _second("F-001", "84", note))


@case
def csv_without_a_last_end() -> Made:
    """No line end after the last row."""
    return _csv(SOUND.rstrip("\n"), Lines(ROWS))


@case
def csv_cut_in_a_row() -> Made:
    """The last row is torn: told by its line."""
    rows = {**ROWS, 3: ("F-002", "-2.")}
    return _csv(SOUND[:-5], Lines(rows, ((RAGGED, "3"),)))


@case
def csv_of_a_line_without_end() -> Made:
    """Three megabytes in one line."""
    return _csv(SOUND + "x" * 3_000_000, Refused("line 4 is longer"))


@case
def csv_of_a_headings_line_without_end() -> Made:
    """The same in the first line."""
    return _csv("x" * 3_000_000, Refused("line 1 is longer"))


@case
def csv_of_a_huge_cell() -> Made:
    """A cell of 200,000 letters."""
    return _csv_line(f"F-001,84,{'x' * 200_000}", Refused("line 2 is longer"))


@case
def csv_of_too_many_columns() -> Made:
    """Twenty thousand separators in one line."""
    return _csv(SOUND + "," * 20_000, Refused("line 4 has 20,001 cells"))


@case
def csv_of_too_many_cells() -> Made:
    """Thirty million separators."""
    return _csv("," * 30_000_000, Refused("up to 30,000,000 cells, and at most"))


@case
def csv_of_blank_lines() -> Made:
    """A million blank lines between two rows."""
    data = SOUND.replace("F-002", "\n" * 1_000_000 + "F-002")
    return _csv(data, Lines({1: HEADINGS, 2: ROWS[2], 1_000_003: ROWS[3]}))


# -- quotes -------------------------------------------------------------------------------------


@case
def csv_of_an_open_quote() -> Made:
    """A quote that nobody closes swallows the rest of the file."""
    return _csv_line('F-001,84,"a', Refused("the quote opened on line 2 is not closed"))


@case
def csv_of_an_open_quote_and_a_million_rows() -> Made:
    """The same with much to swallow."""
    return _csv(
        'id,value,note\nF-001,84,"a\n' + "F-002,1,b\n" * 200_000, Refused("opened on line 2")
    )


@case
def csv_of_text_after_a_quote() -> Made:
    """ "a"b."""
    return _csv_line('F-001,84,"a"b', Refused("line 2, 'b' stands after"))


@case
def csv_of_a_backslashed_quote() -> Made:
    """A quote by backslash, as programs of the web write it."""
    return _csv_line('F-001,84,"say \\"x\\" now"', Refused("line 2"))


@case
def csv_of_single_quotes() -> Made:
    """Single quotes quote nothing: the separator inside cuts, and is told."""
    expected = _second("F-001", "84", "'a", "b'", told=((RAGGED, "2"),))
    return _csv_line("F-001,84,'a,b'", expected)


@case
def csv_of_curly_quotes() -> Made:
    """Typographic quotes quote nothing."""
    expected = _second("F-001", "84", "“a", "b”", told=((RAGGED, "2"),))
    return _csv_line("F-001,84,“a,b”", expected)


@case
def csv_of_a_quote_inside() -> Made:
    """A quote within a cell is a letter."""
    return _csv_line('F-001,84,5" screen', _second("F-001", "84", '5" screen'))


@case
def csv_of_a_quoted_end() -> Made:
    """A line end within quotes is text."""
    data = SOUND.replace("84,a", '84,"a\r\nb"')
    return _csv(data, Lines({1: HEADINGS, 2: ("F-001", "84", "a\r\nb"), 4: ROWS[3]}))


@case
def csv_of_quotes_by_the_thousand() -> Made:
    """Fifty thousand doubled quotes: bounded work."""
    return _csv_line(f'F-001,84,"{chr(34) * 100_000}"', _second("F-001", "84", '"' * 50_000))


@case
def csv_of_quotes_and_separators_by_the_thousand() -> Made:
    """Quotes that open and close by the thousand before one that does not."""
    return _csv_line('"a",' * 10_000 + '"b', Refused("line 2"))


# -- separators ---------------------------------------------------------------------------------


@case
def csv_of_semicolons() -> Made:
    """The separator of half of Europe."""
    return _csv(SOUND.replace(",", ";"), Lines(ROWS))


@case
def csv_of_tabs() -> Made:
    """Tabs."""
    return _csv(SOUND.replace(",", "\t"), Lines(ROWS))


@case
def csv_with_its_separator_named() -> Made:
    """A first line sep=; as Excel writes it: lines are counted with it."""
    rows = {line + 1: row for line, row in ROWS.items()}
    return _csv("sep=;\r\n" + SOUND.replace(",", ";"), Lines(rows))


@case
def csv_with_another_separator_named() -> Made:
    """sep=| and commas in the texts."""
    rows = {2: HEADINGS, 3: ("F-001", "84", "a,b,c"), 4: ROWS[3]}
    data = "sep=|\n" + SOUND.replace(",", "|").replace("|a\n", "|a,b,c\n")
    return _csv(data, Lines(rows))


@case
def csv_with_a_separator_of_two_letters_named() -> Made:
    """sep=;; names no separator: the line is a row like any other, and told."""
    data = "sep=;;\n" + SOUND.replace(",", ";")
    rows = {1: ("sep=",), **{line + 1: row for line, row in ROWS.items()}}
    return _csv(data, Lines(rows))


@case
def csv_with_commas_in_its_semicolons() -> Made:
    """Decimal commas where semicolons separate."""
    data = "id;value;note\nF-001;84,5;a\nF-002;-2,02;b\n"
    rows = {1: HEADINGS, 2: ("F-001", "84,5", "a"), 3: ("F-002", "-2,02", "b")}
    return _csv(data, Lines(rows))


@case
def csv_with_commas_in_its_numbers() -> Made:
    """A decimal comma where commas separate shifts the row: told."""
    expected = _second("F-001", "84", "5", "a", told=((RAGGED, "2"),))
    return _csv_line("F-001,84,5,a", expected)


@case
def csv_of_other_separators_in_its_rows() -> Made:
    """Headings with commas, rows with semicolons: told, not one column."""
    data = "id,value,note\nF-001;84;a\nF-002;-2.02;b\n"
    rows = {1: HEADINGS, 2: ("F-001;84;a",), 3: ("F-002;-2.02;b",)}
    return _csv(data, Lines(rows, ((RAGGED, "2"), (RAGGED, "3"))))


@case
def csv_of_too_few_cells() -> Made:
    """A row that lost a cell."""
    return _csv_line("F-001,84", _second("F-001", "84", told=((RAGGED, "2"),)))


@case
def csv_of_too_many() -> Made:
    """A row with one too many."""
    expected = _second("F-001", "84", "a", "b", told=((RAGGED, "2"),))
    return _csv_line("F-001,84,a,b", expected)


@case
def csv_of_formulas() -> Made:
    """Formulas are text, as typed."""
    return _csv_line("F-001,84,=cmd|' /c calc'!A0", _second("F-001", "84", "=cmd|' /c calc'!A0"))


@case
def csv_of_a_heading_twice() -> Made:
    """Two columns of one heading are kept apart; records.py says it (SHT005)."""
    data = "id,value,value\nF-001,84,85\n"
    return _csv(data, Lines({1: ("id", "value", "value"), 2: ("F-001", "84", "85")}))


@case
def csv_of_blanks_that_are_wide() -> Made:
    """No-break and zero-width blanks in headings and ids."""
    data = SOUND.replace("value,", "value\u00a0,").replace("F-001", "F-001\u200b")
    rows = {1: ("id", "value\u00a0", "note"), 2: ("F-001\u200b", "84", "a"), 3: ROWS[3]}
    return _csv(data, Lines(rows))


@case
def csv_of_markdown() -> Made:
    """A table in Markdown: its rule is a row, and its bars separate."""
    data = "|id|value|\n|--|--|\n|F-001|84|\n"
    rows = {1: ("", "id", "value"), 2: ("", "--", "--"), 3: ("", "F-001", "84")}
    return _csv(data, Lines(rows))


# -- JSON lines ---------------------------------------------------------------------------------

FIRST = {0: ("id", "value"), 1: ("F-001", "84")}
JSON_ROWS = {**FIRST, 2: ("F-002", "-2.02")}
JSON_SOUND = '{"id": "F-001", "value": 84}\n{"id": "F-002", "value": -2.02}\n'


def _json_line(line: str | bytes, expected: Lines | None = None) -> Made:
    """The sound file with a third line; it is told, unless something else is right."""
    data = JSON_SOUND.encode() + (line if isinstance(line, bytes) else line.encode())
    return _jsonl(data, expected or Lines(JSON_ROWS, ((BAD_LINE, "3"),)))


@case
def json_sound() -> Made:
    """Nothing wrong."""
    return _jsonl(JSON_SOUND, Lines(JSON_ROWS))


@case
def json_of_nothing() -> Made:
    """No bytes."""
    return _jsonl(b"", Lines({}))


@case
def json_of_a_key_twice() -> Made:
    """Python takes the last."""
    return _json_line('{"id": "x", "value": 1, "value": 2}')


@case
def json_of_a_key_twice_by_escapes() -> Made:
    """v and v are one key."""
    return _json_line('{"id": "x", "value": 1, "\\u0076alue": 2}')


@case
def json_torn() -> Made:
    """The last line breaks off."""
    return _json_line('{"id": "F-003", "val')


@case
def json_torn_in_a_number() -> Made:
    """The last line breaks off in a number: 12 of 123 is no number of anybody's."""
    return _json_line('{"id": "F-003", "value": 12')


@case
def json_torn_in_a_letter() -> Made:
    """The last line breaks off in the middle of a letter."""
    return _json_line('{"id": "ä'.encode()[:-1])


@case
def json_nan() -> Made:
    """NaN."""
    return _json_line('{"id": "x", "value": NaN}')


@case
def json_infinity() -> Made:
    """Infinity."""
    return _json_line('{"id": "x", "value": Infinity}')


@case
def json_of_a_huge_number() -> Made:
    """1e400."""
    return _json_line('{"id": "x", "value": 1e400}')


@case
def json_of_five_thousand_digits() -> Made:
    """CVE-2020-10735."""
    return _json_line('{"id": "x", "value": ' + "9" * 5_000 + "}")


@case
def json_of_a_huge_exponent() -> Made:
    """1e999999999 would take a gigabyte to write out."""
    return _json_line('{"id": "x", "value": 1e999999999}')


@case
def json_of_a_tiny_number() -> Made:
    """1e-400: nought to a double, told."""
    return _json_line('{"id": "x", "value": 1e-999999999}')


@case
def json_of_a_lone_surrogate() -> Made:
    """Half a character, which no file can be written with."""
    return _json_line('{"id": "\\ud800"}')


@case
def json_of_a_surrogate_pair_in_bytes() -> Made:
    """A pair in UTF-8's form (CESU-8)."""
    return _json_line(b'{"id": "\xed\xa0\xbd\xed\xb8\x80"}')


@case
def json_of_a_deep_line() -> Made:
    """A hundred thousand brackets."""
    return _json_line("[" * 100_000 + "]" * 100_000)


@case
def json_of_a_deep_record() -> Made:
    """A hundred thousand objects."""
    return _json_line('{"a":' * 100_000 + "1" + "}" * 100_000)


@case
def json_of_a_long_line() -> Made:
    """Three megabytes in one text."""
    return _json_line('{"id": "' + "x" * 3_000_000 + '"}')


@case
def json_of_many_keys() -> Made:
    """Twenty thousand keys."""
    return _json_line(json.dumps({f"k{n}": n for n in range(20_000)}))


@case
def json_of_many_values() -> Made:
    """Thirty million values, told by their colons."""
    return _jsonl('{"a":1,"b":' + ":" * 30_000_000, Refused("30,000,002 values, and at most"))


@case
def json_of_a_list() -> Made:
    """A line that is a list."""
    return _json_line('["F-003", 84]')


@case
def json_of_a_text() -> Made:
    """A line that is a text."""
    return _json_line('"F-003"')


@case
def json_of_two_objects() -> Made:
    """Two records in one line."""
    return _json_line('{"id": "a"}{"id": "b"}')


@case
def json_of_comments() -> Made:
    """A comment."""
    return _json_line("// as agreed with Anna")


@case
def json_of_a_comma_too_many() -> Made:
    """{"id": "a",}."""
    return _json_line('{"id": "a",}')


@case
def json_of_single_quotes() -> Made:
    """Python's own."""
    return _json_line("{'id': 'a'}")


@case
def json_of_an_octal_number() -> Made:
    """007."""
    return _json_line('{"id": "a", "value": 007}')


@case
def json_of_a_hexadecimal_number() -> Made:
    """0x1F."""
    return _json_line('{"id": "a", "value": 0x1F}')


@case
def json_of_a_plus_sign() -> Made:
    """+1."""
    return _json_line('{"id": "a", "value": +1}')


@case
def json_of_a_bare_point() -> Made:
    """.5."""
    return _json_line('{"id": "a", "value": .5}')


@case
def json_of_a_nul() -> Made:
    """A NUL in a text."""
    return _json_line('{"id": "a\0b"}')


@case
def json_of_a_nul_by_escape() -> Made:
    r"""\u0000 is a character that no workbook and no database's text holds well: kept."""
    expected = Lines({**JSON_ROWS, 3: ("a\0b",)})
    return _json_line('{"id": "a\\u0000b"}', expected)


@case
def json_in_utf16() -> Made:
    """UTF-16."""
    return _jsonl(JSON_SOUND.encode("utf-16"), Refused("UTF-16"))


@case
def json_in_utf32() -> Made:
    """UTF-32."""
    return _jsonl(JSON_SOUND.encode("utf-32"), Refused("UTF-16|UTF-32"))


@case
def json_in_windows_1252() -> Made:
    """A letter that is no UTF-8."""
    return _json_line('{"id": "größer"}'.encode("cp1252"))


@case
def json_with_a_mark() -> Made:
    """The mark of UTF-8."""
    return _jsonl(codecs.BOM_UTF8 + JSON_SOUND.encode(), Lines(JSON_ROWS))


@case
def json_with_a_mark_midway() -> Made:
    """The mark where two files were joined: it is no letter."""
    return _json_line("\ufeff" + '{"id": "x"}', Lines({**JSON_ROWS, 3: ("x",)}))


@case
def json_with_record_separators() -> Made:
    """RFC 7464 puts U+001E before each record."""
    return _json_line("\x1e" + '{"id": "x"}')


@case
def json_with_line_separators() -> Made:
    """U+2028 in a text ends no line."""
    return _json_line('{"id": "a\u2028b"}', Lines({**JSON_ROWS, 3: ("a\u2028b",)}))


@case
def json_of_old_line_ends() -> Made:
    """CR alone: two records in one line, told."""
    data = '{"id": "F-001"}\r{"id": "F-002"}\r'
    return _jsonl(data, Lines({}, ((BAD_LINE, "1"),)))


@case
def json_in_an_array() -> Made:
    """One JSON text over many lines."""
    return _jsonl(json.dumps([{"id": "a"}, {"id": "b"}], indent=1), Refused("one JSON text"))


@case
def json_in_an_array_on_one_line() -> Made:
    """One JSON text on one line: a list, told."""
    return _jsonl('[{"id": "a"}, {"id": "b"}]', Lines({}, ((BAD_LINE, "1"),)))


@case
def json_of_noughts_at_its_end() -> Made:
    """What a power cut leaves."""
    return _json_line(b"\0" * 4_096)


@case
def json_of_prototypes() -> Made:
    """Keys that mean something elsewhere are keys."""
    expected = Lines(
        {
            0: ("id", "value", "__proto__", "constructor"),
            **dict(list(JSON_ROWS.items())[1:]),
            3: ("x", "", '{"a": 1}', "1"),
        }
    )
    return _json_line('{"id": "x", "__proto__": {"a": 1}, "constructor": 1}', expected)


@case
def json_that_is_a_workbook() -> Made:
    """A workbook under another name."""
    return _jsonl(packed(), Refused("in truth it is an Excel workbook"))


@case
def json_that_is_csv() -> Made:
    """CSV under another name."""
    return _jsonl(SOUND, Lines({}, tuple((BAD_LINE, str(n)) for n in (1, 2, 3))))
