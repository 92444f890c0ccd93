#!/bin/sh
# What a lock file names, into the environment: install_packages.sh PYTHON LOCK.
# Looking a package up takes longer than unpacking it, so they are fetched side by side;
# each is held against its hash both when it is fetched and when it is installed.
# The lock file is whole: what a package needs is not looked for again (--no-deps).
set -eu
python="$1"; lock="$2"
work=$(mktemp -d "${TMPDIR:-/tmp}/samspel-paket.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
pip() {
    "$python" -m pip "$@" --quiet --disable-pip-version-check --no-deps --require-hashes
}
# Each part of the lock begins where a package does; pip itself is a part of its own.
awk -v into="$work" '
    /^[A-Za-z0-9]/ { part = /^pip==/ ? "pip" : "part" n++ % 3 }
    { print > (into "/" part ".txt") }' "$lock"
# The newest pip looks a package up in half the time of the one that Python brings.
[ ! -e "$work/pip.txt" ] || pip install --no-compile --requirement "$work/pip.txt"
fetching=""
for part in "$work"/part?.txt; do
    pip download --dest "$work/fetched" --requirement "$part" &
    fetching="$fetching $!"
done
failed=0
for each in $fetching; do
    wait "$each" || failed=1
done
if [ "$failed" = 1 ]; then
    echo "Något paket gick inte att hämta; orsaken står ovanför." >&2
    exit 1
fi
cat "$work"/part?.txt > "$work/all.txt"
pip install --no-compile --no-index --find-links "$work/fetched" --requirement "$work/all.txt"
