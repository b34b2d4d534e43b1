# Each target does its own set-up; `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
say = @printf '\033[1m==> %s\033[0m\n' "$(1)"
PIP := $(BIN)/python -u -m pip install --disable-pip-version-check
OURSELVES := $(PIP) --quiet --no-deps --no-build-isolation --editable .

# Installs a lock file, tells how far pip has come, and how long it took.
define locked
@began=$$(date +%s); { $(PIP) --require-hashes -r $(1) && echo .done; } | awk -v all=$$(grep -c '==' $(1)) \
  '/^(Collecting|Requirement already)/ { if (++n % 10 == 0) print "    " n " of " all " packages" } \
   /^Installing collected/ { print "    unpacking them" } /^\.done$$/ { ok = 1 } { fflush() } END { exit !ok }' \
  && echo "    done after $$(($$(date +%s) - began)) seconds"
endef

.PHONY: help install serve test check lint mutations drift kills machines generated exact format lock bundled schema clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(VENV)/.runs ## make .venv with what iscm needs to run

serve: $(VENV)/.runs ## serve GraphQL and the web pages on http://127.0.0.1:8000
	@exec $(BIN)/iscm serve

test: $(VENV)/.develops ## run every test
	$(call say,Running the tests)
	@$(BIN)/pytest -n auto

check: lint test ## format, lint, types, import contracts, tests

lint: $(VENV)/.develops ## format, lint, types, import contracts
	$(call say,Checking format and lint)
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .
	$(call say,Checking types)
	@$(BIN)/mypy
	$(call say,Checking import contracts)
	@$(BIN)/lint-imports --no-cache

mutations: $(VENV)/.develops ## read ten thousand damaged pages, other ones each time
	$(call say,Reading damaged pages)
	@TEST_MUTATIONS=10000 $(BIN)/pytest tests/ingest/reading/test_mutations.py

drift: $(VENV)/.develops ## damage every page case in every way, and see each loss held
	$(call say,Damaging pages)
	@TEST_DRIFT=all $(BIN)/pytest tests/ingest/review/test_drift.py tests/ingest/review/test_harmless.py

kills: $(VENV)/.develops ## kill a thousand publishers on each store, PostgreSQL and runs of ingest
	$(call say,Killing a thousand publishers on each store)
	@TEST_KILLS=1000 $(BIN)/pytest -n 2 tests/snapshots/stores/test_kills.py
	$(call say,Killing PostgreSQL two hundred times while somebody publishes)
	@TEST_KILLS=200 $(BIN)/pytest -n 2 tests/snapshots/stores/test_postgres.py -k killed_at_any_instant
	$(call say,Killing two hundred runs of ingest)
	@TEST_KILLS=200 $(BIN)/pytest tests/server/jobs/test_kills.py

machines: $(VENV)/.develops ## publish a hundred versions by two workers, under the eyes of three servers
	$(call say,Publishing a hundred versions)
	@$(BIN)/python -m benchmarks.machines --versions 100

generated: $(VENV)/.develops ## ask five thousand generated questions, other ones each time
	$(call say,Asking generated questions)
	@TEST_GENERATED=5000 $(BIN)/pytest tests/server/graphql/test_generated.py

exact: $(VENV)/.develops ## compare the engine with the reference executor on twenty thousand operations
	$(call say,Comparing the engine with the reference executor)
	@TEST_EXACT=10000 $(BIN)/pytest -n auto tests/schema/engine/test_exactness.py

format: $(VENV)/.develops ## format and fix what can be fixed
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

schema: $(VENV)/.runs ## print the SDL again after a change of the schema
	@$(BIN)/iscm schema > schema/schema.graphql.new && mv schema/schema.graphql.new schema/schema.graphql

bundled: $(VENV)/.runs ## rebuild the bundled snapshot from its transcripts
	@$(BIN)/iscm bundle

lock: ## resolve the dependencies again (needs uv)
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade -o requirements.lock
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade -o requirements-dev.lock

clean: ## remove .venv and the caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	$(call say,Making the virtual environment $(VENV) with $(PYTHON))
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "iscm needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] + ": name another with make PYTHON=python3.13")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runs: requirements.lock pyproject.toml | $(BIN)/python
	$(call say,Installing what iscm needs to run (requirements.lock): a minute or two at the first time)
	$(call locked,requirements.lock)
	@$(OURSELVES)
	@$(BIN)/python -m compileall -q ingest schema server snapshots
	@touch $@

$(VENV)/.develops: requirements-dev.lock $(VENV)/.runs
	$(call say,Installing what the tests need (requirements-dev.lock): a minute or two at the first time)
	$(call locked,requirements-dev.lock)
	@touch $@
