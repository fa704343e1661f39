"""Saved web pages: the visible words of the article, block by block, and what the page declares."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.errors import FactpackError, UnreadableFile
from toolkit.extract.declared import declared_by
from toolkit.extract.document import Document, frozen, one_line, raised
from toolkit.extract.plain import decoded

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_LARGEST = 20_000_000
_MOST_TAGS = 1_000_000
_DEEPEST = 2_000
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{2,40})")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]+)\s*-->")


def _words_of(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_UNSEEN = _words_of(
    """
    script style noscript template svg math iframe object embed canvas audio video map form
    button select input textarea head link meta dialog datalist
    """
)
_AROUND = frozenset(("nav", "footer", "aside", "menu"))  # of the page, not of the article
_BLOCKS = _words_of(
    """
    address article aside blockquote body caption dd details div dl dt fieldset figcaption
    figure footer h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table
    tbody tfoot thead tr ul
    """
)
_BLANKS = re.compile(r"[ \t\n\r\f]+")  # a no-break space is no blank (HTML, 4.4.1; CSS Text, 4.1)
_MUST_CLOSE = re.compile(
    r"<(/?)(?:div|span|section|article|main|aside|nav|header|footer|table|tbody|ul|ol|dl|b|i|u|s"
    r"|em|strong|font|center|blockquote|small|big|sup|sub|code|pre|form|fieldset|figure|details"
    r"|svg|math|[a-z]+-[a-z-]+)\b",
    re.IGNORECASE,
)
_MOST_OPEN = 10_000
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read_page(data: bytes, name: str, encoding: str | None) -> Document:
    """The words of a saved page: of its article where one is marked, else of its body.

    Headings get #, items of lists -, cells of tables |; a superscript stays raised. Scripts,
    forms, what is hidden and the page's own navigation are left out. Nothing is fetched.
    """
    head = data[:4096]
    found = _META.search(head) or _XML.match(head)
    text, remark = decoded(data, name, encoding, found[1].decode("ascii") if found else "")
    return _document(text, name, "html", "", remark)


def read_archive(data: bytes, name: str, encoding: str | None) -> Document:
    """A page that a browser saved as one file (MHTML, RFC 2557)."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            inside = part.get_payload(decode=True)
            if isinstance(inside, bytes):
                declared = str(part.get_param("charset") or "")
                meta = _META.search(inside[:4096])
                declared = declared or (meta[1].decode("ascii") if meta else "")
                text, remark = decoded(inside, name, encoding, declared)
                url = str(message.get("Snapshot-Content-Location") or "")
                return _document(text, name, "mhtml", url, remark)
    raise UnreadableFile(f"{name} holds no web page", hint="save the page as HTML")


def _document(text: str, name: str, extension: str, url: str, remark: str) -> Document:
    if len(text) > _LARGEST or text.count("<") > _MOST_TAGS:
        raise UnreadableFile(
            f"{name} has {len(text):,} characters and {text.count('<'):,} tags, "
            "more than a page has",
            hint="save the article alone, as plain text or PDF",
        )
    if text.count("<") > _MOST_OPEN and _open_at_once(text) > _MOST_OPEN:
        raise _too_deep(name)
    saved = _SAVED_FROM.search(text[:4096])
    parser = _parsed(text)
    remarks = [remark] if remark else []
    body = parser.body
    words, marked = ("", False) if body is None else _article(body, name)
    if body is not None and not marked:
        remarks.append("the page marks no article, so all of its words are kept but its navigation")
    words = frozen(words)
    if not words:
        raise UnreadableFile(
            f"{name} holds no words that show",
            hint="the page may load its text when it is opened: print it to PDF and add that",
        )
    told = declared_by(parser, url or (saved[1] if saved else ""))
    return Document(words, extension, told, tuple(remarks))


def _open_at_once(text: str) -> int:
    """How many elements at most are open at one place, of those that must be closed.

    The parser's own time grows with the square of that, so it is counted before.
    """
    depth = most = 0
    for tag in _MUST_CLOSE.finditer(text):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > most:
            most = depth
    return most


def _too_deep(name: str) -> UnreadableFile:
    return UnreadableFile(
        f"{name} is nested more than {_DEEPEST:,} deep", hint="print it to PDF and add that"
    )


def _parsed(text: str) -> LexborHTMLParser:
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as fault:  # pragma: no cover - it comes with factpack
        raise FactpackError(
            "reading web pages needs selectolax", hint="pip install selectolax"
        ) from fault
    return LexborHTMLParser(text)


def _article(body: LexborNode, name: str) -> tuple[str, bool]:
    """The article's words, and whether the page marks it: more than half of what is seen."""
    everything = _words(body, name, around=False)
    size = len(everything)
    for selector in ("article", "main, [role=main]", "[itemprop=articleBody]"):
        parts = [_words(each, name, around=True) for each in body.css(selector)[:200]]
        best = max(parts, key=len, default="")
        if len(best) * 2 > size and best.strip():
            if not re.search(r"^# ", best, re.MULTILINE):
                best = _headline(body) + best
            return best, True
    return everything, False


def _headline(body: LexborNode) -> str:
    heading = body.css_first("h1")
    text = one_line(heading.text()) if heading is not None else ""
    return f"# {text}\n\n" if text else ""


def _words(top: LexborNode, name: str, *, around: bool) -> str:
    """The words below a node as lines; with `around` also what nav, footer and aside hold."""
    lines: list[str] = []
    line: list[str] = []
    raw = 0  # how many <pre> are open

    def end() -> None:
        text = "".join(line)
        text = text if raw else re.sub(r" *\n *", "\n", _spaced(text)).strip(" ")
        if text.strip():
            lines.append(text)
        line.clear()

    for node, tag, entering in _walk(top, name, around=around):
        if tag == "-text":
            text = node.text_content or ""
            line.append(text if raw else _BLANKS.sub(" ", text))
        elif tag == "br" and entering:
            line.append("\n")
        elif tag == "sup" and entering:
            line.append(raised(one_line(node.text())))
        elif tag in ("td", "th"):
            line.append("| " if entering else " ")
        elif tag == "tr" and not entering:
            line.append("|" if "".join(line).strip() else "")
            lines.append(one_line("".join(line)))
            line.clear()
        elif tag in _BLOCKS:
            in_cell = tag not in ("tr", "table", "tbody", "thead", "tfoot") and _opens_cell(line)
            if in_cell:
                line.append(" ")
                continue
            end()
            raw += (1 if entering else -1) if tag == "pre" else 0
            if entering and tag[0] == "h" and tag[1:].isdigit():
                line.append("#" * int(tag[1]) + " ")
            elif entering and tag == "li":
                line.append("- ")
            elif tag not in ("li", "tr", "tbody", "thead", "tfoot"):
                lines.append("")
    end()
    return "\n".join(each for each in lines if each.strip(" #-|") or not each)


def _opens_cell(line: list[str]) -> bool:
    return bool(line) and line[0] == "| "


def _spaced(text: str) -> str:
    return re.sub(r"[ \t]{2,}", " ", text)


def _walk(top: LexborNode, name: str, *, around: bool) -> Iterator[tuple[LexborNode, str, bool]]:
    """Every node that shows, entered and left, without recursion."""
    stack: list[tuple[LexborNode, str, bool]] = [(top, top.tag or "", True)]
    depth = 0
    while stack:
        node, tag, entering = stack.pop()
        yield node, tag, entering
        if not entering:
            depth -= 1
            continue
        if tag == "-text":
            continue
        depth += 1
        if depth > _DEEPEST:
            raise _too_deep(name)
        stack.append((node, tag, False))
        if tag == "sup":
            continue
        below: list[tuple[LexborNode, str, bool]] = []
        child = node.first_child
        while child is not None:
            kind = child.tag or ""
            if kind == "-text" or _shows(child, kind, around=around):
                below.append((child, kind, True))
            child = child.next
        stack += reversed(below)


def _shows(node: LexborNode, tag: str, *, around: bool) -> bool:
    if tag in _UNSEEN or tag.startswith(("-", "!")) or (not around and tag in _AROUND):
        return False
    said = node.attributes
    return not (
        "hidden" in said
        or said.get("aria-hidden") == "true"
        or _HIDDEN.search(said.get("style") or "")
    )
