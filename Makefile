# Two commands: `make run` starts the site on this machine, `make test` runs what proves it.
.PHONY: help run test check lock shots faults bench clean

PY = .venv/bin/python

help: ## Say what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

run: ## Start the site with a demo on this machine (DLS_DEMO=0: empty, for real use)
	@scripts/venv.sh requirements.lock
	@exec $(PY) -m dls.embedded

test: ## Run the tests, on PostgreSQL, Redis and Chromium too where they are found
	@scripts/venv.sh requirements-dev.lock
	@exec $(PY) scripts/test.py

check: ## Lint, format, types, layers, migrations, deployment settings
	@scripts/venv.sh requirements-dev.lock
	@exec $(PY) scripts/check.py

lock: ## Pin what pyproject.toml asks for, with hashes
	@scripts/venv.sh requirements-dev.lock
	@exec $(PY) scripts/lock.py

shots: ## Photograph every page of the demo as every role into var/shots/
	@scripts/venv.sh requirements-dev.lock
	@exec $(PY) -m tests.browser.shots

faults: ## Kill whatever can be killed, many times, while letters are on their way
	@scripts/venv.sh requirements-dev.lock
	@FAULTS_ROUNDS=$${FAULTS_ROUNDS:-20} exec $(PY) -m pytest tests/ops/test_faults.py

bench: ## Measure, and print each figure beside its target
	@scripts/venv.sh requirements.lock
	@for one in bench/[a-z]*.py; do echo "$$one"; $(PY) "$$one" || failed=1; done; exit $${failed:-0}

clean: ## Remove what can be made again; var/ with your data stays
	rm -rf .venv .make .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
