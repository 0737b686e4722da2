# ecma2lint: `make` shows what there is to do.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.stamp
TEST   := $(VENV)/.stamp-test
DEV    := $(VENV)/.stamp-dev

.DEFAULT_GOAL := help
.PHONY: help demo test lint format fixtures bench fuzz mutate screenshots docs clean

help: ## show this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("ecma2lint needs Python 3.11 or newer, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(TEST): $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@

$(DEV): $(TEST)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

demo: $(STAMP) ## set up and lint the fixture connectors, .NET and Python alike
	@$(BIN)/python fixtures/demo.py

test: $(TEST) ## set up and run the tests
	@$(BIN)/python -m pytest -q $(ARGS)

lint: $(DEV) ## ruff and mypy, as the continuous integration runs them
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(DEV) ## format the code
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

fixtures: $(TEST) ## rebuild the committed .NET fixtures (installs the compilers; Debian, root)
	@fixtures/toolchain/install.sh
	@$(BIN)/python fixtures/toolchain/build.py

bench: $(TEST) ## measure against named peers and print the ratios
	@$(BIN)/python tests/bench/bench.py
	@$(BIN)/python tests/bench/bench_reports.py

fuzz: $(TEST) ## generated connectors against a real runtime, for FUZZ seconds
	@ECMA2LINT_FUZZ=$${FUZZ:-600} $(BIN)/python -m pytest -q tests/oracle tests/readers -k 'generated or mutated or hostile' $(ARGS)

mutate: $(TEST) ## which small changes of MODULES (below ecma2lint.readers) TESTS do not notice
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[mutation]'
	@$(BIN)/python tests/mutation/mutate.py $${MODULES:-lattice heap} --tests $${TESTS:-tests/readers/test_heap.py tests/readers/test_lattice.py} $(ARGS)

screenshots: $(TEST) ## pictures of the HTML report for the README (needs Chromium)
	@$(BIN)/python tests/reports/screenshots.py

docs: $(STAMP) ## build the documentation site into out/site
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[docs]'
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

clean: ## remove what was built
	@rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
