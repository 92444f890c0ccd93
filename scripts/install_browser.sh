#!/bin/sh
# Installs Chromium and the PDF tools that the browser tests use, from Debian's packages.
set -eu
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v qpdf >/dev/null 2>&1 || missing="$missing qpdf"
command -v pdfsig >/dev/null 2>&1 || missing="$missing poppler-utils"
if [ -z "$missing" ]; then
    echo "Chromium finns redan: $(command -v chromium)"
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Webbläsartesterna behöver Chromium, och den här datorn har inte Debians paket." >&2
    echo "Installera Chromium på datorns eget sätt så att kommandot chromium finns." >&2
    exit 1
fi
run=""
[ "$(id -u)" = 0 ] || run="sudo"
$run apt-get update -qq
$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
