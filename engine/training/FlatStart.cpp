// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/FlatStart.h"

#include <algorithm>
#include <cmath>

#include "engine/phonetics/UnitInventory.h"

namespace prososcope::training {

namespace {

constexpr double kLoudShare = 0.95;
constexpr double kSpeechRangeDb = 35.0;
constexpr std::int64_t kIgnored = -100;  ///< frames that do not count

/// First and end of the frames between silence and silence; all of them where nothing is louder than the rest.
std::pair<std::size_t, std::size_t> speechFrames(std::span<const float> samples, std::size_t frames, std::size_t hop) {
    std::vector<double> energies(frames, 0.0);
    for (std::size_t i = 0; i < frames; ++i) {
        const auto end = std::min(samples.size(), (i + 1) * hop);
        for (auto j = i * hop; j < end; ++j) energies[i] += static_cast<double>(samples[j]) * samples[j];
    }
    auto sorted = energies;
    const auto place = static_cast<std::ptrdiff_t>(kLoudShare * static_cast<double>(frames - 1));
    std::nth_element(sorted.begin(), sorted.begin() + place, sorted.end());
    const double least = sorted[static_cast<std::size_t>(place)] * std::pow(10.0, -kSpeechRangeDb / 10.0);
    const auto loud = [&](double energy) { return energy >= least; };
    const auto first = std::find_if(energies.begin(), energies.end(), loud);
    const auto last = std::find_if(energies.rbegin(), energies.rend(), loud);
    return {static_cast<std::size_t>(first - energies.begin()), frames - static_cast<std::size_t>(last - energies.rbegin())};
}

}  // namespace

std::vector<int> evenAlignment(std::span<const float> samples, std::size_t frames, std::size_t hop,
                               std::span<const int> labels) {
    std::vector<int> sequence;
    for (const int label : labels) {
        if (!sequence.empty() && sequence.back() == label) sequence.push_back(phonetics::UnitInventory::kBlank);
        sequence.push_back(label);
    }
    if (frames == 0 || sequence.empty() || sequence.size() > frames) return {};
    auto [first, end] = speechFrames(samples, frames, hop);
    if (end - first < sequence.size()) {
        first = 0;
        end = frames;
    }
    std::vector<int> alignment(frames, phonetics::UnitInventory::kBlank);
    const auto blanks =
        static_cast<std::size_t>(std::count(sequence.begin(), sequence.end(), phonetics::UnitInventory::kBlank));
    const auto shared = end - first - blanks;  // a blank between equal units has one frame
    const auto units = sequence.size() - blanks;
    std::size_t unit = 0;
    std::size_t at = first;
    for (const int symbol : sequence) {
        std::size_t count = 1;
        if (symbol != phonetics::UnitInventory::kBlank) {
            count = (unit + 1) * shared / units - unit * shared / units;
            ++unit;
        }
        std::fill_n(alignment.begin() + static_cast<std::ptrdiff_t>(at), count, symbol);
        at += count;
    }
    return alignment;
}

torch::Tensor alignmentLosses(const torch::Tensor& logits, const std::vector<std::vector<int>>& alignments) {
    const auto rows = logits.size(0);
    auto labels = torch::full({rows, logits.size(1)}, kIgnored, torch::kLong);
    auto* values = labels.data_ptr<std::int64_t>();
    for (std::int64_t row = 0; row < rows; ++row) {
        const auto& alignment = alignments[static_cast<std::size_t>(row)];
        std::copy(alignment.begin(), alignment.end(), values + row * logits.size(1));
    }
    return at::cross_entropy_loss(logits.to(torch::kFloat).transpose(1, 2), labels.to(logits.device()), {}, at::Reduction::None,
                                  kIgnored)
        .sum(1);
}

}  // namespace prososcope::training
