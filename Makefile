# Two commands do everything: `make run` and `make test`. Both set up .venv first, from the lock.
# torch comes first and by pip, so that a pip set up with a CPU build takes it. Without one, this is lighter on Linux:
#   make run TORCH_ARGS="--index-url https://download.pytorch.org/whl/cpu"

PYTHON     ?= $(shell command -v python3.11 || command -v python3)
TORCH_ARGS ?=
HOST       ?= 127.0.0.1
PORT       ?= 7860
BIN        := .venv/bin
READY      := .venv/.ready
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: run test check bench lock clean

run: $(READY)
	@$(BIN)/assistant serve --host $(HOST) --port $(PORT)

test: check
	@$(BIN)/python -m pytest

check: $(READY)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

bench: $(READY)
	@$(BIN)/python -m benchmarks.quality

$(READY): requirements.lock pyproject.toml
	@echo "Setting up .venv (once; a few minutes) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make run PYTHON=/path/to/python3.11")'
	@$(BIN)/python -m pip install --quiet torch==2.13.0 $(TORCH_ARGS)
	@$(BIN)/python -m pip install --quiet --no-deps uv==0.13.9
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r requirements.lock \
	  || $(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $(READY)

# Resolves the lock anew. torch is left out: see the top of this file. FIND_LINKS may name a folder with a CPU build,
# so that the CUDA packages of the other builds do not enter.
lock:
	$(BIN)/uv pip compile pyproject.toml requirements.in --extra dev --python-version 3.11 --generate-hashes \
	  $(if $(FIND_LINKS),--find-links $(FIND_LINKS)) --no-emit-package torch --no-emit-find-links --no-emit-index-url \
	  --custom-compile-command "make lock" --quiet --output-file requirements.lock

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
