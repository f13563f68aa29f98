# Everything here works from a fresh checkout with Python 3.11 or newer and its venv module.

PY := .venv/bin/python
INSTALL := $(PY) -m pip --disable-pip-version-check --quiet install
TESTS ?= tests

.PHONY: help run test test-quick test-desktop check words bench clean
.DELETE_ON_ERROR:

help:
	@echo 'make run      start Unhunch here, in the foreground'
	@echo 'make test     run the tests (TESTS=tests/desk: only those; ARGS=-x: passed to pytest)'
	@echo 'make check    lint, types, the dependency rule, generated documents'
	@echo 'make words    bring the catalogues of every language up to date with the code'
	@echo 'make bench    measure what the program may cost'
	@echo 'make clean    remove what these made'

run: .venv/installed
	@exec .venv/bin/unhunch $(ARGS)

# The quick ones first, one on each core: a broken sum should not wait for a desktop to start.
ifeq ($(TESTS),tests)
test: test-quick test-desktop
else
test: .venv/installed-dev
	$(PY) -m pytest $(TESTS) $(ARGS)
endif

test-quick: .venv/installed-dev
	$(PY) -m pytest --numprocesses=auto --ignore=tests/desktop $(ARGS)

test-desktop: .venv/installed-dev
	$(PY) -m pytest tests/desktop $(ARGS)

check: .venv/installed-dev
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports
ifneq ($(wildcard tests/test_docs.py),)
	$(PY) -m pytest --quiet tests/test_docs.py
endif

words: .venv/installed-dev
	$(PY) -m unhunch.words.extract --write

bench: .venv/installed-dev
	$(PY) -m tests.desktop.bench $(ARGS)

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	rm -rf tests/desktop/shots tests/desktop/logs
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Editable: what runs is src/ as it stands, without another install.
.venv/installed: .venv/made pyproject.toml
	@echo 'installing Unhunch and what it needs into .venv'
	@$(INSTALL) --editable .
	@touch $@

.venv/installed-dev: .venv/made pyproject.toml
	@echo 'installing Unhunch, what it needs and what its tests need into .venv'
	@$(INSTALL) --editable '.[dev]'
	@touch .venv/installed $@

.venv/made:
	@python=$$(sh installers/find-python) && rm -rf .venv && "$$python" -m venv .venv
	@pwd -P > $@

# An environment is made anew when its Python is gone, and when the checkout was moved: it names
# the old place everywhere.
STALE := $(shell [ "$$(cat .venv/made 2>&1)" = "$$(pwd -P)" ] && .venv/bin/python -c '' || echo yes)
ifeq ($(STALE),yes)
.PHONY: .venv/made
endif
