# The front door. `make` alone lists what there is.

PYTHON ?= python3
BIN := .venv/bin
PICTURES ?= build/screenshots
# One process for each processor; the tests of a file stay together, and share what they set up. The files come in the
# order of tests/conftest.py, in which none that takes long is left for the end, when the other processes have nothing
# to do.
SIDE_BY_SIDE := --numprocesses auto --dist loadfile --no-loadscope-reorder
# The many processes that tests start would else each compile the program anew.
test test-long: export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help install run test test-long bench lint format types fonts translations screenshots lock clean

help: ## list these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | awk -F '\t' '{ printf "  make %-14s %s\n", $$1, $$2 }'

install: ## make .venv from the hashed lock; a second time there is nothing to do
	@command -v $(PYTHON) >/dev/null || { echo "Sekisho needs Python 3.11 or newer, and there is no $(PYTHON) here: install it, or name one with make install PYTHON=…" >&2; exit 1; }
	@$(PYTHON) packaging/install.py

run: install ## open the window on a training register filled with the worked cases
	@$(BIN)/sekisho

test: install lint types ## everything: lint, types, contracts, tests
	$(BIN)/pytest $(SIDE_BY_SIDE)

test-long: install lint types ## everything, with the full counts
	$(BIN)/pytest $(SIDE_BY_SIDE) --long

bench: install ## measure; print the ratios and write them to tests/benchmarks/README.md
	$(BIN)/pytest -o faulthandler_timeout=0 tests/benchmarks

lint: install ## ruff: rules and layout
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: install ## let ruff put the layout right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: install ## mypy, strict
	$(BIN)/mypy

fonts: install ## cut the bundled fonts anew (needs Debian's fonts-morisawa-bizud-gothic and fonts-inter)
	$(BIN)/python packaging/font_subset.py

translations: install ## collect the program's sentences into the Japanese catalogue, and compile it
	$(BIN)/python packaging/translations.py extract
	$(BIN)/python packaging/translations.py build

screenshots: install ## draw every screen in both languages into build/screenshots
	$(BIN)/sekisho screenshots $(PICTURES)/ja --language ja
	$(BIN)/sekisho screenshots $(PICTURES)/en --language en

lock: ## resolve the parts anew into packaging/requirements.lock (needs uv)
	uv pip compile pyproject.toml --group development --group installation --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-annotate --output-file packaging/requirements.lock

clean: ## forget everything that can be made again
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .benchmarks
	find app packaging tests resources -name __pycache__ -prune -exec rm -rf {} + -o -name '*.mo' -exec rm -f {} +
