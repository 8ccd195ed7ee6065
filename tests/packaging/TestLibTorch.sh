#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Wheels are checked, resumed, refetched when damaged and refused when wrong; a complete cache is taken as it is.
# shellcheck source=tests/packaging/support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

[[ "$(uname -sm)" == "Linux x86_64" ]] || exit 0
for program in curl python3; do command -v "$program" >/dev/null || { echo "$program is absent: nothing to test"; exit 0; }; done
export PROSOSCOPE_LIBTORCH_LOCK="$scratch/lock" PROSOSCOPE_PACKAGE_LIST=/dev/null
# shellcheck disable=SC2016  # expanded by the inner shell
need() { bash -c 'set -euo pipefail; for part in common packages libtorch; do source "$1/packaging/$part.sh"; done; need_libtorch "$2"; echo "root $TORCH_ROOT"' - "$source_folder" "${1:-cpu}"; }

# Two wheels with what matters and what does not.
python3 - "$scratch" <<'END'
import os, sys, zipfile
with zipfile.ZipFile(sys.argv[1] + "/torch.whl", "w") as wheel:
    for name in ("include/torch/headeronly/version.h", "lib/libtorch_cpu.so", "lib/libc10.so", "lib/libgomp.so.1", "lib/libtorch_cuda.so",
                 "lib/libtorch_python.so", "nn/functional.py"):
        wheel.writestr("torch/" + name, os.urandom(20000))
with zipfile.ZipFile(sys.argv[1] + "/runtime.whl", "w") as wheel:
    wheel.writestr("nvidia/cu13/lib/libcudart.so.13", b"cudart")
    wheel.writestr("nvidia/cu13/include/cuda.h", b"header")
END
line() { echo "cpu $1 1.0 $(stat -c %s "$scratch/$2") $(sha256sum "$scratch/$2" | cut -d' ' -f1) ${3:-file://$scratch/$2}"; }
{ echo '# comment'; line torch torch.whl; line runtime runtime.whl; } >"$PROSOSCOPE_LIBTORCH_LOCK"
folder="$PROSOSCOPE_CACHE/libtorch-2.11.0-cpu"

expect_code 0 need
expect_output "root $folder/torch"
[[ -f "$folder/torch/lib/libtorch_cpu.so" && -f "$folder/torch/lib/libgomp.so.1" && -f "$folder/nvidia/cu13/lib/libcudart.so.13" ]] || flunk "a library is absent"
[[ -f "$folder/torch/include/torch/headeronly/version.h" ]] || flunk "the headers are absent"
for unwanted in torch/nn torch/lib/libtorch_python.so torch/lib/libtorch_cuda.so nvidia/cu13/include; do
    [[ ! -e "$folder/$unwanted" ]] || flunk "$unwanted is not needed"
done
[[ -z "$(find "$PROSOSCOPE_CACHE" -name '*.part')" && ! -e "$folder.partial" ]] || flunk "something of the fetching was left"

# A second set-up does nothing, also when the wheels are out of reach.
mv "$scratch/torch.whl" "$scratch/moved.whl"
before="$(stat -c %Y:%i "$folder")"
expect_code 0 need
[[ "$(cat "$scratch/output")" == "root $folder/torch" && "$(stat -c %Y:%i "$folder")" == "$before" ]] || flunk "the second set-up was not silent"
mv "$scratch/moved.whl" "$scratch/torch.whl"

# Another variant is another folder; its CUDA libraries are kept.
expect_code 0 need gpu
[[ -f "$PROSOSCOPE_CACHE/libtorch-2.11.0-gpu/torch/lib/libtorch_cuda.so" ]] || flunk "the CUDA library is absent"

# An interrupted fetch goes on where it stopped.
part="$folder.partial/torch-1.0.whl.part"
rm -rf "$folder"
mkdir -p "$folder.partial"
head -c 30000 "$scratch/torch.whl" >"$part"
expect_code 0 need
if grep -q damaged "$scratch/output"; then flunk "the first part was not used"; fi

# A damaged first part is noticed and fetched anew; so is one that is too long.
for damage in "head -c 30000 /dev/zero" "head -c 900000 /dev/zero"; do
    rm -rf "$folder"
    mkdir -p "$folder.partial"
    $damage >"$part"
    expect_code 0 need
    [[ -f "$folder/torch/lib/libtorch_cpu.so" ]] || flunk "the damaged wheel was not replaced"
done

# A wrong file is named, removed, and nothing is put in place.
rm -rf "$folder"
sed -i "s/^\(cpu torch 1.0 [0-9]* \)[0-9a-f]*/\1$(printf 'x' | sha256sum | cut -d' ' -f1)/" "$PROSOSCOPE_LIBTORCH_LOCK"
expect_code 1 need
expect_output "torch 1.0 has another SHA-256"
[[ ! -e "$folder" && ! -e "$part" ]] || flunk "the wrong file was kept"

# Nothing answers: one sentence that names the other way.
{ line torch torch.whl "file://$scratch/absent.whl"; } >"$PROSOSCOPE_LIBTORCH_LOCK"
expect_code 1 need
expect_output "torch 1.0 could not be fetched"
expect_output "set TORCH_ROOT"
[[ "$(wc -l <"$scratch/output")" -le 2 ]] || flunk "more than one sentence"

# A full disk is told beforehand.
echo "cpu torch 1.0 900000000000000 0000 file://$scratch/torch.whl" >"$PROSOSCOPE_LIBTORCH_LOCK"
expect_code 1 need
expect_output "Free some space"

# A home that is absent does no harm.
{ line torch torch.whl; } >"$PROSOSCOPE_LIBTORCH_LOCK"
# shellcheck disable=SC2016  # expanded by the inner shell
expect_code 0 env -u HOME XDG_CACHE_HOME="$scratch/xdg" PROSOSCOPE_CACHE= bash -c 'set -euo pipefail; source "$1/packaging/common.sh"; cache_folder' - "$source_folder"
expect_output "$scratch/xdg/prososcope"
