# make demo: set up, read the examples, serve them on http://127.0.0.1:8420 (SERVE=0 stops before serving). make test: set up, run all tests.
PYTHON ?= python3
SERVE ?= 1
BIN := .venv/bin

.PHONY: demo test lint size docs

.venv/base: requirements/base.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/base.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/dev: .venv/base requirements/dev.txt
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

demo: .venv/base
	@mkdir -p out/demo
	$(BIN)/reportedly add out/demo/cape-dorn.db examples/story examples/feed.xml
	$(BIN)/reportedly show out/demo/cape-dorn.db claims --limit 12
	@if [ "$(SERVE)" != 0 ]; then $(BIN)/reportedly serve out/demo/cape-dorn.db --port 8420; fi

lint: .venv/dev
	$(BIN)/ruff check src tests training bench tools
	$(BIN)/mypy

test: .venv/dev
	$(BIN)/pytest

size:
	$(PYTHON) -m bench.size

docs: .venv/dev
	$(BIN)/python -m tools.docs --html out/docs
