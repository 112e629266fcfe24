# Targets create .venv first when it is missing. Windows: use `py -m venv .venv`, see README.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: site test check serve schemas lock clean
.DELETE_ON_ERROR:

site: .venv/runtime
	$(BIN)/python -m parser build

test: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest

check: .venv/runtime
	$(BIN)/python -m parser check source_html

serve: .venv/runtime
	$(BIN)/python -m parser serve

schemas: .venv/runtime
	$(BIN)/python -m parser schemas

lock: .venv/dev
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf build

.venv/runtime: requirements.lock
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

.venv/dev: requirements-dev.lock
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@ .venv/runtime
