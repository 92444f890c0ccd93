#!/bin/sh
# All tests, in parallel. Browser tests need Chromium: CI installs and requires it,
# elsewhere they are left out with a word about it.
set -eu
workers="$1"; shift
cd "$(dirname "$0")/.."
if [ "${CI:-}" = "true" ]; then
    scripts/install_browser.sh
fi
if command -v chromium >/dev/null 2>&1; then
    marks="not soak"
else
    marks="not soak and not browser"
    echo "Chromium saknas: webbläsartesterna (tests/browser) utelämnas. Installera med make browsers."
fi
exec .venv/bin/python -m pytest -n "$workers" --dist loadscope --no-loadscope-reorder -m "$marks" -q "$@"
