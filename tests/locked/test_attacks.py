"""No SQL does anything but read the dossier's tables, within its limits."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from locked.attacking import Attack, attacks, honest
from made.dossiers import CLEAN, make_dossier

from toolkit import OpenDossier, open_dossier
from toolkit.errors import QueryRefused
from toolkit.locked.box import Limits

SECRET = "the-secret-words"
LIMIT = re.compile("stopped after|needs more than|is larger than|brought down")
HERE = Path("/nowhere/dossier")  # takes the dossier's place in a test's name
ALL = attacks(HERE / "secret.csv", HERE / "out")
secret_of_the_caller = [{"password": SECRET}]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDossier]:
    root = tmp_path_factory.mktemp("attacked")
    (root / "secret.csv").write_text(f"a,b\n{SECRET},1\n", encoding="utf-8", newline="")
    os.environ["CANARY"] = SECRET
    one = open_dossier(make_dossier(root / "dossier", CLEAN))
    one.sql("select 1", limits=Limits(memory="256MB"))
    yield one
    one.database.close()
    del os.environ["CANARY"]


@pytest.mark.parametrize("attack", ALL, ids=lambda one: f"{one.kind}: {one.sql[:50]!r}")
def test_an_attack_reads_writes_and_tells_nothing_and_ends(
    attack: Attack, opened: OpenDossier
) -> None:
    root = opened.dossier.root.parent
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    limits = Limits({"limits": 0.4, "size": 2}.get(attack.kind, 20))
    sql = attack.sql.replace(str(HERE), root.as_posix())
    if attack.may == "answered":
        answer = opened.sql(sql, limits=limits)
        told = repr((answer.columns, answer.rows))
        for canary in (SECRET, str(root), str(Path.home() / "x")[:-1], str(Path.cwd())):
            assert canary not in told
    else:
        with pytest.raises(QueryRefused) as refused:
            _ = opened.sql(sql, limits=limits).rows
        assert SECRET not in str(refused.value)
        assert attack.may != "stopped" or LIMIT.search(refused.value.what)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    assert opened.sql("select count(*), sum(value) from facts").rows == [(1, Decimal(1))]


@pytest.mark.parametrize("sql", honest())
def test_an_honest_query_is_answered(sql: str, opened: OpenDossier) -> None:
    assert opened.sql(sql).rows is not None
