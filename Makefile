# Every command a person needs. Each sets itself up first: Python 3.11, pip and make are enough.

PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000

.PHONY: help run test check chaos hostile bench practices format lock wheel ready-run ready-test

help:  ## Say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

run: ready-run  ## Open the invented town of Marram Bay on this machine
	@$(BIN)/alongside-demo --port $(PORT)

test: ready-test  ## Try everything, on SQLite and on PostgreSQL, in a browser too
	@$(BIN)/python tools/suite.py

check: ready-test  ## Look the code over, and try what is quick
	@$(BIN)/python tools/check.py

chaos: ready-test  ## Kill the running house again and again, fill its disk, and count what is left
	@$(BIN)/python -m tests.chaos --write docs/operating/chaos.md

bench: ready-test  ## Measure for a quarter of an hour, and write docs/benchmarks.md
	@$(BIN)/python -m benches --to docs/benchmarks.md

practices: ready-test  ## Write docs/practices.md, docs/states and docs/security/asvs.md anew
	@$(BIN)/python -m tests.practices
	@$(BIN)/python -m tests.states
	@$(BIN)/python -m tests.asvs

hostile: ready-test  ## Let hostile clients in, and write docs/security/hostile.md anew
	@$(BIN)/python -m tests.hostile

format: ready-test  ## Put code and templates in their usual shape
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .
	@find src -name '*.html' | xargs $(BIN)/djhtml --tabwidth 2 2>/dev/null || true

lock: ready-test  ## Choose the newest libraries that fit, and write down their hashes
	@$(BIN)/python tools/lock.py

wheel: ready-test  ## Build dist/alongside-….whl, with what browsers fetch inside
	@$(BIN)/python tools/wheel.py

ready-run:
	@$(PYTHON) tools/ground.py run

ready-test:
	@$(PYTHON) tools/ground.py test
