# make run   open the chat on the sample archive      make test   the whole suite
# make setup the environment alone                    make check  format, lint, types, layers
# make e2e   browser, model server, no network        make bench  speed and memory, as ratios
# make gate   asks the sample's questions, and fails where the figures fell or, of a product broken
#             on purpose, did not fall
# make shots  the pictures of the README, from the sample archive
# make endurance  builds killed, disks filled, files damaged; as root it can fill a small disk

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := eval/sample/archive
ARCHIVE ?= $(SAMPLE)
INDEX ?= $(if $(filter $(SAMPLE),$(ARCHIVE)),.pressmark-sample,.pressmark)
PORT ?= 8501
INSTALL := PIP_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/pip install --quiet

.PHONY: run setup dev test check format e2e endurance gate bench shots lock clean

run: setup
	$(BIN)/pressmark index build $(ARCHIVE) --index $(INDEX)
	$(BIN)/pressmark chat --index $(INDEX) --port $(PORT)

setup: $(VENV)/installed
dev: $(VENV)/installed-dev

$(VENV)/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "error: Pressmark needs Python 3.11 or later; name one: make PYTHON=python3.12" >&2; exit 1; }
	@echo "making the environment in $(VENV): about 2 GB, a few minutes" >&2
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --editable .
	@! $(BIN)/pip list 2>/dev/null | grep -iq '^nvidia-' || echo "warning: pip chose a CUDA build of \
	torch, which Pressmark does not need; README.md says how to get the CPU build" >&2
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(INSTALL) --editable '.[dev]'
	@touch $@

test: dev
	$(BIN)/pytest

check: dev
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

e2e: dev
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { [ "$$(id -u)" = 0 ] \
	  && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
	  || { echo "error: no browser; install chromium" >&2; exit 1; }
	$(INSTALL) --no-deps --requirement tests/e2e/requirements.txt
	PRESSMARK_E2E=1 $(BIN)/pytest -m e2e

endurance: dev
	$(BIN)/pytest -m endurance

gate: dev
	$(BIN)/pressmark eval run eval/sample/cases.jsonl --archive $(SAMPLE) --out .pressmark-report.json >/dev/null
	$(BIN)/pressmark eval gate .pressmark-report.json
	$(BIN)/pytest -m gate

bench: dev
	$(BIN)/python -m eval.bench $(ARCHIVE)

shots: dev
	$(BIN)/pressmark index build $(SAMPLE) --index .pressmark-sample >/dev/null
	$(BIN)/python -m tests.e2e.shots .pressmark-sample docs

# Run in an environment that holds exactly what pyproject.toml asks for.
lock: dev
	$(BIN)/pip freeze --exclude-editable | sed 's/+cpu$$//' > constraints.txt

clean:
	rm -rf $(VENV) .pressmark-sample .pressmark-report.json
