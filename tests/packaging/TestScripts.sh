#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every script parses, passes shellcheck where that is installed, and answers wrong use with 2.
# shellcheck source=tests/packaging/support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

cd "$source_folder"
shopt -s globstar nullglob
scripts=(packaging/*.sh tests/**/*.sh .ci/run)
((${#scripts[@]} > 8)) || flunk "the scripts were not found"
for script in "${scripts[@]}"; do expect_code 0 bash -n "$script"; done
if command -v shellcheck >/dev/null; then expect_code 0 shellcheck -x "${scripts[@]}"; fi
for script in packaging/{setup,run,test,lint,make-example,fetch-libtorch,fetch-cmudict}.sh .ci/run; do
    [[ -x "$script" ]] || flunk "$script is not executable"
done
expect_code 2 packaging/run.sh --nonsense
expect_output "--nonsense"
expect_code 2 packaging/setup.sh --nonsense
expect_code 0 packaging/run.sh --help
expect_output "usage: packaging/run.sh"
