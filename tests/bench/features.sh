#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Log-mel bands, cepstra and Kaldi's bands of ten minutes on one thread: this program's and the peer's processor time on the
# same file, turn about, and how many times as fast this program is; and what two threads gain.
# Usage: tests/bench/features.sh [BUILD_FOLDER] [PYTHON_WITH_THE_PEERS] [FILE.wav, 16 kHz mono]
# The build folder needs the benchmarks: cmake --preset dev && cmake --build --preset dev --target BenchFeatures
# The Python needs librosa and kaldi-native-fbank: see feature_peers.py. Without one, only this program's time is printed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${1:-"$here/../../build/dev"}
python=${2:-python3}
bench="$build/tests/BenchFeatures"
[ -x "$bench" ] || { echo "$bench is missing: build the target BenchFeatures with PROSOSCOPE_BENCH=ON" >&2; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
PROSOSCOPE_BENCH_WAV=${3:-"$folder/ten-minutes.wav"}
export PROSOSCOPE_BENCH_WAV
[ -n "${3:-}" ] || "$bench" --write-wav "$PROSOSCOPE_BENCH_WAV"

# ours SET COLUMN: 3 real time, 4 processor time
ours() {
    "$bench" --benchmark_filter="^$1\$" --benchmark_format=csv 2>/dev/null |
        awk -F, -v column="$2" '/^"/ { printf "%.1f\n", $column }'
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

for set in logmel80-librosa mfcc20-librosa fbank80-kaldi; do
    have=yes
    rm -f "$folder/ours" "$folder/theirs" "$folder/why"
    for _ in 1 2 3 4 5; do
        ours $set 4 >> "$folder/ours"
        [ $have = no ] || "$python" "$here/feature_peers.py" $set "$PROSOSCOPE_BENCH_WAV" >> "$folder/theirs" 2> "$folder/why" || have=no
    done
    a=$(median < "$folder/ours")
    if [ $have = no ]; then
        echo "$set: $a ms of processor time (median of 5); no peer: $(tail -n 1 "$folder/why")"
        continue
    fi
    b=$(median < "$folder/theirs")
    awk -v s="$set" -v a="$a" -v b="$b" 'BEGIN {
        printf "%s: %.1f ms of processor time, the peer %.1f ms (medians of 5): %.1f times as fast\n", s, a, b, b / a }'
done
for set in mfcc20-librosa fbank80-kaldi; do
    rm -f "$folder/one" "$folder/two"
    for _ in 1 2 3 4 5; do
        ours "$set/threads:1/real_time" 3 >> "$folder/one"
        ours "$set/threads:2/real_time" 3 >> "$folder/two"
    done
    awk -v s="$set" -v a="$(median < "$folder/one")" -v b="$(median < "$folder/two")" 'BEGIN {
        printf "%s, an hour: %.1f ms on one thread, %.1f ms on two (medians of 5): %.2f times as fast\n", s, a, b, a / b }'
done
