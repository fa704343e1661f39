"""A folder taken for a pack: refused where it is none, or where its data is not whole."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from made.packs import put_pack

from toolkit.errors import FactpackError
from toolkit.pack.afterwards.verify import verify
from toolkit.pack.folder import open_pack
from toolkit.pack.manifest import NAME


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    numbers = [{"id": f"n{n:02}", "value": 1000 + n, "unit": "USD"} for n in range(12)]
    return put_pack(tmp_path_factory.mktemp("folder"), numbers)[0]


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "pack"))


def told(place: Path, **changed: object) -> None:
    manifest = json.loads((place / NAME).read_text(encoding="utf-8"))
    (place / NAME).write_text(json.dumps(manifest | changed), encoding="utf-8")


NO_PACKS: list[tuple[Callable[[Path], Path], str]] = [
    (lambda copy: copy / "gone", "there is nothing at"),
    (lambda copy: copy / "csv", "is no pack"),
    (lambda copy: copy / "csv" / "figures.csv", "stands in no pack's folder"),
    (lambda copy: copy / "csv.xlsx", "there is nothing at"),
    (lambda copy: (told(copy, format="factpack pack 9"), copy)[1], "is a 'factpack pack 9'"),
    (lambda copy: (told(copy, outputs="none"), copy)[1], "lists no files"),
    (lambda copy: (told(copy, outputs=[{"path": 1}]), copy)[1], "lists no files"),
    (lambda copy: (told(copy, outputs=[]), copy)[1], "lists no workbook"),
    (
        lambda copy: Path(shutil.copy(copy / "dossier-template.xlsx", copy / "foreign.xlsx")),
        "foreign.xlsx is not the workbook of the pack",
    ),
]


@pytest.mark.parametrize(("given", "says"), NO_PACKS)
def test_what_is_no_pack_is_refused(given: Callable[[Path], Path], says: str, copy: Path) -> None:
    with pytest.raises(FactpackError, match=says):
        verify(open_pack(given(copy)))


SPOILT: list[tuple[Callable[[Path], object], str]] = [
    (lambda copy: shutil.rmtree(copy / "data"), "written_cells.parquet is missing"),
    (lambda copy: (copy / "data/written_cells.parquet").write_bytes(b"PAR1"), "not as the export"),
    (lambda copy: told(copy, outputs=[]), "has no data/"),
]


@pytest.mark.parametrize(("spoil", "says"), SPOILT)
def test_nothing_is_answered_from_tables_that_are_not_whole(
    spoil: Callable[[Path], object], says: str, copy: Path
) -> None:
    spoil(copy)
    with pytest.raises(FactpackError, match=says):
        open_pack(copy).tables("written_cells")


def test_a_torn_table_whose_hash_fits_is_refused_in_words(copy: Path) -> None:
    from hashlib import sha256

    path = copy / "data" / "facts.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    outputs = [dict(each) for each in open_pack(copy).told["outputs"]]
    for each in outputs:
        if each["path"] == "data/facts.parquet":
            each["sha256"] = sha256(path.read_bytes()).hexdigest()
    told(copy, outputs=outputs)
    with pytest.raises(FactpackError, match=r"facts\.parquet cannot be read as Parquet"):
        open_pack(copy).sql("from facts")


def test_a_manifest_cannot_lead_out_of_the_folder(copy: Path) -> None:
    outputs = [*open_pack(copy).told["outputs"], {"path": "data/../../x.parquet", "sha256": ""}]
    told(copy, outputs=outputs)
    assert open_pack(copy).sql("select count(*) from facts").rows == [(12,)]


def test_a_folder_with_a_strange_name_is_read_as_any_other(made: Path, tmp_path: Path) -> None:
    place = shutil.copytree(made, tmp_path / "pack [2] *")
    assert open_pack(place).sql("select count(*) from facts").rows == [(12,)]
