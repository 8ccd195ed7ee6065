#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Agreement of eGeMAPSv02 and ComParE_2016 with openSMILE: tests/bench/agreement.sh BUILD PYTHON [FILE_OR_FOLDER...]
# Made-up voices always, and up to PROSOSCOPE_CLIPS (60) recordings of the files and folders. The Python needs opensmile: see
# agreement.py.
set -eu
[ $# -ge 2 ] || { echo "usage: $0 BUILD PYTHON [FILE_OR_FOLDER...]" >&2; exit 2; }
program="$1/bin/prososcope-cli"
python=$2
shift 2
[ -x "$program" ] || { echo "$program is missing: build the target prososcope-cli" >&2; exit 2; }
"$python" -c 'import opensmile, soundfile' 2>/dev/null || { echo "$python has no opensmile and soundfile" >&2; exit 2; }
exec "$python" "$(dirname "$0")/agreement.py" "$program" "${PROSOSCOPE_CLIPS:-60}" "$@"
