// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/AutoencoderBackend.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/backend/TorchBackend.h"

namespace prososcope::backend {

double AutoencoderCode::explainedShare() const {
    double squares = 0.0;
    double missing = 0.0;
    for (std::size_t c = 0; c < input.size(); ++c) {
        const auto value = static_cast<double>(input[c]);
        const double difference = value - static_cast<double>(reconstruction[c]);
        squares += value * value;
        missing += difference * difference;
    }
    return squares > 0.0 ? 1.0 - missing / squares : std::numeric_limits<double>::quiet_NaN();
}

std::vector<std::size_t> largestDifferences(std::span<const float> a, std::span<const float> b, std::size_t most) {
    std::vector<std::size_t> order(std::min(a.size(), b.size()));
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t c) { return std::abs(a[c] - b[c]); });
    order.resize(std::min(most, order.size()));
    return order;
}

core::Result<AutoencoderBackend*> autoencoderBackend(TorchBackend& torch) {
    auto* const networks = torch.autoencoders();
    if (networks == nullptr)
        return core::fail(core::ErrorKind::NotFound,
                          {TRANSLATABLE("Engine", "The library of networks has no autoencoders."), {}});
    return networks;
}

}  // namespace prososcope::backend
