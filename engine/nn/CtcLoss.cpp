// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/CtcLoss.h"

namespace prososcope::nn {

torch::Tensor ctcLosses(const torch::Tensor& logits, const Lengths& frames, const std::vector<std::vector<int>>& labels,
                        std::int64_t blank, CtcTooShort tooShort) {
    std::vector<std::int64_t> targets;
    Lengths counts;
    for (const auto& each : labels) {
        targets.insert(targets.end(), each.begin(), each.end());
        counts.push_back(static_cast<std::int64_t>(each.size()));
    }
    const auto logProbabilities = torch::log_softmax(logits.to(torch::kFloat), -1).transpose(0, 1);  // [frames, batch, classes]
    const auto options = torch::TensorOptions(torch::kLong).device(logits.device());
    return at::ctc_loss(logProbabilities, torch::tensor(targets, torch::kLong).to(options), at::IntArrayRef(frames),
                        at::IntArrayRef(counts), blank, at::Reduction::None, tooShort == CtcTooShort::Ignored);
}

}  // namespace prososcope::nn
