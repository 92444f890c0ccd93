#!/bin/sh
# Every static check of the house. Runs them all, and fails if one fails.
# The types take as long as all the others: they are looked over beside them.
set -u
cd "$(dirname "$0")/.."
failed=0
types=$(mktemp)
trap 'rm -f "$types"' EXIT
.venv/bin/mypy >"$types" 2>&1 &
typing=$!
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
if wait "$typing"; then
    printf 'ok    mypy: strict\n'
else
    printf 'FAIL  mypy: strict\n'
    cat "$types"
    failed=1
fi
exit $failed
