// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/core/Random.h"
#include "engine/models/gcu_asr/GcuInference.h"
#include "engine/training/Augmentation.h"
#include "engine/training/LayeredNetwork.h"
#include "engine/training/StoredNetworks.h"

namespace prososcope::training {

namespace {

using torch::Tensor;

class GcuLayers : public FeatureNetwork {
public:
    GcuLayers(const features::FeatureSet& set, const models::GcuNetwork& network, const torch::Device& device)
        : m_set(set), m_inference(network, device) {}

    [[nodiscard]] const features::FeatureSet& set() const override { return m_set; }
    [[nodiscard]] PreparedSound prepare(const features::FeatureMatrix& features) const override { return wholeSound(features); }
    [[nodiscard]] std::int64_t rowsTogether() const override { return 8192; }

    void run(std::span<const PreparedSound* const> batch, std::string_view tap, const Sink& sink) override {
        const auto lengths = framesOf(batch);
        const auto input = paddedRows(batch, m_inference.settings().inputs).transpose(0, 1);
        m_inference.runLayers(input, lengths, [&](std::int64_t layer, const models::GcuInference::Layer& values) {
            const auto& chosen = tap == "gate" ? values.gate : tap == "skip" ? values.skip : values.residual;
            sink(static_cast<std::size_t>(layer), chosen, lengths);
        });
    }

private:
    const features::FeatureSet& m_set;
    models::GcuInference m_inference;
};

class LogMelLayers : public FeatureNetwork {
public:
    LogMelLayers(StoredLogMelNetwork stored, const torch::Device& device) : m_stored(std::move(stored)), m_device(device) {
        m_stored.network->to(m_device);
        for (const auto& layer : models::LogMelNetworkImpl::layers(m_stored.network->settings()))
            m_strides.push_back(layer.stride);
    }

    [[nodiscard]] const features::FeatureSet& set() const override { return *m_stored.set; }
    [[nodiscard]] PreparedSound prepare(const features::FeatureMatrix& features) const override {
        const auto& settings = m_stored.network->settings();
        PreparedSound sound{makeEvaluationInput(features.values, settings), 0, static_cast<std::int64_t>(features.frames)};
        sound.frames = static_cast<std::int64_t>(sound.values.size()) / settings.bands;
        return sound;
    }
    [[nodiscard]] std::int64_t rowsTogether() const override { return 9600; }

    void run(std::span<const PreparedSound* const> batch, std::string_view /*tap*/, const Sink& sink) override {
        const torch::NoGradGuard noGrad;
        const auto input = paddedRows(batch, m_stored.network->settings().bands).to(m_device);
        m_stored.network->forwardLayers(input, framesOf(batch),
                                        [&](std::size_t layer, const Tensor& values, const nn::Lengths& /*withFloor*/) {
                                            nn::Lengths valid;
                                            for (const auto* sound : batch)
                                                valid.push_back((sound->valid + m_strides[layer] - 1) / m_strides[layer]);
                                            sink(layer, values.transpose(0, 1), valid);
                                        });
    }

private:
    StoredLogMelNetwork m_stored;
    torch::Device m_device;
    std::vector<std::int64_t> m_strides;
};

core::Result<features::FeatureMatrix> madeUpFeatures(const features::FeatureSet& set, std::uint64_t seed) {
    return set.compute(madeUpSound(set.rateHz(), core::deriveSeed(seed, "sound")));
}

}  // namespace

void takeStatistics(torch::nn::Module& network, const std::function<void()>& pass) {
    const torch::NoGradGuard noGrad;
    for (const auto& module : network.modules()) {
        if (auto* norm = module->as<torch::nn::BatchNorm1dImpl>(); norm != nullptr) norm->options.momentum(1.0);
        if (auto* norm = module->as<torch::nn::BatchNorm2dImpl>(); norm != nullptr) norm->options.momentum(1.0);
    }
    network.train();
    pass();
    network.eval();
}

Tensor paddedRows(std::span<const PreparedSound* const> batch, std::int64_t columns) {
    std::int64_t longest = 0;
    for (const auto* sound : batch) longest = std::max(longest, sound->frames);
    auto input = torch::zeros({static_cast<std::int64_t>(batch.size()), longest, columns});
    for (std::size_t b = 0; b < batch.size(); ++b) {
        const auto& values = batch[b]->values;
        std::copy(values.begin(), values.end(), input.data_ptr<float>() + static_cast<std::int64_t>(b) * longest * columns);
    }
    return input;
}

nn::Lengths framesOf(std::span<const PreparedSound* const> batch) {
    nn::Lengths lengths;
    for (const auto* sound : batch) lengths.push_back(sound->frames);
    return lengths;
}

std::vector<float> madeUpSound(int rateHz, std::uint64_t seed) {
    constexpr double kSeconds = 30.0;
    core::Random random(seed);
    const auto count = static_cast<std::size_t>(kSeconds * rateHz);
    std::vector<float> samples;
    samples.reserve(count);
    double phase = 0.0;
    double last = 0.0;
    while (samples.size() < count) {
        const auto piece = static_cast<std::size_t>(random.uniform(0.04, 0.3) * rateHz);
        const double level = std::pow(10.0, random.uniform(-60.0, -6.0) / 20.0);
        const double pitch = random.uniform(80.0, 300.0) / rateHz;
        const double buzz = random.chance(0.6) ? 1.0 : 0.0;
        const double smooth = random.uniform(-0.7, 0.98);  // of a one-pole filter: hissing to humming
        const double gain = 1.0 - std::abs(smooth);
        for (std::size_t i = 0; i < piece && samples.size() < count; ++i) {
            phase += pitch;
            phase -= std::floor(phase);
            const double source = buzz * (2.0 * phase - 1.0) + (1.1 - buzz) * 0.3 * random.normal();
            last = smooth * last + gain * source;
            samples.push_back(static_cast<float>(level * last));
        }
    }
    return samples;
}

core::Result<std::vector<backend::EncoderTap>> logMelTaps(const store::ModelCard& card) {
    const auto plan = logMelPlan(card, card.name);
    if (!plan) return core::fail(plan.error());
    const auto times = plan->set->times();
    backend::EncoderTap tap{"output", {}};
    for (const auto& layer : models::LogMelNetworkImpl::layers(plan->settings))
        tap.layers.push_back(
            {layer.name, layer.units, times.hopSeconds * static_cast<double>(layer.stride), times.firstSeconds});
    return std::vector{tap};
}

core::Result<std::vector<backend::EncoderTap>> gcuTaps(const store::ModelCard& card) {
    const auto plan = gcuPlan(card, card.name);
    if (!plan) return core::fail(plan.error());
    const auto times = plan->set->times();
    std::vector<backend::EncoderLayer> layers;
    // A frame looks at half a kernel of dilated frames on either side, layer upon layer, and at the window of each of these.
    constexpr double kWindowSeconds = 0.1;
    std::int64_t framesBeside = 0;
    for (std::int64_t i = 0; i < plan->settings.layers(); ++i) {
        framesBeside += plan->settings.kernel / 2 * plan->settings.dilation(i);
        layers.push_back({"block " + std::to_string(plan->settings.block(i) + 1) + ", dilation " +
                              std::to_string(plan->settings.dilation(i)),
                          plan->settings.units, times.hopSeconds, times.firstSeconds,
                          static_cast<double>(framesBeside) * times.hopSeconds + kWindowSeconds});
    }
    std::vector<backend::EncoderTap> taps;
    for (const char* name : {"gate", "skip", "residual"}) taps.push_back({name, layers});
    return taps;
}

core::Result<std::unique_ptr<LayeredNetwork>> openLogMelLayers(const store::ModelEntry& entry, const torch::Device& device,
                                                               std::optional<std::uint64_t> untrainedSeed) {
    if (!untrainedSeed) {
        auto stored = loadLogMelNetwork(entry);
        if (!stored) return core::fail(stored.error());
        return std::make_unique<LogMelLayers>(std::move(*stored), device);
    }
    const auto plan = logMelPlan(entry.card, entry.tensors.string());
    if (!plan) return core::fail(plan.error());
    const auto features = madeUpFeatures(*plan->set, *untrainedSeed);
    if (!features) return core::fail(features.error());
    StoredLogMelNetwork made{models::makeLogMelNetwork(plan->settings, *untrainedSeed), plan->set};
    const PreparedSound sound{makeEvaluationInput(features->values, plan->settings),
                              static_cast<std::int64_t>(features->frames), static_cast<std::int64_t>(features->frames)};
    const PreparedSound* const one[] = {&sound};
    takeStatistics(*made.network, [&] { made.network->forwardLayers(paddedRows(one, plan->settings.bands), {}, {}); });
    return std::make_unique<LogMelLayers>(std::move(made), device);
}

core::Result<std::unique_ptr<LayeredNetwork>> openGcuLayers(const store::ModelEntry& entry, const torch::Device& device,
                                                            std::optional<std::uint64_t> untrainedSeed) {
    if (!untrainedSeed) {
        const auto stored = loadGcuNetwork(entry);
        if (!stored) return core::fail(stored.error());
        return std::make_unique<GcuLayers>(*stored->set, stored->network, device);
    }
    const auto plan = gcuPlan(entry.card, entry.tensors.string());
    if (!plan) return core::fail(plan.error());
    const auto features = madeUpFeatures(*plan->set, *untrainedSeed);
    if (!features) return core::fail(features.error());
    auto network = models::makeGcuNetwork(plan->settings, *untrainedSeed);
    const PreparedSound sound{features->values, static_cast<std::int64_t>(features->frames), 0};
    const PreparedSound* const one[] = {&sound};
    takeStatistics(*network, [&] { network->forward(paddedRows(one, plan->settings.inputs)); });
    return std::make_unique<GcuLayers>(*plan->set, network, device);
}

}  // namespace prososcope::training
