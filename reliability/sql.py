"""Attacks by SQL: what reads files, writes, tells of the machine, or never ends."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from measured import Measured

sys.path.append(str(Path(__file__).parent.parent / "tests"))

from locked.attacking import Attack, attacks, honest
from made.dossiers import CLEAN, make_dossier

from toolkit import OpenDossier, open_dossier
from toolkit.errors import QueryRefused
from toolkit.locked.box import Limits

_SECONDS, _MEMORY = 1.0, "256MB"
_SECRET = "the-secret-words"
_FACTS = "select count(*), sum(value)::varchar from facts"


def measured(full: bool) -> Iterator[Measured]:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        secret = root / "secret.csv"
        secret.write_text(f"a,b\n{_SECRET},1\n", encoding="utf-8", newline="")
        opened = open_dossier(make_dossier(root / "dossier", CLEAN))
        facts = opened.sql(_FACTS, limits=Limits(memory=_MEMORY)).rows
        before = _bytes(root)
        tried, why, latest = attacks(secret, root / "out"), [], 0.0
        for attack in tried:
            began = time.perf_counter()
            survived = _survives(opened, attack)
            latest = max(latest, time.perf_counter() - began - _SECONDS)
            if not survived or opened.sql(_FACTS).rows != facts or _bytes(root) != before:
                why.append(f"{attack.kind}: {attack.sql[:80]}")
            elif latest > 1:
                why.append(f"{attack.kind}, stopped {latest:.1f} s late: {attack.sql[:80]}")
        yield Measured(
            "SQL attacks refused or stopped",
            len(tried) - len(why),
            len(tried),
            f"Each of `tests/locked/attacks.toml`, held to {_SECONDS:g} s and {_MEMORY}: refused,"
            " or stopped within a second of its limit, or answered with nothing of the machine; the"
            " tables and every file are afterwards as before."
            f" The latest was stopped {max(latest, 0):.1f} s after its limit.",
            why,
        )
        asked = honest()
        lost = [sql for sql in asked if not _answers(opened, sql)]
        yield Measured(
            "honest queries answered",
            len(asked) - len(lost),
            len(asked),
            "Ways of asking that a careless refusal would hit too, in the same file.",
            lost,
        )
        opened.database.close()


def _survives(opened: OpenDossier, attack: Attack) -> bool:
    try:
        answer = opened.sql(attack.sql, limits=Limits(_SECONDS))
        told = repr((answer.columns, answer.rows))
    except QueryRefused as refusal:
        return _SECRET not in str(refusal)
    root = str(opened.dossier.root.parent)
    return attack.may == "answered" and not any(one in told for one in (_SECRET, root))


def _answers(opened: OpenDossier, sql: str) -> bool:
    try:
        return opened.sql(sql, limits=Limits(30)).rows is not None
    except QueryRefused:
        return False


def _bytes(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
