# Each target bootstraps what it needs with Python 3.11 or later, make and the package index; once installed, offline.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.runtime
DEV_STAMP := $(VENV)/.dev

.PHONY: help setup serve test check lint types imports schema bench neo4j clean lock

help: ## what there is
	@grep -E '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(BIN)/python:
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0) if v >= (3, 11) else sys.exit(f"Python 3.11 or later is needed, found {v[0]}.{v[1]}; try: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	$(PYTHON) -m venv $(VENV)

$(STAMP): requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_STAMP): requirements-dev.lock $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(STAMP) ## make .venv/ with the locked dependencies and the command .venv/bin/mandate-graph

serve: $(STAMP) ## load what ships and serve it on http://127.0.0.1:8000
	$(BIN)/mandate-graph load --shipped
	$(BIN)/mandate-graph serve

test: $(DEV_STAMP) ## run the tests
	$(BIN)/python -m pytest

check: lint types imports schema ## lint, strict types, direction of imports, schema up to date

lint: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV_STAMP)
	$(BIN)/mypy
	$(BIN)/mypy tests
	$(BIN)/mypy docker/neo4j/server.py

imports: $(DEV_STAMP)
	$(BIN)/lint-imports

schema: $(DEV_STAMP)
	$(BIN)/mandate-graph schema --check schema.graphql

bench: $(DEV_STAMP) ## measure, as ratios within one run
	$(BIN)/python -m bench

neo4j: ## start a Neo4j in .neo4j/ for development (needs Java 17 or 21 and Maven; password in MANDATE_GRAPH_NEO4J_PASSWORD)
	$(PYTHON) docker/neo4j/server.py start .neo4j --heap 1g
	@echo "end it with: $(PYTHON) docker/neo4j/server.py stop .neo4j"

lock: ## write the locks anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements.lock
	uv pip compile pyproject.toml --extra build --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements-dev.lock

clean: ## remove what was made
	rm -rf $(VENV) mandate-graph.db mandate-graph.db-* .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
