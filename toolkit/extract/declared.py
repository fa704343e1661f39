"""What a web page declares of itself: JSON-LD, Open Graph, its meta tags; nothing is inferred."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from toolkit.extract.document import Told, one_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_LONGEST = 500_000  # characters of one JSON-LD block
_ARTICLES = {  # schema.org's types, and what sort of publication each is
    "NewsArticle": "news",
    "ReportageNewsArticle": "news",
    "AnalysisNewsArticle": "news",
    "BackgroundNewsArticle": "news",
    "OpinionNewsArticle": "news",
    "BlogPosting": "blog",
    "Article": "",
    "Report": "",
    "WebPage": "",
}


def declared_by(page: LexborHTMLParser, saved_from: str) -> Told:
    """JSON-LD goes before Open Graph, that before other meta tags and the page's own title."""
    metas = _metas(page)
    article = next(iter(sorted(_articles(page), key=_rank)), {})
    heading, title = page.css_first("h1"), page.css_first("title")
    root = page.css_first("html")
    canonical = page.css_first("link[rel=canonical]")
    return Told(
        title=_first(
            article.get("headline"),
            metas.get("og:title"),
            heading.text() if heading is not None else "",
            title.text() if title is not None else "",
        ),
        author=_first(
            _names(article.get("author")), metas.get("author"), _no_url(metas.get("article:author"))
        ),
        publisher=_first(_names(article.get("publisher")), metas.get("og:site_name")),
        published=_first(
            article.get("datePublished"),
            metas.get("article:published_time"),
            metas.get("datepublished"),
            metas.get("date"),
            metas.get("dc.date.issued"),
            metas.get("dc.date"),
        ),
        language=_first(
            article.get("inLanguage"),
            root.attributes.get("lang") if root is not None else "",
            metas.get("content-language"),
            metas.get("og:locale"),
        ),
        url=_first(
            _url(canonical.attributes.get("href") if canonical is not None else ""),
            _url(metas.get("og:url")),
            _url(article.get("url")),
            _url(saved_from),
        ),
        type=next((_ARTICLES[each] for each in _types(article) if _ARTICLES.get(each)), ""),
    )


def _metas(page: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in page.css("meta")[:500]:
        said = each.attributes
        key = said.get("property") or said.get("name") or said.get("itemprop")
        key = key or said.get("http-equiv")
        if key and (content := said.get("content")):
            found.setdefault(key.strip().casefold(), content)
    return found


def _articles(page: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD that is an article."""
    for each in page.css('script[type="application/ld+json"]')[:50]:
        text = each.text()
        if len(text) > _LONGEST:
            continue
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for one in _objects(found):
            if _ARTICLES.keys() & set(_types(one)):
                yield one


def _objects(found: Any) -> Iterator[dict[str, Any]]:
    listed = found if isinstance(found, list) else [found]
    for one in listed[:200]:
        if isinstance(one, dict):
            yield one
            graph = one.get("@graph")
            if isinstance(graph, list):
                yield from (each for each in graph[:200] if isinstance(each, dict))


def _types(article: dict[str, Any]) -> list[str]:
    said = article.get("@type", [])
    return [each for each in (said if isinstance(said, list) else [said]) if isinstance(each, str)]


def _rank(article: dict[str, Any]) -> int:
    """A news article before any other, that before a plain page."""
    types = _types(article)
    return 0 if any(_ARTICLES.get(each) for each in types) else 1 + ("WebPage" in types)


def _names(said: Any) -> str:
    listed = said if isinstance(said, list) else [said]
    names = [one.get("name") if isinstance(one, dict) else one for one in listed[:10]]
    return ", ".join(one_line(name) for name in names if isinstance(name, str) and _no_url(name))


def _no_url(said: Any) -> str:
    return "" if not isinstance(said, str) or "://" in said else said


def _url(said: Any) -> str:
    text = said.strip() if isinstance(said, str) else ""
    return text if text.startswith(("https://", "http://")) and len(text.split()) == 1 else ""


def _first(*said: Any) -> str:
    """The first that is a text with something in it."""
    return next((one_line(each) for each in said if isinstance(each, str) and each.strip()), "")
