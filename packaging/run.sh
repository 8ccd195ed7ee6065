#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and starts the workbench on the bundled example or on the recordings named.
# usage: packaging/run.sh [--gpu] [--] [ARGUMENT...]      --gpu also brings the CUDA libraries.
set -euo pipefail
# shellcheck source=packaging/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

variant=cpu
while (($# > 0)); do
    case "$1" in
        --gpu) variant=gpu ;;
        --help | -h)
            sed -n '3,4s/^# //p' "${BASH_SOURCE[0]}"
            exit 0
            ;;
        --)
            shift
            break
            ;;
        -*)
            say "Unknown option $1. Arguments of the workbench follow --."
            exit 2
            ;;
        *) break ;;
    esac
    shift
done

set_up "$variant" run
build prososcope prososcope-cli prososcope_torch prososcope_resources
if [[ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]]; then
    fail "The workbench is built, but there is no display to show it on. Start packaging/run.sh in a desktop session, or use build/release/bin/prososcope-cli."
fi
exec 9>&-
exec "$build_folder/bin/prososcope" "$@"
