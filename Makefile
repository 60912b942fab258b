# Two commands: `make feeds` publishes articles/ into feeds/, `make test` checks everything.
# Both make the virtual environment .venv first, with the exact versions in requirements*.txt.

PYTHON ?= python3
VENV := .venv
BIN = $(VENV)/bin

.PHONY: feeds test check other oldest alone clients monitoring servers readers faults browser soak lint types layers docs man bench-build bench-curve bench-validate bench-gate bench-podcast lock clean

feeds: $(VENV)/installed
	$(BIN)/feedpub build

test: lint types layers check

check: $(VENV)/installed-for-tests clients monitoring servers readers faults browser
	$(BIN)/python -m pytest

# The tests that need no other programs, with another Python: make other PYTHON=/path/to/python3.13
other:
	rm -rf .venv-other
	$(MAKE) VENV=.venv-other alone

# The same tests with the oldest packages that pyproject.toml allows.
oldest:
	rm -rf .venv-other
	$(PYTHON) -m venv .venv-other
	.venv-other/bin/pip install --quiet uv
	.venv-other/bin/uv pip install --quiet --python .venv-other/bin/python --resolution lowest-direct --editable .[test] 'flit-core>=3.12'
	touch .venv-other/installed .venv-other/installed-for-tests
	$(MAKE) VENV=.venv-other alone

NEED_PROGRAMS := faults readers running servers test_browser.py test_podcast_clients.py test_unreadable.py
alone: $(VENV)/installed-for-tests
	$(BIN)/python -m pytest $(NEED_PROGRAMS:%=--ignore=tests/%)

# The podcast clients that tests/test_podcast_clients.py runs.
clients:
	@tests/clients/install

# What tests/running/ judges the systemd units with.
monitoring:
	@tests/monitoring/install

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
soak: $(VENV)/installed-for-tests faults
	FEEDPUB_EXAMPLES=10 $(BIN)/python -m pytest tests/any_text
	FEEDPUB_EVERY_FAULT=1 $(BIN)/python -m pytest tests/faults/test_killed.py tests/faults/test_refused.py tests/faults/test_full_disk.py
	FEEDPUB_SOAK_SECONDS=60 $(BIN)/python -m pytest -n0 tests/faults/test_side_by_side.py
	FEEDPUB_SOAK_BUILDS=10000 $(BIN)/python -m pytest -n0 tests/faults/test_soak.py

lint: $(VENV)/installed-for-tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/installed-for-tests
	$(BIN)/mypy

layers: $(VENV)/installed-for-tests
	$(BIN)/lint-imports --no-logo

# docs/problems.md from the catalogue, docs/rules.md and the examples of `feedpub rules` from the rules and their feeds.
docs: $(VENV)/installed-for-tests
	$(BIN)/python -m tests.docs_from_catalog
	$(BIN)/python -m tests.docs_from_rules

# What the whole command costs, beside what else would be used (Hugo, if it is installed), and how that grows.
bench-build: $(VENV)/installed-for-tests
	$(BIN)/python -m tests.benchmarks.build

bench-curve: $(VENV)/installed-for-tests
	$(BIN)/python -m tests.benchmarks.curve

# What judging large feeds costs, beside what only reading them does.
bench-validate: $(VENV)/installed-for-tests
	$(BIN)/python -m tests.benchmarks.validate

# What judging finished feeds adds to rendering them.
bench-gate: $(VENV)/installed-for-tests
	$(BIN)/python -m tests.benchmarks.gate

# What the feed of a show with 10,000 episodes costs, beside lxml that makes the same document.
bench-podcast: $(VENV)/installed-for-tests
	$(BIN)/python -m tests.benchmarks.podcast

man: $(VENV)/installed-for-tests
	$(BIN)/click-man feedpub --target $(VENV)/share/man/man1
	@echo "The man pages are in $(VENV)/share/man/man1."

# Make the lock files again from pyproject.toml, with the newest versions that it allows.
lock: $(VENV)/installed-for-tests
	$(BIN)/pip install --quiet uv
	for extra in "requirements.txt" "requirements-test.txt --extra test"; do \
	  echo flit-core | $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-annotate --custom-compile-command "make lock" pyproject.toml - -o $$extra || exit 1; \
	done

clean:
	rm -rf .venv .venv-other .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache tests/clients/node_modules tests/pages/node_modules tests/readers/node_modules

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "feedpub needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/pip requirements.txt pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/installed-for-tests: $(VENV)/installed requirements-test.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-test.txt
	@touch $@
