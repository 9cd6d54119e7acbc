# Two targets matter: `make run` shows Tröskel at work, `make test` proves it.
SHELL := /bin/bash
PORT ?=
HOSTILE ?= ../shared/hostile
BIN := .venv/bin

.PHONY: run test prepare prepare-dev lint kills hostile accuracy speed fixtures translations lock

run: prepare
	@deploy/sample.sh
	@$(BIN)/troskel run $(if $(PORT),--port $(PORT))

test: prepare-dev lint
	$(BIN)/pytest -n 2 --cov --cov-report=term:skip-covered
	$(BIN)/coverage report --include='pipeline/domain/*' --fail-under=100 --skip-covered

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
