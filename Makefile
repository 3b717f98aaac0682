# The habits of this project. `make` lists them; every one installs what it needs into .venv.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help install demo test check format lint types contracts texts lock peers lock-peers clean

help: ## list these commands
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

install: $(READY) ## make .venv with the command jiaxiao

demo: $(READY) ## a seeded school in your browser, no Telegram needed
	$(BIN)/jiaxiao demo

test: $(READY) ## run every test
	$(BIN)/pytest -n auto

check: lint types contracts ## before you push: lint, types, contracts, knowledge
	$(BIN)/jiaxiao knowledge check knowledge

lint: $(READY) ## format, lint and spelling; takes seconds
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/codespell

types: $(READY) ## mypy, strict, on code and tests
	$(BIN)/mypy

contracts: $(READY) ## which part may import which
	$(BIN)/lint-imports

format: $(READY) ## put the code into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

texts: $(READY) ## convert texts and answers from zh-Hans into zh-Hant
	$(BIN)/python -m bot.i18n.traditional
	$(BIN)/python -m bot.faq.writing.traditional
	$(BIN)/python -m bot.notices.rules.writing
	$(BIN)/python -m bot.surveys.questions.writing

lock: $(READY) ## rewrite requirements.lock from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --all-extras --generate-hashes --no-emit-index-url --no-emit-find-links --no-header pyproject.toml -o requirements.lock

peers: ## make .venv-peers with the programs that benchmarks compare with
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/requirements.lock

lock-peers: ## rewrite benchmarks/requirements.lock (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header benchmarks/requirements.in -o benchmarks/requirements.lock

clean: ## remove what these commands made
	rm -rf .venv .venv-peers .jiaxiao-demo .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
