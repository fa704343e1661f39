"""A result that does not read back as it was merged is never taken for written."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.dossier import data_folder
from toolkit.errors import FactpackError
from toolkit.merge.checking import verified
from toolkit.merge.merging import merge
from toolkit.merge.plan import plan_of
from toolkit.merge.reading import read_side
from toolkit.merge.side import Side
from toolkit.merge.textfiles import write_csv
from toolkit.schemas import load_schemas

SCHEMAS = load_schemas(data_folder("schemas"))
BASE = "loose,,,\nid,quote,value,Mine\nf1,one,1,a\nf2,two,2,b\nf3,three,3,c\n"
OURS = BASE.replace("two", "deux")
THEIRS = BASE.replace(",1,a", ",1.5,A").replace("f3,three,3,c\n", "f4,four,4,d\nf5,five,5,e\n")
MADE = "loose,,,\nid,quote,value,Mine\nf1,one,1.5,A\nf2,deux,2,b\nf4,four,4,d\nf5,five,5,e\n"


def side(folder: Path, text: str) -> Side:
    (folder / "facts.csv").write_text(text, encoding="utf-8", newline="")
    return read_side(folder / "facts.csv", "facts.csv", SCHEMAS, "csv")


@pytest.mark.parametrize(
    ("was", "now", "lost"),
    [
        ("", "", ""),
        ("1.5", "1.6", "1 record"),
        ("1.5,A", "1.6,B", "1 record"),
        ("A", "", "1 record"),
        ("deux", "two", "1 record"),
        (",d\n", ",D\n", "1 record"),
        ("f5,five,5,e\n", "", "1 record"),
        ("f4,four,4,d\nf5,five,5,e\n", "", "2 records"),
        ("f5,five,5,e\n", "f5,five,5,e\nf6,six,6,f\n", "1 record"),
        ("f1,one,1.5,A\nf2,deux,2,b\n", "f2,deux,2,b\nf1,one,1.5,A\n", "2 records"),
        ("f1,one,1.5,A\n", "", "4 records"),
        ("Mine", "Yours", "4 records"),
        ("id,quote,value,Mine\nf1", "a,b,c,d\nf1", "4 records"),
        ("loose", "", "1 cell outside of records"),
        ("loose,,,", "tight,,,", "1 cell outside of records"),
        ("loose", "tight\nloose", ""),  # what is new beside the records is no loss
        ("1.5", "1.50", ""),
    ],
)
def test_every_difference_is_noticed(tmp_path: Path, was: str, now: str, lost: str) -> None:
    ours = side(tmp_path, OURS)
    made_of = merge(side(tmp_path, BASE), ours, side(tmp_path, THEIRS))
    made = write_csv(OURS.encode(), "facts.csv", plan_of(made_of))
    assert made.data.decode() == MADE and (was == "" or was in MADE)
    back = side(tmp_path, MADE.replace(was, now, 1) if was else MADE)
    if not lost:
        found = verified(back, ours, made_of, made, "csv")
        table, record = back.tables["facts"], ours.tables["facts"].records[1]
        assert found[id(record)] is table.records[1] and len(found) == 4
        return
    with pytest.raises(FactpackError) as told:
        verified(back, ours, made_of, made, "csv")
    assert told.value.what == (
        f"facts.csv: merged, {lost} would not read back as meant; nothing was written"
    )
    assert told.value.hint


def test_a_record_where_there_is_to_be_none_is_noticed(tmp_path: Path) -> None:
    head = "id,quote,value,Mine\n"
    ours = side(tmp_path, head)
    made_of = merge(side(tmp_path, head), ours, side(tmp_path, head))
    made = write_csv(head.encode(), "facts.csv", plan_of(made_of))
    assert verified(side(tmp_path, head), ours, made_of, made, "csv") == {}
    with pytest.raises(FactpackError, match="1 record would not read back"):
        verified(side(tmp_path, f"{head}f1,q,1,m\n"), ours, made_of, made, "csv")
