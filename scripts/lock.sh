#!/bin/sh
# Write requirements/*.txt anew: every release with its hashes, for all platforms and for Python 3.11 and newer.
# Arguments go to `uv pip compile`; the index comes from uv's own environment variables or configuration.
set -eu
cd "$(dirname "$0")/.."

uv=.cache/lock/bin/uv
if [ ! -x "$uv" ]; then
    sh scripts/venv.sh .cache/lock
    .cache/lock/bin/python -m pip --disable-pip-version-check install --quiet 'uv>=0.9,<1'
fi

lock() {
    name=$1
    shift
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-emit-find-links --custom-compile-command "make lock" --output-file "requirements/$name.txt" "$@"
    echo "locked requirements/$name.txt"
}

lock site "$@" pyproject.toml requirements/site.in
lock test "$@" pyproject.toml requirements/site.in requirements/test.in
lock audit "$@" requirements/audit.in
lock fuzz "$@" pyproject.toml requirements/fuzz.in
