# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Fetches wheels that are pinned by their SHA-256 in a lock file. Sourced after common.sh, never run.
# A lock file has a line for each wheel: group, name, version, bytes, SHA-256, and where to get it (- asks the package index that pip is
# set to). The caller sets these three: the folder for parts, the lock file (named in messages), and a sentence on what to do where
# nothing can be fetched.
partial="" wheel_lock="" wheel_alternative=""

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
            fail "$name $version was not found: no package index answered. Check the connection and pip's settings and start again. $wheel_alternative"
    fi
    fetch_file "$name $version" "$address" "$file" "$bytes" || { [[ "$by_pip" == yes ]] && download_by_pip "$name" "$version" "$file"; } ||
        fail "$name $version could not be fetched ($(tail -n 1 "$partial/curl.log")). Start again to go on where it stopped. $wheel_alternative"
    if has_hash "$file" "$hash"; then return; fi
    rm -f "$file"
    if [[ "$resumed" == yes ]]; then
        say "$name $version was damaged: fetching it anew."
        fetch_wheel "$name" "$version" "$bytes" "$hash" "$address" "$file"
        return
    fi
    fail "$name $version has another SHA-256 than packaging/${wheel_lock##*/} names and was removed. Check the package index and start again. $wheel_alternative"
}
