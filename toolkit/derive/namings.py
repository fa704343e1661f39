"""Whether a source names the entity of a fact, and whom it names in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from unicodedata import normalize

from toolkit.database import Database
from toolkit.derive.speakers import unaccented

_COLUMNS = {"_row": "BIGINT", "other": "VARCHAR"}
_KINDS = ("company", "person")  # others go by many names: the market, the state


def _listed(names: str) -> frozenset[str]:
    return frozenset(names.split())


_FORMS = _listed(
    """
    ag se sa spa srl sl sas sarl nv bv gmbh kg kgaa co inc corp corporation ltd limited llc llp lp
    plc company compagnie holding holdings group groupe gruppe grupo gruppo ab asa oy oyj pte pty kk
    """
)
_LEGAL = _FORMS | _listed("the der die das und and of")
_COMMON = _LEGAL | _listed(
    """
    bank banque banco banca capital partners energy international industries technology
    technologies therapeutics pharma systems services fund fonds fondo global europe
    """
)
_OTHER_LETTERS = ("zh", "ja")
_LETTERS = re.compile(r"[^\W_]+")


class Entity(NamedTuple):
    """An entity as facts name it."""

    id: str
    kind: str | None
    issuer: str | None
    names: tuple[str, ...]


def build(database: Database, texts: Mapping[str, tuple[str, str]]) -> None:
    """Makes `strangers`: the facts whose entity the source never names, while it names another."""
    database.load_rows("strangers", _COLUMNS, _strangers(database, texts))


def _strangers(
    database: Database, texts: Mapping[str, tuple[str, str]]
) -> list[tuple[int, str | None]]:
    _, rows = database.fetch(
        "select id, kind, issuer, concat_ws(';', name, array_to_string(aliases, ';')), ticker "
        "from entities where id is not null order by _row"
    )
    entities = {
        one: Entity(one, kind or _kind_of(names), issuer, _names(f"{names};{ticker or ''}"))
        for one, kind, issuer, names, ticker in reversed(rows)
    }
    if len(entities) < 2 or not texts:
        return []
    _, facts = database.fetch(
        "select f._row, f.source, f.entity, a.found_start, a.found_end, "
        "concat_ws(' ', s.title, s.publisher, s.author) from facts f join anchors a using (_row) "
        "join (from sources qualify row_number() over (partition by id order by _row) = 1) s "
        "on s.id = f.source where a.state in ('found', 'shifted') and f.entity is not null "
        "order by f._row"
    )
    plain: dict[str, str] = {}
    named: dict[tuple[str, str], bool] = {}
    found = []
    for row, source, name, start, end, about in facts:
        entity = entities.get(name)
        if entity is None or entity.kind not in _KINDS or source not in texts:
            continue
        text, language = texts[source]
        if language[:2].lower() in _OTHER_LETTERS and all(one.isascii() for one in entity.names):
            continue  # what it is called there is not known
        if source not in plain:
            plain[source] = _plain(f"{about}\n{text}")
        if (source, name) not in named:
            named[source, name] = _is_named(entity, plain[source])
        if not named[source, name]:
            others = (o for o in entities.values() if o.kind in _KINDS and not _kin(entity, o))
            found.append((row, _first_named(others, text, start, end)))
    return [(row, other) for row, other in found if other]


def _first_named(others: Iterable[Entity], text: str, start: int, end: int) -> str | None:
    """Whom the sentence names, or else the whole text."""
    from toolkit.anchors import sentence_around

    known = list(others)
    low, high = sentence_around(text, start, end)
    for passage in (text[low:high], text):
        words = f" {_plain(passage)} "
        for other in known:
            if any(
                f" {one} " in words or (not one.isascii() and one in words) for one in other.names
            ):
                return other.id
    return None


def _kind_of(names: str) -> str | None:
    """What an entity is whose kind nobody gave: a company, where its form stands in its name."""
    return "company" if _FORMS & set(_plain(names).split()) else None


def _kin(entity: Entity, other: Entity) -> bool:
    """Whether they are one, or one is a part of the other."""
    return entity.id in (other.id, other.issuer) or other.id == entity.issuer


def _is_named(entity: Entity, text: str) -> bool:
    """Whether any word that is the entity's own stands in the text."""
    words = {word for one in entity.names for word in one.split()}
    own = words - _COMMON or words
    return any(
        word in text if len(word) > 3 or not word.isascii() else f" {word} " in f" {text} "
        for word in own
    )


def _names(listed: str) -> tuple[str, ...]:
    """Each name without case, accents and the form of the company."""
    each = (
        " ".join(w for w in _plain(one).split() if w not in _LEGAL) for one in listed.split(";")
    )
    return tuple(dict.fromkeys(one for one in each if len(one) > 1))


def _plain(text: str) -> str:
    """The words of a text with blanks between them, without case and accents."""
    letters = re.sub(r"(?<=\w)\.(?=\w\b)|(?<=\b\w)\.", "", unaccented(text))  # S.p.A., S.A.
    return " ".join(_LETTERS.findall(normalize("NFC", letters)))
