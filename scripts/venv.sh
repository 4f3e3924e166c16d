#!/bin/sh
# Make .venv and fill it from a lock file, again only when that file or Python changed.
# usage: scripts/venv.sh requirements.lock
set -eu
lock=$1
python=${DLS_PYTHON:-python3}

stop() {
    echo "$1" >&2
    exit 1
}

command -v "$python" >/dev/null ||
    stop "DLS needs Python 3.11 or newer. On Debian: apt-get install python3 python3-venv"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "DLS needs Python 3.11 or newer, and this is $("$python" --version 2>&1)."
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
    stop "DLS needs Python's venv module. On Debian: apt-get install python3-venv"

now=$({ "$python" --version; cat "$lock"; } | sha256sum | cut -c1-64)
stamp=.venv/filled-from-$(basename "$lock")
if [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then
    exit 0
fi

echo "Installing what $lock lists into .venv …"
[ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || "$python" -m venv --clear .venv
.venv/bin/python -m pip install --quiet --quiet --no-input --disable-pip-version-check \
    --progress-bar off --no-compile --no-deps --require-hashes -r "$lock"
echo "$now" >"$stamp"
