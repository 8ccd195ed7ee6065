#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Missing Debian packages are named together with the command that brings them; present ones cost no word.
# shellcheck source=tests/packaging/support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

command -v dpkg-query >/dev/null || exit 0
# shellcheck disable=SC2016  # expanded by the inner shell
need() { bash -c 'set -euo pipefail; source "$1/packaging/common.sh"; source "$1/packaging/packages.sh"; shift; need_packages "$@"' - "$source_folder" "$@"; }

printf '%s\n' '# comment' 'build  bash' 'build  absent-package-one' 'test  absent-package-two' 'test  absent-package-one' 'run  bash' >"$scratch/list"
export PROSOSCOPE_PACKAGE_LIST="$scratch/list" PROSOSCOPE_APT=never
expect_code 0 need run
expect_silence
expect_code 1 need build
expect_output "sudo apt-get install --no-install-recommends absent-package-one"
expect_code 1 need build test
grep -q -- '--no-install-recommends absent-package-one absent-package-two$' "$scratch/output" || flunk "each missing package is named once"

# The whole script stops there too, before anything is fetched or built.
expect_code 1 "$source_folder/packaging/run.sh"
expect_output "absent-package-one"
[[ ! -e "$PROSOSCOPE_CACHE" ]] || flunk "the cache was touched"
