#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Checks format and code: clang-format and clang-tidy, both without a change to any file.
# usage: packaging/lint.sh [--all] [FOLDER-OR-FILE...]      --all also checks the files that include torch (minutes).
set -euo pipefail
# shellcheck source=packaging/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

all=no
if [[ "${1:-}" == --all ]]; then
    all=yes
    shift
fi
for tool in clang-format clang-tidy git; do
    command -v "$tool" >/dev/null || fail "$tool is absent. Install it with: sudo apt-get install --no-install-recommends clang-format clang-tidy git"
done
cd "$prososcope_root"
built=build/release/compile_commands.json
[[ -f "$built" ]] || fail "There are no compile commands yet. Run packaging/setup.sh first."
# clang cannot read the precompiled headers of g++: the same commands without them, and one for every file of a batch.
commands=build/lint
mkdir -p "$commands"
python3 - "$built" "$commands/compile_commands.json" <<'PYTHON'
import json, re, sys

made = []
for entry in json.load(open(sys.argv[1])):
    entry["command"] = re.sub(r" -Winvalid-pch| -include \S*cmake_pch\.hxx", "", entry["command"])
    batch = "/Unity/unity_" in entry["file"]
    files = re.findall(r'#include "(.*)"', open(entry["file"]).read()) if batch else [entry["file"]]
    made += [{**entry, "file": file, "command": entry["command"].replace(entry["file"], file)} for file in files]
json.dump(made, open(sys.argv[2], "w"))
PYTHON
(($# > 0)) || set -- app engine widgets resources tests

mapfile -t files < <(git ls-files -- "$@" | grep -E '\.(cpp|h)$')
status=0
printf '%s\n' "${files[@]}" | xargs clang-format --dry-run -Werror || status=1
mapfile -t units < <(printf '%s\n' "${files[@]}" | grep '\.cpp$' | while read -r file; do
    if [[ "$all" == no ]] && grep -qE '#include [<"](torch|ATen|c10|engine/(nn|models|training))/' "$file"; then continue; fi
    if grep -qF "/$file\"" "$commands/compile_commands.json"; then echo "$file"; fi
done)
printf '%s\n' "${units[@]}" | xargs -n 1 -P 2 clang-tidy --quiet -p "$commands" 2>/dev/null || status=1
if ((status == 0)); then say "${#files[@]} files are well formatted, ${#units[@]} are free of findings."; fi
exit "$status"
