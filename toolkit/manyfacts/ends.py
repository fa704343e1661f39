"""The intervals of many facts: by SQL where it is exact, else once for each distinct number."""

from __future__ import annotations

from decimal import Decimal

from toolkit.agreement.arithmetic import stored_high, stored_low
from toolkit.agreement.intervals import interval
from toolkit.database import Database

# Of these DECIMAL(38,9) holds both ends: no half of a unit has a tenth decimal, none leads past
# 29 digits. By how much "about" and "nearly" loosen a number is for Python to say.
_DECIMALS = range(-27, 9)
_SURE = f"""(
  abs(value) < 1e28::decimal(38,9) and coalesce(abs(value_high) < 1e28::decimal(38,9), true)
  and coalesce(decimals between {_DECIMALS[0]} and {_DECIMALS[-1]}, true)
  and qualifier not in ('about', 'nearly')
)"""


def build(database: Database) -> None:
    """Makes the table `intervals`, as `intervals.interval_rows` does, of the facts in `_said`."""
    asked = database.fetch(
        "select distinct value, value_high, qualifier, decimals from _said"
        f" where value is not null and not {_SURE}"
    )[1]
    found = [(key, interval(*key)) for key in asked]
    rows = [
        (*key, stored_low(one.low), stored_high(one.high), one.low_open, one.high_open, one.basis)
        for key, one in found
    ]
    amount = "DECIMAL(38,9)"
    kinds = {"value": amount, "value_high": amount, "qualifier": "VARCHAR", "decimals": "BIGINT"}
    kinds |= {"low": amount, "high": amount, "low_open": "BOOLEAN", "high_open": "BOOLEAN"}
    database.load_rows("_ends", kinds | {"basis": "VARCHAR"}, rows)
    database.execute(
        f"""
        create table intervals as
        select _row, {_LOW} as low, {_HIGH} as high,
          coalesce({_IS_BOUND} and qualifier = 'more_than', false) as low_open,
          coalesce({_IS_BOUND} and qualifier = 'less_than', false) as high_open, {_BASIS} as basis
        from (select *, {_half()} as half from _said where {_SURE})
        union all
        select s._row, e.low, e.high, e.low_open, e.high_open, e.basis
        from _said s join _ends e on e.value = s.value and e.qualifier = s.qualifier
          and e.value_high is not distinct from s.value_high
          and e.decimals is not distinct from s.decimals;
        drop table _ends
        """
    )


_BOUND = "qualifier in ('at_least', 'more_than', 'at_most', 'less_than')"
_IS_BOUND = f"({_BOUND} and value_high is null and value >= 0)"
_LOW = f"""case
  when value_high is not null then least(value, value_high) - half
  when {_BOUND} then if(value >= 0 and qualifier in ('at_least', 'more_than'), value, null)
  when qualifier = 'up_to' then least(value, 0)
  else value - half end"""
_HIGH = f"""case
  when value_high is not null then greatest(value, value_high) + half
  when {_BOUND} then if(value >= 0 and qualifier in ('at_most', 'less_than'), value, null)
  when qualifier = 'up_to' then greatest(value, 0)
  when qualifier = 'between' then null
  else value + half end"""
_BASIS = f"""case
  when value_high is not null or qualifier = 'between' then 'range'
  when {_BOUND} then if(value < 0, 'bound of a negative', 'bound')
  when qualifier = 'up_to' then 'bound'
  when decimals is null then 'as typed' else 'rounding' end"""


def _half() -> str:
    """Half a unit of the last decimal; nothing where the accuracy is not stated."""
    each = ((n, Decimal(5).scaleb(-n - 1)) for n in _DECIMALS)
    whens = " ".join(f"when {n} then {half:f}::decimal(38,9)" for n, half in each)
    return f"case decimals {whens} else 0::decimal(38,9) end"
