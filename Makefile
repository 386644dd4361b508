PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help

.PHONY: help demo test check bench trials probe sbom audit docs lock clean
help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch .venv/ready

demo: .venv/ready ## set up, build the bundled example case and print its brief
	$(BIN)/dateline demo

.venv/aleph: requirements-aleph.lock .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-aleph.lock \
	  || echo "followthemoney cannot be built here; its one test is left out"
	touch .venv/aleph

.venv/spark: requirements-spark.lock .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-spark.lock \
	  || echo "Spark cannot be installed here; its tests are left out"
	touch .venv/spark

test: .venv/ready .venv/aleph .venv/spark ## set up and run the tests
	$(BIN)/python -m pytest -q -n auto

check: .venv/ready .venv/aleph .venv/spark ## lint, types and tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q -n auto

bench: .venv/ready ## measure speed and quality
	$(BIN)/python -m benchmarks

trials: .venv/ready ## cause faults on purpose and look at what is left (half an hour)
	$(BIN)/python -m trials

.venv-audit/ready: requirements-audit.lock
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.lock
	touch .venv-audit/ready

probe: .venv/ready .venv-audit/ready ## send the desk what its description allows, and more, with schemathesis
	$(BIN)/python scripts/probe_desk.py .venv-audit/bin/schemathesis --max-examples 100

sbom: .venv-audit/ready ## list what the program is made of as CycloneDX, into build/sbom.json
	mkdir -p build
	.venv-audit/bin/cyclonedx-py requirements --output-reproducible --pyproject pyproject.toml \
	  -o build/sbom.json requirements.lock

audit: .venv-audit/ready ## look for known faults of the dependencies; asks the registry's database, over the network
	.venv-audit/bin/pip-audit --strict --require-hashes --disable-pip -r requirements.lock

docs: .venv/ready ## build the documentation as a site, into build/docs
	$(BIN)/python scripts/build_command_reference.py > docs/commands.md
	$(BIN)/python scripts/build_export_reference.py > docs/exports.md
	$(BIN)/python scripts/build_record_reference.py > docs/records.md
	$(BIN)/python scripts/build_licence_list.py > docs/licences.md
	$(BIN)/python -m mkdocs build --strict --quiet

lock: ## pin every dependency again, by version and hash
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	  --no-emit-trusted-host --no-emit-find-links --no-header --output-file=requirements.lock requirements.in
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	  --no-emit-trusted-host --no-emit-find-links --no-header --output-file=requirements-aleph.lock requirements-aleph.in
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	  --no-emit-trusted-host --no-emit-find-links --no-header --output-file=requirements-spark.lock requirements-spark.in
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	  --no-emit-trusted-host --no-emit-find-links --no-header --output-file=requirements-audit.lock requirements-audit.in

clean: ## remove what set-up and tests made
	rm -rf .venv .venv-audit .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
