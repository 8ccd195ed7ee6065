#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds everything, and runs all tests.
# usage: packaging/test.sh [CTEST-ARGUMENT...]      for example: packaging/test.sh -R TestCsv
set -euo pipefail
# shellcheck source=packaging/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

set_up cpu run test
build all
exec 9>&-
jobs="$(nproc)"
exec ctest --test-dir "$build_folder" --output-on-failure --parallel "$((jobs < 2 ? jobs : 2))" "$@"
