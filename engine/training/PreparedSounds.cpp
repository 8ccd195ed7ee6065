// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/PreparedSounds.h"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <optional>
#include <thread>

namespace prososcope::training {

PreparedSound wholeSound(const features::FeatureMatrix& features) {
    const auto frames = static_cast<std::int64_t>(features.frames);
    return {features.values, frames, frames};
}

core::Result<PreparedSound> preparedSound(const features::FeatureSet& set, std::span<const float> mono, int threads,
                                          const PrepareSound& prepare) {
    if (mono.empty()) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The sound is empty: there is nothing for the network to hear.")});
    }
    const auto features = set.compute(mono, std::max(threads, 1));
    if (!features) return core::fail(features.error());
    if (features->frames == 0) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "The sound is too short for a single frame of %1."), {std::string(set.name())}});
    }
    return prepare(*features);
}

core::Result<std::vector<PreparedSound>> preparedSounds(const features::FeatureSet& set,
                                                        std::span<const std::span<const float>> monos, int threads,
                                                        core::Progress& progress, const PrepareSound& prepare) {
    return preparedSounds(monos, threads, progress,
                          [&](std::span<const float> mono) { return preparedSound(set, mono, 1, prepare); });
}

core::Result<std::vector<PreparedSound>> preparedSounds(std::span<const std::span<const float>> monos, int threads,
                                                        core::Progress& progress, const HearSound& hear) {
    std::vector<PreparedSound> sounds(monos.size());
    std::vector<std::optional<core::Error>> errors(monos.size());
    std::atomic<std::size_t> next{0};
    std::atomic<bool> failed{false};
    const auto work = [&](core::Progress* told) {
        for (auto i = next++; i < monos.size() && !failed && !progress.stopRequested(); i = next++) {
            if (auto sound = hear(monos[i])) {
                sounds[i] = std::move(*sound);
            } else {
                errors[i] = sound.error();
                failed = true;
            }
            if (told != nullptr) told->report(static_cast<double>(i + 1) / static_cast<double>(monos.size()));
        }
    };
    {
        std::vector<std::jthread> helpers;
        const auto wanted = std::min(static_cast<std::size_t>(std::max(threads, 1)), monos.size());
        for (std::size_t i = 1; i < wanted; ++i) helpers.emplace_back([&] { work(nullptr); });
        work(&progress);
    }
    if (progress.stopRequested()) return core::cancelled();
    for (std::size_t i = 0; i < errors.size(); ++i) {
        if (!errors[i]) continue;
        if (monos.size() == 1) return core::fail(*errors[i]);
        return core::fail(errors[i]->kind,
                          {TRANSLATABLE("Engine", "Stretch %1: %2"), {std::to_string(i + 1), errors[i]->message()}},
                          errors[i]->details);
    }
    return sounds;
}

std::vector<std::vector<std::size_t>> batchesByLength(const std::vector<PreparedSound>& sounds, std::int64_t rows) {
    std::vector<std::size_t> order(sounds.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return sounds[a].frames < sounds[b].frames; });
    std::vector<std::vector<std::size_t>> batches;
    for (const auto i : order) {
        const auto with = batches.empty() ? 0 : static_cast<std::int64_t>(batches.back().size()) + 1;
        if (with == 0 || with * sounds[i].frames > rows) batches.emplace_back();
        batches.back().push_back(i);
    }
    return batches;
}

}  // namespace prososcope::training
