# make serve   build the site and look at it on 127.0.0.1        make write   write every generated file
# make test    every test, browsers included                     make check   format, lint, types, generated files, site
# make site    the site, into site/                              make bench   how fast the engine starts
#
# make release one zip with the site, for any host                make look URL=…  what the host of a copy gets wrong
# make try RULE=… one rule: its own tests, and its page    make read MAIL=…  what the rules make of an email
# make fit     fit the points of word sequences to corpus/        make score    how well they do on texts held back
#
# Needs make and some Python 3. The rest is installed below .venv/ and node_modules/ from the lock files.

.DEFAULT_GOAL := help
.PHONY: help serve test site release look check try read write fit score bench audit lock browsers clean
.DELETE_ON_ERROR:
# Byte code is kept, as most of the time of a short run goes into making it; but not among the sources.
export PYTHONDONTWRITEBYTECODE :=
export PYTHONPYCACHEPREFIX := $(CURDIR)/build/bytecode

# The first Python that answers: a pyenv shim may exist and still refuse.
ANY_PYTHON = $(shell for p in python3.13 python3 python; do "$$p" -c "" 2>/dev/null && echo "$$p" && break; done)
PYTHON := .venv/bin/python
BUILD := $(PYTHON) -m sitemaker
NODE := .venv/bin/node
PACKAGES := .venv/.installed
RUNTIME := node_modules/.installed
CHECKS := node_modules/.installed-checks
# Three share two processors best: browsers also wait.
WORKERS ?= 3

help:
	@sed -n 's/^# \{0,1\}//p;/^$$/q' Makefile

$(PACKAGES): requirements.lock .python-version
	@test -n "$(ANY_PYTHON)" || { echo "Stopped: there is no Python here. Install Python 3.13 and run make again."; exit 1; }
	@$(ANY_PYTHON) -I sitemaker/environment.py python
	@touch $@

$(RUNTIME): package.json package-lock.json $(PACKAGES)
	@$(PYTHON) -I sitemaker/environment.py node
	@touch $@

# What the site needs is among it, so it is not installed a second time.
$(CHECKS): package.json package-lock.json $(PACKAGES)
	@$(PYTHON) -I sitemaker/environment.py checks
	@touch $(RUNTIME) $@

serve: site
	@$(BUILD) serve

site: $(RUNTIME)
	@$(BUILD) site

release: $(RUNTIME)
	@$(BUILD) release

look: $(PACKAGES)
	@test -n "$(URL)" || { echo "Stopped: say which copy, as in make look URL=https://career.example.edu/no-thanks/"; exit 1; }
	@$(BUILD) look "$(URL)"

write: $(PACKAGES)
	@$(BUILD) write

fit: $(PACKAGES)
	@$(PYTHON) -m corpus.fit

score: $(PACKAGES)
	@$(PYTHON) -m corpus.fit score

check: $(CHECKS)
	@echo ">> Format"
	@$(PYTHON) -m ruff format --check .
	@echo ">> Lint"
	@$(PYTHON) -m ruff check .
	@echo ">> Types"
	@$(PYTHON) -m mypy
	@echo ">> Generated files"
	@$(BUILD) write --check
	@echo ">> JavaScript: types"
	@$(NODE) node_modules/typescript/bin/tsc --project jsconfig.json
	@echo ">> JavaScript: lint"
	@$(NODE) node_modules/@biomejs/biome/bin/biome lint --error-on-warnings
	@echo ">> JavaScript: what needs no browser"
	@$(NODE) --import ./tests/page/a_page.mjs --test --test-reporter=dot "tests/page/*.test.mjs"
	@$(BUILD) site

browsers: $(PACKAGES)
	@$(PYTHON) -m tests.programs

# One rule while it is being written: its examples, and its page as text.
try: $(PACKAGES)
	@test -n "$(RULE)" || { echo "Stopped: say which rule, as in make try RULE=begging"; exit 1; }
	@$(BUILD) try "$(RULE)"
	@$(PYTHON) -m pytest -q -p no:cacheprovider tests/book/test_draft_rules.py tests/book/test_reading_rules.py \
		tests/book/test_advice_rules.py -k "$(RULE)"

read: $(PACKAGES)
	@test -n "$(MAIL)" || { echo "Stopped: say which file, as in make read MAIL=email.txt"; exit 1; }
	@$(PYTHON) -m generator read "$(MAIL)"

# Browsers come from the network while the site is built; tests of the book and the engine alone need neither.
WITHOUT_SITE := tests/book tests/unit tests/past_bugs
test: $(RUNTIME)
	@case "$(TESTS)" in $(foreach one,$(WITHOUT_SITE),$(one)*|) none) exit 0;; esac; \
		$(BUILD) site & site=$$!; $(PYTHON) -m tests.programs; here=$$?; wait $$site && exit $$here
	@echo ">> Tests"
	@$(PYTHON) -m pytest -n $(WORKERS) --dist worksteal $(TESTS)

bench: $(RUNTIME) browsers
	@$(BUILD) site
	@$(PYTHON) -m tests.bench $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(LINKS),--links $(LINKS))

audit: $(RUNTIME)
	@echo ">> Known faults in Python packages"
	@$(PYTHON) -m pip_audit --require-hashes --disable-pip -r requirements.lock
	@echo ">> Known faults in npm packages"
	@PATH="$(CURDIR)/.venv/bin:$$PATH" .venv/bin/npm audit

# After a change of pyproject.toml. Keeps what is locked unless UPGRADE=--upgrade is given.
lock: $(PACKAGES)
	@.venv/bin/uv pip compile --quiet --universal --python-version 3.13 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header --group site --group test $(UPGRADE) pyproject.toml -o requirements.lock

clean:
	@rm -rf site build test-results
