#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Pitch, formants, intensity and harmonicity of ten minutes: this program's processor time on one thread and Praat's on
# the same file, turn about, and their ratio. Usage: tests/bench/praat.sh [BUILD_FOLDER] [PYTHON_WITH_PARSELMOUTH]
# The build folder needs the benchmarks: cmake --preset dev && cmake --build --preset dev --target BenchPraat
# The Python needs parselmouth: see praat_times.py. Without it only this program's time is printed.
# PROSOSCOPE_BENCH_WAV names a sound of your own, ANALYSES and RUNS (odd) what is measured and how often.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${1:-"$here/../../build/dev"}
python=${2:-python3}
bench="$build/tests/BenchPraat"
[ -x "$bench" ] || { echo "$bench is missing: build the target BenchPraat with PROSOSCOPE_BENCH=ON" >&2; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if [ -z "${PROSOSCOPE_BENCH_WAV:-}" ]; then
    PROSOSCOPE_BENCH_WAV="$folder/ten-minutes.wav"
    "$bench" --write-wav "$PROSOSCOPE_BENCH_WAV"
fi
export PROSOSCOPE_BENCH_WAV

ours() {
    "$bench" --benchmark_filter="^$1(/1/process_time)?\$" --benchmark_format=csv 2>/dev/null |
        awk -F, -v name="$1" 'index($1, name) { printf "%.1f\n", $4 }'
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

have=yes
"$python" -c 'import parselmouth' 2>/dev/null || have=no
[ $have = yes ] || echo "parselmouth is not in $python: see $here/praat_times.py" >&2
runs=${RUNS:-5}
for analysis in ${ANALYSES:-pitch formants intensity harmonicity}; do
    : > "$folder/ours"
    : > "$folder/theirs"
    i=0
    while [ $i -lt "$runs" ]; do
        i=$((i + 1))
        ours "$analysis" >> "$folder/ours"
        [ $have = no ] || "$python" "$here/praat_times.py" "$PROSOSCOPE_BENCH_WAV" "$analysis" >> "$folder/theirs"
    done
    a=$(median < "$folder/ours")
    echo "prososcope  $analysis: $a ms of processor time (median of $runs)"
    [ $have = yes ] || continue
    b=$(median < "$folder/theirs")
    echo "praat       $analysis: $b ms of processor time (median of $runs)"
    awk -v a="$a" -v b="$b" 'BEGIN { printf "praat takes %.1f times as long\n", b / a }'
done
