"""Many facts as `agreement` takes them, as a view: those that take part, names in normal form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from toolkit.database import Database

_NORMAL = ("scope", "event", "attributed_to", "via")
_ON_THE_WAY = ("_publishers", "_members", "_sure_", "_judged_", "_siblings")
# The facts of which it is known whom they are about, with what facts_of reads of each. How far a
# number is known is what was typed, else what its quote prints: `_accuracy`.
FACTS = """
select _row, id, entity, concept, source, kind, status, value, value_high, value_text, qualifier,
  unit, coalesce(f.decimals, a.decimals) as decimals, period_start, period_end, event, scope,
  attributed_to, via, converted_from, supersedes
from facts f left join _accuracy a using (_row)
where entity is not null and concept is not null and source is not null
"""


def build(database: Database) -> None:
    """Makes the view `_said`: what `records.facts_of` gives, with `n_scope` and its like beside.

    Also `_publishers`, what a source says in when it quotes nobody, by the source's id.
    """
    normal, joins = normal_forms(database, "facts", "f", _NORMAL)
    forms = ", ".join(f"{form} as n_{name}" for name, form in zip(_NORMAL, normal, strict=True))
    database.execute(
        f"""
        create view _said as
        select f._row, f.id, f.entity, f.concept, f.source, coalesce(f.kind, '') as kind, f.value,
          f.value_high, f.value_text, coalesce(f.qualifier, 'exact') as qualifier,
          coalesce(f.unit, '') as unit, f.decimals, f.period_start, f.period_end, f.event,
          coalesce(f.scope, '') as scope, f.attributed_to, f.via, f.converted_from, f.supersedes,
          coalesce(f.id, 'row ' || f._row) as name, {forms}
        from ({FACTS} and coalesce(status, '') not in ('rejected', 'proposed')
          and (value is not null or value_text is not null)) f {joins}
        """
    )
    (publisher,), joins = normal_forms(database, "sources", "s", ("publisher",))
    database.execute(
        f"""
        create table _publishers as
        select s.id, coalesce('said ' || nullif({publisher}, ''), 'source ' || s.id) as voice,
          coalesce(s.type in ('filing', 'release'), false) as is_primary
        from (
          from sources where id is not null
          qualify row_number() over (partition by id order by _row desc) = 1
        ) s {joins}
        """
    )


def records(database: Database, query: str) -> list[dict[str, Any]]:
    """The rows of a query by the names of its columns, as `agreement` takes records."""
    names, rows = database.fetch(query)
    return [dict(zip(names, row, strict=True)) for row in rows]


def normal_forms(
    database: Database, table: str, alias: str, columns: Sequence[str]
) -> tuple[list[str], str]:
    """What `records.normal` gives of the columns of a table, as SQL, and the joins that it takes.

    SQL says it of ASCII; any other text is made normal by Python, once.
    """
    from toolkit.agreement.records import normal

    forms, joins = [], []
    for column in columns:
        said = f"{alias}.{column}"
        odd = f"strlen({column}) <> length({column})"
        _, rows = database.fetch(f"select distinct {column} from {table} where {odd}")
        plain = f"lower(coalesce({said}, ''))"
        if rows:
            name = f"_normal_{table.strip('_')}_{column}"
            database.execute(f"drop table if exists {name}")
            texts = [text for (text,) in rows]
            made = [normal(text) for text in texts]
            database.load(name, {"text": ("VARCHAR", texts), "normal": ("VARCHAR", made)})
            joins.append(f"left join {name} on {name}.text = {said}")
            plain = f"coalesce({name}.normal, {plain})"
        forms.append(plain)
    return forms, " ".join(joins)


def clear(database: Database) -> None:
    """Drops what was made on the way: every table that begins with an underscore and is of here."""
    _, rows = database.fetch("select table_name from duckdb_tables() where not internal")
    made = [name for (name,) in rows if name.startswith(("_normal_", *_ON_THE_WAY))]
    dropped = "".join(f"drop table {name};" for name in sorted(made))
    database.execute(f"drop view _said; {dropped}")
