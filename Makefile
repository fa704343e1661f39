# Two commands matter: `make pack` runs the main job on the example dossier, `make test` the tests.
PYTHON ?= python3
BIN := .venv/bin
DOSSIER := examples/alibaba-ai

# Every library as old as setup.cfg allows, in an environment of its own.
LOWEST := .venv-lowest

.PHONY: pack test test-lowest bench bench-full reliability clean

pack: .venv/installed
	$(BIN)/factpack check $(DOSSIER) --fail-on error
	$(BIN)/factpack export $(DOSSIER) --template ic_pack

test: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

test-lowest: $(LOWEST)/tested
	$(LOWEST)/bin/pytest -n auto

bench: .venv/installed
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/starting.py
	$(BIN)/python benchmarks/writing.py
	$(BIN)/python benchmarks/reading_xlsx.py
	$(BIN)/python benchmarks/checking.py
	$(BIN)/python benchmarks/exporting.py

bench-full: .venv/installed
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python benchmarks/reading.py --record
	$(BIN)/python benchmarks/starting.py --record
	$(BIN)/python benchmarks/writing.py --rows 100000 1000000 --record
	$(BIN)/python benchmarks/reading_xlsx.py --rows 100000 1000000 --record
	$(BIN)/python benchmarks/checking.py --rows 10000 100000 1000000 --record
	$(BIN)/python benchmarks/exporting.py --rows 100000 1000000 --runs 1 --record

reliability: .venv/tested
	$(BIN)/python reliability/report.py $(ARGS)

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python setup.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/tested: .venv/installed
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@

$(LOWEST)/tested: setup.cfg pyproject.toml
	$(PYTHON) -m venv --clear $(LOWEST)
	sed -n '/^install_requires/,/^$$/s/ *\(.*\) >= /\1==/p' setup.cfg > $(LOWEST)/constraints.txt
	$(LOWEST)/bin/python -m pip install --quiet --constraint $(LOWEST)/constraints.txt --editable '.[test]'
	touch $@

clean:
	rm -rf .venv $(LOWEST) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache
