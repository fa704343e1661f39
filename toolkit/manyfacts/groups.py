"""Which of many facts speak of one thing, by SQL, and which of that SQL cannot tell alone."""

from __future__ import annotations

from toolkit.database import Database

_THING = "entity, concept, n_scope"
_KEY = f"{_THING}, in_unit, period_start, period_end, loose"


def build(database: Database) -> None:
    """Makes `_members`: the facts of one key, by the key's `first` fact, where they are several.

    Facts of one key are in one set (`grouping.group`). What joins further, an event told of several
    periods or an amount that another converts, leaves a key `open`; any other is a set by itself.
    `place` is the fact's place in it, `many` the size. `thing` parts keys that can never be joined.
    """
    database.execute(
        f"""
        create table _keyed as
        select _row, first_value(_row) over w as first, row_number() over w as place,
          count(*) over (partition by {_KEY}) as many, linked, hash({_THING}) as thing,
          if(event is null, null, hash(in_unit, n_event)) as told_of
        from (
          select *, if(value is null, 'text', 'in ' || unit) as in_unit,
            case when coalesce(period_start, period_end) is not null then null
              when event is not null then 'event ' || n_event else 'source ' || source end as loose,
            converted_from is not null or coalesce(id in (
              select converted_from from _said where converted_from is not null), false) as linked
          from _said
        )
        window w as (partition by {_KEY} order by id nulls last, _row);
        create table _open as
        select first from _keyed where linked
        union
        select unnest(firsts) from (
          select list(distinct first) as firsts from _keyed where told_of is not null
          group by thing, told_of having min(first) <> max(first)
        );
        create table _members as
        select k._row, k.first, k.place, k.many, k.thing, o.first is not null as open
        from _keyed k left join _open o using (first) where k.many > 1 or o.first is not null;
        drop table _keyed; drop table _open;
        """
    )
