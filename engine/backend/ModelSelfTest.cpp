// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/ModelSelfTest.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "engine/backend/EncoderBackend.h"
#include "engine/backend/RecogniserBackend.h"
#include "engine/backend/RecordingSpan.h"
#include "engine/core/Paths.h"

namespace prososcope::backend {

namespace {

constexpr double kShareOfOpening = 0.5;

using Clock = std::chrono::steady_clock;
double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

bool allFinite(const std::vector<float>& values) {
    return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

tl::unexpected<core::Error> notFinite(const store::ModelEntry& model) {
    return core::fail(core::ErrorKind::Failed,
                      {TRANSLATABLE("Engine",
                                    "The model %1 gives values that are no finite numbers: its weights are damaged or "
                                    "belong to another network."),
                       {model.card.name}});
}

core::Status testEmotions(SelfTest& test, TorchBackend& torch, const store::ModelEntry& model, std::span<const float> mono,
                          int threads, core::Progress& progress) {
    const auto start = Clock::now();
    auto opened = torch.openModel(model, "cpu", threads);
    if (!opened) return core::fail(opened.error());
    test.openSeconds = secondsSince(start);
    if (progress.stopRequested()) return core::cancelled();
    progress.report(kShareOfOpening);
    const std::span<const float> one[] = {mono};
    const auto running = Clock::now();
    core::Progress rest = progress.part(kShareOfOpening, 1.0);
    if (!model.card.classes.empty()) {
        auto posteriors = (*opened)->predictMany(one, rest);
        if (!posteriors) return core::fail(posteriors.error());
        test.posteriors = std::move(posteriors->front());
    }
    if (!model.card.dimensions.empty()) {
        auto dimensions = (*opened)->dimensionsOf(one, rest);
        if (!dimensions) return core::fail(dimensions.error());
        test.dimensions = std::move(dimensions->front());
    }
    test.runSeconds = secondsSince(running);
    if (!allFinite(test.posteriors) || !allFinite(test.dimensions.values)) return notFinite(model);
    return {};
}

core::Status testLayers(SelfTest& test, EncoderBackend& encoders, const store::ModelEntry& model, std::span<const float> mono,
                        int threads, core::Progress& progress) {
    const auto start = Clock::now();
    auto opened = encoders.open(model, "cpu", threads);
    if (!opened) return core::fail(opened.error());
    test.openSeconds = secondsSince(start);
    if (progress.stopRequested()) return core::cancelled();
    progress.report(kShareOfOpening);
    const auto running = Clock::now();
    const auto layers = (*opened)->frames(mono, (*opened)->info().taps.front().name);
    if (!layers) return core::fail(layers.error());
    test.runSeconds = secondsSince(running);
    test.layers = static_cast<std::int64_t>(layers->size());
    for (const auto& layer : *layers) {
        test.units = std::max(test.units, layer.units);
        test.frames = std::max(test.frames, layer.frames);
        if (!allFinite(layer.values)) return notFinite(model);
    }
    return {};
}

core::Status testText(SelfTest& test, RecogniserBackend& recognisers, const store::ModelEntry& model,
                      std::span<const float> mono, int threads, core::Progress& progress) {
    const auto start = Clock::now();
    auto opened = recognisers.open(model, "cpu", threads);
    if (!opened) return core::fail(opened.error());
    test.openSeconds = secondsSince(start);
    const auto running = Clock::now();
    const std::span<const float> one[] = {mono};
    core::Progress rest = progress.part(kShareOfOpening, 1.0);
    auto texts = (*opened)->transcribe(one, {}, rest);
    if (!texts) return core::fail(texts.error());
    test.runSeconds = secondsSince(running);
    test.text = std::move(texts->front());
    return {};
}

}  // namespace

std::filesystem::path exampleRecording() { return core::resourceFolder() / "example" / "example.wav"; }

core::Result<SelfTest> selfTest(const store::ModelEntry& model, const std::filesystem::path& recording, int threads,
                                core::Progress& progress) {
    const auto clip = decodeSpan({recording}, model.card.rateHz, progress);
    if (!clip) return core::fail(clip.error());
    const auto torch = torchBackend();
    if (!torch) return core::fail(torch.error());
    if (progress.stopRequested()) return core::cancelled();
    const std::span<const float> mono = (*clip)->channels.front();
    SelfTest test;
    test.soundSeconds = static_cast<double>(mono.size()) / model.card.rateHz;
    core::Status done;
    if (!model.card.classes.empty() || !model.card.dimensions.empty())
        done = testEmotions(test, **torch, model, mono, threads, progress);
    else if ((*torch)->encoders().hasLayers(model.card))
        done = testLayers(test, (*torch)->encoders(), model, mono, threads, progress);
    else
        done = testText(test, (*torch)->recognisers(), model, mono, threads, progress);
    if (!done) return core::fail(done.error());
    progress.report(1.0);
    return test;
}

}  // namespace prososcope::backend
