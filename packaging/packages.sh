# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Finds and installs missing Debian packages. Sourced after common.sh, never run.
# PROSOSCOPE_PACKAGE_LIST names another list; PROSOSCOPE_APT=never only names the packages.

# Prints the packages of the given groups, each once.
listed_packages() {
    local list="${PROSOSCOPE_PACKAGE_LIST:-$prososcope_root/packaging/debian-packages.txt}"
    awk -v groups="$*" 'BEGIN { n = split(groups, g, " "); for (i = 1; i <= n; ++i) wanted[g[i]] = 1 }
        !/^#/ && NF == 2 && wanted[$1] && !seen[$2]++ { print $2 }' "$list"
}

# Prints those of the given packages that are not installed.
missing_packages() {
    local installed
    # shellcheck disable=SC2016  # the dollar signs are dpkg-query's
    installed="$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true)"
    printf '%s\n' "$@" | awk -v installed="$installed" '
        BEGIN { n = split(installed, line, "\n"); for (i = 1; i <= n; ++i) have[line[i]] = 1 }
        !(("installed " $1) in have)'
}

# Runs apt-get as root; the caller has found a way.
apt_get() {
    local runner=()
    ((EUID == 0)) || runner=(sudo -n)
    "${runner[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q "$@" >&2
}

# Brings the packages of the given groups, or names the command that does and stops.
need_packages() {
    local packages missing
    mapfile -t packages < <(listed_packages "$@")
    ((${#packages[@]} > 0)) || return 0
    if ! command -v dpkg-query >/dev/null; then
        say "This is not a Debian system: the packages of packaging/debian-packages.txt are taken for granted."
        return
    fi
    mapfile -t missing < <(missing_packages "${packages[@]}")
    ((${#missing[@]} > 0)) || return 0
    if [[ "${PROSOSCOPE_APT:-}" == never ]] || { ((EUID != 0)) && ! sudo -n true 2>/dev/null; }; then
        fail "Debian packages are missing. Install them with: sudo apt-get install --no-install-recommends ${missing[*]}"
    fi
    say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    apt_get update || say "The package lists could not be renewed: going on with the present ones."
    apt_get install -y --no-install-recommends "${missing[@]}" </dev/null ||
        fail "apt-get did not install the packages. Its message is above; the command was: apt-get install --no-install-recommends ${missing[*]}"
}
