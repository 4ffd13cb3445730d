#!/bin/sh
# Make a virtual environment in the folder named by the argument. PYTHON names the Python to use; without it, the first
# of python3 and python3.11 and newer that is new enough and able to make one.
set -eu
folder=$1

answers() {
    "$1" -c "$2" >/dev/null 2>&1
}

new_enough() {
    answers "$1" 'import sys; sys.exit(sys.version_info < (3, 11))'
}

complete() {
    answers "$1" 'import ensurepip, venv'
}

give_up() {
    printf '%s\n' "$@" >&2
    exit 1
}

incomplete=
chosen=
for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    new_enough "$candidate" || continue
    if complete "$candidate"; then
        chosen=$candidate
        break
    fi
    incomplete=${incomplete:-$candidate}
done

if [ -z "$chosen" ] && [ -n "$incomplete" ]; then
    give_up "$incomplete is new enough, but cannot make a virtual environment." \
        "On Debian or Ubuntu: sudo apt-get install python3-venv, then run make again."
elif [ -z "$chosen" ]; then
    give_up "Parley needs Python 3.11 or newer${PYTHON:+, and PYTHON=$PYTHON is not}." \
        "Install one, or name one: make PYTHON=/path/to/python3.11"
fi

echo "Setting up $folder with $("$chosen" --version)"
"$chosen" -m venv --clear "$folder"
