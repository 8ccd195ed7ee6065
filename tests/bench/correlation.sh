#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Correlation maps of 10,039 x 1920 activations with three targets: this program's times and memory, then its plain map of all
# rows (with p values, intervals and corrections) and NumPy's correlations alone of the same array, turn about on one thread,
# and their ratio. Usage: tests/bench/correlation.sh [BUILD_FOLDER] [PYTHON_WITH_NUMPY]
# The build folder needs the benchmarks: cmake --preset dev && cmake --build --preset dev --target BenchCorrelation
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${1:-"$here/../../build/dev"}
python=${2:-python3}
bench="$build/tests/BenchCorrelation"
[ -x "$bench" ] || { echo "$bench is missing: build the target BenchCorrelation with PROSOSCOPE_BENCH=ON" >&2; exit 2; }

"$bench"
"$python" -c 'import numpy' 2>/dev/null || { echo "numpy is not in $python: see $here/correlation.py" >&2; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$bench" --write "$folder"
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
for _ in 1 2 3 4 5; do
    "$bench" --plain >> "$folder/ours"
    "$python" "$here/correlation.py" "$folder" >> "$folder/theirs"
done
awk -v a="$(median < "$folder/ours")" -v b="$(median < "$folder/theirs")" 'BEGIN {
    printf "plain map %.3f s, numpy %.3f s (medians of 5): numpy takes %.1f times as long\n", a, b, b / a }'
