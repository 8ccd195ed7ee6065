// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/BatchPosteriors.h"

#include <algorithm>
#include <numeric>

namespace prososcope::training {

namespace {

constexpr std::size_t kRowsTogether = 3000;  // frames of a batch, padding included
constexpr std::size_t kMostTogether = 256;   // utterances

}  // namespace

core::Result<std::vector<std::vector<float>>> batchRows(const BatchRows& network,
                                                        const std::vector<features::FeatureMatrixPtr>& utterances,
                                                        const std::string& device, core::Progress& progress) {
    const torch::NoGradGuard noGrad;
    std::vector<std::size_t> order(utterances.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return utterances[a]->frames < utterances[b]->frames; });
    std::vector<std::vector<float>> result(utterances.size());
    std::size_t done = 0;
    while (done < order.size()) {
        if (progress.stopRequested()) return core::cancelled();
        std::size_t count = 1;
        while (count < kMostTogether && done + count < order.size() &&
               utterances[order[done + count]]->frames * (count + 1) <= kRowsTogether)
            ++count;
        const auto frames = utterances[order[done + count - 1]]->frames;
        const auto width = utterances[order[done]]->columns;
        auto rows = torch::zeros(
            {static_cast<std::int64_t>(count), static_cast<std::int64_t>(frames), static_cast<std::int64_t>(width)});
        nn::Lengths valid;
        for (std::size_t i = 0; i < count; ++i) {
            const auto& matrix = *utterances[order[done + i]];
            std::copy(matrix.values.begin(), matrix.values.end(), rows.data_ptr<float>() + i * frames * width);
            valid.push_back(static_cast<std::int64_t>(matrix.frames));
        }
        const auto made = network(rows.to(torch::Device(device)), valid).to(torch::kCPU, torch::kFloat).contiguous();
        const auto values = static_cast<std::size_t>(made.size(1));
        for (std::size_t i = 0; i < count; ++i) {
            const float* row = made.const_data_ptr<float>() + i * values;
            result[order[done + i]].assign(row, row + values);
        }
        done += count;
        progress.report(static_cast<double>(done) / static_cast<double>(order.size()));
    }
    return result;
}

core::Result<std::vector<std::vector<float>>> batchPosteriors(const BatchRows& scores,
                                                              const std::vector<features::FeatureMatrixPtr>& utterances,
                                                              const std::string& device, core::Progress& progress) {
    return batchRows([&](const torch::Tensor& rows,
                         const nn::Lengths& lengths) { return at::softmax(scores(rows, lengths).to(torch::kFloat), -1); },
                     utterances, device, progress);
}

}  // namespace prososcope::training
