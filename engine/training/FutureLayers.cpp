// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/FutureLayers.h"

#include "engine/training/StoredFuture.h"

namespace prososcope::training {

namespace {

/// A network that predicts the speech to come, with classes or without: the projected bands, and what its layers make of them.
class FutureLayers : public FeatureNetwork {
public:
    FutureLayers(StoredFuture stored, const torch::Device& device) : m_stored(std::move(stored)), m_device(device) {
        m_stored.network->to(m_device);
        m_stored.network->eval();
    }

    [[nodiscard]] const features::FeatureSet& set() const override { return *m_stored.set; }
    [[nodiscard]] PreparedSound prepare(const features::FeatureMatrix& features) const override {
        auto sound = wholeSound(features);
        const auto rows = sound.values;
        m_stored.scale.apply(rows, sound.values.data());
        return sound;
    }
    [[nodiscard]] std::int64_t rowsTogether() const override { return 8192; }

    void run(std::span<const PreparedSound* const> batch, std::string_view /*tap*/, const Sink& sink) override {
        const torch::NoGradGuard noGrad;
        const auto lengths = framesOf(batch);
        const auto encoded =
            m_stored.network->encode(paddedRows(batch, m_stored.network->settings().bands).to(m_device), lengths);
        sink(0, encoded.embedded.transpose(0, 1), lengths);
        for (std::size_t layer = 1; layer < encoded.hidden.size(); ++layer)
            sink(layer, encoded.hidden[layer].transpose(0, 1), lengths);
    }

private:
    StoredFuture m_stored;
    torch::Device m_device;
};

}  // namespace

core::Result<std::vector<backend::EncoderTap>> futureTaps(const store::ModelCard& card) {
    const auto plan = futurePlan(card, card.name);
    if (!plan) return core::fail(plan.error());
    const auto times = plan->set->times();
    backend::EncoderTap tap{"output", {}};
    const auto add = [&](const std::string& name) {
        tap.layers.push_back({name, plan->settings.units, times.hopSeconds, times.firstSeconds});
    };
    add("bands, projected");
    for (std::int64_t i = 1; i <= plan->settings.layers; ++i) add("layer " + std::to_string(i));
    return std::vector{tap};
}

core::Result<std::unique_ptr<LayeredNetwork>> openFutureLayers(const store::ModelEntry& entry, const torch::Device& device,
                                                               std::optional<std::uint64_t> untrainedSeed) {
    auto stored = loadFuture(entry);
    if (!stored) return core::fail(stored.error());
    if (untrainedSeed) stored->network->draw(*untrainedSeed);
    return std::make_unique<FutureLayers>(std::move(*stored), device);
}

}  // namespace prososcope::training
