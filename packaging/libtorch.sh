# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Brings LibTorch into the cache. Sourced after common.sh, never run.
# Each wheel of libtorch.lock is fetched into a .part file (resumed after an interruption), checked, unpacked as far as it is needed and
# removed. The folder is put in place when it is complete; its stamp holds the hash of the lock file.

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

# Runs pip COMMAND for the wheel NAME VERSION with the user's pip settings. Nothing of a package index is known here.
pip_for_wheel() {
    local command="$1" wheel="$2==$3" python platforms=() i
    shift 3
    for python in /usr/bin/python3 python3; do
        if "$python" -m pip --version >/dev/null 2>&1; then break; fi
    done
    for i in $(seq 17 36); do platforms+=(--platform "manylinux_2_${i}_x86_64"); done
    "$python" -m pip "$command" --no-deps --quiet --disable-pip-version-check --no-cache-dir --no-input --only-binary=:all: \
        --python-version 3.11 --implementation cp --abi cp311 --abi none --platform any --platform manylinux1_x86_64 \
        --platform manylinux2010_x86_64 --platform manylinux2014_x86_64 "${platforms[@]}" "$@" "$wheel" >"$partial/pip.log" 2>&1 </dev/null
}

# Prints the address of the wheel NAME VERSION without fetching the file.
wheel_address() {
    pip_for_wheel install "$1" "$2" --dry-run --ignore-installed --report "$partial/address.json" --target "$partial/none" || return 1
    python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["install"][0]["download_info"]["url"])' "$partial/address.json"
}

# The way without resuming, for an index that only pip can talk to (passwords, client certificates).
download_by_pip() {
    rm -rf "$partial/pip"
    pip_for_wheel download "$1" "$2" --dest "$partial/pip" && mv "$partial"/pip/*.whl "$3"
}

# Shows how far FILE has grown while PROCESS runs: in place on a terminal, else a line for every tenth.
show_growth() {
    local what="$1" file="$2" bytes="$3" process="$4" have percent shown=-10
    while kill -0 "$process" 2>/dev/null; do
        have="$(stat -c %s "$file" 2>/dev/null || echo 0)"
        percent=$((have * 100 / bytes))
        if [[ -t 2 ]]; then
            printf '\rprososcope: %s: %d %% (%d of %d MB) ' "$what" "$percent" $((have / 1000000)) $((bytes / 1000000)) >&2
        elif ((bytes > 50000000 && percent >= shown + 10)); then
            shown=$((percent / 10 * 10))
            say "$what: $shown % of $((bytes / 1000000)) MB"
        fi
        sleep 0.2
    done
    if [[ -t 2 ]]; then printf '\r\033[K' >&2; fi
}

# Fetches ADDRESS into FILE, going on where an earlier run stopped.
fetch_file() {
    local what="$1" address="$2" file="$3" bytes="$4" try process code certificates=()
    if [[ -n "${PIP_CERT:-}" && -z "${CURL_CA_BUNDLE:-}" ]]; then certificates=(--cacert "$PIP_CERT"); fi
    for try in 1 2 3 4 5; do
        if [[ "$(stat -c %s "$file" 2>/dev/null || echo 0)" -ge "$bytes" ]]; then return 0; fi
        curl --silent --show-error --fail --location --connect-timeout 30 --speed-limit 1000 --speed-time 60 "${certificates[@]}" \
            --continue-at - --output "$file" "$address" 2>"$partial/curl.log" 9>&- &
        process=$!
        # shellcheck disable=SC2064  # the process of now
        trap "kill $process 2>/dev/null; exit 130" INT TERM
        show_growth "$what" "$file" "$bytes" "$process"
        code=0
        wait "$process" || code=$?
        trap - INT TERM
        ((code != 0)) || return 0
        # 33, 36: the server cannot continue a file; 22 with a whole file on disk: nothing was left to send.
        if ((code == 33 || code == 36)); then rm -f "$file"; fi
        if ((try < 5 && code != 37 && code != 3)); then sleep "$try"; else break; fi
    done
    return 1
}

# Whether FILE has the SHA-256 given.
has_hash() { [[ -f "$1" && "$(sha256sum "$1" | cut -d' ' -f1)" == "$2" ]]; }

# Leaves one wheel, checked, in FILE.
fetch_wheel() {
    local name="$1" version="$2" bytes="$3" hash="$4" address="$5" file="$6" resumed=no by_pip=no
    if has_hash "$file" "$hash"; then return; fi
    if [[ "$(stat -c %s "$file" 2>/dev/null || echo 0)" -ge "$bytes" ]]; then rm -f "$file"; fi
    if [[ -s "$file" ]]; then resumed=yes; fi
    if [[ "$address" == - ]]; then
        by_pip=yes
        address="$(wheel_address "$name" "$version")" ||
            fail "$name $version was not found: no package index answered. Check the connection and pip's settings and start again. $torch_alternative"
    fi
    fetch_file "$name $version" "$address" "$file" "$bytes" || { [[ "$by_pip" == yes ]] && download_by_pip "$name" "$version" "$file"; } ||
        fail "$name $version could not be fetched ($(tail -n 1 "$partial/curl.log")). Start again to go on where it stopped. $torch_alternative"
    if has_hash "$file" "$hash"; then return; fi
    rm -f "$file"
    if [[ "$resumed" == yes ]]; then
        say "$name $version was damaged: fetching it anew."
        fetch_wheel "$name" "$version" "$bytes" "$hash" "$address" "$file"
        return
    fi
    fail "$name $version has another SHA-256 than packaging/libtorch.lock names and was removed. Check the package index and start again. $torch_alternative"
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
