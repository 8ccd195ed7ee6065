# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What the set-up scripts share: messages, folders, the number of compile jobs. Sourced, never run.

# shellcheck disable=SC2034  # used by the scripts that source this one
prososcope_root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"

# Messages go to stderr, so that stdout holds results only.
say() { printf 'prososcope: %s\n' "$*" >&2; }
fail() {
    say "$*"
    exit 1
}

# Prints the folder for fetched files, outside the tree. A home that is absent or read-only is replaced by a folder of this user's own in
# /var/tmp; one that belongs to somebody else is refused.
cache_folder() {
    local home="${HOME:-}" folder
    [[ -n "$home" ]] || home="$(getent passwd "$(id -u)" | cut -d: -f6)" || home=""
    folder="${PROSOSCOPE_CACHE:-${XDG_CACHE_HOME:-$home/.cache}/prososcope}"
    if [[ "$folder" == /* ]] && mkdir -p "$folder" 2>/dev/null && [[ -w "$folder" ]]; then
        printf '%s\n' "$folder"
        return
    fi
    [[ -z "${PROSOSCOPE_CACHE:-}" ]] || fail "The cache folder $folder cannot be written. Set PROSOSCOPE_CACHE to a full path of a folder of yours."
    folder="/var/tmp/prososcope-$(id -u)"
    mkdir -m 700 "$folder" 2>/dev/null || true
    [[ -O "$folder" && ! -L "$folder" && -w "$folder" ]] ||
        fail "No folder for fetched files can be written. Set PROSOSCOPE_CACHE to a folder of yours."
    printf '%s\n' "$folder"
}

# Prints how many compilers may run at once: one per processor, but files that include torch need memory, so one per 8 GiB above two.
compile_jobs() {
    local processors kib limit jobs
    processors="$(nproc)"
    kib="$(awk '/^MemTotal:/ { print $2 }' /proc/meminfo)"
    limit="$(cat /sys/fs/cgroup/memory.max 2>/dev/null || true)"
    if [[ "$limit" =~ ^[0-9]+$ ]] && ((limit / 1024 < kib)); then kib=$((limit / 1024)); fi
    jobs=$((kib / 8388608))
    if ((jobs < 2)); then jobs=$((kib < 5242880 ? 1 : 2)); fi
    echo $((jobs < processors ? jobs : processors))
}

# Takes the lock FILE on descriptor 9 and says so where another set-up holds it. It ends with this process.
take_lock() {
    exec 9>>"$1" || fail "$1 cannot be written. Check the folder's permissions."
    if ! flock -n 9; then
        say "Another set-up is running: waiting for it."
        flock 9
    fi
}
