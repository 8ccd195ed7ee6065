// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/EncoderBackend.h"

#include <algorithm>

namespace prososcope::backend {

std::int64_t EncoderTap::units() const {
    std::int64_t sum = 0;
    for (const auto& layer : layers) sum += layer.units;
    return sum;
}

const EncoderTap* EncoderInfo::tap(std::string_view wanted) const {
    const auto found = std::find_if(taps.begin(), taps.end(), [&](const EncoderTap& tap) { return tap.name == wanted; });
    return found == taps.end() ? nullptr : &*found;
}

tl::unexpected<core::Error> withoutAttention(const std::string& network) {
    return core::fail(core::ErrorKind::BadInput,
                      {TRANSLATABLE("Engine",
                                    "The network %1 has no self-attention. Choose one that predicts speech, or an "
                                    "imported speech encoder."),
                       {network}});
}

}  // namespace prososcope::backend
