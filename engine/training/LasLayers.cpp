// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/LayeredNetwork.h"
#include "engine/training/Spelling.h"
#include "engine/training/StoredNetworks.h"

namespace prososcope::training {

namespace {

/// The listener of an attention recogniser: what its recurrent and its dense layers give.
class LasLayers : public FeatureNetwork {
public:
    LasLayers(const features::FeatureSet& set, models::LasNetwork network, const torch::Device& device)
        : m_set(set), m_network(std::move(network)), m_device(device) {
        m_network->to(m_device);
        m_network->eval();
    }

    [[nodiscard]] const features::FeatureSet& set() const override { return m_set; }
    [[nodiscard]] PreparedSound prepare(const features::FeatureMatrix& features) const override { return wholeSound(features); }
    [[nodiscard]] std::int64_t rowsTogether() const override { return 16384; }

    void run(std::span<const PreparedSound* const> batch, std::string_view /*tap*/, const Sink& sink) override {
        const torch::NoGradGuard noGrad;
        const auto lengths = framesOf(batch);
        const auto heard = m_network->listener->forward(paddedRows(batch, m_network->settings().inputs).to(m_device), lengths);
        const auto ofAll = [&](const nn::Lengths& valid, const torch::Tensor& values) {
            return valid.empty() ? nn::Lengths(batch.size(), values.size(1)) : valid;
        };
        std::size_t layer = 0;
        const auto give = [&](const torch::Tensor& values, const nn::Lengths& valid) {
            if (values.defined()) sink(layer++, values.transpose(0, 1), ofAll(valid, values));
        };
        give(heard.rnn0, lengths);
        give(heard.fc0, lengths);
        give(heard.rnn1, lengths);
        give(heard.layer1, heard.lengths1);
        give(heard.rnn2, heard.lengths1);
        give(heard.layer2, heard.lengths2);
    }

private:
    const features::FeatureSet& m_set;
    models::LasNetwork m_network;
    torch::Device m_device;
};

}  // namespace

core::Result<std::vector<backend::EncoderTap>> lasTaps(const store::ModelCard& card) {
    const auto plan = lasPlan(card, card.name);
    if (!plan) return core::fail(plan.error());
    backend::EncoderTap tap{"output", {}};
    const auto add = [&](const char* name, double joined) {
        const auto times = joinedTimes(plan->set->times(), joined);
        tap.layers.push_back({name, plan->settings.width(), times.hopSeconds, times.firstSeconds});
    };
    add("BLSTM", 1.0);
    if (plan->settings.firstDense) add("dense", 1.0);
    add("recurrent 1", 1.0);
    add("pBLSTM-Layer1", 2.0);
    add("recurrent 2", 2.0);
    add("pBLSTM-Layer2", 4.0);
    return std::vector{tap};
}

core::Result<std::unique_ptr<LayeredNetwork>> openLasLayers(const store::ModelEntry& entry, const torch::Device& device,
                                                            std::optional<std::uint64_t> untrainedSeed) {
    if (!untrainedSeed) {
        auto stored = loadLasNetwork(entry);
        if (!stored) return core::fail(stored.error());
        return std::make_unique<LasLayers>(*stored->set, std::move(stored->network), device);
    }
    const auto plan = lasPlan(entry.card, entry.tensors.string());
    if (!plan) return core::fail(plan.error());
    return std::make_unique<LasLayers>(*plan->set, models::makeLasNetwork(plan->settings, *untrainedSeed), device);
}

}  // namespace prososcope::training
