# Two commands: `make feeds` publishes articles/ into feeds/, `make test` checks everything.
# Both make the virtual environment .venv first, with the exact versions in requirements*.txt.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: feeds test check clients watching servers readers faults browser soak lint types layers docs man bench-build bench-curve bench-validate bench-gate bench-podcast lock clean

feeds: .venv/installed
	$(BIN)/feedpub build

test: lint types layers check

check: .venv/installed-for-tests clients watching servers readers faults browser
	$(BIN)/python -m pytest

# The podcast clients that tests/test_podcast_clients.py runs.
clients:
	@tests/clients/install

# What tests/running/ judges the systemd units with.
watching:
	@tests/watching/install

# The web servers that tests/servers/ asks.
servers:
	@tests/servers/install

# What tests/test_browser.py opens the pages with.
browser:
	@tests/pages/install

# The readers that tests/readers/ subscribes with.
readers:
	@tests/readers/install

# What tests/faults/ brings crashes and faults about with.
faults:
	@tests/faults/install

# Ten times as many texts in every field, a kill at every single call that writes, every error for each, a disk that is
# full after each page, a minute of builds, edits and readers side by side, and ten thousand builds in one process, with
# their figures.
soak: .venv/installed-for-tests faults
	FEEDPUB_EXAMPLES=10 $(BIN)/python -m pytest tests/any_text
	FEEDPUB_EVERY_FAULT=1 $(BIN)/python -m pytest tests/faults/test_killed.py tests/faults/test_refused.py tests/faults/test_full_disk.py
	FEEDPUB_SOAK_SECONDS=60 $(BIN)/python -m pytest -n0 tests/faults/test_side_by_side.py
	FEEDPUB_SOAK_BUILDS=10000 $(BIN)/python -m pytest -n0 tests/faults/test_soak.py

lint: .venv/installed-for-tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/installed-for-tests
	$(BIN)/mypy

layers: .venv/installed-for-tests
	$(BIN)/lint-imports --no-logo

# docs/problems.md from the catalogue, docs/rules.md and the examples of `feedpub rules` from the rules and their feeds.
docs: .venv/installed-for-tests
	$(BIN)/python -m tests.docs_from_catalog
	$(BIN)/python -m tests.docs_from_rules

# What the whole command costs, beside what else would be used (Hugo, if it is installed), and how that grows.
bench-build: .venv/installed-for-tests
	$(BIN)/python -m tests.benchmarks.build

bench-curve: .venv/installed-for-tests
	$(BIN)/python -m tests.benchmarks.curve

# What judging large feeds costs, beside what only reading them does.
bench-validate: .venv/installed-for-tests
	$(BIN)/python -m tests.benchmarks.validate

# What judging finished feeds adds to rendering them.
bench-gate: .venv/installed-for-tests
	$(BIN)/python -m tests.benchmarks.gate

# What the feed of a show with 10,000 episodes costs, beside lxml that makes the same document.
bench-podcast: .venv/installed-for-tests
	$(BIN)/python -m tests.benchmarks.podcast

man: .venv/installed-for-tests
	$(BIN)/click-man feedpub --target .venv/share/man/man1
	@echo "The man pages are in .venv/share/man/man1."

# Make the lock files again from pyproject.toml, with the newest versions that it allows.
lock: .venv/installed-for-tests
	$(BIN)/pip install --quiet uv
	for extra in "requirements.txt" "requirements-test.txt --extra test"; do \
	  echo flit-core | $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-annotate --custom-compile-command "make lock" pyproject.toml - -o $$extra || exit 1; \
	done

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache tests/clients/node_modules tests/pages/node_modules tests/readers/node_modules

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "feedpub needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 …"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/pip requirements.txt pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

.venv/installed-for-tests: .venv/installed requirements-test.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-test.txt
	@touch $@
