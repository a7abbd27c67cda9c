# Commands of learningcircles_wagtail. Each can be repeated; none needs a server.
#   make demo     serve the example site, ready to look at, on ADDRESS
#   make test     lint, and run the tests (PYTEST_ARGS is passed on)
#   make lint     check style and templates
#   make format   put code into shape
#   make messages collect words for translators and compile translations (GNU gettext)
#   make coverage run the tests and show what they leave out
#   make bench    measure how fast pages are (BENCH_ARGS is passed on)
#   make stress   let crowds sign up on every database (STRESS_ARGS is passed on)
#   make clean    remove everything that these commands made
PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
PYTEST_ARGS ?=
# A process for each core, or one where PYTEST_ARGS names tests: a few start sooner so.
NAMED_TESTS := $(filter tests%,$(PYTEST_ARGS))
PYTEST_PROCESSES ?= $(if $(NAMED_TESTS),0,auto)
BENCH_ARGS ?= --write benchmarks/README.md
STRESS_ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
MANAGE := EXAMPLE_SITE_ADDRESS=$(ADDRESS) $(BIN)/python example_site/manage.py

.DEFAULT_GOAL := help
.PHONY: help demo test lint format messages coverage bench stress clean

help:
	@sed -n 's/^#   //p' Makefile

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "This needs Python 3.11 or newer; name one, for example: make $(MAKECMDGOALS) PYTHON=python3.12"; \
	  exit 1; }
	$(PYTHON) -m venv $(VENV)

# What is installed depends on pyproject.toml alone, so a second run installs nothing.
$(VENV)/.installed-demo: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[lint,test]'
	@touch $@ $(VENV)/.installed-demo

$(VENV)/.installed-bench: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@ $(VENV)/.installed-demo

# Without Node, or without a network to its packages, the tests that need it are skipped.
node_modules/.installed: package.json
	@if command -v npm >/dev/null; then \
	  npm install --ignore-scripts --no-package-lock --no-audit --no-fund --silent \
	    && touch $@ \
	    || echo "npm could not install the checkers: the tests that need them are skipped."; \
	else \
	  echo "Node is not installed: the tests that need its packages are skipped."; \
	fi

demo: $(VENV)/.installed-demo
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) load_demo
	$(MANAGE) runserver $(ADDRESS)

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet learningcircles_wagtail example_site

format: $(VENV)/.installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(VENV)/.installed-test
	$(BIN)/python tools/messages.py

coverage: $(VENV)/.installed-test
	$(BIN)/coverage run -m pytest $(PYTEST_ARGS)
	$(BIN)/coverage report

bench: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks $(BENCH_ARGS)

stress: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks.stress $(STRESS_ARGS)

test: $(VENV)/.installed-test node_modules/.installed lint
ifndef NAMED_TESTS
	$(BIN)/python -m pytest --ds=example_site.settings.swapped tests/swapped $(PYTEST_ARGS)
endif
	$(BIN)/python -m pytest --numprocesses $(PYTEST_PROCESSES) $(PYTEST_ARGS)

clean:
	rm -rf $(VENV) .nox node_modules benchmarks/.sites build dist *.egg-info .coverage htmlcov
	rm -rf .pytest_cache .ruff_cache .hypothesis *.sqlite3* media static_collected
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
