"""Whether a source, or the sentence of a fact, names its entity, and whom it names instead."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from toolkit.database import Database
from toolkit.derive.speakers import unaccented, words
from toolkit.figures.languages.telling import TELLING

_COLUMNS = {"_row": "BIGINT", "other": "VARCHAR", "named": "BOOLEAN"}
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
_OPENING = 4  # words of a sentence before and with whom it opens
_OPENING_SIGNS = 12
_OTHER_LETTERS = ("zh", "ja")
_LETTERS = re.compile(r"[^\W_]+")


class Entity(NamedTuple):
    """An entity as facts name it."""

    id: str
    kind: str | None
    issuer: str | None
    names: tuple[str, ...]


def build(database: Database, texts: Mapping[str, tuple[str, str]]) -> None:
    """Makes `strangers`: the facts whose entity the source never names, while it names another, and
    the actuals whose sentence opens with another and does not name it."""
    database.load_rows("strangers", _COLUMNS, _strangers(database, texts))


def _strangers(
    database: Database, texts: Mapping[str, tuple[str, str]]
) -> list[tuple[int, str | None, bool]]:
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
        "concat_ws(' ', s.title, s.publisher, s.author), "
        "f.kind = 'actual' and f.value is not null, "
        "concat_ws(' ', f.attributed_to, f.via) from facts f join anchors a using (_row) "
        "join (from sources qualify row_number() over (partition by id order by _row) = 1) s "
        "on s.id = f.source where a.state in ('found', 'shifted') and f.entity is not null "
        "order by f._row"
    )
    plain: dict[str, str] = {}
    named: dict[tuple[str, str], bool] = {}
    openings = _Openings(entities.values())
    found = []
    for row, source, name, start, end, about, actual, speaker in facts:
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
            found.append((row, _first_named(others, text, start, end), False))
        elif actual:
            place = source, start, end
            found.append((row, openings.other(entity, speaker, place, texts[source]), True))
    return [(row, other, is_named) for row, other, is_named in found if other]


class _Openings:
    """Whom sentences open with: "Cassa Adige's profit", "Der Autobauer Nordau", "日産自動車は"."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._named: dict[str, list[tuple[str, Entity]]] = defaultdict(list)
        self._signs: list[tuple[str, Entity]] = []
        for entity in entities:
            for name in entity.names if entity.kind in _KINDS else ():
                if name.isascii():
                    self._named[name.split()[0]].append((f"{name} ", entity))
                else:
                    self._signs.append((name.replace(" ", ""), entity))
        self._read: dict[tuple[str, int, int], tuple[str, Entity | None]] = {}

    def other(
        self, entity: Entity, speaker: str, place: tuple[str, int, int], written: tuple[str, str]
    ) -> str | None:
        """Another than the entity, its parts and the speaker, where the entity is not named."""
        if place not in self._read:
            self._read[place] = self._opened(*written, *place[1:])
        sentence, first = self._read[place]
        if first is None or _kin(entity, first) or _is_named(entity, sentence):
            return None
        return None if _is_named(first, _plain(speaker)) else first.id

    def _opened(self, text: str, language: str, start: int, end: int) -> tuple[str, Entity | None]:
        from toolkit.anchors import sentence_around

        low, high = sentence_around(text, start, end)
        plain = _plain(text[low:high])
        first, then = plain.split(), _against(language.partition("-")[0].lower())
        for at, word in enumerate(first[:_OPENING]):
            if word in then:
                break  # "Unlike Nordau"
            rest = " ".join(first[at : at + 8]) + " "
            for name, entity in self._named.get(word, ()):
                if rest.startswith(name):
                    return plain, entity
        begun = plain.replace(" ", "")[:_OPENING_SIGNS]
        return plain, next((entity for name, entity in self._signs if name in begun), None)


@lru_cache
def _against(language: str) -> frozenset[str]:
    """Words before what a sentence is not about: unlike, after, gegenüber."""
    return words(TELLING[language].against) if language in TELLING else frozenset()


def _first_named(others: Iterable[Entity], text: str, start: int, end: int) -> str | None:
    """Whom the sentence names, or else the whole text."""
    from toolkit.anchors import sentence_around

    known = list(others)
    low, high = sentence_around(text, start, end)
    for passage in (text[low:high], text):
        said = f" {_plain(passage)} "
        for other in known:
            if any(
                f" {one} " in said or (not one.isascii() and one in said) for one in other.names
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
    each = {word for one in entity.names for word in one.split()}
    own = each - _COMMON or each
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
