# Everything a newcomer needs: `make demo` and `make test`. Both create .venv the first time.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
THEMES := $(wildcard plugins/*/audit_theme_*)

.PHONY: demo test lint types unit words clean

demo: $(STAMP)
	$(BIN)/audit demo demo

test: lint types unit

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy --strict audit_core $(THEMES)

unit: $(STAMP)
	$(BIN)/pytest -n auto -q

words: $(STAMP)
	$(BIN)/python docs/words/make.py

clean:
	rm -rf $(VENV) demo build dist

# Made anew whenever pyproject.toml changes.
$(STAMP): pyproject.toml
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	touch $(STAMP)
