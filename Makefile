# The verbs of this project. Each needs only make and a Python from 3.11 on; set PYTHON to choose one.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
  BIN := $(VENV)/Scripts
else
  BIN := $(VENV)/bin
endif
PY := $(BIN)/python
N ?= 10000
PYTHONS ?= $(PYTHON)
SEED ?= 1
PIP := $(PY) -m pip --disable-pip-version-check --quiet
UV_COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -q

.PHONY: help demo test test-all lint format bench bench-archive soak scans fuzz accept accuracy docs licences sbom matrix lock clean

help:
	@echo "make demo      read the bundled sample contract file and write its report"
	@echo "make test      run the tests (under 3 minutes)"
	@echo "make test-all  run all tests: also the wheel, the browser and broken files"
	@echo "make lint      ruff, mypy, import-linter"
	@echo "make bench     measure speed and memory against pdfplumber and raw PDFium"
	@echo "make bench-archive  measure the archive on N=150 synthetic contract files, and its search"
	@echo "make soak      kill scans of an archive at N=50 random moments; results must be the same (takes long)"
	@echo "make scans     read all sample PDFs from worn pictures of themselves, in four kinds; what was read is kept in scans/ (half an hour)"
	@echo "make fuzz      read N=10000 broken copies of the sample PDFs (SEED=1); findings are kept in fuzz/"
	@echo "make accept    renew golden outputs on purpose (look at the difference)"
	@echo "make accuracy  measure over the labelled documents (CLAUSESCAN_SHARED) and renew help/accuracy.md"
	@echo "make docs      renew the generated parts of the help pages, and write them as a site (site/index.html)"
	@echo "make licences  list the licences of packages and of libraries inside them; a new kind stops it"
	@echo "make sbom      the same, and a bill of materials in dist/ (CycloneDX)"
	@echo "make matrix    run on the oldest and the newest supported packages (PYTHONS='python3.11 python3.13')"
	@echo "make lock      renew the lock files in requirements/"

$(PY):
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "clausescan needs Python 3.11 or newer: set PYTHON=python3.12, for example."; exit 2; }
	@$(PYTHON) -c "import venv, ensurepip" 2>/dev/null || { echo "This Python cannot make virtual environments: install its venv package (Debian, Ubuntu: apt install python3-venv) or set PYTHON to another."; exit 2; }
	@echo "Making a virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt | $(PY)
	@echo "Installing what clausescan needs (a few minutes the first time)"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml $(VENV)/.run
	@echo "Installing what the tests need"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/.all: requirements/all.txt $(VENV)/.dev
	@echo "Installing what only the long tests need (browser driver, cluster, object store)"
	@$(PIP) install --require-hashes -r requirements/all.txt
	@touch $@

demo: $(VENV)/.run
	@$(PY) -m clausescan demo -o demo

test: $(VENV)/.dev
	@$(PY) -m pytest -q -n auto -m "not slow"

test-all: $(VENV)/.all
	@$(PY) -m pytest -q -n auto

lint: $(VENV)/.dev
	@$(BIN)/ruff format --check clausescan tests corpus
	@$(BIN)/ruff check clausescan tests corpus
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.dev
	@$(BIN)/ruff format clausescan tests corpus
	@$(BIN)/ruff check --fix clausescan tests corpus

bench: $(VENV)/.dev
	@$(PY) -m tests.bench

bench-archive: $(VENV)/.dev
	@$(PY) -m tests.bench_archive --count $(if $(filter 10000,$(N)),150,$(N))

soak: $(VENV)/.dev
	@$(PY) -m tests.soak --kills $(if $(filter 10000,$(N)),50,$(N)) --seed $(SEED)

scans: $(VENV)/.dev
	@$(PY) -m tests.scans --cache scans

fuzz: $(VENV)/.dev
	@$(PY) -m tests.fuzz --count $(N) --seed $(SEED) --keep fuzz

accept: $(VENV)/.dev
	@CLAUSESCAN_ACCEPT=1 $(PY) -m pytest -q tests/test_golden.py

accuracy: $(VENV)/.dev
	@$(PY) -m tests.accuracy

docs: $(VENV)/.dev
	@$(PY) -m tests.docs
	@$(PY) -m tests.help_site

licences: $(VENV)/.dev
	@$(PY) -m tests.licences

sbom: $(VENV)/.dev
	@mkdir -p dist
	@$(PY) -m tests.licences dist/clausescan.cdx.json

matrix: $(VENV)/.dev
	@$(PIP) install uv
	@$(PY) -m tests.matrix $(PYTHONS)

lock: $(VENV)/.dev
	@$(PIP) install uv
	@$(UV_COMPILE) --extra test-all -o requirements/all.txt
	@$(UV_COMPILE) --extra dev -c requirements/all.txt -o requirements/dev.txt
	@$(UV_COMPILE) -c requirements/dev.txt -o requirements/run.txt

clean:
	rm -rf $(VENV) demo fuzz scans build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
