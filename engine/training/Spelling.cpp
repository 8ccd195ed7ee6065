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
        for (const int label : each) list.push_back(label + kLasControls);
        list.push_back(models::kLasEnd);
    }
    return models::paddedTargets(lists);
}

std::string speltCharacters(const std::vector<std::int64_t>& symbols, const std::vector<std::string>& alphabet) {
    std::string text;
    for (const auto symbol : symbols) {
        if (symbol >= kLasControls) text += alphabet[static_cast<std::size_t>(symbol - kLasControls)];
    }
    return text;
}

}  // namespace prososcope::training
