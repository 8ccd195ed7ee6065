// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "engine/core/Result.h"

namespace prososcope::audio {

/// What a recording is written as.
enum class GrowingFormat {
    Wav,  ///< 32-bit float: what was captured, bit for bit, and no clipping beyond full scale; RF64 beyond 4 GB
    Flac  ///< 24 bits: within half a step (6e-8 of full scale), clipped at full scale; about half of the room
};
/// ".wav", ".flac"
[[nodiscard]] std::string_view endingOf(GrowingFormat format);

/// A mono sound file that can be opened at any moment while it is being written, and after the program was killed: its header
/// is set right in place. What a killed program had given before the last `flush` is there; of FLAC all but the last block of
/// 4096 frames. A full disk is NoSpace: nothing more is taken, what was written stays and opens. One thread.
class GrowingSound {
public:
    /// A new file; fails where something has that name or the rate is outside 1..655350 Hz.
    [[nodiscard]] static core::Result<std::unique_ptr<GrowingSound>> create(const std::filesystem::path& path, int rateHz,
                                                                            GrowingFormat format);
    GrowingSound() = default;
    virtual ~GrowingSound() = default;  ///< without `finish` the file is as after a kill
    GrowingSound(const GrowingSound&) = delete;
    GrowingSound& operator=(const GrowingSound&) = delete;

    /// Full scale is 1.
    virtual core::Status write(std::span<const float> mono) = 0;
    /// The header says what is there, and both are on the disk.
    virtual core::Status flush() = 0;
    /// The end; nothing is written afterwards.
    virtual core::Status finish() = 0;
    /// Given so far.
    [[nodiscard]] virtual std::int64_t frames() const = 0;
};

/// Sets the header of such a file right after a kill or a power failure; half a sample at the end goes. Returns the number of
/// frames. Fails where it is none of these files or holds nothing.
[[nodiscard]] core::Result<std::int64_t> repairGrowingSound(const std::filesystem::path& path);

}  // namespace prososcope::audio
