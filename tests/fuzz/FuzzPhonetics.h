// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "engine/core/Result.h"
#include "tests/fuzz/FuzzTarget.h"

/// What the targets of phonetic files and texts share.
namespace fuzz {

[[noreturn]] inline void broken(const char* promise) {
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

inline std::string_view textOf(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

inline int checkError(const prososcope::core::Error& error) {
    if (error.message().empty()) broken("an error has a sentence");
    return 0;
}

}  // namespace fuzz
