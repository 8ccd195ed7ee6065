#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Brings CMUdict, the pronunciations of 134,000 English words, into the user's cache, where the programs look for it.
# usage: fetch-cmudict.sh
set -euo pipefail
# shellcheck source=packaging/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=packaging/packages.sh
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"
# shellcheck source=packaging/cmudict.sh
source "$(dirname "${BASH_SOURCE[0]}")/cmudict.sh"

fetch_cmudict
say "CMUdict is in $cmudict_folder"
