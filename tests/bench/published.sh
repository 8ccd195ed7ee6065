#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the experiment files of IEMOCAP, whole as they are but for two epochs and two seeds, on generated dialogues in IEMOCAP's
# layout and read sentences in LibriSpeech's, both spoken by espeak-ng: every fold, the code that the real corpora go through.
# Then prints how many figures of the published tables that filled; each is marked FIXTURE. Nothing is learned here.
# usage: tests/bench/published.sh BUILD [SCRATCH [PATTERN]]      for example: tests/bench/published.sh build/dev /tmp/fixture 'aae-*'
set -euo pipefail
build=$(realpath "$1")
here=$(realpath "$(dirname "$0")/../..")
scratch=${2:-$(mktemp -d)}
pattern=${3:-*}
workspace=$scratch/workspace
export PROSOSCOPE_RESOURCES=$scratch/resources
mkdir -p "$scratch"
cli() { "$build/bin/prososcope-cli" --workspace "$workspace" "$@"; }

if [ ! -d "$scratch/IEMOCAP/Session5" ]; then
    "$build/tests/WriteDialogues" "$scratch/IEMOCAP" 2 12
    "$build/tests/WriteDialogues" --readers "$scratch/LibriSpeech" 8
    cli --quiet corpus import "$scratch/IEMOCAP" --layout iemocap --name iemocap >/dev/null
    cli --quiet corpus import "$scratch/LibriSpeech" --layout librispeech --name librispeech >/dev/null
    cli --quiet corpus import "$scratch/LibriSpeech" --layout librispeech --name vctk >/dev/null  # its sound is all that is used of it
fi
rm -rf "$PROSOSCOPE_RESOURCES"
cp -r "$here/resources" "$PROSOSCOPE_RESOURCES"
sed -i -E 's/^epochs = [1-9][0-9]*/epochs = 2/; s/^seeds = \[[^]]*\]/seeds = [1, 2]/' "$PROSOSCOPE_RESOURCES"/experiments/{aae,fop,las}-*.toml

# Trainings that others start from come first.
names=(las-iaan fop-iemocap fop-iemocap-clean fop-vctk)
for file in "$here"/resources/experiments/{fop,aae}-*.toml; do names+=("$(basename "$file" .toml)"); done
for name in "${names[@]}"; do
    # shellcheck disable=SC2254
    case $name in $pattern) ;; *) continue ;; esac
    [ ! -e "$scratch/$name.done" ] || continue
    began=$(date +%s)
    if cli --quiet run "$PROSOSCOPE_RESOURCES/experiments/$name.toml" >"$scratch/$name.log" 2>&1; then
        touch "$scratch/$name.done"
        echo "$name: $(($(date +%s) - began)) s"
    else
        echo "$name: $(tail -n 1 "$scratch/$name.log")"
    fi
done
for table in las-iaan-1 las-iaan-2 future-observation-prediction-1 future-observation-prediction-2 future-observation-prediction-3 \
             adversarial-autoencoder-1; do
    cli reproduce "$table" --csv >"$scratch/$table.csv"
    echo "$table: $(grep -c FIXTURE "$scratch/$table.csv" || true) of $(grep -c "\.toml" "$scratch/$table.csv" || true) figures that an experiment file gives"
done
