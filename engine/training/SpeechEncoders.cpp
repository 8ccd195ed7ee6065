// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/SpeechEncoders.h"

#include <algorithm>
#include <cmath>

#include "engine/analysis/Temperature.h"
#include "engine/core/NamedBounds.h"
#include "engine/models/speech_encoder/EncoderInput.h"
#include "engine/models/speech_encoder/PiecewiseEncoder.h"
#include "engine/nn/Interrupt.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/BatchModel.h"
#include "engine/training/Inference.h"

namespace prososcope::training {

namespace {

using checkpoints::EncoderConfig;
using checkpoints::EncoderFamily;
using checkpoints::HeadKind;
using torch::Tensor;

constexpr double kLongestWhole = 60.0;        // seconds that go through a network at once
constexpr std::int64_t kRowsTogether = 1500;  // frames of a batch, padding included: half a minute

auto noLayers(const store::ModelCard& card, std::string details) {
    return core::fail(
        core::ErrorKind::BadInput,
        {TRANSLATABLE("Engine", "The card of %1 does not say how large its encoder is. Import the model again."), {card.name}},
        std::move(details));
}

/// A whole number of the card's settings within bounds; nothing where it is absent or another.
std::optional<std::int64_t> setting(const store::ModelCard& card, const char* name, double lowest, double highest) {
    const auto found = card.settings.find(name);
    if (found == card.settings.end()) return std::nullopt;
    if (!(found->second >= lowest && found->second <= highest) || found->second != std::floor(found->second))
        return std::nullopt;
    return static_cast<std::int64_t>(found->second);
}

std::int64_t longestWhole(const EncoderConfig& config) {
    if (config.family == EncoderFamily::Whisper) return config.longestFrames * config.stride();
    return static_cast<std::int64_t>(kLongestWhole * config.rateHz);
}

/// What every network of this file hears; never touches torch, so that several threads may prepare.
core::Result<PreparedSound> hearSamples(std::span<const float> mono, const EncoderConfig& config) {
    if (mono.empty()) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The sound is empty: there is nothing for the network to hear.")});
    }
    if (!features::allFinite(mono))
        return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "The sound holds samples that are no numbers.")});
    const auto frames = config.frames(static_cast<std::int64_t>(mono.size()));
    if (frames == 0) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The sound is too short for this network: it needs at least %1 samples."),
                           {std::to_string(config.receptiveField())}});
    }
    const bool whole = static_cast<std::int64_t>(mono.size()) <= longestWhole(config);
    // Pieces of a longer one are normalised each by itself.
    PreparedSound sound{whole ? models::normalisedSamples(mono, config) : std::vector<float>(mono.begin(), mono.end()), frames,
                        frames};
    if (!whole) sound.frames = sound.valid = models::piecewiseFrames(config, static_cast<std::int64_t>(mono.size()));
    return sound;
}

class SpeechLayers : public LayeredNetwork {
public:
    SpeechLayers(models::SpeechEncoder network, const torch::Device& device)
        : m_network(std::move(network)), m_device(device) {}

    [[nodiscard]] core::Result<PreparedSound> hear(std::span<const float> mono, int /*threads*/) const override {
        return hearSamples(mono, m_network->config());
    }
    [[nodiscard]] std::int64_t rowsTogether() const override { return kRowsTogether; }

    void run(std::span<const PreparedSound* const> batch, std::string_view /*tap*/, const Sink& sink) override {
        const torch::NoGradGuard noGrad;
        const auto& config = m_network->config();
        if (batch.size() == 1 && static_cast<std::int64_t>(batch[0]->values.size()) > longestWhole(config)) {
            runLong(*batch[0], sink);
            return;
        }
        std::vector<std::span<const float>> views;
        nn::Lengths valid;
        for (const auto* sound : batch) {
            views.emplace_back(sound->values);
            valid.push_back(sound->valid);
        }
        const auto padded = models::paddedBatch(views, config);
        m_network->forward(padded.input.to(m_device), padded.samples, [&](std::size_t layer, const Tensor& values) {
            sink(layer, values.to(torch::kFloat).transpose(0, 1), valid);
        });
    }

    [[nodiscard]] std::int64_t attentionHeads() const override { return m_network->config().heads; }
    void attend(const PreparedSound& sound, const MapSink& sink) override {
        const torch::NoGradGuard noGrad;
        const std::span<const float> one[] = {sound.values};
        const auto padded = models::paddedBatch(one, m_network->config());
        m_network->forward(padded.input.to(m_device), padded.samples, {},
                           [&](const Tensor& weights) { sink(weights.select(0, 0)); });
    }

private:
    void runLong(const PreparedSound& sound, const Sink& sink) {
        std::vector<std::vector<Tensor>> layers(static_cast<std::size_t>(m_network->config().layers) + 1);
        models::PiecewiseEncoder pieces(m_network, m_device, {}, [&](std::size_t layer, std::int64_t, const Tensor& values) {
            layers[layer].push_back(values.clone());
        });
        pieces.add(sound.values);
        pieces.finish();
        for (std::size_t layer = 0; layer < layers.size(); ++layer) {
            const auto whole = at::cat(layers[layer], 0);
            layers[layer].clear();
            sink(layer, whole.unsqueeze(1), {whole.size(0)});
        }
    }

    models::SpeechEncoder m_network;
    torch::Device m_device;
};

class SpeechEmotionModel : public BatchModel {
public:
    SpeechEmotionModel(store::ModelCard card, models::SpeechEncoder network, double temperature, const std::string& device,
                       int threads)
        : BatchModel(std::move(card)),
          m_network(std::move(network)),
          m_temperature(temperature),
          m_device(device),
          m_threads(threads) {}

    core::Result<std::vector<backend::Posteriors>> predictMany(std::span<const std::span<const float>> monos,
                                                               core::Progress& progress) override {
        if (m_network->config().labels.empty()) {
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "The model %1 gives dimensions such as valence, and no emotions. Choose another one."),
                 {card().name}});
        }
        return outputsOf(monos, progress);
    }

    core::Result<std::vector<backend::DimensionValues>> dimensionsOf(std::span<const std::span<const float>> monos,
                                                                     core::Progress& progress) override {
        if (m_network->config().dimensions.empty()) return std::vector<backend::DimensionValues>(monos.size());
        auto rows = outputsOf(monos, progress);
        if (!rows) return core::fail(rows.error());
        std::vector<backend::DimensionValues> result;
        for (auto& row : *rows) result.push_back({std::move(row), {}});
        return result;
    }

private:
    /// Posteriors or dimensions of each stretch.
    core::Result<std::vector<std::vector<float>>> outputsOf(std::span<const std::span<const float>> monos,
                                                            core::Progress& progress) {
        const auto& config = m_network->config();
        const auto longest = static_cast<std::size_t>(longestWhole(config));
        std::vector<std::span<const float>> pieces;
        std::vector<std::size_t> owners;
        for (std::size_t i = 0; i < monos.size(); ++i) {
            if (auto sound = checkSound(monos[i]); !sound) return core::fail(sound.error());
            for (std::size_t at = 0; at < monos[i].size(); at += longest) {
                const auto piece = monos[i].subspan(at, std::min(longest, monos[i].size() - at));
                // What is left at the end of a long one may be too short to be heard.
                if (at > 0 && config.frames(static_cast<std::int64_t>(piece.size())) == 0) continue;
                pieces.push_back(piece);
                owners.push_back(i);
            }
        }
        auto preparing = progress.part(0.0, 0.05);
        const auto sounds = preparedSounds(pieces, m_threads, preparing,
                                           [&](std::span<const float> mono) { return hearSamples(mono, config); });
        if (!sounds) return core::fail(sounds.error());
        auto rest = progress.part(0.05, 1.0);
        try {
            nn::useThreads(m_threads);
            const nn::InterruptScope interrupt(progress.stopToken());
            const torch::NoGradGuard noGrad;
            return averaged(*sounds, owners, monos.size(), rest);
        } catch (const nn::Interrupted&) {
            return core::cancelled();
        } catch (const std::exception& exception) {
            return core::fail(nn::torchError(exception));
        }
    }

    core::Result<std::vector<std::vector<float>>> averaged(const std::vector<PreparedSound>& sounds,
                                                           const std::vector<std::size_t>& owners, std::size_t stretches,
                                                           core::Progress& progress) {
        const auto& config = m_network->config();
        const auto outputs = static_cast<std::size_t>(config.outputs());
        std::vector<std::vector<double>> sums(stretches, std::vector<double>(outputs, 0.0));
        std::vector<double> weights(stretches, 0.0);
        std::size_t done = 0;
        for (const auto& batch : batchesByLength(sounds, kRowsTogether)) {
            if (progress.stopRequested()) return core::cancelled();
            std::vector<std::span<const float>> views;
            for (const auto i : batch) views.emplace_back(sounds[i].values);
            const auto padded = models::paddedBatch(views, config);
            auto values = m_network->outputs(padded.input.to(m_device), padded.samples).to(torch::kCPU, torch::kDouble);
            if (!config.labels.empty()) values = at::softmax(values / m_temperature, -1);
            const auto rows = values.accessor<double, 2>();
            for (std::size_t b = 0; b < batch.size(); ++b) {
                const auto owner = owners[batch[b]];
                const auto weight = static_cast<double>(sounds[batch[b]].valid);
                weights[owner] += weight;
                for (std::size_t c = 0; c < outputs; ++c)
                    sums[owner][c] += weight * rows[static_cast<std::int64_t>(b)][static_cast<std::int64_t>(c)];
            }
            done += batch.size();
            progress.report(static_cast<double>(done) / static_cast<double>(sounds.size()));
        }
        std::vector<std::vector<float>> result;
        for (std::size_t i = 0; i < stretches; ++i) {
            auto& row = result.emplace_back();
            for (const double sum : sums[i]) row.push_back(static_cast<float>(sum / weights[i]));
            if (!features::allFinite(row)) {
                return core::fail(core::ErrorKind::Failed,
                                  {TRANSLATABLE("Engine", "The network %1 gave a value that is no number."), {card().name}});
            }
        }
        return result;
    }

    models::SpeechEncoder m_network;
    double m_temperature;
    torch::Device m_device;
    int m_threads;
};

core::Result<EncoderConfig> configOf(const store::SafetensorsFile& file, const store::ModelEntry& entry) {
    const auto text = [&](const char* name) {
        const auto found = file.metadata().find(name);
        return found == file.metadata().end() ? std::string() : found->second;
    };
    auto config =
        checkpoints::parseEncoderConfig({text("config"), text("preprocessor"), text("vocabulary")}, entry.tensors.string());
    if (!config) return config;
    std::vector<std::string> names;
    for (const auto& tensor : file.tensors()) names.push_back(tensor.name);
    checkpoints::settleHead(*config, names);
    const bool cards = entry.card.classes.size() == config->labels.size() &&
                       entry.card.dimensions.size() == config->dimensions.size() && entry.card.rateHz == config->rateHz;
    if (cards) return config;
    return core::fail(
        core::ErrorKind::BadInput,
        {TRANSLATABLE("Engine", "The card of %1 names other outputs than its network has. Import the model again."),
         {entry.tensors.string()}});
}

}  // namespace

core::Result<EncoderConfig> storedEncoderConfig(const store::ModelEntry& entry) {
    const auto file = store::SafetensorsFile::map(entry.tensors);
    if (!file) return core::fail(file.error());
    return configOf(*file, entry);
}

core::Result<models::SpeechEncoder> loadSpeechEncoder(const store::ModelEntry& entry, const torch::Device& device) {
    if (auto good = checkTensorsHash(entry); !good) return core::fail(good.error());
    auto file = store::SafetensorsFile::map(entry.tensors);
    if (!file) return core::fail(file.error());
    const auto config = configOf(*file, entry);
    if (!config) return core::fail(config.error());
    models::LoadEncoderSettings settings;
    settings.device = device;
    const auto owner = std::make_shared<const store::SafetensorsFile>(std::move(*file));
    settings.owner = owner;
    return models::loadSpeechEncoder(*config, owner->tensors(), entry.tensors.string(), settings);
}

core::Result<std::vector<backend::EncoderTap>> speechEncoderTaps(const store::ModelCard& card) {
    const auto layers = setting(card, "layers", 1, 1024);
    const auto hidden = setting(card, "hidden", 1, 1 << 20);
    const auto stride = setting(card, "stride", 1, 1 << 20);
    const auto field = setting(card, "receptive_field", 1, 1 << 20);
    if (!layers || !hidden || !stride || !field) return noLayers(card, "layers, hidden, stride, receptive_field");
    const double rate = card.rateHz;
    // A frame of convolutions is about the middle of the samples that it is made of; Whisper's are centred at their multiples.
    const double first = *field > 1 ? static_cast<double>(*field) / 2.0 / rate : 0.0;
    backend::EncoderTap tap{"hidden states", {}};
    for (std::int64_t i = 0; i <= *layers; ++i) {
        tap.layers.push_back({i == 0 ? std::string("input") : "layer " + std::to_string(i), *hidden,
                              static_cast<double>(*stride) / rate, first});
    }
    return std::vector{tap};
}

core::Result<std::unique_ptr<LayeredNetwork>> openSpeechLayers(const store::ModelEntry& entry, const torch::Device& device,
                                                               std::optional<std::uint64_t> untrainedSeed) {
    if (!untrainedSeed) {
        auto network = loadSpeechEncoder(entry, device);
        if (!network) return core::fail(network.error());
        return std::make_unique<SpeechLayers>(std::move(*network), device);
    }
    const auto config = storedEncoderConfig(entry);
    if (!config) return core::fail(config.error());
    auto network = models::makeSpeechEncoder(*config, *untrainedSeed);
    network->eval();
    network->to(device);
    return std::make_unique<SpeechLayers>(std::move(network), device);
}

core::Result<std::unique_ptr<backend::EmotionModel>> openSpeechEmotionModel(const store::ModelEntry& entry,
                                                                            const std::string& device, int threads) {
    if (entry.card.classes.empty() && entry.card.dimensions.empty()) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "%1 is an encoder of speech that knows no emotions: nothing was trained on top "
                                        "of it."),
                           {entry.card.name}});
    }
    if (auto known = checkDevice(device); !known) return core::fail(known.error());
    const auto temperature = analysis::cardTemperature(entry.card);
    if (!temperature) return core::fail(temperature.error());
    try {
        nn::useThreads(threads);
        auto network = loadSpeechEncoder(entry, torch::Device(device));
        if (!network) return core::fail(network.error());
        return std::make_unique<SpeechEmotionModel>(entry.card, std::move(*network), *temperature, device, threads);
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace prososcope::training
