#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes a bundle that checks and times the networks on a machine with a GPU: the command line, the check, the few shared libraries
# they need, and an experiment to run. It holds no LibTorch: unpacked, its check.sh runs against any LibTorch 2.11 with CUDA.
# usage: packaging/gpu-check.sh [BUNDLE.tar.xz]      (default: build/release/gpu-check.tar.xz)
#        then, where the GPU is: tar xf gpu-check.tar.xz && gpu-check/check.sh TORCH_FOLDER
set -euo pipefail
# shellcheck source=packaging/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

case "${1:-}" in
    --help | -h)
        sed -n '3,6s/^# //p' "${BASH_SOURCE[0]}"
        exit 0
        ;;
    -*)
        say "Unknown option $1."
        exit 2
        ;;
esac
most_bytes=$((64 * 1024 * 1024))

set_up cpu test
build prososcope-cli prososcope_torch prososcope_liblinear prososcope_resources GpuCheck
bundle="${1:-$build_folder/gpu-check.tar.xz}"
mkdir -p "$(dirname "$bundle")"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
folder="$work/gpu-check"
mkdir -p "$folder/bin" "$folder/lib" "$folder/experiments"
cp "$build_folder"/bin/prososcope-cli "$build_folder"/bin/libprososcope_*.so "$folder/bin/"
cp "$build_folder"/tests/GpuCheck "$folder/bin/"
cp "$prososcope_root"/resources/experiments/emodb-loso.toml "$folder/experiments/"
strip --strip-unneeded "$folder"/bin/*

# What they need beside LibTorch and what every Linux has.
ldd "$folder/bin/prososcope-cli" "$folder/bin/GpuCheck" 2>/dev/null | awk '$2 == "=>" && $3 ~ /^\// { print $3 }' | sort -u |
    grep -vE '/(libc|libm|libpthread|libdl|librt|ld-linux[^/]*)\.so|/libtorch|/libc10|/libgomp|/libprososcope_' |
    xargs -r cp -L -t "$folder/lib/"

cat > "$folder/check.sh" << 'CHECK'
#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: check.sh TORCH_FOLDER [DEVICE]     TORCH_FOLDER holds lib/libtorch_cuda.so of LibTorch 2.11 (of Python: .../site-packages/torch)
set -uo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
torch="${1:?usage: check.sh TORCH_FOLDER [DEVICE]}"
device="${2:-cuda:0}"
if [[ ! -e "$torch/lib/libtorch.so" ]]; then
    echo "There is no lib/libtorch.so in $torch." >&2
    exit 2
fi
# The CUDA libraries of a wheel lie beside torch, in nvidia/*/lib.
path="$torch/lib:$here/bin:$here/lib"
for each in "$torch"/../nvidia/*/lib; do [[ -d "$each" ]] && path="$path:$each"; done
export LD_LIBRARY_PATH="$path${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" TORCH_ROOT="$torch"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
"$here/bin/prososcope-cli" version || exit 1
"$here/bin/GpuCheck" --device "$device" "$scratch"
code=$?
[[ $code -eq 77 ]] && echo "This machine has no such device; nothing was checked."
exit $code
CHECK
chmod +x "$folder/check.sh"
tar -C "$work" -cJf "$bundle.part" gpu-check
mv "$bundle.part" "$bundle"
bytes="$(stat -c %s "$bundle")"
say "$bundle: $((bytes / 1024 / 1024)) MB"
((bytes < most_bytes)) || fail "The bundle is larger than 64 MB."
