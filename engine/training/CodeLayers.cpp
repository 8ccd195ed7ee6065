// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/CodeLayers.h"

#include "engine/core/Random.h"
#include "engine/training/ExperimentRunner.h"
#include "engine/training/StoredAutoencoder.h"

namespace prososcope::training {

namespace {

class CodeLayers : public LayeredNetwork {
public:
    CodeLayers(StoredAutoencoder stored, const torch::Device& device) : m_stored(std::move(stored)), m_device(device) {
        m_stored.network->to(m_device);
        m_stored.network->eval();
    }

    [[nodiscard]] core::Result<PreparedSound> hear(std::span<const float> mono, int threads) const override {
        return m_stored.prepared(mono, threads);
    }
    [[nodiscard]] std::int64_t rowsTogether() const override { return 512; }

    void run(std::span<const PreparedSound* const> batch, std::string_view /*tap*/, const Sink& sink) override {
        const torch::NoGradGuard noGrad;
        const nn::Lengths valid(batch.size(), 1);
        std::size_t layer = 0;
        const auto give = [&](const torch::Tensor& values) { sink(layer++, values.unsqueeze(0), valid); };
        models::AutoencoderPass pass;
        pass.sink = [&](const std::string& /*name*/, const torch::Tensor& values) { give(values); };
        const auto rows = paddedRows(batch, m_stored.plan.settings.inputs).squeeze(1).to(m_device);
        const auto code = m_stored.network->encoder->encode(rows, {}, pass);
        give(code.y);
        if (m_stored.plan.hasDecoder()) give(code.z);
    }

private:
    StoredAutoencoder m_stored;
    torch::Device m_device;
};

/// Standardised rows of made-up sounds, those that have one.
core::Result<learn::Matrix<float>> madeUpRows(const StoredAutoencoder& stored, std::uint64_t seed) {
    constexpr std::size_t kPieces = 16;
    const auto sound = madeUpSound(stored.plan.set->rateHz(), core::deriveSeed(seed, "sound"));
    const auto length = sound.size() / kPieces;
    learn::Matrix<float> rows(0, stored.standardiser.columns());
    const int threads = defaultThreads();
    core::Status last;
    for (std::size_t i = 0; i < kPieces; ++i) {
        const auto row = stored.prepared(std::span(sound).subspan(i * length, length), threads);
        if (!row) {
            last = core::fail(row.error());
            continue;
        }
        rows.values.insert(rows.values.end(), row->values.begin(), row->values.end());
        ++rows.rows;
    }
    constexpr std::size_t kLeast = 2;  // of one there are no statistics
    if (rows.rows < kLeast) return core::fail(last.error());
    return rows;
}

}  // namespace

core::Result<std::vector<backend::EncoderTap>> autoencoderTaps(const store::ModelCard& card) {
    const auto plan = autoencoderPlan(card, card.name);
    if (!plan) return core::fail(plan.error());
    const auto& settings = plan->settings;
    backend::EncoderTap tap{"codes", {}};
    tap.layers.push_back({"layer 1", settings.hidden});
    tap.layers.push_back({"layer 2", settings.hidden});
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
            const auto rows = madeUpRows(*stored, *untrainedSeed);
            if (!rows) return core::fail(rows.error());
            const auto input = tensorOfRows(rows->view());
            takeStatistics(*stored->network, [&] { stored->network->reconstructionLoss(input); });
        }
    }
    return std::make_unique<CodeLayers>(std::move(*stored), device);
}

}  // namespace prososcope::training
