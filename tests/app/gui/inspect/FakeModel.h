// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <cmath>
#include <memory>
#include <numbers>
#include <thread>

#include "app/gui/inspect/EmotionBackend.h"
#include "engine/audio/AudioFile.h"

/// A model without a network: "angry" where a sound is loud, "sad" where it is quiet. It counts what it was asked.
struct FakeCalls {
    std::atomic<int> files{0};
    std::atomic<int> pieces{0};
    std::atomic<int> windows{0};
    std::atomic<int> mostWindows{0};
    std::atomic<int> allowedFiles{1 << 30};  ///< later files wait until more are allowed
};

class FakeModel : public prososcope::backend::EmotionModel {
public:
    FakeModel() {
        m_card.name = "fake";
        m_card.title = "Loud and quiet";
        m_card.classes = {"angry", "sad"};
        m_card.figures.push_back({"UAR", 0.75, 0.7, 0.8, 100, 10, "invented"});
    }
    [[nodiscard]] const prososcope::store::ModelCard& card() const override { return m_card; }
    [[nodiscard]] prososcope::core::Result<prososcope::backend::Posteriors> predict(std::span<const float> mono) override {
        double sum = 0.0;
        for (const float sample : mono) sum += static_cast<double>(sample) * sample;
        const auto loud =
            static_cast<float>(std::min(1.0, std::sqrt(sum / static_cast<double>(std::max<std::size_t>(1, mono.size())))));
        return prososcope::backend::Posteriors{loud, 1.0F - loud};
    }
    [[nodiscard]] prososcope::core::Result<std::vector<prososcope::backend::Posteriors>> predictMany(
        std::span<const std::span<const float>> monos, prososcope::core::Progress&) override {
        std::vector<prososcope::backend::Posteriors> all;
        for (const auto& mono : monos) all.push_back(*predict(mono));
        return all;
    }

private:
    prososcope::store::ModelCard m_card;
};

/// With `more` there are three models: "fake", "fake2", and "fake3", which gives valence from 0 at the start to 1 at the end,
/// arousal of 4 on a scale from 1 to 7 with a deviation of 0.6, and no classes. Their cards name tensors, so that what they
/// give is kept.
inline prososcope::gui::EmotionBackend fakeBackend(const std::shared_ptr<FakeCalls>& calls, bool more = false) {
    using namespace prososcope;
    auto shared = std::make_shared<FakeModel>();
    gui::EmotionBackend made;
    made.models = [shared, more] {
        store::ModelEntry entry;
        entry.tensors = "/nowhere/fake.safetensors";
        entry.card = shared->card();
        std::vector<store::ModelEntry> all{entry};
        if (!more) return all;
        all[0].card.tensorsSha256 = "1";
        entry.tensors = "/nowhere/fake2.safetensors";
        entry.card.name = "fake2";
        entry.card.tensorsSha256 = "2";
        all.push_back(entry);
        entry.tensors = "/nowhere/fake3.safetensors";
        entry.card.name = "fake3";
        entry.card.tensorsSha256 = "3";
        entry.card.classes.clear();
        entry.card.dimensions = {{"valence", 0.0, 1.0}, {"arousal", 1.0, 7.0}};
        all.push_back(entry);
        return all;
    };
    made.lookModel = [shared](const store::ModelEntry&) -> core::Result<backend::EmotionModel*> { return shared.get(); };
    made.jobModel = [](const store::ModelEntry&) -> core::Result<std::unique_ptr<backend::EmotionModel>> {
        return std::make_unique<FakeModel>();
    };
    made.file = [calls](backend::EmotionModel& model, const std::filesystem::path& path) -> core::Result<backend::Posteriors> {
        const int number = ++calls->files;
        while (number > calls->allowedFiles) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        core::Progress progress;
        const auto clip = audio::decodeAudio(path, {.mono = true}, progress);
        if (!clip) return core::fail(clip.error());
        return model.predict((*clip)->channels[0]);
    };
    made.timeline = [calls](backend::EmotionModel&, const std::filesystem::path& path,
                            const backend::TimelineSettings& settings, double from, double to,
                            core::Progress&) -> core::Result<std::vector<backend::TimelineRow>> {
        ++calls->pieces;
        const auto info = audio::probeAudio(path);
        if (!info) return core::fail(info.error());
        std::vector<backend::TimelineRow> rows;
        for (int i = 0;; ++i) {
            const double start = i * settings.hopSeconds;
            if (start >= to || (i > 0 && start + settings.windowSeconds > info->seconds() + 1e-9)) break;
            if (start < from) continue;
            const auto share = static_cast<float>(std::min(1.0, start / std::max(0.1, info->seconds())));
            rows.push_back({start, start + settings.windowSeconds, {share, 1.0F - share}, {{share, 4.0F}, {0.0F, 0.6F}}});
        }
        calls->windows += static_cast<int>(rows.size());
        calls->mostWindows = std::max(calls->mostWindows.load(), static_cast<int>(rows.size()));
        return rows;
    };
    return made;
}

/// A tone with a slow swell, in a WAV file.
inline bool writeTone(const std::filesystem::path& path, double seconds, int rate = 16000, float level = 0.5F) {
    prososcope::audio::AudioClip clip;
    clip.rateHz = rate;
    clip.channels.resize(1);
    const auto frames = static_cast<std::size_t>(seconds * rate);
    clip.channels[0].resize(frames);
    for (std::size_t i = 0; i < frames; ++i) {
        const double t = static_cast<double>(i) / rate;
        clip.channels[0][i] = static_cast<float>(level * std::sin(2.0 * std::numbers::pi * 440.0 * t) *
                                                 (0.6 + 0.4 * std::sin(2.0 * std::numbers::pi * 0.5 * t)));
    }
    return prososcope::audio::writeWav(path, clip).has_value();
}
