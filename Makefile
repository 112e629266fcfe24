# `make site PUBLISHED=ids.json` holds the identifiers against those of an earlier release.
# `make bench` measures for some 20 minutes and rewrites site/pages/bench.md; with QUICK=1 it measures small and only prints.
# `make site GAZETTE=FOLDER` builds the gazette of FOLDER/gazette.toml; so do check and serve.
# Each target first makes .venv, or brings it up to date with the locked dependencies. Windows: see README.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes

.PHONY: site test check serve schemas gold bench workflows pictures audit lock clean
.DELETE_ON_ERROR:

site: .venv/runtime
	$(BIN)/python -m parser build --output build $(if $(PUBLISHED),--published $(PUBLISHED))

test: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest

check: .venv/runtime
	$(BIN)/python -m parser check

serve: .venv/runtime
	$(BIN)/python -m parser serve --output build

schemas: .venv/runtime
	$(BIN)/python -m parser schemas

gold: site
	for gold in tests/gold/*/; do $(BIN)/python -m parser evaluate $$gold --data build/site/data || exit 1; done

bench: .venv/bench
	$(BIN)/python -m tests.bench $(if $(QUICK),--quick)

workflows: .venv/runtime
	$(BIN)/python .ci/workflows.py

pictures: .venv/dev
	PYTHONPATH=.:tests $(BIN)/python tests/guide_pictures.py

audit: .venv/audit
	$(BIN)/pip-audit --strict --require-hashes --disable-pip --progress-spinner off -r requirements.lock -r requirements-dev.lock -r .ci/audit.lock

lock: .venv/dev
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --extra cluster -c requirements-dev.lock pyproject.toml -o requirements-cluster.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --extra bench -c requirements-dev.lock pyproject.toml -o requirements-bench.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --group pyproject.toml:audit -c requirements-dev.lock -o .ci/audit.lock

clean:
	rm -rf build

.venv/runtime: requirements.lock | .venv/bin/python
	$(PIP) -r requirements.lock
	touch $@

.venv/dev: requirements-dev.lock | .venv/bin/python
	$(PIP) -r requirements-dev.lock
	touch $@ .venv/runtime

.venv/bench: requirements-bench.lock .venv/dev
	$(PIP) -r requirements-bench.lock
	touch $@

.venv/audit: .ci/audit.lock | .venv/bin/python
	$(PIP) -r .ci/audit.lock
	touch $@

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
