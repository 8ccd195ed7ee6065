#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A training step of the attention recogniser in the paper's sizes, of this program and of Python's torch, turn about on the same
# machine with the same number of threads: medians, ratio, 95 % bootstrap interval.
# Usage: tests/bench/las.sh [BUILD_FOLDER] [PYTHON] [THREADS]
# The build folder needs the benchmarks: cmake --preset dev && cmake --build --preset dev --target BenchLas
# The Python needs torch 2.11, numpy and safetensors: see las_reference.py.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${1:-"$here/../../build/dev"}
python=${2:-python3}
threads=${3:-2}
bench="$build/tests/BenchLas"
[ -x "$bench" ] || { echo "$bench is missing: build the target BenchLas with PROSOSCOPE_BENCH=ON" >&2; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
OMP_WAIT_POLICY=passive
export OMP_WAIT_POLICY
"$python" "$here/las_compare.py" "$bench" "$threads" "$folder"
