"""How each language tells that something is planned, heard by rumour, or said by somebody.

Rules and `speakers` look for it beside figures. Patterns are regular expressions, as Python and
DuckDB both read them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Telling(NamedTuple):
    """One language's words."""

    planned: str
    """A pattern of verbs and adverbs for what is not done yet: plans to, voraussichtlich."""
    heard: str
    """A pattern of words for what nobody stands to by name: insiders, dem Vernehmen nach."""
    before: str = ""
    """Alternatives of a pattern: verbs and prepositions of saying before a name. "" where names
    are not told by their capitals."""
    after: str = ""
    """Verbs of saying after a name."""


TELLING: Mapping[str, Telling] = {
    "de": Telling(
        planned=(
            r"\b(sollen?|wollen|will|plan(t|en)|geplant|erwarte(t|n)|rechne(t|n) (\w+ )?mit"
            r"|voraussichtlich|prognostizier(t|en)|strebt|peilt|könnten?|dürften?)\b"
        ),
        heard=(
            r"\b(Insider\w*|Gerücht\w*|dem Vernehmen nach|aus (Finanz|Branchen|Unternehmens)kreisen"
            r"|mit der (Sache|Angelegenheit) vertraut\w*|kolportiert\w*|Spekulation\w*|angeblich"
            r"|unbestätigt\w*|eingeweihte\w*)\b"
        ),
        before="sagte|sagt|erklärte|betonte|laut|nach Angaben von|meint",
        after="sagte|sagt|erklärte|rechnet mit|schätzt|erwartet|hält",
    ),
    "en": Telling(
        planned=(
            r"\b(will|would|could|might|(plan|plans|planned|intend|intends|aim|aims|hope|hopes|set|"
            r"expected|projected|forecast|scheduled|likely) to|expects|forecasts|projects to)\b"
        ),
        heard=(
            r"\b((people|person|sources?|insiders?|bankers?)"
            r" (familiar|close|briefed|with knowledge)"
            r"|familiar with the (matter|situation|plans|talks)|sources said|according to sources"
            r"|rumou?r(s|ed)?|reportedly|unconfirmed|is said to|are said to|speculation)\b"
        ),
        before="said|says|told reporters|according to",
        after="said|says|told|estimates|expects|reckons|forecasts",
    ),
    "es": Telling(
        planned=(
            r"\b(prevén?|espera|esperan|previst[oa]s?|planea|pretende|podrían?|debería|será|serán"
            r"|tendrá|costará|alcanzará|\w{4,}(arán?|erán?|irán?)|ascenderían?|alcanzarían?)"
        ),
        heard=(
            r"\b(rumor(es)?|fuentes (cercanas|conocedoras|anónimas|del mercado)|al parecer"
            r"|según fuentes|supuestamente|personas (cercanas|familiarizadas))\b"
        ),
        before="según|dijo|afirmó|declaró|aseguró|explicó",
        after="dijo|afirmó|declaró|estima|calcula",
    ),
    "fr": Telling(
        planned=(
            r"\b(va|vont|prévoi(t|ent)|vise|table sur|compte \w+er|sera|seront|aura|auront"
            r"|[a-zéèêà]\w{2,}(era|eront|dra|dront|iront)|\w*erai(t|ent)|aurai(t|ent)"
            r"|(dev|pour|recev|\w*[nulr]d)rai(t|ent))\b"
        ),
        heard=(
            r"\b(rumeurs?|sources? proches?|selon (nos|des) (informations|sources)"
            r"|proches? du dossier|bruits de couloir|de source (proche|anonyme))\b"
        ),
        before="selon|a déclaré|a indiqué|affirme|explique",
        after="a déclaré|a indiqué|estime|table sur",
    ),
    "it": Telling(
        planned=(
            r"\b(preved(e|ono)|previst[aoie]|punta a|intende|conta di|dovrebbe(ro)?|potrebbe(ro)?"
            r"|sar(à|anno)|avr(à|anno)|\w{4,}(erà|eranno|iranno))"
        ),
        heard=(
            r"\b(indiscrezion[ei]|voci di (mercato|corridoio)|rumors?|fonti (vicine|anonime)"
            r"|secondo (alcune )?fonti|persone (vicine|informate))\b"
        ),
        before="ha detto|ha dichiarato|ha spiegato|dice|afferma|secondo",
        after="ha detto|ha dichiarato|stima|prevede|si aspetta",
    ),
    "ja": Telling(
        planned=r"(見通し|見込み|予定|計画|見込む|予想|目指す)",
        heard=r"(関係者によると|複数の関係者|関係者の話|うわさ|噂|観測が)",
    ),
    "zh": Telling(
        planned=r"(预计|计划|(^|[^已曾])将|(^|[^模虚比])拟|有望|预料|料将|料会)",
        heard=r"(知情人士|据传|传闻|消息人士|有消息称)",
    ),
}
"""By the language's code."""
