// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Spelling.h"

#include "engine/training/LayeredNetwork.h"
#include "engine/training/StoredNetworks.h"

namespace prososcope::training {

namespace {
constexpr std::int64_t kRowsTogether = 16384;
}

void forAttendedSounds(
    models::LasNetwork& network, const std::vector<PreparedSound>& sounds, const torch::Device& device,
    core::Progress& progress,
    const std::function<void(const std::vector<std::size_t>& numbers, const models::AttendedSound& attended)>& each) {
    const torch::NoGradGuard noGrad;
    std::size_t done = 0;
    for (const auto& batch : batchesByLength(sounds, kRowsTogether)) {
        std::vector<const PreparedSound*> members;
        for (const auto i : batch) members.push_back(&sounds[i]);
        const auto input = paddedRows(members, network->settings().inputs).to(device);
        each(batch, network->listen(input, framesOf(members)));
        done += batch.size();
        progress.report(static_cast<double>(done) / static_cast<double>(sounds.size()));
    }
}

features::FeatureSet::Times joinedTimes(const features::FeatureSet::Times& times, double joined) {
    return {times.firstSeconds + (joined - 1.0) / 2.0 * times.hopSeconds, joined * times.hopSeconds};
}

torch::Tensor spelledTargets(const std::vector<std::vector<int>>& labels) {
    std::vector<std::vector<std::int64_t>> lists;
    for (const auto& each : labels) {
        auto& list = lists.emplace_back();
        for (const int label : each) list.push_back(label + models::kLasControls);
        list.push_back(models::kLasEnd);
    }
    return models::paddedTargets(lists);
}

std::vector<models::SpeltText> speltTexts(models::LasNetwork& network, const models::AttendedSound& attended,
                                          const std::vector<std::int64_t>& frames, const experiment::TextSearch& search) {
    std::vector<std::int64_t> steps;
    for (const auto each : frames) steps.push_back(models::decodingSteps(each));
    if (search == experiment::TextSearch{}) return models::spellGreedily(network, attended, steps);
    std::vector<models::SpeltText> texts;
    for (std::size_t b = 0; b < steps.size(); ++b) {
        const auto row = static_cast<std::int64_t>(b);
        const models::AttendedSound one{attended.encoded.narrow(0, row, 1), attended.keys.narrow(0, row, 1),
                                        attended.padding.defined() ? attended.padding.narrow(0, row, 1) : torch::Tensor()};
        texts.push_back(models::spellByBeam(network, one, steps[b], {search.beam, search.ctcShare}));
    }
    return texts;
}

std::string speltCharacters(const std::vector<std::int64_t>& symbols, const std::vector<std::string>& alphabet) {
    std::string text;
    for (const auto symbol : symbols) {
        if (symbol >= models::kLasControls) text += alphabet[static_cast<std::size_t>(symbol - models::kLasControls)];
    }
    return text;
}

}  // namespace prososcope::training
