#!/bin/sh
# Which Python the environment is made of: the distribution's own where it will do, else the
# first in the path. The distribution's is compiled with profile-guided optimisation; one
# compiled on the spot mostly is not, and answers every page a quarter slower.
# PYTHON=… on make's command line chooses another.
for each in /usr/bin/python3 python3; do
    if "$each" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' \
        >/dev/null 2>&1; then
        echo "$each"
        exit 0
    fi
done
echo python3 # which will be told what is wrong with it
