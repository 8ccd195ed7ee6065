#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The long runs of Live, with the figures of TestLive and its assertions:
#   half-hour    through the virtual microphone for 30 minutes while a training of EmoDB runs beside, at the low priority that
#                the window's worker gives itself: delay, real-time factor, no overflow, memory
#   three-hours  three hours of sound from a file as fast as the model goes: memory stays flat, results keep their time
#   three-hours-real-time  the same at the sound's own pace
# Needs PulseAudio (half-hour) and ../shared/data/emodb beside the project or in PROSOSCOPE_SHARED.
# usage: tests/live/long.sh BUILD half-hour|three-hours|three-hours-real-time [SECONDS]
set -euo pipefail
build=$(realpath "$1")
kind=$2
here=$(cd "$(dirname "$0")" && pwd)
shared=${PROSOSCOPE_SHARED:-$here/../../../shared}
export PROSOSCOPE_SHARED=$shared QT_QPA_PLATFORM=offscreen OMP_WAIT_POLICY=passive PROSOSCOPE_LIVE_SECONDS=0 PROSOSCOPE_SOAK_SECONDS=0
export QTEST_FUNCTION_TIMEOUT=90000000
case "$kind" in
    half-hour) PROSOSCOPE_LIVE_SECONDS=${3:-1800} ;;
    three-hours) PROSOSCOPE_SOAK_SECONDS=${3:-10800} ;;
    three-hours-real-time) PROSOSCOPE_SOAK_SECONDS=${3:-10800} PROSOSCOPE_SOAK_REAL_TIME=1 ;;
    *)
        echo "usage: tests/live/long.sh BUILD half-hour|three-hours|three-hours-real-time [SECONDS]" >&2
        exit 2
        ;;
esac
export PROSOSCOPE_SOAK_REAL_TIME=${PROSOSCOPE_SOAK_REAL_TIME:-0}
place=$(mktemp -d)
training=
# shellcheck disable=SC2317  # called by the trap
finish() {
    if [[ -n "$training" ]]; then kill "$training" 2>/dev/null || true; fi
    wait 2>/dev/null || true
    rm -rf "$place"
}
trap finish EXIT
if [[ "$kind" == half-hour ]]; then
    cli=("$build/bin/prososcope-cli" --workspace "$place/workspace" --threads 1)
    "${cli[@]}" corpus import "$shared/data/emodb" --name emodb >"$place/import.log" 2>&1
    cp "$here/../../resources/experiments/emodb-4class.toml" "$place/training.toml"
    nice -n 15 "${cli[@]}" run "$place/training.toml" >"$place/training.log" 2>&1 &
    training=$!
fi
code=0
"$build/tests/TestLive" -maxwarnings 0 || code=$?
if [[ -n "$training" ]]; then
    if kill -0 "$training" 2>/dev/null; then
        echo "the training ran beside until the end"
    else
        echo "the training ended before the run did: its last lines:"
        tail -n 3 "$place/training.log"
    fi
fi
exit "$code"
