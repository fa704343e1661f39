"""The words that a pack says of itself: its date, its counts, what was left out, its status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from importlib.metadata import version as installed
from typing import TYPE_CHECKING

from toolkit.errors import FactpackError
from toolkit.ooxml.filling.localized import localized
from toolkit.ooxml.filling.words import Word
from toolkit.pack.template import PackTemplate
from toolkit.rules.rulebook import all_rules

if TYPE_CHECKING:
    from toolkit.database import Database
    from toolkit.dossier import Dossier


def version() -> str:
    """factpack's own version, as installed."""
    return installed("factpack")


def newest_publication(database: Database) -> date:
    """The day of the newest source: the pack's date where none is given."""
    _, rows = database.fetch("select max(published) from sources")
    if rows[0][0] is None:
        raise FactpackError(
            "the pack has no date: the settings give none, and no source has one",
            hint="write  date = 2025-09-26  in factpack.toml, or give --as-of 2025-09-26",
        )
    found: date = rows[0][0]
    return found


def words_of(
    dossier: Dossier,
    database: Database,
    template: PackTemplate,
    day: date,
    tally: Mapping[str, int],
    left_out: Sequence[tuple[str, date]],
) -> dict[str, Word]:
    """The {{words}} that factpack gives; those of template.toml come before them."""
    _, rows = database.fetch(
        """
        select count(*) filter (status not in ('rejected', 'proposed')),
          count(*) filter (status not in ('rejected', 'proposed') and value is not null),
          count(*) filter (status in ('reviewed', 'approved')),
          count(*) filter (status = 'draft'),
          count(*) filter (status in ('rejected', 'proposed')),
          (select count(*) from sources)
        from facts
        """
    )
    facts, figures, reviewed, drafts, set_aside, sources = rows[0]
    left = ", ".join(f"{id} ({localized(published, 'en')})" for id, published in left_out)
    given: dict[str, Word] = {
        "title": dossier.title,
        "dossier": dossier.name,
        "date": day,
        "template": template.name,
        "version": version(),
        "base_currency": dossier.settings.base_currency,
        "facts": facts,
        "figures": figures,
        "statements": facts - figures,
        "reviewed": reviewed,
        "drafts": drafts,
        "set_aside": set_aside,
        "sources": sources,
        "rules": len(all_rules()) + len(dossier.rule_files()),
        "errors": tally["error"],
        "warnings": tally["warning"],
        "notes": tally["note"],
        "status": _status(tally, drafts),
        "left_out": f"Published after {localized(day, 'en')}: {left}" if left else "Nothing",
        "left_out_count": len(left_out),
    }
    return given | dict(template.settings.words)


def words_of_rows(rows: Mapping[str, int]) -> dict[str, Word]:
    """Of each query: how many rows it gave, as a number and as it is told beside its Table."""
    words: dict[str, Word] = {}
    for name, count in rows.items():
        words[f"{name}_rows"] = count
        words[f"{name}_told"] = (
            f"Rows: {count:,}." if count else "Empty: the dossier has nothing for this Table."
        )
    return words


def counted_facts(database: Database) -> dict[str, tuple[str, ...]]:
    """Of each word that counts facts: which it counts. Drafts without an id have no name."""
    _, rows = database.fetch(
        """
        with told as (
          select id, status, value is not null as number,
            status not in ('rejected', 'proposed') as stands
          from facts where id is not null
        )
        select list(id order by id) filter (stands),
          list(id order by id) filter (stands and number),
          list(id order by id) filter (stands and not number),
          list(id order by id) filter (status in ('reviewed', 'approved')),
          list(id order by id) filter (status = 'draft'),
          list(id order by id) filter (not stands)
        from told
        """
    )
    names = ("facts", "figures", "statements", "reviewed", "drafts", "set_aside")
    return {name: tuple(ids or ()) for name, ids in zip(names, rows[0], strict=True)}


# Of the words that factpack gives; QUERY_rows and QUERY_told are beside these.
MEANINGS: dict[str, str] = {
    "title": "what the dossier is called",
    "dossier": "the dossier's folder",
    "date": "the pack's date",
    "template": "the template",
    "version": "the version of factpack that made the pack",
    "base_currency": "the dossier's base currency",
    "facts": "how many facts there are, without rejected and proposed ones",
    "figures": "how many of the facts are numbers",
    "statements": "how many of the facts are said in words",
    "reviewed": "how many facts are reviewed or approved",
    "drafts": "how many facts nobody has reviewed yet",
    "set_aside": "how many facts are rejected or only proposed",
    "sources": "how many sources were read",
    "rules": "how many rules the facts were held against",
    "errors": "how many errors checking found",
    "warnings": "how many warnings checking found",
    "notes": "how many notes checking made",
    "status": "whether the facts are fit for a decision",
    "left_out": "which sources were published after the pack's date",
    "left_out_count": "how many sources were published after the pack's date",
}


def _status(tally: Mapping[str, int], drafts: int) -> str:
    if tally["error"]:
        return f"Not fit for a decision: {number_of(tally['error'], 'error')} in the facts"
    said = []
    if drafts:
        said.append(f"{number_of(drafts, 'fact')} not reviewed yet")
    if tally["warning"]:
        said.append(number_of(tally["warning"], "warning"))
    return f"For discussion: {', '.join(said)}" if said else "Checked: no errors, all reviewed"


def number_of(count: int, what: str) -> str:
    """1 error, 1,234 errors."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"
