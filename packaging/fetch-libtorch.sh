#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Brings LibTorch for an installed Prososcope into the user's cache, where the programs look for it.
# usage: fetch-libtorch.sh [--gpu]
set -euo pipefail
# shellcheck source=packaging/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=packaging/packages.sh
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"
# shellcheck source=packaging/libtorch.sh
source "$(dirname "${BASH_SOURCE[0]}")/libtorch.sh"

variant=cpu
if [[ "${1:-}" == --gpu ]]; then variant=gpu; fi
need_libtorch "$variant"
say "LibTorch is in $TORCH_ROOT"
