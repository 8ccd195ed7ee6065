#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Speaks the sentences of a table with espeak-ng and joins them to one recording. Called by the build.
# usage: packaging/make-example.sh SENTENCES.tsv JOIN-PROGRAM GOAL.wav
set -euo pipefail

sentences="$1" join="$2" goal="$3"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

pieces=()
while IFS=$'\t' read -r voice rate pitch loudness pause text; do
    [[ "$voice" != \#* ]] || continue
    piece="$folder/${#pieces[@]}.wav"
    espeak-ng -v "$voice" -s "$rate" -p "$pitch" -a "$loudness" -w "$piece" -- "$text"
    pieces+=("$piece" "$pause")
done <"$sentences"
"$join" "$goal" "Synthetic speech by espeak-ng; no person was recorded." "${pieces[@]}"
