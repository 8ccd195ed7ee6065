# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Shared by the tests of the scripts: a scratch folder, and checks that name what went wrong. Sourced with the two folders as arguments.
set -euo pipefail

# shellcheck disable=SC2034  # used by the tests
source_folder="$1" build_folder="$2"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
unset TORCH_ROOT PROSOSCOPE_APT PROSOSCOPE_PACKAGE_LIST PROSOSCOPE_LIBTORCH_LOCK PROSOSCOPE_CMUDICT PROSOSCOPE_CMUDICT_LOCK XDG_CACHE_HOME
export PROSOSCOPE_CACHE="$scratch/cache"

flunk() {
    printf 'FAILED: %s\n' "$*"
    [[ ! -f "$scratch/output" ]] || cat "$scratch/output"
    exit 1
}

# Runs a command and compares its exit code; what it says is in $scratch/output.
expect_code() {
    local expected="$1" code=0
    shift
    "$@" >"$scratch/output" 2>&1 </dev/null || code=$?
    ((code == expected)) || flunk "exit code $code instead of $expected: $*"
}

expect_output() { grep -qF -- "$1" "$scratch/output" || flunk "the output lacks: $1"; }
expect_silence() { [[ ! -s "$scratch/output" ]] || flunk "the output is not empty"; }
