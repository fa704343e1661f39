"""The attacks of attacks.toml, each with what must become of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_LIST = Path(__file__).with_name("attacks.toml")


class Attack(NamedTuple):
    """`sql`; `may` is refused (never answered), stopped (at a limit) or answered (harmlessly)."""

    kind: str
    may: str
    sql: str


def attacks(secret: Path, out: Path) -> list[Attack]:
    """Every attack on a file with a secret, or writing to `out`."""
    return [
        each._replace(sql=each.sql.replace("FILE", str(secret)).replace("OUT", str(out)))
        for each in _listed()
        if each.kind != "honest"
    ]


def honest() -> list[str]:
    """Queries that are answered with rows."""
    return [each.sql for each in _listed() if each.kind == "honest"]


def _listed() -> Iterator[Attack]:
    told = tomllib.loads(_LIST.read_text(encoding="utf-8"))
    for one in told.pop("grown"):
        many = one["many"] * one["times"]
        end = one.get("closes", "") * one["times"]
        yield Attack("size", "refused", one["sql"].replace("MANY", many).replace("END", end))
    for kind, lists in told.items():
        for may, queries in lists.items():
            yield from (Attack(kind, may, sql) for sql in queries)
