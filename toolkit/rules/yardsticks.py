"""What rules measure by: settings, currencies, words for units, languages, SQL macros."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.database import Database
from toolkit.dossier import Dossier
from toolkit.errors import UnreadableDossier
from toolkit.schemas import Schemas
from toolkit.sqltext import literal

THRESHOLDS: Mapping[str, tuple[str, Any, str]] = {  # SQL type, default, what it is
    "stale_price_days": ("BIGINT", 30, "the days after which a price is stale"),
    "price_concepts": (
        "VARCHAR[]",
        ["share_price", "market_cap", "enterprise_value"],
        "the concepts that are prices, with those under them",
    ),
}

_UNIT_WORDS = {  # what people type in place of a unit's own word
    "percent": "pct|percents|percentage|per cent|prozent|percento|per cento|pourcent|por ciento",
    "percentage_point": "pp|percentage point|percentage points|percentage_points|prozentpunkte",
    "basis_point": "bp|bps|basis point|basis points|basis_points|basispunkte",
    "multiple": "x|times|multiples|fold",
    "USD": "dollar|dollars|us dollar|us dollars",
    "EUR": "euro|euros",
    "CNY": "yuan|renminbi|rmb",
    "JPY": "yen",
}
_NAMES = """
id entity concept source unit scope event attributed_to via annotator reviewer converted_from
supersedes parent issuer fact facts total item set label name aliases publisher author ticker
exchange base rule record field by tags
"""
_NOUNS = "all ang bam bob cop cup gel lak mad mop pen ron sos top try"  # codes that are words
MACROS = """
create macro hundredth(a, b) as b <> 0 and round(a::double * 100, 9) = b::double;
create macro told(v) as case when v < 0 then '-' else '' end
  || case when abs(v) < 9e17::decimal(38,9) then format('{:,}', trunc(abs(v))::bigint)
     else format('{:,}', trunc(abs(v))::hugeint) end
  || case when v = trunc(v) then ''
     else '.' || rtrim(split_part(abs(v)::VARCHAR, '.', 2), '0') end;
create macro shortly(v) as case
  when v is null or v <> trunc(v) or abs(v) < 1000000 then told(v)
  when abs(v) >= 1000000000 and v::HUGEINT % 1000000 = 0
    then rtrim(rtrim(told(v::HUGEINT // 1000000000) || '.'
      || lpad((abs(v::HUGEINT) // 1000000 % 1000)::VARCHAR, 3, '0'), '0'), '.') || ' bn'
  when v::HUGEINT % 1000 = 0 and abs(v) < 1000000000
    then rtrim(rtrim(told(v::HUGEINT // 1000000) || '.'
      || lpad((abs(v::HUGEINT) // 1000 % 1000)::VARCHAR, 3, '0'), '0'), '.') || ' m'
  else told(v) end;
"""
_SPEECH = ("before", "after")  # not told in `languages`: for `speakers` alone
# Written out, so that no other column of `cells` is looked through.
_QUOTED_NAMES = ", ".join(f"'{name}'" for name in _NAMES.split())
_IS_NAME = f"create macro is_name(f) as f in ({_QUOTED_NAMES})"


_GROWTHS = """
create table growths as
select distinct c.id as concept, b.id as level from concepts c join concepts b
  on c.id = b.id || '_growth' or lower(c.label) = lower(b.label) || ' growth'
    or (c.id, b.id) = ('earnings_growth', 'net_income')
where c.id in (select concept from facts)
"""


def build(database: Database, dossier: Dossier, schemas: Schemas) -> None:
    """Makes the tables and macros that rules measure by; `database` holds the records."""
    database.execute(MACROS + _IS_NAME + _step(schemas))
    own = dossier.settings
    _, ((newest,),) = database.fetch("select max(published) from sources")
    columns: dict[str, tuple[str, Sequence[Any]]] = {
        "title": ("VARCHAR", [dossier.title]),
        "date": ("DATE", [own.date or newest]),
        "base_currency": ("VARCHAR", [own.base_currency]),
        "open_figures": ("BIGINT", [own.open_figures]),
    }
    for name, (kind, default, _) in THRESHOLDS.items():
        columns[name] = (kind, [_threshold(name, own.thresholds.get(name, default), default)])
    database.load("settings", columns)
    currencies = next(
        (d["$defs"]["currency"]["enum"] for d in schemas.documents.values() if "$defs" in d), ()
    )
    database.load("currencies", {"code": ("VARCHAR", currencies)})
    nouns = _NOUNS.split()
    said = {code.lower(): code for code in currencies if code.lower() not in nouns}
    said |= {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split("|")}
    words = {"word": ("VARCHAR", list(said)), "unit": ("VARCHAR", list(said.values()))}
    database.load("unit_words", words)
    database.load("name_fields", {"field": ("VARCHAR", _NAMES.split())})
    _languages(database)
    database.execute(_GROWTHS)


def _languages(database: Database) -> None:
    """The table of how each language tells things, and macros of what names say in any of them."""
    from toolkit.figures.languages.called import CALLED
    from toolkit.figures.languages.telling import TELLING, Telling

    told = {name: [getattr(one, name) for one in TELLING.values()] for name in Telling._fields}
    codes: dict[str, tuple[str, Sequence[Any]]] = {"code": ("VARCHAR", list(TELLING))}
    database.load("languages", codes | {
        name: ("VARCHAR", each) for name, each in told.items() if name not in _SPEECH
    })  # fmt: skip
    patterns = {f"says_{what}": "|".join(words.values()) for what, words in CALLED.items()}
    for name in ("compared", "yearly", "formerly"):
        patterns[f"tells_{name}"] = "|".join(told[name])
    patterns["tells_year_ago"] = "|".join(told["year_ago"] + told["year_ago_led"])
    database.execute(";".join(
        f"create macro {name}(words) as "
        f"coalesce(regexp_matches(replace(words, '_', ' '), {literal('(?i)' + pattern)}), false)"
        for name, pattern in patterns.items()
    ))  # fmt: skip


def _step(schemas: Schemas) -> str:
    """A macro that says an accuracy exponent as the drop-down does: billion for -9."""
    labels = schemas.types["facts"].field("decimals").labels
    words = " ".join(f"when {number} then '{word}'" for word, number in labels.items())
    return f";\ncreate macro step(n) as case n {words} else n::VARCHAR end"


def _threshold(name: str, given: Any, default: Any) -> Any:
    fits = isinstance(given, type(default)) and not isinstance(given, bool)
    if not fits or (isinstance(given, list) and not all(isinstance(one, str) for one in given)):
        raise UnreadableDossier(
            f"factpack.toml: thresholds.{name} is {given!r}", hint=f"write {name} = {default!r}"
        )
    return given
