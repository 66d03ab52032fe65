# Two commands do everything on a machine with Python 3.11 or later: `make run` and `make test`.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet

.PHONY: run test setup test-tools check lock clean

run: setup
	@$(BIN)/frontdoor serve

setup: .venv/ready

test: test-tools check
	$(BIN)/pytest $(PYTEST_ARGS)

# Everything but the tests: style, types, the rooms, and the questionnaire's own checks.
check: test-tools
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/frontdoor check

test-tools: .venv/ready-for-tests

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: set PYTHON=/path/to/python3.11"; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: set PYTHON=/path/to/python3.11"; exit 2; }
	@$(PYTHON) -m venv .venv || { echo "On Debian: apt-get install python3-venv"; rm -rf .venv; exit 2; }

.venv/ready: .venv/bin/python requirements.lock pyproject.toml
	@echo "Installing the locked packages (first run only) ..."
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-for-tests: .venv/ready requirements-test.lock
	@echo "Installing what only tests need (first run only) ..."
	@$(PIP) install --require-hashes --requirement requirements-test.lock
	@touch $@

# Resolve anew, with hashes and without any index address. The test lock decides the versions.
lock:
	$(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip --quiet install uv
	$(UV) --extra build --extra test pyproject.toml -o requirements-test.lock
	grep -oE '^[A-Za-z0-9_.-]+==[^ ;]+' requirements-test.lock > .venv-lock/versions.txt
	$(UV) --extra build -c .venv-lock/versions.txt pyproject.toml -o requirements.lock
	$(UV) --extra build --extra production -c .venv-lock/versions.txt pyproject.toml -o requirements-production.lock
UV := .venv-lock/bin/uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
