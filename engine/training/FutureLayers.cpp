// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/FutureLayers.h"

#include <algorithm>

#include "engine/models/future_prediction/FutureFrames.h"
#include "engine/training/StoredFuture.h"

namespace prososcope::training {

namespace {

constexpr const char* kPrediction = "prediction";

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

    void run(std::span<const PreparedSound* const> batch, std::string_view tap, const Sink& sink) override {
        const torch::NoGradGuard noGrad;
        const auto lengths = framesOf(batch);
        const auto rows = paddedRows(batch, m_stored.network->settings().bands).to(m_device);
        if (tap == kPrediction) {
            predict(rows, lengths, sink);
            return;
        }
        const auto encoded = m_stored.network->encode(rows, lengths);
        sink(0, encoded.embedded.transpose(0, 1), lengths);
        for (std::size_t layer = 1; layer < encoded.hidden.size(); ++layer)
            sink(layer, encoded.hidden[layer].transpose(0, 1), lengths);
    }

    [[nodiscard]] std::int64_t attentionHeads() const override { return m_stored.network->settings().heads; }
    void attend(const PreparedSound& sound, const MapSink& sink) override {
        const torch::NoGradGuard noGrad;
        const PreparedSound* const one[] = {&sound};
        const auto rows = paddedRows(one, m_stored.network->settings().bands).to(m_device);
        for (const auto& map : m_stored.network->encode(rows, framesOf(one), true).maps) sink(map.select(0, 0));
    }

private:
    void predict(const torch::Tensor& rows, const nn::Lengths& lengths, const Sink& sink) {
        const auto& settings = m_stored.network->settings();
        const auto ahead = std::min(settings.horizon, rows.size(1));
        const auto made = m_stored.network->forward(rows, lengths);
        const auto expected = made.narrow(1, 0, rows.size(1) - ahead);
        // Without a frame to expect there are no errors either.
        const auto errors =
            rows.size(1) > ahead ? models::futureBandErrors(made, rows, lengths, settings.horizon, settings.loss) : expected;
        const auto from = [&](const torch::Tensor& values) {  // the first frames are not expected
            return torch::constant_pad_nd(values, {0, 0, ahead, 0}).transpose(0, 1);
        };
        sink(0, from(errors.mean(2, true)), lengths);
        sink(1, from(errors), lengths);
        const auto known = torch::cat({rows.narrow(1, 0, ahead), expected}, 1);
        sink(2, m_stored.scale.restore(known).transpose(0, 1), lengths);
    }

    StoredFuture m_stored;
    torch::Device m_device;
};

}  // namespace

core::Result<std::vector<backend::EncoderTap>> futureTaps(const store::ModelCard& card) {
    const auto plan = futurePlan(card, card.name);
    if (!plan) return core::fail(plan.error());
    const auto times = plan->set->times();
    std::vector<backend::EncoderTap> taps{{"output", {}}, {kPrediction, {}}};
    const auto add = [&](std::size_t tap, const std::string& name, std::int64_t units) {
        taps[tap].layers.push_back({name, units, times.hopSeconds, times.firstSeconds});
    };
    add(0, "bands, projected", plan->settings.units);
    for (std::int64_t i = 1; i <= plan->settings.layers; ++i) add(0, "layer " + std::to_string(i), plan->settings.units);
    add(1, "surprise", 1);
    add(1, "surprise by band", plan->settings.bands);
    add(1, "expected bands", plan->settings.bands);
    return taps;
}

core::Result<std::unique_ptr<LayeredNetwork>> openFutureLayers(const store::ModelEntry& entry, const torch::Device& device,
                                                               std::optional<std::uint64_t> untrainedSeed) {
    auto stored = loadFuture(entry);
    if (!stored) return core::fail(stored.error());
    if (untrainedSeed) stored->network->draw(*untrainedSeed);
    return std::make_unique<FutureLayers>(std::move(*stored), device);
}

}  // namespace prososcope::training
