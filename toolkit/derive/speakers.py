"""Who a source lets speak: whether a fact's speaker is named there, or somebody else beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from unicodedata import normalize

from toolkit.database import Database

_COLUMNS = {"_row": "BIGINT", "named": "BOOLEAN", "other": "VARCHAR"}
_OF = "vom|von|der|of|at|from|di|della|del|de|du|chez"  # Greta Sommer vom Bankhaus Rehm
_NAME = rf"((?:[A-ZÀ-Þ][\w'’-]+[ ](?:(?:{_OF})[ ])?){{0,4}}[A-ZÀ-Þ][\w'’-]+)"
_NAMED = re.compile(r"\b[A-ZÀ-Þ][\w'’-]+")
_SAYS = {  # verbs and prepositions of saying: before a name, after a name
    "en": (
        "said|says|told reporters|according to",
        "said|says|told|estimates|expects|reckons|forecasts",
    ),
    "de": (
        "sagte|sagt|erklärte|betonte|laut|nach Angaben von|meint",
        "sagte|sagt|erklärte|rechnet mit|schätzt|erwartet|hält",
    ),
    "it": (
        "ha detto|ha dichiarato|ha spiegato|dice|afferma|secondo",
        "ha detto|ha dichiarato|stima|prevede|si aspetta",
    ),
    "fr": ("selon|a déclaré|a indiqué|affirme|explique", "a déclaré|a indiqué|estime|table sur"),
    "es": ("según|dijo|afirmó|declaró|aseguró|explicó", "dijo|afirmó|declaró|estima|calcula"),
}


@lru_cache(maxsize=4096)
def words(text: str) -> frozenset[str]:
    """The words of two letters and more, without case and accents."""
    plain = normalize("NFD", text.casefold())
    plain = "".join(one for one in plain if not 0x300 <= ord(one) < 0x370)
    return frozenset(re.findall(r"[^\W\d_]{2,}", plain))


_TITLES = words("Mr Mrs Ms Dr the der die das il la le el los les lo")


def build(database: Database, texts: Mapping[str, tuple[str, str]]) -> None:
    """Makes `speakers` of the facts whose quotes were found; `texts` are (text, language)."""
    from toolkit.anchors import sentence_around

    _, rows = database.fetch(
        """
        select f._row, f.source, f.attributed_to, f.via, a.found_start, a.found_end,
          f.kind, concat_ws(' ', e.id, e.name, array_to_string(e.aliases, ' '), s.publisher,
            s.author, s.id)
        from facts f join anchors a using (_row)
        left join (from entities qualify row_number() over (partition by id order by _row) = 1) e
          on e.id = f.entity
        left join (from sources qualify row_number() over (partition by id order by _row) = 1) s
          on s.id = f.source
        where a.state in ('found', 'shifted') and f.kind <> 'actual' or f.attributed_to is not null
        order by f._row
        """
    )
    found = []
    for row, source, speaker, via, start, end, kind, known in rows:
        text, language = texts.get(source, ("", ""))
        language = language.partition("-")[0].lower()
        if language not in _SAYS:
            continue
        named = person(speaker) is None or bool(words(person(speaker) or "") & words(text))
        other = None
        if start is not None and end is not None:
            low, high = sentence_around(text, start, end)
            sentence = text[low:high]
            mine = words(" ".join(_NAMED.findall(f"{speaker or ''} {via or ''}")))
            silent = not speaker and not via and kind != "actual"
            if silent or (mine & words(text) and not mine & (words(sentence) | words(known or ""))):
                other = _speaker(sentence, language)
        found.append((row, named, other))
    database.load_rows("speakers", _COLUMNS, found)


def person(speaker: str | None) -> str | None:
    """The name in "Ida Lund, CFO"; None of what is not plainly a person and a part."""
    name, comma, part = (speaker or "").partition(",")
    parts = name.split()
    is_name = 2 <= len(parts) <= 4 and all(one[:1].isupper() for one in parts)
    return name if comma and part.strip() and is_name and name.isascii() | name.istitle() else None


def _speaker(sentence: str, language: str) -> str | None:
    """Who speaks in a sentence, as it names them."""
    before, after = _SAYS[language]
    for pattern in (rf"\b(?i:{before})[ ]{_NAME}", rf"{_NAME}[ ](?:{after})\b"):
        if (match := re.search(pattern, sentence)) and words(match[1]) - _TITLES:
            return match[1]
    return None
