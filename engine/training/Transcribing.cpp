// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Transcribing.h"

#include <algorithm>
#include <cmath>

#include "engine/nn/CtcDecoder.h"
#include "engine/phonetics/SymbolRuns.h"

namespace prososcope::training {

namespace {

constexpr std::int64_t kRowsTogether = 8192;

nn::LogPosteriors posteriorsOf(const torch::Tensor& rows) {
    return {{rows.const_data_ptr<float>(), static_cast<std::size_t>(rows.numel())}, static_cast<std::size_t>(rows.size(1))};
}

}  // namespace

void forLogPosteriors(const models::GcuInference& network, const std::vector<PreparedSound>& sounds, core::Progress& progress,
                      const std::function<void(std::size_t number, const torch::Tensor& rows)>& each) {
    std::size_t done = 0;
    for (const auto& batch : batchesByLength(sounds, kRowsTogether)) {
        const auto columns = network.settings().inputs;
        nn::Lengths lengths;
        for (const auto i : batch) lengths.push_back(sounds[i].frames);
        const auto longest = *std::max_element(lengths.begin(), lengths.end());
        auto input = torch::zeros({static_cast<std::int64_t>(batch.size()), longest, columns});
        for (std::size_t b = 0; b < batch.size(); ++b) {
            const auto& values = sounds[batch[b]].values;
            std::copy(values.begin(), values.end(), input.data_ptr<float>() + static_cast<std::int64_t>(b) * longest * columns);
        }
        const auto logits = network.run(input.transpose(0, 1), lengths).to(torch::kCPU);
        for (std::size_t b = 0; b < batch.size(); ++b) {
            const auto rows = logits.select(1, static_cast<std::int64_t>(b)).narrow(0, 0, lengths[b]);
            each(batch[b], torch::log_softmax(rows, -1).contiguous());
        }
        done += batch.size();
        progress.report(static_cast<double>(done) / static_cast<double>(sounds.size()));
    }
}

std::string heardText(const torch::Tensor& rows, const std::vector<std::string>& alphabet, int beam) {
    const auto posteriors = posteriorsOf(rows);
    const auto labels = beam > 1 ? nn::ctcPrefixBeam(posteriors, static_cast<std::size_t>(beam)) : nn::ctcBestPath(posteriors);
    std::string text;
    for (const int label : labels) text += alphabet[static_cast<std::size_t>(label)];
    return text;
}

std::vector<HeardCharacter> heardCharacters(const torch::Tensor& rows) {
    const auto posteriors = posteriorsOf(rows);
    std::vector<HeardCharacter> heard;
    for (const auto& run : phonetics::symbolRuns(posteriors.values, posteriors.classes)) {
        if (run.symbol == posteriors.blank()) continue;
        HeardCharacter character{run.symbol, run.begin, {}};
        double sum = 0.0;
        for (auto frame = run.begin; frame < run.end; ++frame) sum += std::exp(posteriors.at(frame, run.symbol));
        for (auto frame = run.begin; frame < run.end; ++frame)
            character.weights.push_back(static_cast<float>(std::exp(posteriors.at(frame, run.symbol)) / sum));
        heard.push_back(std::move(character));
    }
    return heard;
}

}  // namespace prososcope::training
