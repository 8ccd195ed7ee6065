# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Brings LibTorch into the cache. Sourced after common.sh, never run.
# Each wheel of libtorch.lock is fetched into a .part file (resumed after an interruption), checked, unpacked as far as it is needed and
# removed. The folder is put in place when it is complete; its stamp holds the hash of the lock file.

# shellcheck source=packaging/wheels.sh
source "$(dirname "${BASH_SOURCE[0]}")/wheels.sh"

torch_wanted=2.11
torch_alternative="Another way is to set TORCH_ROOT to the folder of an unpacked torch $torch_wanted (the one that holds include/ and lib/)."

# Prints "2.11" for a torch folder of that version, or nothing.
torch_version_of() {
    { cat "$1"/include/torch/headeronly/version.h "$1"/include/torch/csrc/api/include/torch/version.h 2>/dev/null || true; } |
        awk '$2 == "TORCH_VERSION_MAJOR" && $3 ~ /^[0-9]+$/ { major = $3 } $2 == "TORCH_VERSION_MINOR" && $3 ~ /^[0-9]+$/ { minor = $3 }
             END { if (major != "") print major "." minor }'
}

# Stops with a sentence unless TORCH_ROOT can be used.
check_torch_root() {
    local version
    [[ -f "$TORCH_ROOT/lib/libtorch_cpu.so" && -d "$TORCH_ROOT/include/torch" ]] ||
        fail "TORCH_ROOT=$TORCH_ROOT is no LibTorch folder: lib/libtorch_cpu.so or include/torch is absent. Correct it, or unset it to have LibTorch fetched."
    TORCH_ROOT="$(cd "$TORCH_ROOT" && pwd)"
    version="$(torch_version_of "$TORCH_ROOT")"
    [[ "$version" == "$torch_wanted" ]] ||
        fail "TORCH_ROOT=$TORCH_ROOT holds LibTorch ${version:-of an unknown version}, but $torch_wanted is needed. Correct it, or unset it to have LibTorch fetched."
}

# Unpacks what a build and a run need: headers and libraries, nothing of Python.
unpack_wheel() {
    python3 - "$1" "$2" "$3" <<'END'
import os, re, sys, zipfile
wheel, folder, variant = sys.argv[1:]
libraries = r"torch/lib/(libtorch_cpu|libc10|libgomp)[^/]*\.so[^/]*" if variant == "cpu" else r"torch/lib/lib(?!torch_python)[^/]*\.so[^/]*"
nvidia = r"nvidia/.*/lib/lib(cudart|cupti)\.so[^/]*" if variant == "cpu" else r"nvidia/.*/lib/[^/]*\.so[^/]*"
wanted = re.compile(rf"torch/include/.*|{libraries}|{nvidia}|[^/]*\.dist-info/(.*/)?(LICENSE|NOTICE)[^/]*")
with zipfile.ZipFile(wheel) as archive:
    for member in archive.infolist():
        if not member.is_dir() and wanted.fullmatch(member.filename):
            archive.extract(member, folder)
END
}

# Brings LibTorch (VARIANT cpu or gpu) and sets TORCH_ROOT.
fetch_libtorch() {
    local variant="$1" lock="${PROSOSCOPE_LIBTORCH_LOCK:-$prososcope_root/packaging/libtorch.lock}"
    local folder stamp partial cache group name version bytes hash address total=0 free
    local wheel_lock="$lock" wheel_alternative="$torch_alternative"
    cache="$(cache_folder)" || exit 1
    folder="$cache/libtorch-2.11.0-$variant"
    stamp="$(sha256sum "$lock" | cut -d' ' -f1)"
    TORCH_ROOT="$folder/torch"
    if [[ "$(cat "$folder/stamp" 2>/dev/null)" == "$stamp" && -f "$TORCH_ROOT/lib/libtorch_cpu.so" ]]; then return; fi

    [[ "$(uname -sm)" == "Linux x86_64" ]] ||
        fail "LibTorch is fetched for Linux on x86_64 only. Set TORCH_ROOT to a torch $torch_wanted folder built for this machine."
    need_packages fetch
    take_lock "$cache/lock"
    if [[ "$(cat "$folder/stamp" 2>/dev/null)" == "$stamp" && -f "$TORCH_ROOT/lib/libtorch_cpu.so" ]]; then return; fi
    partial="$folder.partial"
    mkdir -p "$partial/unpacked"

    while read -r group name version bytes hash address; do
        if [[ "$group" == cpu || "$group" == "$variant" ]] && [[ ! -f "$partial/$name-$hash.done" ]]; then total=$((total + bytes)); fi
    done < <(grep -v '^#' "$lock")
    free="$(df -Pk "$partial" | awk 'NR == 2 { print $4 }')"
    ((free > total * 5 / 2 / 1024)) ||
        fail "LibTorch needs $((total * 5 / 2 / 1000000)) MB in $cache, but $((free / 1000)) MB are free. Free some space, or set PROSOSCOPE_CACHE to another folder."
    say "Bringing LibTorch 2.11.0 ($variant, $((total / 1000000)) MB to fetch) into $folder"

    while read -r group name version bytes hash address <&3; do
        [[ "$group" == cpu || "$group" == "$variant" ]] || continue
        [[ ! -f "$partial/$name-$hash.done" ]] || continue
        fetch_wheel "$name" "$version" "$bytes" "$hash" "$address" "$partial/$name-$version.whl.part"
        unpack_wheel "$partial/$name-$version.whl.part" "$partial/unpacked" "$variant" ||
            fail "$name $version could not be unpacked into $partial. Check the free space there and start again."
        touch "$partial/$name-$hash.done"
        rm -f "$partial/$name-$version.whl.part"
    done 3< <(grep -v '^#' "$lock")

    [[ -f "$partial/unpacked/torch/lib/libtorch_cpu.so" ]] || fail "$lock names no wheel that holds libtorch_cpu.so."
    echo "$stamp" >"$partial/unpacked/stamp"
    sync -f "$partial/unpacked"
    rm -rf "$folder"
    mv "$partial/unpacked" "$folder"
    rm -rf "$partial"
    exec 9>&-
}

# Sets TORCH_ROOT: the one given, if it can be used, or the cache.
need_libtorch() {
    if [[ -n "${TORCH_ROOT:-}" ]]; then check_torch_root; else fetch_libtorch "$1"; fi
    export TORCH_ROOT
}
