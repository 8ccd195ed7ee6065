#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes this machine ready: Debian packages, LibTorch, CMUdict, a configured build folder.
# usage: packaging/setup.sh [--gpu]      TORCH_ROOT=FOLDER uses a LibTorch that is there already.
# run.sh and test.sh source it and call set_up and build.
set -euo pipefail

# shellcheck source=packaging/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=packaging/packages.sh
source "$prososcope_root/packaging/packages.sh"
# shellcheck source=packaging/libtorch.sh
source "$prososcope_root/packaging/libtorch.sh"
# shellcheck source=packaging/cmudict.sh
source "$prososcope_root/packaging/cmudict.sh"

build_folder="$prososcope_root/build/release"

cached_setting() { sed -n "s/^$1:[A-Z]*=//p" "$build_folder/CMakeCache.txt" 2>/dev/null || true; }

# Configures the release preset, unless it is configured for this folder, this LibTorch and this CMUdict already.
configure() {
    local options=("-DTORCH_ROOT=$TORCH_ROOT" "-DCMUDICT_FOLDER=$cmudict_folder")
    if [[ -f "$build_folder/build.ninja" && "$(cached_setting TORCH_ROOT)" == "$TORCH_ROOT" &&
        "$(cached_setting CMUDICT_FOLDER)" == "$cmudict_folder" &&
        "$(cached_setting CMAKE_HOME_DIRECTORY)" == "$prososcope_root" ]]; then
        return
    fi
    if command -v ccache >/dev/null; then options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
    if [[ "$(cached_setting CMAKE_HOME_DIRECTORY)" != "$prososcope_root" ]]; then rm -rf "$build_folder/CMakeCache.txt" "$build_folder/CMakeFiles"; fi
    (cd "$prososcope_root" && cmake --preset release "${options[@]}") >&2 ||
        fail "CMake could not configure the build. Its message is above."
}

# Packages of the groups given, LibTorch (VARIANT cpu or gpu), CMUdict, configuration.
set_up() {
    local variant="$1"
    shift
    need_packages build "$@"
    need_libtorch "$variant"
    want_cmudict
    mkdir -p "$prososcope_root/build"
    take_lock "$prososcope_root/build/lock"
    configure
}

# Builds the targets given, in silence where nothing is to be done.
build() {
    if [[ "$(ninja -C "$build_folder" -n "$@" 2>/dev/null | tail -n 1)" == *"no work to do"* ]]; then return; fi
    cmake --build "$build_folder" --parallel "$(compile_jobs)" --target "$@" >&2 ||
        fail "The build failed. The compiler's message is above."
}

if [[ "${BASH_SOURCE[0]}" == "$0" ]]; then
    case "${1:-}" in
        "") set_up cpu ;;
        --gpu) set_up gpu ;;
        *)
            say "usage: packaging/setup.sh [--gpu]"
            exit 2
            ;;
    esac
fi
