"""Who a source lets speak: whether a fact's speaker is named there, or somebody else beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from unicodedata import normalize

from toolkit.database import Database
from toolkit.derive.distinct import distinct, same
from toolkit.figures.languages.telling import TELLING

_COLUMNS = {"n": "BIGINT", "named": "BOOLEAN", "other": "VARCHAR"}
_KEYS = "source, attributed_to, via, open, found_start, found_end, known"
_OF = "vom|von|der|of|at|from|di|della|del|de|du|chez"  # Greta Sommer vom Bankhaus Rehm
_NAME = rf"((?:[A-ZÀ-Þ][\w'’-]+[ ](?:(?:{_OF})[ ])?){{0,4}}[A-ZÀ-Þ][\w'’-]+)"
_NAMED = re.compile(r"\b[A-ZÀ-Þ][\w'’-]+")


@lru_cache(maxsize=4096)
def words(text: str) -> frozenset[str]:
    """The words of two letters and more, without case and accents."""
    return frozenset(re.findall(r"[^\W\d_]{2,}", unaccented(text)))


def unaccented(text: str) -> str:
    """The letters of a text without case and accents, decomposed (NFD)."""
    letters = normalize("NFD", text.casefold())
    return "".join(one for one in letters if not 0x300 <= ord(one) < 0x370)


_TITLES = words("Mr Mrs Ms Dr the der die das il la le el los les lo")


def build(database: Database, texts: Mapping[str, tuple[str, str]]) -> None:
    """Makes `speakers` of the facts whose quotes were found; `texts` are (text, language)."""
    database.execute(
        """
        create table _speaking as
        select f._row, f.source, f.attributed_to, f.via, f.kind is distinct from 'actual' as open,
          a.found_start, a.found_end, concat_ws(' ', e.id, e.name,
            array_to_string(e.aliases, ' '), s.publisher, s.author, s.id) as known
        from facts f join anchors a using (_row)
        left join (from entities qualify row_number() over (partition by id order by _row) = 1) e
          on e.id = f.entity
        left join (from sources qualify row_number() over (partition by id order by _row) = 1) s
          on s.id = f.source
        where a.state in ('found', 'shifted') and f.kind <> 'actual' or f.attributed_to is not null
        """
    )
    asked = distinct(database, "_asked_of", _KEYS, "from _speaking")
    found = [(n, *_told(texts, *each)) for n, *each in asked]
    database.load_rows("_spoke", _COLUMNS, [each for each in found if each[1] is not None])
    database.execute(
        f"""
        create table speakers as
        select s._row, p.named, p.other from _speaking s join _asked_of a on {same(_KEYS, "s", "a")}
        join _spoke p using (n);
        drop table _speaking; drop table _asked_of; drop table _spoke;
        """
    )


def _told(
    texts: Mapping[str, tuple[str, str]],
    source: str | None,
    speaker: str | None,
    via: str | None,
    is_open: bool,
    start: int | None,
    end: int | None,
    known: str,
) -> tuple[bool | None, str | None]:
    """Whether the source names the speaker, and who else speaks; None where it is not read."""
    from toolkit.anchors import sentence_around

    text, language = texts.get(source or "", ("", ""))
    language = language.partition("-")[0].lower()
    if language not in TELLING or not TELLING[language].before:
        return None, None
    name = person(speaker)
    named = name is None or bool(words(name) & words(text))
    if start is None or end is None:
        return named, None
    low, high = sentence_around(text, start, end)
    sentence = text[low:high]
    mine = words(" ".join(_NAMED.findall(f"{name or speaker or ''} {via or ''}")))
    if not speaker and not via and is_open:
        other = _speaker(sentence, language)
        of_itself = other is not None and bool(words(other) & words(known))
        return named, None if of_itself else other
    if mine & words(text) and not mine & (words(sentence) | words(known)):
        return named, _speaker(sentence, language)
    return named, None


def person(speaker: str | None) -> str | None:
    """The name in "Ida Lund, CFO"; None of what is not plainly a person and a part."""
    name, comma, part = (speaker or "").partition(",")
    parts = name.split()
    is_name = 2 <= len(parts) <= 4 and all(one[:1].isupper() for one in parts)
    return name if comma and part.strip() and is_name and name.isascii() | name.istitle() else None


def _speaker(sentence: str, language: str) -> str | None:
    """Who speaks in a sentence, as it names them."""
    says = TELLING[language]
    for pattern in (rf"\b(?i:{says.before})[ ]{_NAME}", rf"{_NAME}[ ](?:{says.after})\b"):
        if (match := re.search(pattern, sentence)) and words(match[1]) - _TITLES:
            return match[1]
    return None
