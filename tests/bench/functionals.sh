#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Functionals on one thread: this program's and openSMILE's processor time on the same file, turn about, and how many times
# as fast this program is. Usage: tests/bench/functionals.sh [BUILD_FOLDER] [PYTHON_WITH_OPENSMILE] [SET...]
# PROSOSCOPE_BENCH_WAV names the file (16 kHz); without it, a glide of ten minutes. SET is the name in both programs,
# eGeMAPSv02 unless given. The Python needs opensmile: see opensmile_times.py; without it only this program's time is printed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${1:-"$here/../../build/dev"}
python=${2:-python3}
if [ $# -ge 2 ]; then shift 2; else set --; fi
[ $# -ge 1 ] || set -- eGeMAPSv02
bench="$build/tests/BenchFeatures"
[ -x "$bench" ] || { echo "$bench is missing: build the target BenchFeatures with PROSOSCOPE_BENCH=ON" >&2; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if [ -z "${PROSOSCOPE_BENCH_WAV:-}" ]; then
    PROSOSCOPE_BENCH_WAV="$folder/ten-minutes.wav"
    export PROSOSCOPE_BENCH_WAV
    "$bench" --write-wav "$PROSOSCOPE_BENCH_WAV"
fi
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

have=yes
"$python" -c 'import opensmile, soundfile' 2>/dev/null || have=no
for set in "$@"; do
    rm -f "$folder/ours" "$folder/theirs"
    for _ in 1 2 3; do
        "$bench" --benchmark_filter="^$set\$" --benchmark_format=csv 2>/dev/null |
            awk -F, -v name="\"$set\"" '$1 == name { printf "%.1f\n", $4 }' >> "$folder/ours"
        [ $have = no ] || "$python" "$here/opensmile_times.py" "$PROSOSCOPE_BENCH_WAV" "$set" 1 2>/dev/null >> "$folder/theirs"
    done
    a=$(median < "$folder/ours")
    echo "prososcope  $set: $a ms of processor time (median of 3)"
    if [ $have = no ]; then
        echo "openSMILE is not in $python: see $here/opensmile_times.py" >&2
        continue
    fi
    b=$(median < "$folder/theirs")
    echo "openSMILE   $set: $b ms of processor time (median of 3)"
    awk -v a="$a" -v b="$b" 'BEGIN { printf "times as fast: %.2f\n", b / a }'
done
