#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Computes what a folder of reference values defines and compares it with them: tests/bench/reference.sh REFERENCE [BUILD]
# [PYTHON [OPTIONS OF check_references.py]]. REFERENCE holds cases/, formats/ and check_references.py, which needs numpy.
set -eu
[ $# -ge 1 ] || { echo "usage: $0 REFERENCE [BUILD [PYTHON [OPTIONS]]]" >&2; exit 2; }
reference=$1
build=${2:-"$(dirname "$0")/../../build/dev"}
python=${3:-python3}
if [ $# -lt 3 ]; then shift $#; else shift 3; fi
program="$build/bin/prososcope-cli"
[ -x "$program" ] || { echo "$program is missing: build the target prososcope-cli" >&2; exit 2; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$program" --quiet reference "$reference" "$out" || echo "some clips failed, see above" >&2
if [ -f "$reference/check_references.py" ] && "$python" -c 'import numpy' 2>/dev/null; then
    "$python" "$reference/check_references.py" "$out" --ref "$reference" "$@"
else
    echo "nothing to compare with: check_references.py or numpy is not at hand" >&2
fi
