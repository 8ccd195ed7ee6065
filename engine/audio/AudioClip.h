// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace prososcope::audio {

/// Decoded sound, whole in memory: one float vector per channel, full scale -1..1 (float files may exceed it).
/// Immutable once shared; pass it as AudioClipPtr between threads.
struct AudioClip {
    int rateHz = 0;
    std::vector<std::vector<float>> channels;  ///< all of the same length

    [[nodiscard]] std::size_t frames() const { return channels.empty() ? 0 : channels[0].size(); }
    [[nodiscard]] double seconds() const { return rateHz > 0 ? static_cast<double>(frames()) / rateHz : 0.0; }
};
using AudioClipPtr = std::shared_ptr<const AudioClip>;

}  // namespace prososcope::audio
