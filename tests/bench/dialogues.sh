#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Interaction-aware attention on generated dialogues, spoken by espeak-ng, in which the interlocutor's last turn decides: with
# its context, without it, and with shuffled contexts. Prints each run's UAR with its interval and the number of turns.
# usage: tests/bench/dialogues.sh BUILD [SCRATCH [DIALOGUES TURNS]]
set -euo pipefail
build=$(realpath "$1")
here=$(realpath "$(dirname "$0")/../..")
scratch=${2:-$(mktemp -d)}
corpus=$scratch/dialogues
workspace=$scratch/workspace
mkdir -p "$scratch"
[ -d "$corpus/Session5" ] || "$build/tests/WriteDialogues" "$corpus" "${3:-12}" "${4:-40}"
"$build/bin/prososcope-cli" --workspace "$workspace" --quiet corpus import "$corpus" --layout iemocap --name dialogues
"$build/bin/prososcope-cli" --workspace "$workspace" run "$here/resources/experiments/dialogues-iaan.toml"
