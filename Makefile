# The commands people and CI share; `make help` lists them.
PYTHON ?= python3
VENV := .venv
LIGHT := .venv-light
RUN := $(VENV)/bin/python
WORKERS ?= 2
export TF_CPP_MIN_LOG_LEVEL ?= 2

DEMO_TRAIN := --model small_cnn --size 64 --epochs 8 --batch-size 32 --loss focal --seed 0

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-runs check test test-light test-slow bench

help: ## list these commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(VENV)/.dev ## make the virtual environment with everything

demo: demo-runs ## draw lesions, train and analyse two runs, open the app
	$(RUN) -m dashboard runs

demo-runs: $(VENV)/.runtime ## the demo's data and runs without the app
	$(RUN) -m data make lesions
	$(RUN) -m checkpoints train lesions --name demo_sgd --optimizer sgd $(DEMO_TRAIN)
	$(RUN) -m checkpoints train lesions --name demo_adam --optimizer adam $(DEMO_TRAIN) \
		--initial-weights checkpoints/demo_sgd/epoch_000.keras
	$(RUN) -m analysis run checkpoints/demo_sgd
	$(RUN) -m analysis run checkpoints/demo_adam

check: $(VENV)/.dev ## format, lint, types, floors
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

test: check ## check, then every test, then the dashboard's tests without TensorFlow
	$(RUN) -m pytest --numprocesses $(WORKERS) --dist loadfile
	@$(MAKE) --no-print-directory test-light

test-light: $(LIGHT)/.installed ## the store's and the dashboard's tests in an environment without TensorFlow
	$(LIGHT)/bin/python -m pytest tests/dashboard tests/analysis/store tests/analysis/metrics -m "not tensorflow and not browser" --numprocesses $(WORKERS) --dist loadfile -q

test-slow: $(VENV)/.dev ## the tests that take minutes: the large networks, trained and analysed
	$(RUN) -m pytest -m slow

bench: $(VENV)/.dev ## measurements as ratios, with versions and sizes
	$(RUN) -m benchmarks

$(VENV)/.runtime: requirements.txt
	@echo "Installing into $(VENV): about 600 MB to download, a minute or two."
	test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --disable-pip-version-check --requirement requirements.txt
	touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt
	test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	touch $@ $(VENV)/.runtime

$(LIGHT)/.installed: requirements.txt requirements-dev.txt
	test -x $(LIGHT)/bin/python || $(PYTHON) -m venv $(LIGHT)
	grep -hvE '^(-r|tensorflow|keras|shap|umap-learn)' requirements.txt requirements-dev.txt > $(LIGHT)/requirements.txt
	$(LIGHT)/bin/python -m pip install --quiet --disable-pip-version-check --requirement $(LIGHT)/requirements.txt
	touch $@
