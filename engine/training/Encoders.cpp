// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Encoders.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "engine/checkpoints/EncoderConfig.h"
#include "engine/core/Csv.h"
#include "engine/experiment/AutoencoderModel.h"
#include "engine/experiment/FutureModel.h"
#include "engine/nn/FramePooling.h"
#include "engine/nn/Interrupt.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/CodeLayers.h"
#include "engine/training/EncoderReference.h"
#include "engine/training/FutureLayers.h"
#include "engine/training/Inference.h"
#include "engine/training/LayeredNetwork.h"
#include "engine/training/SpeechEncoders.h"
#include "engine/training/StoredNetworks.h"

namespace prososcope::training {

namespace {

class OpenEncoder : public backend::Encoder {
public:
    OpenEncoder(backend::EncoderInfo info, std::unique_ptr<LayeredNetwork> network, int threads)
        : m_info(std::move(info)), m_network(std::move(network)), m_threads(threads) {}

    [[nodiscard]] const backend::EncoderInfo& info() const override { return m_info; }

    core::Result<std::vector<backend::LayerFrames>> frames(std::span<const float> mono, std::string_view tap) override {
        if (auto known = checkTap(tap); !known) return core::fail(known.error());
        auto sound = m_network->hear(mono, m_threads);
        if (!sound) return core::fail(sound.error());
        try {
            nn::useThreads(m_threads);
            std::vector<backend::LayerFrames> result;
            const PreparedSound* const one[] = {&*sound};
            m_network->run(one, tap, [&](std::size_t /*layer*/, const torch::Tensor& values, const nn::Lengths& valid) {
                const auto rows = values.select(1, 0).narrow(0, 0, valid.front()).to(torch::kCPU).contiguous();
                auto& layer = result.emplace_back();
                layer.frames = rows.size(0);
                layer.units = rows.size(1);
                layer.values.assign(rows.const_data_ptr<float>(), rows.const_data_ptr<float>() + rows.numel());
            });
            return result;
        } catch (const std::exception& exception) {
            return core::fail(nn::torchError(exception));
        }
    }

    core::Result<std::vector<backend::PooledActivations>> pooled(std::span<const std::span<const float>> monos,
                                                                 std::string_view tap, core::Progress& progress) override {
        if (auto known = checkTap(tap); !known) return core::fail(known.error());
        constexpr double kShareOfFeatures = 0.2;
        auto preparing = progress.part(0.0, kShareOfFeatures);
        const auto sounds =
            preparedSounds(monos, m_threads, preparing,
                           [network = m_network.get()](std::span<const float> mono) { return network->hear(mono, 1); });
        if (!sounds) return core::fail(sounds.error());
        auto rest = progress.part(kShareOfFeatures, 1.0);
        try {
            nn::useThreads(m_threads);
            const nn::InterruptScope interrupt(progress.stopToken());
            return poolAll(*sounds, tap, rest);
        } catch (const nn::Interrupted&) {
            return core::cancelled();
        } catch (const std::exception& exception) {
            return core::fail(nn::torchError(exception));
        }
    }

    core::Result<backend::AttentionMaps> attention(std::span<const float> mono, core::Progress& progress) override {
        const auto heads = m_network->attentionHeads();
        if (heads == 0) return backend::withoutAttention(m_info.name);
        const auto sound = m_network->hear(mono, m_threads);
        if (!sound) return core::fail(sound.error());
        const auto& layers = m_info.taps.front().layers;
        backend::AttentionMaps maps{layers.back().firstSeconds, layers.back().hopSeconds, 0, heads, sound->valid, {}};
        const auto expected = static_cast<std::int64_t>(layers.size() - 1);  // the first one is what the attention begins with
        if (auto fits = checkLength(maps, expected); !fits) return core::fail(fits.error());
        maps.weights.reserve(static_cast<std::size_t>(expected * maps.heads * maps.frames * maps.frames));
        try {
            nn::useThreads(m_threads);
            const nn::InterruptScope interrupt(progress.stopToken());
            m_network->attend(*sound, [&](const torch::Tensor& weights) {
                const auto map = weights.narrow(1, 0, maps.frames).narrow(2, 0, maps.frames).to(torch::kCPU, torch::kFloat);
                const auto plain = map.contiguous();
                maps.weights.insert(maps.weights.end(), plain.const_data_ptr<float>(),
                                    plain.const_data_ptr<float>() + plain.numel());
                ++maps.layers;
                progress.report(static_cast<double>(maps.layers) / static_cast<double>(expected));
            });
        } catch (const nn::Interrupted&) {
            return core::cancelled();
        } catch (const std::exception& exception) {
            return core::fail(nn::torchError(exception));
        }
        if (std::all_of(maps.weights.begin(), maps.weights.end(), [](float value) { return std::isfinite(value); }))
            return maps;
        return core::fail(
            core::ErrorKind::Failed,
            {TRANSLATABLE("Engine", "The attention of the network %1 gave a value that is no number."), {m_info.name}});
    }

private:
    [[nodiscard]] core::Status checkLength(const backend::AttentionMaps& maps, std::int64_t layers) const {
        const auto together = static_cast<double>(backend::kMostAttentionValues) / static_cast<double>(layers * maps.heads);
        const auto most = std::min(backend::kMostAttentionFrames, static_cast<std::int64_t>(std::sqrt(together)));
        if (maps.frames <= most) return {};
        const double longest = static_cast<double>(most) * maps.hopSeconds;
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine",
                          "All heads of the network %1 on so long a sound would not fit into memory. Choose %2 s at most."),
             {m_info.name, core::fixedText(std::floor(longest * 10.0) / 10.0, 1)}});
    }

    [[nodiscard]] core::Status checkTap(std::string_view tap) const {
        if (m_info.tap(tap) != nullptr) return {};
        std::string names;
        for (const auto& each : m_info.taps) names += (names.empty() ? "" : ", ") + each.name;
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The network %1 has no tap \"%2\". Its taps are: %3."),
                           {m_info.name, std::string(tap), names}});
    }

    core::Result<std::vector<backend::PooledActivations>> poolAll(const std::vector<PreparedSound>& sounds,
                                                                  std::string_view tap, core::Progress& progress) {
        const auto units = static_cast<std::size_t>(m_info.tap(tap)->units());
        std::vector<backend::PooledActivations> result(sounds.size());
        std::size_t done = 0;
        for (const auto& batch : batchesByLength(sounds, m_network->rowsTogether())) {
            std::vector<const PreparedSound*> members;
            for (const auto i : batch) {
                members.push_back(&sounds[i]);
                for (auto* list : {&result[i].mean, &result[i].maximum, &result[i].deviation}) list->reserve(units);
            }
            m_network->run(members, tap, [&](std::size_t, const torch::Tensor& values, const nn::Lengths& valid) {
                const auto layer = nn::poolFrames(values, valid);
                for (std::size_t b = 0; b < batch.size(); ++b) {
                    append(layer.mean, b, result[batch[b]].mean);
                    append(layer.maximum, b, result[batch[b]].maximum);
                    append(layer.deviation, b, result[batch[b]].deviation);
                }
            });
            for (const auto i : batch) {
                if (auto finite = checkFinite(result[i], i + 1); !finite) return core::fail(finite.error());
            }
            done += batch.size();
            progress.report(static_cast<double>(done) / static_cast<double>(sounds.size()));
        }
        return result;
    }

    static void append(const torch::Tensor& rows, std::size_t row, std::vector<float>& list) {
        const auto units = static_cast<std::size_t>(rows.size(1));
        const float* const from = rows.const_data_ptr<float>() + row * units;
        list.insert(list.end(), from, from + units);
    }

    [[nodiscard]] core::Status checkFinite(const backend::PooledActivations& pooled, std::size_t number) const {
        const auto finite = [](float value) { return std::isfinite(value); };
        const auto bad = std::find_if_not(pooled.mean.begin(), pooled.mean.end(), finite);
        if (bad == pooled.mean.end()) return {};
        return core::fail(core::ErrorKind::Failed,
                          {TRANSLATABLE("Engine", "Stretch %1: the unit %2 of the network %3 gave a value that is no number."),
                           {std::to_string(number), std::to_string(bad - pooled.mean.begin()), m_info.name}});
    }

    backend::EncoderInfo m_info;
    std::unique_ptr<LayeredNetwork> m_network;
    int m_threads;
};

/// What a kind of network is opened for its layers by.
struct LayeredKind {
    std::string_view kind;
    core::Result<std::vector<backend::EncoderTap>> (*taps)(const store::ModelCard&);
    core::Result<std::unique_ptr<LayeredNetwork>> (*open)(const store::ModelEntry&, const torch::Device&,
                                                          std::optional<std::uint64_t>);
    bool attends;
};
constexpr LayeredKind kLayeredKinds[] = {
    {kLogMelKind, logMelTaps, openLogMelLayers, false},
    {kGcuKind, gcuTaps, openGcuLayers, false},
    {kLasKind, lasTaps, openLasLayers, false},
    {checkpoints::kSpeechEncoderKind, speechEncoderTaps, openSpeechLayers, true},
    {experiment::kFuturePrediction, futureTaps, openFutureLayers, true},
    {experiment::kAdversarialAutoencoder, autoencoderTaps, openAutoencoderLayers, false},
};

/// Null of a kind without layers.
const LayeredKind* layeredKind(const std::string& kind) {
    const auto* const found = std::ranges::find(kLayeredKinds, kind, &LayeredKind::kind);
    return found == std::end(kLayeredKinds) ? nullptr : found;
}

}  // namespace

bool Encoders::hasLayers(const store::ModelCard& card) const { return layeredKind(card.kind) != nullptr; }

core::Result<backend::EncoderInfo> Encoders::describe(const store::ModelCard& card) const {
    const auto* const kind = layeredKind(card.kind);
    if (kind == nullptr) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The model %1 is of the kind %2, which has no layers to look at."),
                           {card.name, card.kind}});
    }
    auto taps = kind->taps(card);
    if (!taps) return core::fail(taps.error());
    return backend::EncoderInfo{card.name, card.kind, card.tensorsSha256, card.rateHz, std::move(*taps), kind->attends, {}};
}

core::Result<std::unique_ptr<backend::Encoder>> Encoders::open(const store::ModelEntry& model, const std::string& device,
                                                               int threads, std::optional<std::uint64_t> untrainedSeed) {
    auto info = describe(model.card);
    if (!info) return core::fail(info.error());
    info->untrainedSeed = untrainedSeed;
    if (auto known = checkDevice(device); !known) return core::fail(known.error());
    try {
        nn::useThreads(threads);
        auto network = layeredKind(model.card.kind)->open(model, torch::Device(device), untrainedSeed);
        if (!network) return core::fail(network.error());
        return std::make_unique<OpenEncoder>(std::move(*info), std::move(*network), threads);
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

core::Status Encoders::writeReference(const std::filesystem::path& in, const std::filesystem::path& out) {
    return writeEncoderReference(in, out);
}

}  // namespace prososcope::training
