VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
SHARED ?= ../shared
# each reads with the models before it
MODELS := halfspace headings tagger events

.PHONY: demo test slow peers lint types lexicon guide eval bench compare numbers train clean

demo: $(VENV)/installed
	$(BIN)/dabir read examples -f table

test: $(VENV)/test-installed
	$(BIN)/python -m pytest -n auto

slow: $(VENV)/test-installed
	$(BIN)/python -m pytest -n auto -m slow

# The formats of exchange, read by the other side's own programs.
peers: $(VENV)/peers/installed
	$(VENV)/peers/bin/python -m pytest tests/export

lint: $(VENV)/dev-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev-installed
	$(BIN)/mypy

lexicon: $(VENV)/test-installed
	$(BIN)/python -m build.pack

guide: $(VENV)/dev-installed
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

eval: $(VENV)/test-installed
	$(BIN)/python -m evaluation.run $(SHARED)/gold/dev --report

bench: $(VENV)/dev-installed
	$(BIN)/python -m benchmarks.run

compare: $(VENV)/test-installed
	$(BIN)/python -m benchmarks.peers --install

numbers: $(VENV)/test-installed
	$(BIN)/python -m evaluation.numbers

train: $(SHARED)/data $(VENV)/train-installed
	@failed=; for model in $(MODELS); do \
		echo "== $$model"; \
		$(BIN)/python -m training.$$model.run --shared $(SHARED) || failed="$$failed $$model"; \
	done; test -z "$$failed" || { echo "not trained:$$failed" >&2; exit 1; }

$(SHARED)/data:
	@echo "make train needs the texts and word lists of $@, which is not there" >&2; exit 1

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/pip install --quiet --editable .
	touch $@

$(VENV)/test-installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/pip install --quiet --editable '.[test]'
	touch $@ $(VENV)/installed

$(VENV)/dev-installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/test-installed $(VENV)/installed

# An environment of their own: they are many, and keep older versions of what dabir needs.
$(VENV)/peers/installed: $(VENV)/bin/python pyproject.toml
	$(PYTHON) -m venv $(VENV)/peers
	$(VENV)/peers/bin/pip install --quiet --editable '.[test,exchange]'
	$(VENV)/peers/bin/pip install --quiet --no-deps 'doccano>=1.8.4'
	$(VENV)/peers/bin/pip install --quiet 'followthemoney>=3.8' || \
		echo "followthemoney (PyICU) does not install here: its test will be skipped"
	touch $@

$(VENV)/train-installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/pip install --quiet --editable '.[train]'
	touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
