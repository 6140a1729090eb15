# Commands for people; `make help` lists them. They need make, python3 (3.11 or newer) and a package index.
# uv is used where it is installed, pip otherwise.

VENV ?= .venv
PYTHON ?= python3
SAMPLE ?= outputs/sample

BIN := $(VENV)/bin
MODEL := models/en_onrecord
MANIFESTS := pyproject.toml $(MODEL)/pyproject.toml $(MODEL)/en_onrecord/meta.json
PACKAGES := --editable . --editable ./$(MODEL)
UV := $(shell command -v uv 2>/dev/null)
ifneq ($(UV),)
INSTALL = "$(UV)" pip install --quiet --python $(BIN)/python
else
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' Makefile
	@echo "How the model is made: make -C models/training help"

.PHONY: run
run: $(VENV)/.installed ## Set up, then extract the sample articles into outputs/sample
	$(BIN)/onrecord extract corpus/articles --out $(SAMPLE)

.PHONY: test
test: $(VENV)/.installed-dev ## Set up, then run the tests, without those in a browser
	$(BIN)/python -m pytest -m "not browser"

# Chromium comes from the system (Debian, Ubuntu: apt install chromium); CHROMIUM= names another. Nothing is downloaded.
.PHONY: test-browser
test-browser: $(VENV)/.installed-browser ## Run the tests of the page of `onrecord view` in chromium
	$(BIN)/python -m pytest -m browser

.PHONY: check
check: lint test gate ## Everything that has to pass: lint, tests and the gate

# The articles of the corpus are extracted with the model as it is and scored against their gold.
GATE := outputs/.gate
FLOORS := corpus/floors.json
SCORE = $(BIN)/onrecord evaluate corpus/gold $(GATE) --floors $(FLOORS)

.PHONY: gate
gate: $(GATE)/extracted ## Fail if a score on the project's own corpus is below its floor
	$(SCORE)

.PHONY: gate-raise
gate-raise: $(GATE)/extracted ## Put the floors up to the scores; none goes down
	$(SCORE) --raise-floors

.PHONY: gate-lower
gate-lower: $(GATE)/extracted ## Set the floors anew, also downwards or for changed gold: say in the commit why
	$(SCORE) --raise-floors --lower

.PHONY: $(GATE)/extracted
$(GATE)/extracted: $(VENV)/.installed
	@$(BIN)/onrecord extract corpus/articles --out $(GATE)

.PHONY: lint
lint: $(VENV)/.installed-dev ## Style, formatting, types (mypy strict) and layers (import-linter)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

.PHONY: format
format: $(VENV)/.installed-dev ## Format the code and apply the safe fixes
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: setup
setup: $(VENV)/.installed-dev ## Make .venv with onrecord, its model and the development tools

.PHONY: readme
readme: $(VENV)/.installed-dev $(GATE)/extracted ## Fill README.md, docs/evaluation.md and docs/answers.md from real output
	$(BIN)/python docs/readme_example.py
	$(BIN)/python docs/answers_example.py
	$(BIN)/python docs/evaluation_example.py $(GATE)

# A separate environment, because spaCy's machine-learning library imports torch wherever it finds it, which would
# change the memory of everything it is compared with. BENCH_PYTHON= names one that has torch already.
BENCH_VENV ?= .venv-bench
BENCH_PYTHON ?= $(BENCH_VENV)/bin/python
BENCH_ARGS ?=

.PHONY: bench-backbone
bench-backbone: $(VENV)/.installed $(BENCH_PYTHON) ## Speed and memory of the backbone beside a CNN and a RoBERTa-sized encoder
	$(BIN)/python benchmarks/backbone.py --torch-python $(BENCH_PYTHON) $(BENCH_ARGS)
	$(BIN)/python docs/speed_figures.py

# The other systems want older packages than onrecord does. PEER_PYTHON= names an environment that has them.
PEER_VENV ?= .venv-peers
PEER_PYTHON ?= $(PEER_VENV)/bin/python

.PHONY: bench-values
bench-values: $(VENV)/.installed $(PEER_PYTHON) ## Speed of the money and date stages beside other systems
	$(BIN)/python benchmarks/values.py --peer-python $(PEER_PYTHON) $(BENCH_ARGS)
	$(BIN)/python docs/speed_figures.py

.PHONY: bench-stages
bench-stages: $(VENV)/.installed ## Time of every component as a share of the backbone's
	$(BIN)/python benchmarks/stages.py $(BENCH_ARGS)
	$(BIN)/python docs/speed_figures.py

.PHONY: bench-throughput
bench-throughput: $(VENV)/.installed $(PEER_PYTHON) ## The whole way: speed of one process, two and Ray, memory, start
	$(INSTALL) --editable '.[ray]'
	$(BIN)/python benchmarks/throughput.py --peer-python $(PEER_PYTHON) $(BENCH_ARGS)
	$(BIN)/python docs/speed_figures.py

.PHONY: bench-view
bench-view: $(VENV)/.installed-browser ## Time the page of `onrecord view` takes to open and to filter in chromium
	$(BIN)/python benchmarks/view.py --output benchmarks/results/view.json $(BENCH_ARGS)
	$(BIN)/python docs/speed_figures.py

# DATA= is a folder that holds the public corpora, each under the name `onrecord benchmark --list` gives.
DATA ?=
BENCH_PUBLIC ?= benchmarks/results/public.json

.PHONY: bench-public
bench-public: $(VENV)/.installed ## Figures on public corpora, DATA=DIR, into benchmarks/results/public.json and docs/benchmarks.md
	@test -n "$(DATA)" || { echo "Name the folder of the corpora: make bench-public DATA=DIR" >&2; exit 1; }
	$(BIN)/onrecord benchmark all --data "$(DATA)" --format json > $(BENCH_PUBLIC).part
	mv $(BENCH_PUBLIC).part $(BENCH_PUBLIC)
	$(BIN)/python docs/benchmarks_figures.py $(BENCH_PUBLIC)

# `make test` has a small version of both.
FAULTS_ARGS ?=
FUZZ_ARGS ?=

.PHONY: faults
faults: $(VENV)/.installed-dev ## Kill a run over 2,000 documents 50 times; the bytes must be those of one left alone
	$(BIN)/python -u -m tests.faults.killing $(FAULTS_ARGS)

.PHONY: fuzz
fuzz: $(VENV)/.installed-dev ## 100,000 damaged inputs through reading and extraction; FUZZ_ARGS='--seed 2' makes others
	$(BIN)/python -u -m tests.fuzz $(FUZZ_ARGS)

# Another run: make datasette RUN=outputs/my-run
RUN ?= $(SAMPLE)
ANSWERS := outputs/.datasette/answers

.PHONY: datasette
datasette: $(VENV)/.installed ## Browse a run in Datasette, at http://127.0.0.1:8001; RUN= names another than the sample
	$(INSTALL) --editable '.[answers,datasette]'
	$(BIN)/onrecord export $(RUN) --out $(ANSWERS).db --force
	$(BIN)/datasette serve $(ANSWERS).db --metadata $(ANSWERS).metadata.json $(DATASETTE_ARGS)

.PHONY: clean
clean: ## Remove the environments and caches; outputs stay
	rm -rf $(VENV) $(BENCH_VENV) $(PEER_VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Both packages are installed in place: a change in the code or the model needs no new set-up, a change in what
# they depend on does.
$(VENV)/.installed: $(VENV)/.created $(MANIFESTS)
	@echo "Installing onrecord and its model into $(VENV) (once; a minute or two)"
	$(INSTALL) $(PACKAGES)
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.created $(MANIFESTS)
	@echo "Installing onrecord, its model and the development tools into $(VENV) (once; a minute or two)"
	$(INSTALL) --group dev $(PACKAGES)
	@touch $(VENV)/.installed $@

$(VENV)/.installed-browser: $(VENV)/.installed-dev
	$(INSTALL) --group browser
	@touch $@

ifneq ($(UV),)
$(VENV)/.created:
	"$(UV)" venv --quiet --allow-existing --python '$(if $(filter-out python3,$(PYTHON)),$(PYTHON),>=3.11)' $(VENV)
	@touch $@

$(BENCH_VENV)/bin/python:
	"$(UV)" venv --quiet $(BENCH_VENV)
	"$(UV)" pip install --quiet --python $@ --torch-backend cpu --group bench

$(PEER_VENV)/bin/python:
	"$(UV)" venv --quiet $(PEER_VENV)
	"$(UV)" pip install --quiet --python $@ --group peers
else
$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "onrecord needs Python 3.11 or newer, and $(PYTHON) is older or absent. Name another: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "$(PYTHON) cannot make virtual environments. Install its venv module (Debian, Ubuntu: apt install python3-venv) or uv." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@touch $@

$(BENCH_VENV)/bin/python:
	$(PYTHON) -m venv $(BENCH_VENV)
	$@ -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$@ -m pip install --quiet --disable-pip-version-check --group bench

$(PEER_VENV)/bin/python:
	$(PYTHON) -m venv $(PEER_VENV)
	$@ -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$@ -m pip install --quiet --disable-pip-version-check --group peers
endif
