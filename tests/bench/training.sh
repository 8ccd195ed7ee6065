#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One training step and one epoch of this program and of the same network in Python's torch, turn about on the same machine
# with the same number of threads: medians, the ratio and its 95 % bootstrap interval.
# Usage: tests/bench/training.sh [BUILD_FOLDER] [PYTHON] [THREADS] [CORPUS_FOLDER]
# The build folder needs the benchmarks: cmake --preset dev && cmake --build --preset dev --target BenchTraining
# The Python needs torch 2.11, numpy and safetensors: see training_reference.py.
# The corpus is one with seven emotions; default: EmoDB in ../shared/data. Both sides keep freed memory alike (the program
# asks malloc for it, Python is started with the same settings), and both wait passively.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${1:-"$here/../../build/dev"}
python=${2:-python3}
threads=${3:-1}
corpus=${4:-"$here/../../../shared/data/emodb"}
bench="$build/tests/BenchTraining"
[ -x "$bench" ] || { echo "$bench is missing: build the target BenchTraining with PROSOSCOPE_BENCH=ON" >&2; exit 2; }
[ -d "$corpus" ] || { echo "$corpus is missing: name a corpus folder as the fourth argument" >&2; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
OMP_WAIT_POLICY=passive
export OMP_WAIT_POLICY
"$python" "$here/training_compare.py" "$bench" "$threads" "$corpus" "$folder"
