"""Sets of many facts that all say the same number or the same words, told as `sets` tells them."""

from __future__ import annotations

from toolkit.agreement.sets import PAIR_LIMIT
from toolkit.database import Database

_SAYS = """case
  when value is null then '"' || value_text || '"'
  else if(qualifier in ('exact', 'between'), '', replace(qualifier, '_', ' ') || ' ') || told(value)
    || coalesce(' to ' || told(value_high), '')
    || case unit when '' then '' when 'percent' then ' %' else ' ' || replace(unit, '_', ' ') end
  end"""
_PERIOD = """if(period_start is null, period_end::varchar,
  period_start || '..' || coalesce(period_end::varchar, ''))"""
_VOICE = """case
  when attributed_to is null and via is null then coalesce(p.voice, 'source ' || s.source)
  when via is null then 'said ' || n_attributed_to
  when attributed_to is null then 'via ' || n_via end"""
_IN_WORDS = "starts_with(says, '\"')"
_SHIFT = 1 << 40  # a fact's place in its set and its _row, in one number


def build(database: Database) -> None:
    """Makes `_sure`, a row for each set of `_members` that SQL tells, and `_sure_pairs`.

    Their key is the set's `first` fact; the other facts of `_members` are for Python. Every fact is
    held against the first of its set: what the set is called by, and number, upper end and
    qualifier, or words, must be the same; decimals and kind may differ.
    """
    _alike(database)
    _witnesses(database)
    _sets(database)
    _pairs(database)
    database.execute("drop table _alike; drop table _heard; drop table _gone")


def _alike(database: Database) -> None:
    # Words that would have to be put on one line or shortened are left to Python.
    database.execute(
        f"""
        create table _alike as
        select m.first, bool_and(s.decimals is not distinct from f.decimals) as one_accuracy,
          bool_and(s.kind = f.kind) as one_kind, bool_and(s.source = f.source) as one_source,
          bool_and(s.n_attributed_to || s.n_via <> '' and s.n_via = f.n_via
            and s.n_attributed_to = f.n_attributed_to) as one_voice,
          coalesce(bool_or(p.is_primary), false) as has_primary,
          list(s.id) as ids, list(m.place * {_SHIFT} + s._row) as places, list(s.source) as sources
        from _members m join _said s using (_row) join _said f on f._row = m.first
        left join _publishers p on p.id = s.source
        where not m.open and m.many <= {PAIR_LIMIT}
        group by m.first
        having bool_and(s.scope = f.scope and s.event is not distinct from f.event
          and if(s.value is null,
            s.value_text = f.value_text and length(s.value_text) <= 120
              and regexp_full_match(s.value_text, '[!-~]+( [!-~]+)*'),
            s.value = f.value and s.qualifier = f.qualifier
              and s.value_high is not distinct from f.value_high))
        """
    )


def _witnesses(database: Database) -> None:
    """Counts the voices of sets that have several, where none of them have to be joined."""
    database.execute(
        f"""
        create table _heard as
        select first, if(count(voice) = count(*) and min(quotes) = max(quotes),
          least(count(distinct voice), count(distinct source)), null) as witnesses
        from (
          select m.first, s.source, coalesce(s.attributed_to, s.via) is not null as quotes,
            {_VOICE} as voice
          from _alike a join _members m using (first) join _said s on s._row = m._row
          left join _publishers p on p.id = s.source
          where not a.one_source and not a.one_voice
        ) group by first
        """
    )


def _sets(database: Database) -> None:
    database.execute(
        f"""
        create table _gone as
        select m.first, list(s.id order by m.place) as superseded
        from _said s join _members m using (_row) where s.id in (
          select supersedes from _said
          where supersedes is not null and supersedes is distinct from id)
        group by m.first;
        create table _sure as
        select a.first, len(ids) = 0 as nameless, coalesce(event, {_PERIOD}, source) as told_of,
          entity, concept, period_start, period_end,
          (coalesce(period_start, period_end) is not null)::bigint as periods,
          nullif(scope, '') as scope, event, if(value is null, null, nullif(unit, '')) as unit,
          list_concat(ids, ['row ' || (place % {_SHIFT}) for place in places[len(ids) + 1:]])
            as facts,
          [place % {_SHIFT} for place in places] as rows, sources,
          coalesce(superseded, []) as superseded,
          if(value is null or one_accuracy, 'complete', 'consistent') as class,
          'agrees' as relation, witnesses, has_primary,
          if(value <> 0, 1, null)::decimal(38,9) as ratio, null::decimal(38,9) as scale_slip,
          0::bigint as pairs_left_out, {_SAYS} as says, one_kind and one_accuracy as one_way
        from (
          select a.* replace (list_sort(places) as places,
              list_sort(list_distinct(sources)) as sources,
              list_sort(list_filter(ids, lambda id: id is not null)) as ids),
            if(one_source or one_voice, 1, h.witnesses) as witnesses
          from _alike a left join _heard h using (first)
        ) a join _said f on f._row = a.first left join _gone g on g.first = a.first
        where witnesses is not null
        """
    )


def _pairs(database: Database) -> None:
    alike = "a.decimals is not distinct from b.decimals"
    database.execute(
        f"""
        create table _sure_pairs as
        select first as set, s.a, s.b, s.a_row, s.b_row,
          if({_IN_WORDS} or {alike}, 'complete', 'consistent') as class, 'agrees' as relation,
          ratio, s.a || ' says ' || says || ', ' || s.b || ' says ' || says
            || case when {_IN_WORDS} then ': the same words' when {alike} then ': the same'
              else ': the same number, known to different decimals' end
            || if(a.kind <> b.kind, '; ' || s.a || ' is ' || {_with_article("a.kind")}
              || ', ' || s.b || ' ' || {_with_article("b.kind")}, '') as why
        from (
          select *, facts[i] as a, facts[j] as b, rows[i] as a_row, rows[j] as b_row
          from (
            select *, unnest(range(i + 1, len(rows) + 1)) as j
            from (select *, unnest(range(1, len(rows))) as i from _sure)
          )
        ) s
        left join _said a on a._row = if(one_way, null, a_row)
        left join _said b on b._row = if(one_way, null, b_row)
        """
    )


def _with_article(kind: str) -> str:
    """As `pairs` puts it."""
    return f"if(left({kind}, 1) in ('', 'a', 'e', 'i', 'o', 'u'), 'an ', 'a ') || {kind}"
