// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Evaluation.h"

#include <algorithm>
#include <numeric>

namespace prososcope::training {

namespace {
constexpr std::size_t kLargestBatch = 16;
constexpr std::size_t kLargestBatchValues = 16 * 600 * 80;  ///< bounds the memory of batches of long inputs
}  // namespace

core::Result<std::vector<std::vector<float>>> posteriorsOf(models::LogMelNetwork& network,
                                                           std::span<const std::vector<float>> inputs,
                                                           const torch::Device& device, core::Progress& progress) {
    const torch::NoGradGuard noGrad;
    network->eval();
    const auto bands = static_cast<std::size_t>(network->settings().bands);
    std::vector<std::size_t> order(inputs.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return inputs[a].size() < inputs[b].size(); });
    std::vector<std::vector<float>> posteriors(inputs.size());
    std::size_t done = 0;
    while (done < order.size()) {
        if (progress.stopRequested()) return core::cancelled();
        std::size_t count = 1;
        while (count < kLargestBatch && done + count < order.size() &&
               inputs[order[done + count]].size() * (count + 1) <= kLargestBatchValues) {
            ++count;
        }
        const std::size_t frames = inputs[order[done + count - 1]].size() / bands;
        auto batch = torch::zeros(
            {static_cast<std::int64_t>(count), static_cast<std::int64_t>(frames), static_cast<std::int64_t>(bands)});
        nn::Lengths lengths;
        for (std::size_t i = 0; i < count; ++i) {
            const auto& input = inputs[order[done + i]];
            std::copy(input.begin(), input.end(), batch.data_ptr<float>() + i * frames * bands);
            lengths.push_back(static_cast<std::int64_t>(input.size() / bands));
        }
        if (lengths.front() == lengths.back()) lengths.clear();  // all as long as the batch: no mask needed
        const auto logits = network->forward(batch.to(device), lengths) / network->settings().temperature;
        const auto probabilities = torch::softmax(logits, -1).to(torch::kCPU).contiguous();
        const auto classes = static_cast<std::size_t>(probabilities.size(1));
        for (std::size_t i = 0; i < count; ++i) {
            const float* row = probabilities.data_ptr<float>() + i * classes;
            posteriors[order[done + i]].assign(row, row + classes);
        }
        done += count;
        progress.report(static_cast<double>(done) / static_cast<double>(order.size()));
    }
    return posteriors;
}

}  // namespace prososcope::training
