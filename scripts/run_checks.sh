#!/bin/sh
# Every static check of the house. Runs them all, and fails if one fails.
set -u
cd "$(dirname "$0")/.."
failed=0
step() {
    name="$1"; shift
    if output=$("$@" 2>&1); then
        printf 'ok    %s\n' "$name"
    else
        printf 'FAIL  %s\n%s\n' "$name" "$output"
        failed=1
    fi
}
step "ruff: lint"            .venv/bin/ruff check src tests bench scripts
step "ruff: format"          .venv/bin/ruff format --check src tests bench scripts
step "mypy: strict"          .venv/bin/mypy
step "import contracts"      .venv/bin/lint-imports --no-cache
step "templates"             .venv/bin/python scripts/check_templates.py
step "translations complete" .venv/bin/python scripts/messages.py --check
step "migrations complete"   .venv/bin/python scripts/check_migrations.py
step "lock files fresh"      .venv/bin/python scripts/check_locks.py
step "words (codespell)"     .venv/bin/codespell --config .codespellrc src tests bench scripts docs README.md
step "yaml"                  .venv/bin/yamllint -c .yamllint.yaml src/samspel/rules/data tests
step "changelog fragments"   .venv/bin/python scripts/check_fragments.py
step "reference pages fresh" .venv/bin/python scripts/write_reference.py --check
step "vendored files"        .venv/bin/python scripts/vendor_assets.py --check
exit $failed
