// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "engine/checkpoints/PickleValue.h"
#include "engine/core/Result.h"

namespace prososcope::checkpoints {

/// Beyond these a pickle is refused. A checkpoint of 48 layers with its optimiser has some ten thousand nodes.
struct PickleLimits {
    std::size_t bytes = std::size_t{64} << 20;
    std::size_t nodes = 1'000'000;   ///< also of the stack and the memo
    std::size_t depth = 200;         ///< of lists in lists
    std::size_t globals = 10'000;    ///< different ones
    std::size_t nameLength = 1'000;  ///< of classes and functions
    std::size_t dimensions = 32;     ///< of tensors
};

/// Reads the first pickle of `bytes` (protocols 2 to 5, Python's pickletools describes them; what follows its end is left)
/// into values. A pickle is a program for Python's unpickler; this is none: nothing is imported, called or looked up. The few
/// functions that make a checkpoint's dictionaries, tensors and parameters are interpreted, whatever else it would call
/// becomes an Opaque. Refused with a sentence: what is damaged or beyond the limits, tensors outside their storage, opcodes
/// that no checkpoint has, storages inside the pickle, and calls of functions that only an attack needs (os.system).
/// `file` names the source in errors. Any thread.
[[nodiscard]] core::Result<Pickle> readPickle(std::span<const std::byte> bytes, const std::string& file,
                                              const PickleLimits& limits = {});

}  // namespace prososcope::checkpoints
