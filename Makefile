# SmartRegion: everything a newcomer types. Needs Python 3.11 or newer, make and npm; the rest is fetched.
#
#   make run                start the demo county in one terminal (PORT=8000 HOST=127.0.0.1), stop with Ctrl-C
#   make demo-reset         throw the demo data away and load it anew
#   make check              the fast part of the tests, without whole pages, under a minute
#   make test               everything: linters, types, contracts, PostgreSQL + Redis, SQLite, real browser
#   make test-long          what takes minutes each: a thousand faults, a thousand interleavings, each guard removed once
#   make behaviours         what the product promises and which tests prove it (after make test)
#   make bench              measure speed beside a floor, writes benchmarks/results.json
#   make screenshots        take the pictures of the README anew
#   make translations       bring the English catalogue up to date with the code
#   make lock               renew requirements/*.txt and package-lock.json from their sources
#   make sbom               what the product is made of: build/sbom.json (CycloneDX) and docs/licences.md
#   make audit              licences, and with a network: known weaknesses of what is installed
#   make help               this list

SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

HOST ?= 127.0.0.1
PORT ?= 8000
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv/bin/python
DEMO := SMARTREGION_DEMO=1 PUBLIC_URL=http://$(HOST):$(PORT)

.PHONY: help run demo-reset check test test-long behaviours bench screenshots translations lock sbom audit

help:
	@sed -n 's/^#   \(make .*\)/  \1/p' Makefile

run:
	@$(PYTHON) scripts/bootstrap.py
	@$(DEMO) $(VENV) manage.py prepare --fill load_demo
	@exec env $(DEMO) $(VENV) manage.py run_all --host $(HOST) --port $(PORT) --announce demo_logins --stop-with-parent

demo-reset:
	@$(PYTHON) scripts/bootstrap.py
	@$(PYTHON) scripts/demo_reset.py
	@$(DEMO) $(VENV) manage.py prepare --fill load_demo

check:
	@$(PYTHON) scripts/bootstrap.py --checks
	@$(VENV) scripts/run_steps.py check

test:
	@$(PYTHON) scripts/bootstrap.py --tests
	@$(VENV) scripts/with_services.py -- $(VENV) scripts/run_steps.py everything

test-long:
	@$(PYTHON) scripts/bootstrap.py --tests
	@$(VENV) scripts/with_services.py -- $(VENV) scripts/run_steps.py long

behaviours:
	@$(PYTHON) scripts/behaviours.py

bench:
	@$(PYTHON) scripts/bootstrap.py --tests
	@$(VENV) scripts/with_services.py --durable -- $(VENV) -m benchmarks

screenshots:
	@$(PYTHON) scripts/bootstrap.py --tests
	@$(VENV) -m scripts.screenshots

translations:
	@$(PYTHON) scripts/bootstrap.py --checks
	@$(VENV) scripts/translations.py --update

lock:
	@npm update --package-lock-only
	@$(PYTHON) scripts/bootstrap.py --checks
	@for name in runtime dev; do \
	  .venv/bin/uv pip compile --quiet --upgrade --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	    requirements/$$name.in -o requirements/$$name.txt || exit 1; done

sbom:
	@$(PYTHON) scripts/bootstrap.py --checks
	@$(VENV) scripts/sbom.py --update

audit:
	@$(PYTHON) scripts/bootstrap.py --checks
	@$(VENV) scripts/sbom.py --check
	@.venv/bin/uv tool run pip-audit --require-hashes --disable-pip -r requirements/runtime.txt
	@npm audit --omit=dev
