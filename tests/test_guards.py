"""What must hold of the house itself: light starts, one way down, everything told."""

from __future__ import annotations

import configparser
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.records.validate import RULES
from toolkit.rules.rulebook import own_rules

ROOT = Path(__file__).parent.parent
TOOLKIT = ROOT / "toolkit"
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in TOOLKIT.rglob("*.py")
    if path.name != "__main__.py"
)
HEAVY = ("pandas", "duckdb", "openpyxl", "jsonschema", "numpy", "babel", "rapidfuzz")


def python(code: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *options, "-c", code],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def test_the_command_line_loads_nothing_heavy() -> None:
    code = f"import sys, toolkit, toolkit.cli; print([m for m in {HEAVY} if m in sys.modules])"
    assert python(code).stdout == "[]\n"


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom toolkit.cli import factpack\n"
        "try: factpack(['--help'])\nexcept SystemExit: pass\n"
        f"print([m for m in {HEAVY} if m in sys.modules])"
    )
    assert python(code).stdout.endswith("[]\n")


def test_checking_loads_neither_pandas_nor_openpyxl() -> None:
    code = (
        "import sys\nfrom toolkit import open_dossier\n"
        "open_dossier('examples/alibaba-ai').findings()\n"
        "print([m for m in ('pandas', 'numpy', 'openpyxl') if m in sys.modules])"
    )
    assert python(code).stdout == "[]\n"


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_alone_without_a_warning(module: str) -> None:
    done = python(f"import {module}", "-W", "error")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("module", MODULES)
def test_a_file_opens_with_one_line_that_says_what_it_knows(module: str) -> None:
    path = ROOT / Path(*module.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert first.startswith('"""') and len(first) > 20, first


def test_every_package_is_named_in_setup_cfg() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    named = set(config["options"]["packages"].split())
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in TOOLKIT.rglob("__init__.py")}
    assert found <= named
    mapped = dict(
        line.split(" = ") for line in config["options"]["package_dir"].split("\n") if line
    )
    assert all((ROOT / folder).is_dir() for folder in mapped.values())


@pytest.mark.parametrize("rule", [*RULES.values(), *own_rules().values()], ids=lambda r: r.code)
def test_every_rule_says_its_name_message_and_mend(rule) -> None:
    assert rule.name and rule.says and rule.fix
    assert re.fullmatch("[A-Z]{2,3}[0-9]{3}", rule.code)


def test_no_file_names_a_machine_or_a_registry() -> None:
    names = subprocess.run(
        ["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, timeout=60
    ).stdout.split()
    forbidden = ["/" + "work/", "/" + "root/", "pypi" + ".org", "pypi" + "-more"]
    for name in names:
        path = ROOT / name
        if path.is_file() and path.suffix in (".py", ".md", ".cfg", ".toml", ".sql", ".json", ""):
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not [word for word in forbidden if word in text], name


def test_checking_leaves_every_file_as_it_was() -> None:
    from toolkit import open_dossier

    example = ROOT / "examples" / "alibaba-ai"
    before = {path: path.read_bytes() for path in example.rglob("*") if path.is_file()}
    open_dossier(example).findings()
    assert {path: path.read_bytes() for path in example.rglob("*") if path.is_file()} == before
