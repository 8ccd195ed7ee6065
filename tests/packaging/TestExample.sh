#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The example recording comes out alike each time, lasts as long as promised, and says that it is synthetic.
# shellcheck source=tests/packaging/support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

example="$build_folder/resources/example/example.wav"
join="$build_folder/resources-build/JoinRecordings"
if ! command -v espeak-ng >/dev/null || [[ ! -x "$join" ]]; then
    echo "espeak-ng is absent: nothing to test"
    exit 0
fi
expect_code 0 "$source_folder/packaging/make-example.sh" "$source_folder/resources/example/sentences.tsv" "$join" "$scratch/again.wav"
bytes="$(stat -c %s "$example")"
# Not byte for byte: once in some sixty makings espeak-ng spoke a sentence with slightly other samples.
[[ "$bytes" == "$(stat -c %s "$scratch/again.wav")" ]] || flunk "a second making gives a recording of another length"
((bytes > 20 * 32000 && bytes < 26 * 32000)) || flunk "the recording has $bytes bytes: 20 to 26 s were promised"
grep -qa "Synthetic speech" "$example" || flunk "the recording does not say that it is synthetic"
grep -q "synthetic speech" "$build_folder/resources/example/example.txt" || flunk "the text beside it does not say that it is synthetic"
expect_code 1 "$join" "$scratch/none.wav" comment "$scratch/absent.wav" 100
[[ ! -e "$scratch/none.wav" ]] || flunk "a failed making left a file"
