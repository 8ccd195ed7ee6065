// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstring>

// Compiled twice where the compiler can, and chosen at run time: AVX2 without fused multiply-add, so that both versions
// give the same bits.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define PROSOSCOPE_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define PROSOSCOPE_WIDE
#endif

namespace prososcope::dsp {

/// Numbers that are added and multiplied lane by lane (a compiler's vector types). Internal to this folder.
using Double4 = double __attribute__((vector_size(32)));
using Float4 = float __attribute__((vector_size(16)));
using Float8 = float __attribute__((vector_size(32)));

#define PROSOSCOPE_LOAD(target, source) std::memcpy(&(target), (source), sizeof(target))
#define PROSOSCOPE_STORE(target, source) std::memcpy((target), &(source), sizeof(source))

}  // namespace prososcope::dsp
