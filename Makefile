# Everything a newcomer needs: `make demo` and `make test`. Both create .venv the first time.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
THEMES := $(wildcard plugins/*/audit_theme_*)

PEERS := tests/peers/node_modules/.installed
FILLERS := soak/peers/node_modules/.installed

# How often soak stops a run at a random moment: make soak TIMES=1000
TIMES ?= 200

# The most returns (1,000), and the runs of which the median counts: make bench RETURNS=100 RUNS=3
# Is any command slower than at an earlier commit? The pairs, and the returns (300):
# make bench AGAINST=81b1f04 PAIRS=15 RETURNS=300
RUNS ?= 3
PAIRS ?= 15
RIVALS := $(VENV)/.rivals

# The tests start the program many times: without bytecode each start would compile every module.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test lint types unit soak words golden bench clean

demo: $(STAMP)
	$(BIN)/audit demo demo

test: lint types unit

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy --strict audit_core benchmarks soak $(THEMES)

unit: $(STAMP) $(PEERS)
	$(BIN)/pytest -n auto -q -m "not browser"
	$(BIN)/pytest -n0 -q -m browser $$(grep -rl --include="test_*.py" mark.browser tests)

# Too long for every day: stopping the program at any moment, forms filled in by other programs, and
# long runs of the property tests.
soak: $(STAMP) $(FILLERS)
	$(BIN)/python -m soak $(TIMES)

# The template of translations, audit_core/messages.pot.
words: $(STAMP)
	$(BIN)/python docs/translating/make.py

# The outputs' exact words for tests/test_golden.py: read the difference before you commit it.
golden: $(STAMP)
	GOLDEN=write $(BIN)/pytest -q -n0 tests/test_golden.py

bench: $(RIVALS)
	$(BIN)/python -m benchmarks$(if $(AGAINST),.against $(AGAINST) --pairs $(PAIRS), --runs $(RUNS)) \
		$(if $(RETURNS),--returns $(RETURNS))

clean:
	rm -rf $(VENV) demo build dist

# Installed again whenever pyproject.toml changes.
$(STAMP): pyproject.toml
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	touch $(STAMP)

# What only the benchmarks need.
$(RIVALS): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[bench]"
	touch $(RIVALS)

# ExcelJS and SheetJS, which forms must survive, and axe-core, which checks the chair's page.
# Without npm their tests are skipped, with a message.
$(PEERS): tests/peers/package-lock.json
	if command -v npm >/dev/null; then cd tests/peers && npm ci --silent --no-audit --no-fund \
		&& touch node_modules/.installed; fi

# Programs that fill in forms, for long runs only.
$(FILLERS): soak/peers/package-lock.json
	cd soak/peers && npm ci --silent --no-audit --no-fund && touch node_modules/.installed
