#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints the figures of a recording of six hours: tests/bench/long.sh BUILD SPEECH [RUNS], with a folder of speech from which
# the recording (690 MB, in a temporary folder) is put together. The screen is Qt's offscreen one; the first run reads from disk.
set -eu
build=$1
speech=$2
runs=${3:-3}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"
"$build/tests/BenchLong" --make "$folder/six-hours.wav" 6 "$speech"
"$build/tests/BenchLong" "$folder/six-hours.wav" --cold
i=1
while [ "$i" -lt "$runs" ]; do
    "$build/tests/BenchLong" "$folder/six-hours.wav"
    i=$((i + 1))
done
