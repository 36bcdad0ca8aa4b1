# Cauce: everything from a fresh clone to a running demonstration (make run) or a passed test suite (make test).
# Needs git, make and Python 3.11 to 3.13 with venv. Package indexes come from your own pip and uv settings.

PORT ?= 8000
JOBS ?= 2
UV_VERSION := 0.13.9

# uv lives apart from the environment that it fills, so either can be made anew without the other.
UV := .tools/uv-$(UV_VERSION)/bin/uv
BIN := .venv/bin
STAMPS := $(addprefix .venv/.stamps/,server dev bench)
# What an earlier "make test" installed stays (--inexact), so run and test can alternate without work.
SYNC := $(UV) sync --frozen --inexact
PYTEST := $(BIN)/pytest -n $(JOBS)

# No Python is downloaded, and the environment is always this checkout's own.
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
unexport VIRTUAL_ENV UV_PYTHON

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test check quick test-sqlite test-postgres bench pictures format lock clean programs

# An environment whose Python is gone (upgraded, uninstalled) is filled again, whatever its stamps say.
ifeq ($(shell test -x $(BIN)/python && echo here),)
.PHONY: $(STAMPS)
endif

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

run: .venv/.stamps/server ## Build the demonstration if there is none and serve it on 127.0.0.1 (PORT=8000)
	@$(BIN)/cauce up --port $(PORT)

test: .venv/.stamps/dev programs check test-sqlite test-postgres ## Static checks, then every test on SQLite and again on PostgreSQL

check: .venv/.stamps/dev ## Static checks only: style, types, import rules, the law packs
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cauce law check

quick: .venv/.stamps/dev ## The tests that need neither a browser nor PostgreSQL
	$(PYTEST) -m "not browser and not postgres"

test-sqlite: .venv/.stamps/dev programs ## Every test, browser included, on the embedded database
	$(PYTEST)

# The pure kernel touches no database, and how pages look does not hang on one: once is enough.
test-postgres: .venv/.stamps/dev programs ## The tests of the node, browser included, on PostgreSQL
	CAUCE_TEST_DATABASE=postgres $(PYTEST) --ignore=tests/law --ignore=tests/case --ignore=tests/record \
		--ignore=tests/packs --ignore=tests/docs --ignore=tests/cli --ignore=tests/verifier \
		--ignore=tests/node/demo/test_story.py \
		$(addprefix --ignore=,$(filter-out %/test_tutorial.py,$(wildcard tests/browser/test_*.py))) \
		--deselect "tests/browser/test_tutorial.py::test_the_tutorial_can_be_followed[en]"

bench: .venv/.stamps/bench ## Measure beside peers (medians; never part of the tests)
	@set -e; for file in $(filter-out bench/_%,$(wildcard bench/*.py)); do \
		$(BIN)/python -m "bench.$$(basename "$$file" .py)"; done

pictures: .venv/.stamps/dev programs ## Take the pictures of the README and the tutorial anew, in both languages
	@scripts/pictures

format: .venv/.stamps/dev ## Put the code in its one layout
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

lock: $(UV) ## Write uv.lock anew from pyproject.toml
	$(UV) lock

clean: ## Remove what can be made again; var/, your data, stays
	rm -rf .venv .tools dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

# What the tests drive: installed from Debian's packages when this user may, explained otherwise.
programs:
	@scripts/need chromium postgresql

$(UV):
	@python=$$(PYTHON='$(PYTHON)' scripts/find-python) && "$$python" -m venv --clear .tools/uv-$(UV_VERSION)
	@.tools/uv-$(UV_VERSION)/bin/python -m pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)"

$(BIN)/python: | $(UV)
	@python=$$(PYTHON='$(PYTHON)' scripts/find-python) && $(UV) venv --quiet --clear --python "$$python" .venv

.venv/.stamps/server: uv.lock pyproject.toml | $(UV) $(BIN)/python
	@echo "Installing what a server needs. · Se instala lo que un servidor necesita." >&2
	@$(SYNC) --no-dev
	@mkdir -p $(@D) && touch $@

.venv/.stamps/dev: uv.lock pyproject.toml | $(UV) $(BIN)/python
	@echo "Installing what the tests need. · Se instala lo que las pruebas necesitan." >&2
	@$(SYNC) --all-extras --group test --group lint
	@mkdir -p $(@D) && touch $@ $(@D)/server

.venv/.stamps/bench: uv.lock pyproject.toml | $(UV) $(BIN)/python
	@$(SYNC) --all-extras --group bench
	@mkdir -p $(@D) && touch $@
