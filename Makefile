# Each target sets up the .venv it needs from pyproject.toml and constraints.txt, and renews it when those change.

# The date for the example registry, so that it does not become overdue.
TODAY := 2026-11-23
BIN := .venv/bin
FRESH := .venv/.fresh
PORT := 8000
INSTALL := $(BIN)/pip install --quiet --constraint constraints.txt --build-constraint constraints.txt

# Without compiled files each start of srr and each test run would compile them again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: site serve test unit coverage roundtrip mutants fuzz check docs bench screenshots lock clean
.DELETE_ON_ERROR:

site: $(FRESH)/site ## Lint the registry and build its site into build/site
	@$(BIN)/srr lint --today $(TODAY)
	@$(BIN)/srr build --today $(TODAY)

serve: $(FRESH)/site ## Show the site while you write
	@$(BIN)/srr serve --today $(TODAY) --port $(PORT)

test: $(FRESH)/dev ## Run the tests
	@$(BIN)/pytest -n auto --dist worksteal

unit: $(FRESH)/dev ## Run the quick tests: without a browser, a spreadsheet, a package registry, and what takes long
	@$(BIN)/pytest -n auto --dist worksteal -m "not browser and not spreadsheet and not registries and not long"

coverage: $(FRESH)/dev ## Run the tests that need no browser and no registry, and say how much of tool/srr they reach
	@$(BIN)/pytest -n auto --dist worksteal -m "not browser and not registries" --cov --cov-report=term

roundtrip: $(FRESH)/dev ## Export, open and save with gnumeric where it is installed, and import again
	@$(BIN)/pytest tests/test_round_trip.py tests/test_spreadsheet.py -rs

mutants: $(FRESH)/dev ## Change the core in small ways, and list the changes that no test notices
	@$(BIN)/python bench/mutants.py

fuzz: $(FRESH)/fuzz ## Look for inputs that break what reads records and settings
	@$(BIN)/python bench/fuzz.py

check: $(FRESH)/dev ## Check style, types and workflows
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/zizmor --offline --quiet .

docs: $(FRESH)/dev ## Write the reference of the commands
	@$(BIN)/python tool/command_pages.py

bench: $(FRESH)/bench ## Time srr beside the tools one would run otherwise
	@$(BIN)/python bench/run.py

screenshots: $(FRESH)/dev ## Draw every kind of page into build/screenshots
	@$(BIN)/python bench/screenshots.py build/screenshots

lock: $(BIN)/pip ## Renew constraints.txt
	@$(BIN)/pip install --quiet --group lock
	@sh .ci/lock

clean: ## Remove what make made
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(FRESH)/site: pyproject.toml constraints.txt | $(BIN)/pip
	@echo "Installing srr and its site ..."
	@$(INSTALL) --editable '.[site]'
	@$(BIN)/python -m compileall -q tool/srr
	@mkdir -p $(FRESH) && touch $@

$(FRESH)/dev: pyproject.toml constraints.txt | $(BIN)/pip
	@echo "Installing srr and what its tests need ..."
	@$(INSTALL) --editable '.[site,xlsx]' --group dev
	@$(BIN)/python -m compileall -q tool/srr
	@mkdir -p $(FRESH) && touch $@

$(FRESH)/bench: $(FRESH)/dev
	@echo "Installing what srr is timed beside ..."
	@$(INSTALL) --group bench
	@touch $@

$(FRESH)/fuzz: $(FRESH)/dev
	@echo "Installing what looks for inputs ..."
	@$(INSTALL) --group fuzz
	@touch $@

$(FRESH)/release: pyproject.toml constraints.txt | $(BIN)/pip
	@echo "Installing what a release needs ..."
	@$(INSTALL) --group release
	@mkdir -p $(FRESH) && touch $@

$(BIN)/pip:
	@sh .ci/venv .venv
