# Every target sets up what it needs: Git, make and Python 3.11 or newer are enough.

VENV ?= .venv
BIN := $(VENV)/bin
WORKERS ?= 2
TESTS ?= tests
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALL := $(PIP) install --quiet --require-hashes

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve test test-long lint format hooks labels schema screenshots wheel lock browser editor clean proof sbom audit fuzz

help: ## Say what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)$$/  make \1\t\2/p' Makefile | expand -t 20

site: $(VENV)/.site-ready ## Check the briefings and build the searchable site into site/
	@$(BIN)/parley build

serve: $(VENV)/.site-ready ## Preview the site, rebuilt at every save
	@$(BIN)/parley serve

test: $(VENV)/.test-ready browser editor ## Run every test (TESTS=path for some, WORKERS=n for more processes)
	@$(BIN)/python -m pytest -n $(WORKERS) $(TESTS)

test-long: $(VENV)/.test-ready browser ## Run the tests that take minutes: builds killed at any moment, whole sites twice
	@$(BIN)/python -m pytest -n $(WORKERS) -m long $(TESTS)

proof: $(VENV)/.test-ready browser ## Try every promise of SECURITY.md, long tests too, and print what held as a table
	@$(BIN)/python -m pytest -m proof --figures .cache/proof.json $(TESTS)
	@$(BIN)/python tests/support/proof.py .cache/proof.json --page briefings/proof.md

fuzz: $(VENV)/.site-ready ## Search for files that the readers cannot stand, for SECONDS=600
	@sh scripts/venv.sh .cache/fuzz-venv
	@.cache/fuzz-venv/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements/fuzz.txt
	@PYTHONPATH=. nice -n 15 .cache/fuzz-venv/bin/python tests/support/fuzz.py $(or $(SECONDS),600)

sbom: $(VENV)/.created ## Write what Parley is made of (CycloneDX) to build/sbom.cdx.json
	@$(BIN)/python scripts/sbom.py build/sbom.cdx.json

audit: ## Ask for known weaknesses of what is locked
	@sh scripts/venv.sh .cache/audit
	@.cache/audit/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements/audit.txt
	@.cache/audit/bin/python scripts/sbom.py build/sbom.cdx.json
	@.cache/audit/bin/python scripts/sbom.py --check build/sbom.cdx.json
	@.cache/audit/bin/pip-audit --require-hashes --disable-pip -r requirements/site.txt

lint: $(VENV)/.test-ready ## Run ruff and mypy
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

format: $(VENV)/.test-ready ## Mend what ruff can mend, and format
	@$(BIN)/ruff check --fix-only
	@$(BIN)/ruff format

hooks: $(VENV)/.test-ready ## Run ruff and mypy before each commit
	@$(BIN)/pre-commit install

labels: $(VENV)/.test-ready ## Bring the catalogues of labels up to the sources
	@$(BIN)/python tests/support/labels.py

schema: $(VENV)/.site-ready ## Bring briefings.schema.json up to the model
	@$(BIN)/parley schema -o briefings.schema.json

screenshots: site browser ## Make the pictures of the README anew
	@PYTHONPATH=tests/support $(BIN)/python scripts/screenshots.py site docs/images

wheel: $(VENV)/.site-ready ## Build the package into dist/, to install it elsewhere
	@$(BIN)/python -m hatchling build -t wheel

lock: ## Lock the requirements anew (UPGRADE=1 takes newer releases)
	@sh scripts/lock.sh $(if $(UPGRADE),--upgrade)

clean: ## Remove what was built and set up
	rm -rf $(VENV) .cache build dist site .hypothesis .mypy_cache .pytest_cache .ruff_cache

browser: $(VENV)/.test-ready
	@$(BIN)/python tests/support/chromium.py

editor: $(VENV)/.test-ready
	@$(BIN)/python tests/support/language_server.py

# A stamp is newer than all it stands for, so a changed lock file or pyproject.toml installs again.
$(VENV)/.created:
	@sh scripts/venv.sh $(VENV)
	@touch $@

$(VENV)/.site-ready: $(VENV)/.created requirements/site.txt pyproject.toml
	@echo "Installing what the site needs"
	@$(INSTALL) -r requirements/site.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test-ready: $(VENV)/.site-ready requirements/test.txt
	@echo "Installing what the tests need"
	@$(INSTALL) -r requirements/test.txt
	@touch $@
