"""An installed factpack finds its schemas and templates, whichever way it was installed."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, made from an sdist of the files that git tracks and those it would."""
    folder = tmp_path_factory.mktemp("built")
    copy = folder / "checkout"
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes((ROOT / name).read_bytes())
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(copy)]
    done = subprocess.run(build, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_the_sdist_carries_what_the_wheel_needs(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for path in ("schemas/facts.schema.json", "templates/ic_pack/template.xlsx", "LICENSE"):
        assert path in names
    assert {"house/concepts.csv", "toolkit/rules/ID001.sql", "toolkit/py.typed"} <= names


def test_a_wheel_in_a_clean_environment_does_the_main_job(built: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    (wheel,) = built.glob("*.whl")
    install = [str(scripts / "python"), "-m", "pip", "install", "--no-deps", "--no-index", "-q"]
    subprocess.run([*install, str(wheel)], check=True, timeout=300, cwd=tmp_path)
    # The libraries are this environment's own; toolkit must be the wheel's.
    libraries = {"PYTHONPATH": sysconfig.get_path("purelib"), "PATH": os.environ["PATH"]}
    if "SYSTEMROOT" in os.environ:
        libraries["SYSTEMROOT"] = os.environ["SYSTEMROOT"]

    def factpack(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(scripts / "factpack"), *words],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=libraries,
            timeout=120,
        )

    where = [str(scripts / "python"), "-c", "import toolkit; print(toolkit.__file__)"]
    shown = subprocess.run(where, capture_output=True, text=True, cwd=tmp_path, env=libraries)
    assert str(environment) in shown.stdout
    assert factpack("--version").stdout.startswith("factpack ")
    for words in (
        ("init", "mine"),
        ("check", "mine", "--fail-on", "warning"),
        ("sql", "mine", "select count(*) from facts"),
        ("export", "mine", "--template", "ic_pack"),
    ):
        done = factpack(*words)
        assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "out" / "mine" / "ic_pack" / "manifest.json").is_file()
