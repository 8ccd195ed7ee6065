// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/UnitDecoding.h"

#include <algorithm>
#include <numeric>

#include "engine/models/speech_encoder/EncoderInput.h"
#include "engine/nn/CtcLoss.h"
#include "engine/phonetics/UnitInventory.h"

namespace prososcope::training {

namespace {

constexpr std::size_t kSamplesTogether = 16000 * 60;  // padding included

}  // namespace

torch::Tensor unitLosses(const torch::Tensor& logits, const nn::Lengths& frames, const std::vector<std::vector<int>>& labels) {
    return nn::ctcLosses(logits, frames, labels, phonetics::UnitInventory::kBlank, nn::CtcTooShort::Ignored);
}

void forUnitLogits(models::SpeechEncoder& network, std::span<const std::span<const float>> sounds, const torch::Device& device,
                   core::Progress& progress, const std::function<void(std::size_t number, const torch::Tensor& rows)>& each) {
    const torch::NoGradGuard noGrad;
    network->eval();
    std::vector<std::size_t> order(sounds.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return sounds[a].size() < sounds[b].size(); });
    const auto shortest = static_cast<std::size_t>(network->config().receptiveField());
    const auto symbols = static_cast<std::int64_t>(network->config().outputs());
    std::size_t next = 0;
    for (; next < order.size() && sounds[order[next]].size() < shortest; ++next) each(order[next], torch::zeros({0, symbols}));
    while (next < order.size()) {
        std::size_t end = next + 1;  // rising: the newest one is the longest
        while (end < order.size() && sounds[order[end]].size() * (end - next + 1) <= kSamplesTogether) ++end;
        std::vector<std::span<const float>> chosen;
        for (auto i = next; i < end; ++i) chosen.push_back(sounds[order[i]]);
        const auto batch = models::encoderBatch(chosen, network->config());
        const auto logits = network->outputs(batch.input.to(device), batch.samples).to(torch::kCPU, torch::kFloat);
        const auto frames = network->frames(batch.samples);
        for (auto i = next; i < end; ++i) {
            const auto row = static_cast<std::int64_t>(i - next);
            each(order[i], logits[row].narrow(0, 0, frames[i - next]).contiguous());
        }
        next = end;
        progress.report(static_cast<double>(next) / static_cast<double>(order.size()));
    }
}

std::vector<double> unitPosteriors(const torch::Tensor& rows) {
    const auto posteriors = torch::softmax(rows.to(torch::kDouble), -1).contiguous();
    const auto* values = posteriors.const_data_ptr<double>();
    return {values, values + posteriors.numel()};
}

}  // namespace prososcope::training
