"""Documents read: every word that shows, what they declare of themselves, what is refused."""

from __future__ import annotations

import pytest
from made.documents import ENCRYPTED, WORD, paragraph, pdf, word
from ooxml.build import packed

from toolkit.errors import UnreadableFile
from toolkit.extract import Document, Told, extract

# -- pages -----------------------------------------------------------------------------------------


def page(body: str, head: str = "", name: str = "page.html") -> Document:
    return extract(f"<!doctype html><html><head>{head}</head><body>{body}".encode(), name)


LONG = "Example AG raised money, and more of it than in any year before. " * 3


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>One</p><p>two\n  three</p>", "One\n\ntwo three\n"),
        ("<h1>Head</h1><p>a<br>b</p>", "# Head\n\na\nb\n"),
        ("<p>380&nbsp;Mrd. <b>Eu</b>ro</p>", "380\u00a0Mrd. Euro\n"),
        ("<p>up 3.2<sup>1</sup> billion</p>", "up 3.2¹ billion\n"),
        ("<p>5<sup><a href='#n'>2)</a></sup> and CO<sub>2</sub></p>", "5²⁾ and CO2\n"),
        ("<ul><li>one<li>two</ul>", "- one\n- two\n"),
        ("<table><tr><th>Year</th><th>EUR</th></tr><tr><td><p>2024</p></td><td>1.5</td></table>",
         "| Year | EUR |\n| 2024 | 1.5 |\n"),
        ("<p>Mil&shy;li&#8203;arden</p>", "Milliarden\n"),
        ("<p>cafe&#769;</p>", "café\n"),
        ("<pre>a  b\n c</pre>", "a  b\n c\n"),
        ("<div>one<div>two</div>three</div>", "one\n\ntwo\n\nthree\n"),
        ("<p>x</p><script>var a = 12</script><style>p{}</style><p hidden>y</p>"
         "<p style='DISPLAY: none'>z</p><p aria-hidden=true>w</p><noscript>n</noscript>", "x\n"),
        ("<p>kept</p><nav>Home</nav><aside>More</aside><footer>1999</footer>", "kept\n"),
        (f"<nav>Home 12</nav><article><h1>T</h1><p>{LONG}</p><aside>n</aside></article>More 5",
         f"# T\n\n{LONG.strip()}\n\nn\n"),
        (f"<header><h1>T</h1></header><main><p>{LONG}</p></main>", f"# T\n\n{LONG.strip()}\n"),
    ],
)  # fmt: skip
def test_a_page_gives_the_words_that_show(body: str, text: str) -> None:
    assert page(body).text == text


def test_a_small_article_beside_more_words_is_not_taken_for_the_whole() -> None:
    found = page(f"<article>Teaser</article><p>{LONG}</p>")
    assert found.text.startswith("Teaser")
    assert LONG.strip() in found.text
    assert "marks no article" in found.remarks[0]


JSON = """<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "headline": "W"},
{"@type": ["NewsArticle"], "headline": "The  head", "datePublished": "2025-09-12T08:00:00+02:00",
"author": [{"name": "A. B."}, {"name": "C"}], "publisher": {"name": "The Paper"},
"inLanguage": "de-DE"}]}</script>"""


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (JSON, Told("The head", "A. B., C", "The Paper", "2025-09-12T08:00:00+02:00", "de-DE",
                    type="news")),
        ("<title>T &amp; U</title><meta property='og:site_name' content='Site'>"
         "<meta property='article:published_time' content='2025-01-02'>"
         "<meta name=author content='An Author'><meta property='article:author' "
         "content='https://x.example/a'><link rel=canonical href='https://x.example/1'>",
         Told("T & U", "An Author", "Site", "2025-01-02", url="https://x.example/1")),
        ("<link rel=canonical href='javascript:alert(1)'><script type='application/ld+json'>{bad"
         "</script><script type='application/ld+json'>[[1], {'a': 2}]</script>", Told()),
    ],
)  # fmt: skip
def test_a_page_says_what_it_declares_and_nothing_more(head: str, told: Told) -> None:
    assert page("<p>x</p>", head).told == told


@pytest.mark.parametrize(
    ("data", "expected", "remark"),
    [
        ("<meta charset=utf-8><p>é €</p>".encode(), "é €\n", ""),
        ("<meta charset=windows-1252><p>é €</p>".encode("cp1252"), "é €\n", ""),
        (b"<meta charset=iso-8859-1><p>\x80 5</p>", "€ 5\n", ""),
        ("<meta charset='gb2312'><p>亿</p>".encode("gb18030"), "亿\n", ""),
        ("<p>é</p>".encode("utf-16"), "é\n", ""),
        ("<meta charset=iso-8859-15><p>é</p>".encode("utf-8-sig"), "é\n", ""),
        ("<p>é</p>".encode("cp1252"), "é\n", "not UTF-8; read as CP1252"),
        ("<meta charset=utf-8><p>é</p>".encode("cp1252"), "é\n", "declares utf-8, but is not"),
        ("<meta charset=rot13><p>é</p>".encode(), "é\n", "which does not exist"),
    ],
)  # fmt: skip
def test_the_encoding_is_the_one_declared_where_that_can_be(
    data: bytes, expected: str, remark: str
) -> None:
    found = extract(data, "a.htm")
    assert found.text == expected
    assert remark in " ".join((*found.remarks[:1], ""))


def test_a_page_saved_as_one_file_is_read() -> None:
    data = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x.example/1\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="B"\r\n'
        b"\r\n--B\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>3,2 Mrd. =E2=82=AC</p>\r\n--B--\r\n"
    )
    found = extract(data, "page.mhtml")
    assert (found.text, found.told.url) == ("3,2 Mrd. €\n", "https://x.example/1")


# -- PDFs ------------------------------------------------------------------------------------------


def test_a_pdf_keeps_its_pages_and_says_what_its_info_does() -> None:
    info = {"Title": "Annual report", "Author": "Anna", "CreationDate": "D:20250301120000Z"}
    found = extract(
        pdf([["Revenue was 4.2 billion", "in 2024."], ["Page two is here."]], info), "a"
    )
    assert found.text == "Revenue was 4.2 billion\nin 2024.\fPage two is here.\n"
    assert (found.pages, found.told) == (2, Told("Annual report", "Anna"))
    assert "2025-03-01; that is not taken for the day of publication" in found.remarks[-1]
    assert extract(pdf([["x"]], {"Title": "Microsoft Word - a.docx"}), "a").told.title == ""


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pdf([[]]), "holds no text: its pages are pictures"),
        (pdf([["secret"]], encrypt=ENCRYPTED), "is encrypted"),
        (pdf([["x"]])[:200].replace(b"Catalog", b"Catalot"), "is torn or no PDF"),
    ],
)  # fmt: skip
def test_a_pdf_without_readable_words_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        extract(data, "a.pdf")


# -- Word ------------------------------------------------------------------------------------------


def test_a_word_document_gives_its_words_as_they_stand() -> None:
    styles = (
        f"<w:styles xmlns:w='{WORD}'><w:style w:styleId='H'><w:pPr><w:outlineLvl w:val='1'/>"
        "</w:pPr></w:style></w:styles>"
    )
    notes = (
        f"<w:footnotes xmlns:w='{WORD}'><w:footnote w:type='separator' w:id='0'>"
        f"{paragraph('---')}</w:footnote><w:footnote w:id='2'>{paragraph('Unaudited.')}"
        "</w:footnote></w:footnotes>"
    )
    body = (
        paragraph("Head", "<w:pPr><w:pStyle w:val='H'/></w:pPr>")
        + "<w:p><w:r><w:t>4.2</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"
        "<w:del><w:r><w:delText>3.9</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t xml:space='preserve'> billion</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>7</w:t></w:r></w:p>"
        + paragraph("item", "<w:pPr><w:numPr/></w:pPr>")
        + f"<w:tbl><w:tr><w:tc>{paragraph('Year')}</w:tc><w:tc>{paragraph('EUR')}"
        f"{paragraph('m')}</w:tc></w:tr></w:tbl>"
    )
    core = (
        "<dc:title>A title</dc:title><dc:creator>Anna</dc:creator><dc:language>de-DE</dc:language>"
    )
    found = extract(word(body, core, {"styles": styles, "footnotes": notes}), "a.docx")
    assert found.text == "## Head\n\n4.2¹ billion⁷\n\n- item\n\n| Year | EUR m |\n\n¹ Unaudited.\n"
    assert found.told == Told("A title", "Anna", language="de-DE")
    assert "tracked changes" in found.remarks[0]


def test_a_word_document_by_libreoffice_keeps_its_powers_and_the_numbers_of_its_notes() -> None:
    """Its superscripts from HTML are small and raised; its notes' ids begin at 2, unordered."""

    def note(id: int, text: str) -> str:
        return f"<w:footnote w:id='{id}'>{paragraph(text)}</w:footnote>"

    def refers(id: int, more: str = "") -> str:
        return f"<w:r><w:footnoteReference w:id='{id}'{more}/></w:r>"

    notes = (
        f"<w:footnotes xmlns:w='{WORD}'><w:footnote w:id='0' w:type='separator'/>"
        f"{note(2, 'Unaudited.')}{note(3, 'Excluding Ulm.')}{note(4, '* By hand.')}</w:footnotes>"
    )
    small = "<w:position w:val='8'/><w:sz w:val='19'/>"
    by_hand = " w:customMarkFollows='1'"
    lower = "<w:position w:val='-4'/><w:sz w:val='19'/>"
    body = (
        "<w:p><w:r><w:rPr></w:rPr><w:t>10</w:t></w:r>"
        f"<w:r><w:rPr>{small}</w:rPr><w:t>6</w:t></w:r><w:r><w:t xml:space='preserve'> t CO</w:t>"
        f"</w:r><w:r><w:rPr>{lower}</w:rPr><w:t>2</w:t></w:r>{refers(3)}<w:r>"
        f"<w:t>, 4.2</w:t></w:r>{refers(2)}<w:r><w:t>, 5</w:t></w:r>"
        f"{refers(4, by_hand)}<w:r><w:t>*</w:t></w:r></w:p>"
    )
    assert extract(word(body, parts={"footnotes": notes}), "a.docx").text == (
        "10⁶ t CO2¹, 4.2², 5*\n\n² Unaudited.\n¹ Excluding Ulm.\n* By hand.\n"
    )


DTD = "<!DOCTYPE w [<!ENTITY a 'aaaa'>]>"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (word("<w:p>" * 5_000 + "</w:p>" * 5_000), "nested"),
        (word(paragraph("x"), parts={"styles": DTD + "<w/>"}), "DTD|DOCTYPE"),
        (word(paragraph("x" * 40_000_000)), "packed|times"),
        (word(""), "holds no words"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is no|is an?"),
        (packed({"a.txt": "x"}), "is a zip without"),
    ],
)  # fmt: skip
def test_a_hostile_or_foreign_document_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        extract(data, "a.docx")


# -- texts, and what is none -----------------------------------------------------------------------


def test_a_text_keeps_its_words_and_gets_line_ends_of_one_kind() -> None:
    found = extract("\ufeff# Head\r\n\r\n\r\n\r\n3,2 Mrd. €  \rEnd".encode(), "a.md")
    assert (found.text, found.extension) == ("# Head\n\n3,2 Mrd. €\nEnd\n", "md")


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"\x89PNG\r\n", "a.html", "is a picture"),
        (b"{\\rtf1 x}", "a.doc", "is a rich text"),
        (b"ab\0cd" * 20, "a.txt", "control characters"),
        (b"<div>" * 5_000 + b"x", "a.html", "nested more than"),
        (b"<b>" * 1_000_001, "a.html", "1,000,001 tags"),
        (b"<script>app()</script>", "a.html", "no words that show"),
        (b"x" * 50_000_001, "a.txt", "at most 50,000,000 are read"),
    ],
)  # fmt: skip
def test_what_gives_no_text_is_refused_with_a_next_step(data: bytes, name: str, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says) as refused:
        extract(data, name)
    assert refused.value.hint


def test_small_digits_above_the_line_stay_raised() -> None:
    up, down = ") Tj /F1 6 Tf 4 Ts (", ") Tj /F1 11 Tf 0 Ts ("
    lines = [
        f"Emissions were 10{up}6{down} tonnes, up 7.4% from 2024.{up}12{down}",
        f"A line of 10 {up}6{down} apart, and 20{down}30 of one size.",
    ]
    assert extract(pdf([lines]), "a.pdf").text.splitlines() == [
        "Emissions were 10⁶ tonnes, up 7.4% from 2024.¹²",
        "A line of 10 6",
        " apart, and 2030 of one size.",
    ]
