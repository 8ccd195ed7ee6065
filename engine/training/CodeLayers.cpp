// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/CodeLayers.h"

#include <numeric>

#include "engine/core/Random.h"
#include "engine/training/ExperimentRunner.h"
#include "engine/training/StoredAutoencoder.h"

namespace prososcope::training {

namespace {

AutoencoderRows::Batch inputOf(const StoredAutoencoder& stored, std::span<const PreparedSound* const> sounds) {
    std::vector<std::size_t> all(sounds.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return stored.rowsOf(sounds).batch(all, stored.plan.settings.frames, nullptr);
}

class CodeLayers : public LayeredNetwork {
public:
    CodeLayers(StoredAutoencoder stored, const torch::Device& device) : m_stored(std::move(stored)), m_device(device) {
        m_stored.network->to(m_device);
        m_stored.network->eval();
    }

    [[nodiscard]] core::Result<PreparedSound> hear(std::span<const float> mono, int threads) const override {
        return m_stored.prepared(mono, threads);
    }
    [[nodiscard]] std::int64_t rowsTogether() const override {
        return m_stored.plan.seesFrames() ? 32 * m_stored.plan.settings.frames : 512;
    }

    void run(std::span<const PreparedSound* const> batch, std::string_view /*tap*/, const Sink& sink) override {
        const torch::NoGradGuard noGrad;
        const auto& settings = m_stored.plan.settings;
        const nn::Lengths one(batch.size(), 1);
        nn::Lengths valid;
        for (const auto* sound : batch) valid.push_back(sound->valid);
        std::size_t layer = 0;
        const auto give = [&](const torch::Tensor& values) { sink(layer++, values.unsqueeze(0), one); };
        models::AutoencoderPass pass;
        pass.sink = [&](const std::string& /*name*/, const torch::Tensor& values) {
            if (values.dim() == 2) return give(values);  // [batch, units]; else [batch, units, frames]
            if (layer + 1 < settings.channels.size()) {
                for (auto& length : valid) length = (length + settings.pool - 1) / settings.pool;
            }
            sink(layer++, values.permute({2, 0, 1}), valid);
        };
        const auto input = inputOf(m_stored, batch);
        const auto code = m_stored.network->encoder->encode(input.inputs.to(m_device), input.lengths, pass);
        give(code.y);
        if (m_stored.plan.hasDecoder()) give(code.z);
    }

private:
    StoredAutoencoder m_stored;
    torch::Device m_device;
};

/// Made-up sounds as the network takes them, those of which it can be given something.
core::Result<std::vector<PreparedSound>> madeUpSounds(const StoredAutoencoder& stored, std::uint64_t seed) {
    constexpr std::size_t kPieces = 16;
    const auto sound = madeUpSound(stored.plan.set->rateHz(), core::deriveSeed(seed, "sound"));
    const auto length = sound.size() / kPieces;
    std::vector<PreparedSound> made;
    const int threads = defaultThreads();
    core::Status last;
    for (std::size_t i = 0; i < kPieces; ++i) {
        auto prepared = stored.prepared(std::span(sound).subspan(i * length, length), threads);
        if (prepared)
            made.push_back(std::move(*prepared));
        else
            last = core::fail(prepared.error());
    }
    constexpr std::size_t kLeast = 2;  // of one there are no statistics
    if (made.size() < kLeast) return core::fail(last.error());
    return made;
}

}  // namespace

core::Result<std::vector<backend::EncoderTap>> autoencoderTaps(const store::ModelCard& card) {
    const auto plan = autoencoderPlan(card, card.name);
    if (!plan) return core::fail(plan.error());
    const auto& settings = plan->settings;
    backend::EncoderTap tap{"codes", {}};
    if (plan->seesFrames()) {
        for (std::size_t i = 0; i < settings.channels.size(); ++i)
            tap.layers.push_back({"convolution " + std::to_string(i + 1), settings.channels[i]});
        tap.layers.push_back({"dense 2", settings.hidden});
    } else {
        tap.layers.push_back({"layer 1", settings.hidden});
        tap.layers.push_back({"layer 2", settings.hidden});
    }
    tap.layers.push_back({"emotion", settings.classes});
    if (plan->hasDecoder()) tap.layers.push_back({"style", settings.latent});
    return std::vector{tap};
}

core::Result<std::unique_ptr<LayeredNetwork>> openAutoencoderLayers(const store::ModelEntry& entry, const torch::Device& device,
                                                                    std::optional<std::uint64_t> untrainedSeed) {
    auto stored = loadAutoencoder(entry);
    if (!stored) return core::fail(stored.error());
    if (untrainedSeed) {
        stored->network->draw(*untrainedSeed);
        if (stored->plan.settings.batchNorm) {
            const auto sounds = madeUpSounds(*stored, *untrainedSeed);
            if (!sounds) return core::fail(sounds.error());
            std::vector<const PreparedSound*> all;
            for (const auto& sound : *sounds) all.push_back(&sound);
            const auto input = inputOf(*stored, all);
            takeStatistics(*stored->network, [&] { stored->network->reconstructionLoss(input.inputs, input.lengths); });
        }
    }
    return std::make_unique<CodeLayers>(std::move(*stored), device);
}

}  // namespace prososcope::training
