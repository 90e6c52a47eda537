# What a person or CI runs. Needs make, Python 3.11 or newer (with venv) and the package registry that pip is set up
# for; everything else goes into .venv, which is made when first needed and again when what it must hold has changed.

SHELL := /bin/sh
.SUFFIXES:
.DEFAULT_GOAL := help
.PHONY: help report test prove lint types pytest docs bench clean environment environment-to-run

IN_VENV := .venv/bin/python
EXAMPLE := examples/northmoor-council
EXAMPLE_DATE := 2026-06-15
BOOK := build/northmoor-council
PARTNERSHIP := examples/northmoor-partnership
PARTNERSHIP_BOOK := build/northmoor-partnership
SITE := build/site
WORKERS := 2

help: ## Say what there is to make
	@echo 'make report   build the report book of the example, from nothing'
	@echo 'make test     all checks: ruff, mypy, the tests (a few minutes)'
	@echo 'make prove    longer proofs: property tests with many more examples'
	@echo 'make lint     ruff, and whether the code is formatted'
	@echo 'make types    mypy'
	@echo 'make docs     build the pages in docs/ as a site'
	@echo 'make bench    how fast qaf is, beside what parsing alone costs'
	@echo 'make clean    remove what the others made: .venv, build, caches'
	@echo 'PYTHON=/path/to/python chooses the Python that .venv is made with.'

report: environment-to-run ## Build the example's report book
	@$(IN_VENV) -m qaf -C $(EXAMPLE) --as-at $(EXAMPLE_DATE) report --out $(BOOK)
	@$(IN_VENV) -m qaf -C $(PARTNERSHIP) --as-at $(EXAMPLE_DATE) report --out $(PARTNERSHIP_BOOK)
	@$(IN_VENV) -m qaf -C $(PARTNERSHIP) --as-at $(EXAMPLE_DATE) overview --format html --out $(PARTNERSHIP_BOOK)/overview.html
	@echo
	@echo 'The report book is $(BOOK)/book.html: open it in a browser. The same as Markdown: $(BOOK)/book.md.'

test: lint types pytest ## All checks

lint: environment
	@$(IN_VENV) -m ruff check .
	@$(IN_VENV) -m ruff format --check .

types: environment
	@$(IN_VENV) -m mypy

pytest: environment
	@$(IN_VENV) -m pytest -n $(WORKERS) -m 'not prove' $(PYTEST_ARGS)

prove: environment ## Longer proofs
	@$(IN_VENV) -m pytest -n $(WORKERS) -m prove --hypothesis-profile=prove $(PYTEST_ARGS)

docs: environment ## Build the pages as a site
	@rm -rf $(SITE) $(SITE)-cache
	@$(IN_VENV) -m sphinx --fail-on-warning --keep-going -q -b html -c docs -d $(SITE)-cache . $(SITE)
	@echo 'The pages begin at $(SITE)/index.html: open it in a browser.'

bench: environment ## How fast qaf is
	@$(IN_VENV) benchmarks/validate.py $(BENCH_ARGS)
	@$(IN_VENV) benchmarks/ingest.py --sizes 10_000,100_000,1_000_000 --rounds 3
	@$(IN_VENV) benchmarks/disclosure.py --sizes 45x20x8,200x12x8
	@$(IN_VENV) benchmarks/report.py

clean: ## Remove what the others made
	@rm -rf .venv build dist qaf.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

environment:
	@PYTHON='$(PYTHON)' .ci/environment dev

environment-to-run:
	@PYTHON='$(PYTHON)' .ci/environment run
