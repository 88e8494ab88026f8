#!/usr/bin/env bash
# Makes .venv from the two lock files. Needs Python 3.11 or newer; as root it installs what Debian splits off.
set -euo pipefail
cd "$(dirname "$0")/.."

for candidate in python3.11 python3.12 python3.13 python3; do
  python=$(command -v "$candidate") && break
done
if ! "${python:?set-up: Python 3.11 or newer is needed}" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "set-up: Python 3.11 or newer is needed, $python is $("$python" -V)" >&2
  exit 1
fi

if ! "$python" -c 'import ensurepip' 2>/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq python3-venv
  else
    echo "set-up: Python's venv is missing; on Debian: apt-get install python3-venv" >&2
    exit 1
  fi
fi

"$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check \
  -r requirements.txt -r requirements-dev.txt
