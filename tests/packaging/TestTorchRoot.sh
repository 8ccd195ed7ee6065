#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# TORCH_ROOT is used as it is when it holds LibTorch 2.11 and refused with one sentence otherwise.
# shellcheck source=tests/packaging/support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

# shellcheck disable=SC2016  # expanded by the inner shell
need() { bash -c 'set -euo pipefail; for part in common packages libtorch; do source "$1/packaging/$part.sh"; done; need_libtorch cpu; echo "root $TORCH_ROOT"' - "$source_folder"; }
make_torch() {
    mkdir -p "$1/lib" "$1/include/torch/headeronly"
    touch "$1/lib/libtorch_cpu.so"
    printf '#define TORCH_VERSION_MAJOR %s\n#define TORCH_VERSION_MINOR %s\n' "$2" "$3" >"$1/include/torch/headeronly/version.h"
}

export TORCH_ROOT="$scratch/nowhere"
expect_code 1 need
expect_output "TORCH_ROOT=$scratch/nowhere is no LibTorch folder"
expect_code 1 "$source_folder/packaging/setup.sh"
expect_output "unset it to have LibTorch fetched"

make_torch "$scratch/old torch" 2 4
export TORCH_ROOT="$scratch/old torch"
expect_code 1 need
expect_output "holds LibTorch 2.4, but 2.11 is needed"

make_torch "$scratch/torch" 2 11
export TORCH_ROOT="$scratch/torch/"
expect_code 0 need
expect_output "root $scratch/torch"
[[ ! -e "$PROSOSCOPE_CACHE" ]] || flunk "the cache was touched although TORCH_ROOT was given"
