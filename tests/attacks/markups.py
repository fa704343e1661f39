"""Packages whose XML is the attack: entities, encodings, depth, namespaces, torn markup."""

from __future__ import annotations

from attacks.base import (
    BOOK,
    BOOK_RELS,
    CONTENT_TYPES,
    HEAD,
    MAIN,
    SECOND,
    SHEET,
    STRINGS,
    STYLES,
    Made,
    Read,
    Refused,
    but,
    case,
    fact_rows,
    inline,
    row,
    sheet,
    sound,
    with_cell,
)

LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "lol">' for n in range(10)
)


def _with_dtd(part: str, dtd: str, encoding: str = "utf-8") -> bytes:
    """The sound workbook with a document type in one part."""
    text = sound()[part].decode().removeprefix(HEAD)
    said = {"utf-8": "UTF-8", "utf-16": "UTF-16"}[encoding]
    return but({part: f'<?xml version="1.0" encoding="{said}"?>{dtd}{text}'.encode(encoding)})


def _dtd_refused(part: str) -> Refused:
    return Refused(f"{part.replace('[', '.').replace(']', '.')} declares a document type")


@case
def billion_laughs_in_the_sheet() -> Made:
    """Ten entities of ten."""
    return _with_dtd(SHEET, f"<!DOCTYPE x [{LAUGHS}]>"), _dtd_refused(SHEET)


@case
def billion_laughs_in_the_strings() -> Made:
    """The same where texts are kept."""
    return _with_dtd(STRINGS, f"<!DOCTYPE x [{LAUGHS}]>"), _dtd_refused(STRINGS)


@case
def billion_laughs_in_the_content_types() -> Made:
    """The same in the part that is read first."""
    return _with_dtd(CONTENT_TYPES, f"<!DOCTYPE x [{LAUGHS}]>"), _dtd_refused(CONTENT_TYPES)


@case
def billion_laughs_in_a_part_that_nobody_reads() -> Made:
    """The same in a drawing."""
    laughs = f"<?xml version='1.0'?><!DOCTYPE x [{LAUGHS}]><x>&l9;</x>".encode()
    return but({"xl/drawings/drawing1.xml": laughs}), _dtd_refused("xl/drawings/drawing1.xml")


@case
def billion_laughs_under_another_ending() -> Made:
    """XML in a part that is called a picture."""
    laughs = f"<!DOCTYPE x [{LAUGHS}]><x>&l9;</x>".encode()
    return but({"xl/media/image1.png": laughs}), _dtd_refused("xl/media/image1.png")


@case
def quadratic_blow_up() -> Made:
    """One long entity, used a thousand times."""
    dtd = f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>'
    return _with_dtd(SHEET, dtd), _dtd_refused(SHEET)


@case
def external_entity() -> Made:
    """A file of this machine."""
    dtd = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return _with_dtd(STRINGS, dtd), _dtd_refused(STRINGS)


@case
def external_entity_on_the_web() -> Made:
    """A request that would tell the sender that the file was opened."""
    dtd = '<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/x">]>'
    return _with_dtd(BOOK, dtd), _dtd_refused(BOOK)


@case
def external_dtd() -> Made:
    """A document type from the web."""
    dtd = '<!DOCTYPE worksheet SYSTEM "http://127.0.0.1:9/x.dtd">'
    return _with_dtd(SHEET, dtd), _dtd_refused(SHEET)


@case
def parameter_entity() -> Made:
    """What two of four readers let through."""
    dtd = '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>'
    return _with_dtd(SHEET, dtd), _dtd_refused(SHEET)


@case
def document_type_without_anything() -> Made:
    """A document type that declares nothing is one all the same."""
    return _with_dtd(STYLES, "<!DOCTYPE styleSheet>"), _dtd_refused(STYLES)


@case
def document_type_in_utf16() -> Made:
    """A filter that looks for bytes does not see it."""
    dtd = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return _with_dtd(SHEET, dtd, "utf-16"), _dtd_refused(SHEET)


@case
def document_type_in_relationships() -> Made:
    """The same in a .rels part."""
    return _with_dtd(BOOK_RELS, f"<!DOCTYPE x [{LAUGHS}]>"), _dtd_refused(BOOK_RELS)


@case
def document_type_after_a_comment() -> Made:
    """Behind a comment that is longer than what a filter looks through."""
    return _with_dtd(SHEET, f"<!--{'-x' * 50_000}--><!DOCTYPE x [{LAUGHS}]>"), Refused("document")


@case
def document_type_in_properties() -> Made:
    """The same in the properties that say who wrote it."""
    data = f"<?xml version='1.0'?><!DOCTYPE x [{LAUGHS}]><x>&l9;</x>".encode()
    return but({"docProps/core.xml": data}), _dtd_refused("docProps/core.xml")


@case
def entity_that_nobody_declared() -> Made:
    """&evil; in a cell."""
    return but({SHEET: with_cell("D2", inline("D2", "&evil;"))}), Refused("sheet1.xml.*well-formed")


@case
def sheet_in_utf16() -> Made:
    """Legal, and read as nothing by a common reader."""
    text = sheet().decode().replace("UTF-8", "UTF-16")
    return but({SHEET: text.encode("utf-16")}), Read()


@case
def sheet_in_utf16_without_a_mark() -> Made:
    """Told by its declaration alone, which is legal nowhere."""
    text = sheet().decode().replace("UTF-8", "UTF-16LE")
    return but({SHEET: text.encode("utf-16-le")}), Refused("sheet1.xml")


@case
def strings_in_utf16() -> Made:
    """The texts in the other encoding."""
    text = sound()[STRINGS].decode().replace("UTF-8", "UTF-16")
    return but({STRINGS: text.encode("utf-16")}), Read()


@case
def workbook_in_utf16() -> Made:
    """The list of sheets in the other encoding."""
    text = sound()[BOOK].decode().replace("UTF-8", "UTF-16")
    return but({BOOK: text.encode("utf-16")}), Read()


@case
def sheet_in_utf7() -> Made:
    """An encoding that hides angle brackets."""
    data = sheet().replace(b"UTF-8", b"UTF-7")
    return but({SHEET: data}), Refused("sheet1.xml is written in UTF-7")


@case
def sheet_in_ebcdic() -> Made:
    """An encoding in which no filter reads."""
    text = sheet().decode().replace("UTF-8", "IBM037")
    return but({SHEET: text.encode("cp037")}), Refused("sheet1.xml")


@case
def sheet_in_utf32() -> Made:
    """Four bytes a letter."""
    text = sheet().decode().replace("UTF-8", "UTF-32")
    return but({SHEET: text.encode("utf-32")}), Refused("sheet1.xml")


@case
def sheet_in_shift_jis() -> Made:
    """An encoding in which a backslash may be half a letter."""
    data = sheet().replace(b"UTF-8", b"Shift_JIS")
    return but({SHEET: data}), Refused("sheet1.xml is written in Shift_JIS")


@case
def sheet_with_a_mark() -> Made:
    """A byte order mark before UTF-8: legal, and read."""
    return but({SHEET: b"\xef\xbb\xbf" + sheet()}), Read()


@case
def sheet_with_bad_bytes() -> Made:
    """Bytes that are no UTF-8, in a text."""
    data = with_cell("I2", inline("I2", "@")).replace(b">@<", b">\xff\xfe\xc0\x80<")
    return but({SHEET: data}), Refused("sheet1.xml.*well-formed")


@case
def sheet_with_an_overlong_letter() -> Made:
    """A slash in two bytes, which naive decoders take for one."""
    data = with_cell("I2", inline("I2", "@")).replace(b">@<", b">\xc0\xaf<")
    return but({SHEET: data}), Refused("sheet1.xml.*well-formed")


@case
def sheet_with_a_nul() -> Made:
    """A NUL in a text."""
    data = with_cell("I2", inline("I2", "@")).replace(b">@<", b">\x00<")
    return but({SHEET: data}), Refused("sheet1.xml.*well-formed")


@case
def sheet_with_a_control() -> Made:
    """U+0001 as it is, which XML 1.0 cannot hold."""
    data = with_cell("I2", inline("I2", "@")).replace(b">@<", b">\x01<")
    return but({SHEET: data}), Refused("sheet1.xml.*well-formed")


@case
def sheet_with_a_control_by_number() -> Made:
    """&#1; is refused by XML 1.0 too."""
    return but({SHEET: with_cell("I2", inline("I2", "&#1;"))}), Refused("sheet1.xml.*well-formed")


@case
def sheet_with_a_surrogate_by_number() -> Made:
    """&#xD800; is half a character."""
    data = with_cell("I2", inline("I2", "&#xD800;"))
    return but({SHEET: data}), Refused("sheet1.xml.*well-formed")


@case
def sheet_with_ffff_by_number() -> Made:
    """&#xFFFF; is no character."""
    data = with_cell("I2", inline("I2", "&#xFFFF;"))
    return but({SHEET: data}), Refused("sheet1.xml.*well-formed")


@case
def xml_of_version_11() -> Made:
    """In XML 1.1 controls by number are legal."""
    data = with_cell("I2", inline("I2", "&#1;")).replace(b'version="1.0"', b'version="1.1"')
    return but({SHEET: data}), Refused("sheet1.xml")


@case
def nesting_in_the_sheet() -> Made:
    """A hundred thousand elements, one in the other."""
    deep = "<a>" * 100_000 + "</a>" * 100_000
    return but({SHEET: sheet(after=deep)}), Refused("sheet1.xml.*(nested|zip bomb)")


@case
def nesting_in_an_extension() -> Made:
    """The same where extensions stand and nobody looks."""
    deep = "<extLst>" + "<a>" * 3_000 + "</a>" * 3_000 + "</extLst>"
    return but({SHEET: sheet([*fact_rows(), row(9, deep)])}), Refused("sheet1.xml.*nested")


@case
def nesting_in_an_inline_text() -> Made:
    """The same within a text."""
    xml = '<c r="I2" t="inlineStr"><is>' + "<r>" * 3_000 + "</r>" * 3_000 + "</is></c>"
    return but({SHEET: with_cell("I2", xml)}), Refused("sheet1.xml.*nested")


@case
def nesting_in_the_strings() -> Made:
    """The same where texts are kept."""
    deep = b"<si>" + b"<r>" * 5_000 + b"</r>" * 5_000 + b"</si>"
    data = sound()[STRINGS].replace(b"</sst>", deep + b"</sst>")
    return but({STRINGS: data}), Refused("sharedStrings.xml is nested")


@case
def nesting_in_the_workbook() -> Made:
    """The same in the list of sheets."""
    deep = b"<a>" * 5_000 + b"</a>" * 5_000
    data = sound()[BOOK].replace(b"</workbook>", deep + b"</workbook>")
    return but({BOOK: data}), Refused("workbook.xml is nested")


@case
def nesting_in_relationships() -> Made:
    """The same in a .rels part."""
    deep = b"<a>" * 5_000 + b"</a>" * 5_000
    data = sound()[BOOK_RELS].replace(b"</Relationships>", deep + b"</Relationships>")
    return but({BOOK_RELS: data}), Refused("workbook.xml.rels is nested")


@case
def nesting_in_the_styles() -> Made:
    """The same in the styles."""
    deep = b"<a>" * 5_000 + b"</a>" * 5_000
    data = sound()[STYLES].replace(b"</styleSheet>", deep + b"</styleSheet>")
    return but({STYLES: data}), Refused("styles.xml is nested")


@case
def many_attributes() -> Made:
    """Sixty thousand attributes on one element."""
    many = " ".join(f'a{n}="{n * 7919}"' for n in range(60_000))
    return but({SHEET: sheet([*fact_rows(), f'<row r="9" {many}/>'])}), Read()


@case
def many_namespaces() -> Made:
    """Ten thousand prefixes on the root."""
    many = " ".join(f'xmlns:n{n}="urn:x{n * 7919}"' for n in range(10_000))
    data = sheet().replace(b"<worksheet ", f"<worksheet {many} ".encode(), 1)
    return but({SHEET: data}), Read()


@case
def attribute_twice() -> Made:
    """r="D2" r="E2": no well-formed XML."""
    data = sheet().replace(b'<c r="G2"', b'<c r="G2" r="H2"')
    return but({SHEET: data}), Refused("sheet1.xml.*well-formed")


@case
def torn_in_the_middle() -> Made:
    """The sheet's XML ends in the middle of a row."""
    data = sheet()
    return but({SHEET: data[: len(data) * 2 // 3]}), Refused("sheet1.xml.*well-formed")


@case
def sheet_of_nothing() -> Made:
    """A sheet of no bytes."""
    return but({SHEET: b""}), Refused("sheet1.xml.*well-formed")


@case
def sheet_of_white_space() -> Made:
    """A sheet of blanks."""
    return but({SHEET: b" " * 500}), Refused("sheet1.xml.*well-formed")


@case
def sheet_of_zeroes() -> Made:
    """A sheet of NULs, as a broken disk leaves it."""
    return but({SHEET: b"\0" * 5_000}), Refused("sheet1.xml.*well-formed")


@case
def sheet_of_something_else() -> Made:
    """A well-formed part that is no sheet."""
    return but({SHEET: b"<html><body/></html>"}), Refused("sheet1.xml.*begins with 'html'")


@case
def sheet_in_no_namespace() -> Made:
    """A sheet without its namespace, which strict readers read as empty."""
    data = sheet().replace(f' xmlns="{MAIN}"'.encode(), b"")
    return but({SHEET: data}), Refused("sheet1.xml.*begins with 'worksheet'")


@case
def sheet_in_a_wrong_namespace() -> Made:
    """A sheet in a namespace that nobody knows."""
    data = sheet().replace(MAIN.encode(), b"urn:evil")
    return but({SHEET: data}), Refused("sheet1.xml.*begins with 'worksheet'")


@case
def cells_in_another_namespace() -> Made:
    """Cells that only readers without namespaces see."""
    data = sheet([*fact_rows(), '<row r="5" xmlns="urn:evil"><c r="A5"><v>1</v></c></row>'])
    return but({SHEET: data}), Refused("sheet1.xml.*namespace")


@case
def cells_in_a_second_prefix() -> Made:
    """Cells under a prefix for the same namespace, which readers by name do not see."""
    data = sheet([*fact_rows(), f'<x:row xmlns:x="{MAIN}" r="5"><x:c r="A5"/></x:row>'])
    return but({SHEET: data}), Refused("sheet1.xml")


@case
def all_in_a_prefix() -> Made:
    """<x:row> and <x:c>, legal and read."""
    import re

    text = re.sub(r"<(/?)(?=[a-z])", r"<\1x:", sheet().decode().replace("xmlns=", "xmlns:x="))
    return but({SHEET: text.encode()}), Read()


@case
def sheet_data_twice() -> Made:
    """Two sheetData: readers take the first, the last, or both."""
    data = sheet(after="<sheetData><row r='9'><c r='A9'><v>1</v></c></row></sheetData>")
    return but({SHEET: data}), Refused("sheet1.xml.*(twice|two|second)")


@case
def sheet_data_inside_an_extension() -> Made:
    """Cells within extLst, where only careless readers find them."""
    hidden = "<extLst><ext><sheetData><row r='9'><c r='A9'><v>1</v></c></row></sheetData></ext>"
    data = sheet(after=hidden + "</extLst>")
    return but({SHEET: data}), Refused("sheet1.xml.*(extLst|some readers)")


@case
def cell_outside_a_row() -> Made:
    """A cell between two rows."""
    rows = [*fact_rows(), '<c r="A9"><v>1</v></c>']
    return but({SHEET: sheet(rows)}), Refused("sheet1.xml.*<c>")


@case
def row_inside_a_row() -> Made:
    """A row in a row."""
    rows = [*fact_rows(), '<row r="9"><row r="10"><c r="A10"><v>1</v></c></row></row>']
    return but({SHEET: sheet(rows)}), Refused("sheet1.xml.*<row>")


@case
def cell_inside_a_cell() -> Made:
    """A cell in a cell."""
    rows = [*fact_rows(), row(9, '<c r="A9"><c r="B9"><v>1</v></c></c>')]
    return but({SHEET: sheet(rows)}), Refused("sheet1.xml.*<c>")


@case
def value_inside_a_value() -> Made:
    """<v>32<v>00</v></v>."""
    return but({SHEET: with_cell("G2", '<c r="G2"><v>32<v>00</v></v></c>')}), Refused("<v>")


@case
def alternate_content_around_cells() -> Made:
    """mc:AlternateContent: which branch is read depends on the reader."""
    markup = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    branch = (
        f'<mc:AlternateContent xmlns:mc="{markup}"><mc:Choice Requires="x14">'
        f"{row(9, '<c><v>1</v></c>')}</mc:Choice></mc:AlternateContent>"
    )
    return but({SHEET: sheet([*fact_rows(), branch])}), Refused("AlternateContent")


@case
def second_root() -> Made:
    """Something after the end of the root."""
    return but({SHEET: sheet() + b"<worksheet/>"}), Refused("sheet1.xml.*well-formed")


@case
def torn_part_that_nobody_reads() -> Made:
    """A drawing that is no XML does not keep the facts from being read."""
    return but({"xl/drawings/drawing1.xml": b"<a><b></a>"}), Read()


@case
def stylesheet_instruction() -> Made:
    """<?xml-stylesheet?> would have a browser load something."""
    data = sheet().replace(
        HEAD.encode(), HEAD.encode() + b'<?xml-stylesheet href="http://127.0.0.1:9/x"?>'
    )
    return but({SHEET: data}), Read()


@case
def xinclude() -> Made:
    """An inclusion of a local file, in a text."""
    rows = [
        *fact_rows(),
        row(9, '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'),
    ]
    return but({SHEET: sheet(rows)}), Refused("include")


@case
def cdata_in_a_text() -> Made:
    """CDATA is text: it is read as such."""
    data = with_cell("I2", inline("I2", "<![CDATA[a <b> &amp; c]]>"))
    return but({SHEET: data}), Read({"Facts!I2": "a <b> &amp; c"})


@case
def comment_in_a_number() -> Made:
    """32<!-- -->00 is 3200 to all."""
    data = with_cell("G2", '<c r="G2"><v>32<!-- x -->00</v></c>')
    return but({SHEET: data}), Read({"Facts!G2": "3200"})


@case
def second_sheet_malformed() -> Made:
    """A sheet that is not the facts' is torn: it is refused by its name."""
    return but({SECOND: sheet([])[:-20]}), Refused("sheet2.xml.*well-formed")


@case
def prolog_without_end() -> Made:
    """Megabytes of comments before the root."""
    import random

    noise = random.Random(7).randbytes(200_000).hex()
    comments = f"<!--{noise[:60_000]}-->".encode() + b"<!--aaaaaaaaaaaaaaaaaaaaaaaaa-->" * 200_000
    data = sheet()
    return but({SHEET: data.replace(b"<worksheet", comments + b"<worksheet", 1)}), Refused(
        "sheet1.xml.*(longer than|zip bomb)"
    )
