# Everything a newcomer needs: `make demo` shows the main job, `make test` proves that it works here.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
EVALDATA ?= $(or $(SYNOPTIC_EVALDATA),../shared/evaldata)
EXAMPLE ?= ../shared/examples/petro-maduro-2022

.PHONY: demo test nightly lint types gate evaluate bench docs lock clean

# Versions and hashes come from the lock; the project itself is installed on top, editable.
$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

demo: $(STAMP)
	$(BIN)/synoptic compare examples/harrow-lake --html demo-out --json demo-out/comparison.json

test: $(STAMP)
	$(BIN)/python -m pytest

# Hours: a hundred thousand broken inputs for each reader, and a desk of 2,000 pages killed two hundred times.
nightly: $(STAMP)
	FUZZ=100000 $(BIN)/python -m pytest tests/intake/test_fuzz.py
	SYNOPTIC_KILLS=200 SYNOPTIC_FEEDS=40 SYNOPTIC_PAGES=2000 $(BIN)/python -m pytest tests/desk/test_killed.py

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(STAMP)
	$(BIN)/mypy

gate: $(STAMP)
	SYNOPTIC_EVALDATA=$(EVALDATA) $(BIN)/python -m evaluation.gate --example $(EXAMPLE)

evaluate: $(STAMP)
	SYNOPTIC_EVALDATA=$(EVALDATA) $(BIN)/python -m evaluation.gate --full --example $(EXAMPLE)

bench: $(STAMP)
	$(BIN)/python -m benchmarks.compare_speed
	$(BIN)/python -m benchmarks.desk_growth --plain

docs: $(STAMP)
	$(BIN)/python -m pytest tests/docs -q

lock: $(STAMP)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  --no-emit-index-url --group dev --group training pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) demo-out out .pytest_cache .mypy_cache .ruff_cache .hypothesis
