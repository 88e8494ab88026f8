PORT ?= 8000
ENGINE ?= ministack
PYTHON := .venv/bin/python
READY := .venv/.ready
LOCK := --quiet --python-version 3.11 --no-header --no-annotate --no-emit-index-url

.PHONY: help run day fresh test test-all check lock bench-engines

help: ## list what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

run: $(READY) ## the whole suite at http://127.0.0.1:PORT until Ctrl-C (PORT=8000 ENGINE=ministack)
	@$(PYTHON) -m local.run --port $(PORT) --engine $(ENGINE)

day: $(READY) ## let a running emulator live through a day of the lottery in a minute
	@$(PYTHON) -m local.day --port $(PORT)

fresh: ## forget the emulator's state
	@[ ! -e .state ] || flock --nonblock .state/lock rm -rf .state || { echo "end the emulator first"; false; }

test: $(READY) check ## what CI runs: style, types, every test that is not slow
	$(PYTHON) -m local.fetch
	HYPOTHESIS_PROFILE=ci $(PYTHON) -m pytest -n auto -m "not slow"

test-all: $(READY) check ## the slow tests too
	$(PYTHON) -m local.fetch
	HYPOTHESIS_PROFILE=ci $(PYTHON) -m pytest -n auto

check: $(READY) ## style and types
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m ruff check
	$(PYTHON) -m mypy

lock: $(READY) ## resolve pyproject.toml anew into the two lock files
	$(PYTHON) -m uv pip compile $(LOCK) --upgrade -o requirements.txt pyproject.toml
	$(PYTHON) -m uv pip compile $(LOCK) --upgrade -o requirements-dev.txt -c requirements.txt --group dev

bench-engines: $(READY) ## compare ministack and DynamoDB Local on this machine
	$(PYTHON) -m local.bench.engines

$(READY): requirements.txt requirements-dev.txt local/setup.sh
	@bash local/setup.sh
	@touch $@
