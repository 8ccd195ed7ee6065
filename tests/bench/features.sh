#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Log-mel 80 of ten minutes on one thread: this program's and librosa's processor time on the same file, turn about,
# and their ratio. Usage: tests/bench/features.sh [BUILD_FOLDER] [PYTHON_WITH_LIBROSA]
# The build folder needs the benchmarks: cmake --preset dev && cmake --build --preset dev --target BenchFeatures
# The Python needs librosa: see librosa_logmel.py. Without it only this program's time is printed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${1:-"$here/../../build/dev"}
python=${2:-python3}
bench="$build/tests/BenchFeatures"
[ -x "$bench" ] || { echo "$bench is missing: build the target BenchFeatures with PROSOSCOPE_BENCH=ON" >&2; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
PROSOSCOPE_BENCH_WAV="$folder/ten-minutes.wav"
export PROSOSCOPE_BENCH_WAV
"$bench" --write-wav "$PROSOSCOPE_BENCH_WAV"

ours() {
    "$bench" --benchmark_filter='^logmel80-librosa$' --benchmark_format=csv 2>/dev/null |
        awk -F, '/^"logmel80-librosa"/ { printf "%.1f\n", $4 }'
}
theirs() { "$python" "$here/librosa_logmel.py" "$PROSOSCOPE_BENCH_WAV" 3; }
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

have=yes
"$python" -c 'import librosa, soundfile' 2>/dev/null || have=no
for _ in 1 2 3 4 5; do
    ours >> "$folder/ours"
    [ $have = no ] || theirs >> "$folder/theirs"
done
a=$(median < "$folder/ours")
echo "prososcope  logmel80-librosa, 10 min: $a ms of processor time (median of 5)"
if [ $have = no ]; then
    echo "librosa is not in $python: see $here/librosa_logmel.py" >&2
    exit 0
fi
b=$(median < "$folder/theirs")
echo "librosa     logmel80-librosa, 10 min: $b ms of processor time (median of 5)"
awk -v a="$a" -v b="$b" 'BEGIN { printf "ratio prososcope / librosa: %.2f\n", a / b }'
