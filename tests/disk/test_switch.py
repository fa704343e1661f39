"""A folder takes another's place whole or not at all, wherever it is cut short."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from toolkit.disk import switch
from toolkit.disk.switch import mend, put_folder, recover
from toolkit.errors import FactpackError

OLD, NEW = {"a": b"old", "m": b"old"}, {"a": b"new", "b/c": b"new", "m": b"new"}


def put(place: Path, files: dict[str, bytes], last: str = "m") -> None:
    put_folder(place, files, last, may_replace=lambda _: None)


def content(place: Path) -> dict[str, bytes]:
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
    }


class Killed(BaseException):
    """The power goes."""


@pytest.fixture(params=["in one step", "in two steps"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways in which folders change names; Windows knows only the second."""
    if request.param == "in two steps":
        monkeypatch.setattr(switch, "swapped", lambda one, other: False)
    return str(request.param)


@pytest.mark.parametrize("nth", range(14))
def test_a_switch_cut_short_anywhere_leaves_one_whole_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, nth: int
) -> None:
    place = tmp_path / "pack"
    put(place, OLD)
    steps = 0

    def stopping(real: Callable[..., Any]) -> Callable[..., Any]:
        def stop(*given: Any, **how: Any) -> Any:
            nonlocal steps
            steps += 1
            if steps > nth:
                raise Killed  # whatever would clean up is stopped as well
            return real(*given, **how)

        return stop

    with monkeypatch.context() as cut:
        for where, name in (
            (Path, "rename"),
            (Path, "mkdir"),
            (shutil, "rmtree"),
            (switch, "write_durably"),
            (switch, "swapped"),
        ):
            cut.setattr(where, name, stopping(getattr(where, name)))
        with contextlib.suppress(Killed):
            put(place, NEW)
    mend(place, "m")
    assert content(place) in (OLD, NEW)
    put(place, NEW)
    assert content(place) == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]


@pytest.fixture
def two_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(switch, "swapped", lambda one, other: False)


@pytest.mark.usefixtures("two_steps")
def test_a_folder_that_cannot_be_moved_stays_and_the_new_one_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "pack"
    put(place, OLD)
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self == place:
            raise PermissionError(13, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(FactpackError, match="cannot be replaced: a program holds") as refused:
        put(place, NEW)
    assert content(place) == OLD
    assert content(tmp_path / "pack (new)") == NEW
    assert "close the old one in Excel" in refused.value.hint


@pytest.mark.usefixtures("two_steps")
def test_the_old_folder_comes_back_where_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "pack"
    put(place, OLD)
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if target == place and self.name == ".pack.new":
            raise PermissionError(13, "in use")
        return real(self, target)

    with monkeypatch.context() as cut:
        cut.setattr(Path, "rename", rename)
        with pytest.raises(FactpackError, match="cannot be replaced"):
            put(place, NEW)
    assert content(place) == OLD


def test_a_switch_whose_new_folder_is_not_whole_is_undone(tmp_path: Path) -> None:
    place = tmp_path / "pack"
    put(tmp_path / ".pack.old", OLD)
    put(tmp_path / ".pack.new", {"a": b"new"} | {"x": b""}, "x")
    mend(place, "m")
    assert content(place) == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]


def test_whoever_asks_for_a_folder_in_an_interrupted_switch_gets_the_whole_one(
    tmp_path: Path,
) -> None:
    place = tmp_path / "pack"
    put(tmp_path / ".pack.old", OLD)
    put(tmp_path / ".pack.new", NEW)
    recover(place, "m")
    assert content(place) == NEW


def test_the_file_that_makes_a_folder_whole_is_written_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    real = switch.write_durably

    def write(path: Path, data: bytes) -> None:
        written.append(path.name)
        real(path, data)

    monkeypatch.setattr(switch, "write_durably", write)
    put(tmp_path / "pack", {"z": b"", "m": b"", "a": b""})
    assert written == ["a", "z", "m"]


@pytest.mark.parametrize("name", ["Mappe mit Größe", "ü" * 120, "n" * 250])
def test_any_name_that_a_folder_may_have_is_served(tmp_path: Path, name: str) -> None:
    put(tmp_path / name, OLD)
    put(tmp_path / name, NEW)
    assert content(tmp_path / name) == NEW
    assert [path.name for path in tmp_path.iterdir()] == [name]
