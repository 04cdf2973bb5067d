# Two commands for users: `make run` and `make test`. Each makes its own .venv, and does nothing twice.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
RUN_READY := $(VENV)/.run-ready
DEV_READY := $(VENV)/.dev-ready
WEB_READY := node_modules/.package-lock.json

.DEFAULT_GOAL := run
.PHONY: run test check lint check-web docs programs bench clean

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新；用 make PYTHON=python3.12 指定"; exit 2; }
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) || { echo "建不了虚拟环境；Debian/Ubuntu 请先 sudo apt install python3-venv"; rm -rf $(VENV); exit 2; }

$(RUN_READY): requirements.txt pyproject.toml hatch_build.py mapapp/layers/front_end.py | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(DEV_READY): requirements-dev.txt $(RUN_READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# Development only: what checks the scripts the browser runs. Nothing of it is shipped.
$(WEB_READY): package.json package-lock.json
	npm ci --silent
	@touch $@

run: $(RUN_READY)
	$(BIN)/python -m mapapp --port $(PORT)

check: lint
	$(BIN)/python -m pytest -m "not browser and not slow" -n 2 --dist loadfile

lint: $(DEV_READY)
	$(BIN)/ruff format --check mapapp tests benchmarks
	$(BIN)/ruff check mapapp tests benchmarks
	$(BIN)/lint-imports
	$(BIN)/mypy
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory check-web; else echo "没有 node，不检查浏览器里的脚本"; fi

check-web: $(WEB_READY)
	npm run --silent check

test: $(DEV_READY)
	$(BIN)/python -m tests.browser.install
	$(BIN)/python -m tests.store.install
	$(BIN)/python -m tests.deploy.install
	$(BIN)/python -m pytest -n 2 --dist loadfile -rR

# Our files opened in the programs people have: QGIS, GDAL, LibreOffice, PostGIS (a gigabyte; Debian, Ubuntu, as root).
programs: $(DEV_READY)
	$(BIN)/python -m tests.programs.install
	MAPAPP_TEST_PROGRAMS=required MAPAPP_TEST_POSTGRES=required $(BIN)/python -m pytest tests/programs tests/exports

# The pages of docs/ as a site; a dead link or name ends it.
docs: $(DEV_READY)
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs build/docs

# The quality of the reading is measured against records read by hand: make bench GOLD=folder (<doc>.jsonl each).
bench: $(DEV_READY)
	@for name in reading_speed reading_growth entities geodata placement exports interaction crowd store; do \
	    echo "== $$name"; PYTHONPATH=. $(BIN)/python benchmarks/$$name.py $(if $(GOLD),$$([ $$name = entities ] && echo --gold $(GOLD))) || exit 1; done
ifneq ($(GOLD),)
	@echo "== extraction_quality"; PYTHONPATH=. $(BIN)/python benchmarks/extraction_quality.py --gold $(GOLD)
endif

clean:
	rm -rf $(VENV) node_modules build dist mapapp/vendor .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
