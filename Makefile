# Two targets matter: `make run` shows Tröskel at work, `make test` proves it.
SHELL := /bin/bash
PORT ?=
HOSTILE ?= ../shared/hostile
SEED ?= 20261005
BIN := .venv/bin

.PHONY: run test coverage prepare prepare-dev lint kills hostile accuracy speed fixtures translations lock

# A file goes to one worker as long as both have work, so that what it shares is made once.
PYTEST := $(BIN)/pytest -n 2 --dist worksteal --randomly-seed=$(SEED)
# These alone run through every branch of the domain; following each line doubles a test's time.
OF_DOMAIN := tests/domain tests/routines tests/store tests/documents/test_actualisation.py
# Each commit waits for the disk; in memory it does not. Only where there is memory to spare.
test coverage: export TMPDIR := $(shell [ "$$(df --output=avail /dev/shm 2>/dev/null | tail -1)" -gt \
  4000000 ] 2>/dev/null && echo /dev/shm || echo "$${TMPDIR:-/tmp}")
# Commands that tests start are not to compile the program anew each time.
test coverage: export PYTHONDONTWRITEBYTECODE :=

run: prepare
	@deploy/sample.sh
	@$(BIN)/troskel run $(if $(PORT),--port $(PORT))

# `make test SEED=$RANDOM` draws another order of the tests than the one that passed last.
test: prepare-dev lint
	$(PYTEST) $(OF_DOMAIN) --cov=pipeline/domain --cov-fail-under=100 --cov-report=term:skip-covered
	$(PYTEST) $(OF_DOMAIN:%=--ignore=%)

# How much of the whole program the tests run through; slower than `make test`.
coverage: prepare-dev
	$(PYTEST) --cov --cov-report=term:skip-covered

lint: prepare-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

prepare:
	@deploy/prepare.sh requirements.txt

prepare-dev:
	@deploy/prepare.sh requirements-dev.txt

# The long proofs; a short form of each runs among the tests.
kills: prepare-dev
	$(BIN)/python benchmarks/kill.py --kills 200

hostile: prepare-dev
	$(BIN)/python benchmarks/hostile.py $(HOSTILE)

# Hours for the first time; readings are kept, so that it takes minutes after a change of rules.
accuracy: prepare-dev
	$(BIN)/python -m benchmarks.accuracy --split exam --letters 3000 --baseline 20 --report docs/accuracy.md

speed: prepare-dev
	$(BIN)/python -m benchmarks.speed --letters 20

# Made anew only when letters or versions change on purpose.
fixtures: prepare-dev
	$(BIN)/python -m benchmarks.letters.fixtures

# The pages' texts into pipeline/locale, and what is translated there into what the pages read.
translations: prepare-dev
	$(BIN)/python -m deploy.translations

lock:
	python3 deploy/lock.py
