// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/checkpoints/FileBytes.h"
#include "engine/checkpoints/PickleValue.h"
#include "engine/core/Result.h"

namespace prososcope::checkpoints {

/// What torch.save wrote: a value, and the bytes of the storages that its tensors lie in, left where they are in the file.
/// Two forms: a zip archive (PyTorch 1.6 and later), and the earlier one, pickles one behind the other and then the storages.
struct TorchFile {
    std::shared_ptr<const FileBytes> file;
    Pickle pickle;
    std::vector<std::span<const std::byte>> storages;  ///< of Pickle::storages, in their order
    bool archive = false;

    [[nodiscard]] PickleValue value() const { return {pickle, pickle.root}; }
};

/// Whether a file begins as one of the two forms does.
[[nodiscard]] bool looksLikeTorchFile(std::span<const std::byte> bytes);

/// Refused with a sentence: what readPickle and ZipDirectory refuse, storages that are absent or too short, numbers of
/// big-endian machines, TorchScript programs, tar archives (before PyTorch 0.1.10).
[[nodiscard]] core::Result<TorchFile> readTorchFile(std::shared_ptr<const FileBytes> file);

/// The elements of a tensor in C order: a view into its storage where they lie so and can be read in place, otherwise copied
/// into `copies`. The tensor's type must be known.
[[nodiscard]] std::span<const std::byte> tensorBytes(const TorchFile& file, const PickleTensor& tensor,
                                                     std::vector<std::unique_ptr<std::byte[]>>& copies);

}  // namespace prososcope::checkpoints
