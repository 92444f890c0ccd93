# Nothing here that is not also a documented command (README.md, docs/how-to).
SHELL := /bin/sh
ifeq ($(origin PYTHON),undefined)
PYTHON := $(shell scripts/find_python.sh)
# For a distribution that has left out a part of what environments are made of.
SECOND_CHOICE := python3
endif
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
TESTS ?= tests
WORKERS ?= auto

# What Python has compiled is kept: else every start would compile the whole product anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check bench soak browsers messages clean
.DEFAULT_GOAL := run

# The virtual environment follows the lock files: a change there makes it anew.

define environment
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 eller senare saknas."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Samspel behöver Python 3.11 eller senare; $(PYTHON) är äldre."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); $(or $(SECOND_CHOICE),false) -m venv $(VENV); }
	@echo "Hämtar det som Samspel behöver (tar en stund första gången) …"
	@scripts/install_packages.sh $(BIN)/python $<
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
endef

$(VENV)/.base: requirements/base.txt
	$(environment)

# What is needed to develop holds all that is needed to run.
$(VENV)/.dev: requirements/dev.txt
	$(environment)
	@touch $(VENV)/.base

run: $(VENV)/.base
	@exec $(BIN)/samspel run --demo --port $(PORT)

test: $(VENV)/.dev
	@scripts/run_tests.sh $(WORKERS) $(TESTS)

check: $(VENV)/.dev
	@scripts/run_checks.sh

bench: $(VENV)/.dev
	@$(BIN)/python -m bench $(ONLY)

soak: $(VENV)/.dev
	@$(BIN)/python -m pytest -m soak tests -p no:cacheprovider

# Chromium from Debian's own packages, for the browser tests.
browsers:
	@scripts/install_browser.sh

messages: $(VENV)/.dev
	@$(BIN)/python scripts/messages.py

clean:
	@rm -rf $(VENV) var .pytest_cache .mypy_cache .ruff_cache .hypothesis
