// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Recognisers.h"

#include <algorithm>

#include "engine/core/FreeMemory.h"
#include "engine/nn/Interrupt.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/Inference.h"
#include "engine/training/PreparedSounds.h"
#include "engine/training/RecogniserTraining.h"
#include "engine/training/Spelling.h"
#include "engine/training/StoredNetworks.h"
#include "engine/training/Transcribing.h"

namespace prososcope::training {

namespace {

/// What is common to both kinds: sounds as their network takes them, and torch's exceptions as sentences.
class OpenRecogniser : public backend::Recogniser {
public:
    OpenRecogniser(store::ModelCard card, const features::FeatureSet& set, std::vector<std::string> alphabet, int threads)
        : m_alphabet(std::move(alphabet)), m_card(std::move(card)), m_set(set), m_threads(threads) {
        if (const auto trained = experiment::parseRecogniserExperiment(m_card.experiment, m_card.name))
            m_tested = trained->search;
    }

    [[nodiscard]] const store::ModelCard& card() const override { return m_card; }
    [[nodiscard]] experiment::TextSearch testedSearch() const override {
        return {m_tested.beam, hasCtcBeside() ? m_tested.ctcShare : 0.0};
    }

    core::Result<std::vector<std::string>> transcribe(std::span<const std::span<const float>> monos,
                                                      const experiment::TextSearch& search, core::Progress& progress) override {
        if (search.ctcShare > 0.0 && !hasCtcBeside()) {
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE("Engine",
                              "%1 has no CTC beside its attention: leave the share of CTC out, or take an attention "
                              "recogniser that was trained with ctc_weight."),
                 {m_card.name}});
        }
        std::vector<std::string> texts(monos.size());
        const auto heard = hear(monos, progress, [&](const std::vector<PreparedSound>& sounds, core::Progress& hearing) {
            write(sounds, search, hearing, texts);
        });
        if (!heard) return core::fail(heard.error());
        return texts;
    }

    core::Result<backend::TranscriptAlignment> align(std::span<const float> mono, core::Progress& progress) override {
        backend::TranscriptAlignment weighed;
        weighed.seconds = static_cast<double>(mono.size()) / std::max(1, m_card.rateHz);
        if (auto fits = backend::checkAlignedSeconds(weighed.seconds); !fits) return core::fail(fits.error());
        std::vector<std::string> characters;
        const std::span<const float> one[] = {mono};
        const auto heard = hear(one, progress, [&](const std::vector<PreparedSound>& sounds, core::Progress& hearing) {
            weigh(sounds, hearing, characters, weighed);
        });
        if (!heard) return core::fail(heard.error());
        return backend::alignedCharacters(std::move(weighed), characters);
    }

protected:
    [[nodiscard]] virtual bool hasCtcBeside() const { return false; }
    virtual void write(const std::vector<PreparedSound>& sounds, const experiment::TextSearch& search, core::Progress& progress,
                       std::vector<std::string>& texts) = 0;
    /// Of one sound: its characters as `align` says, and their weights with basis, times and frames.
    virtual void weigh(const std::vector<PreparedSound>& sound, core::Progress& progress, std::vector<std::string>& characters,
                       backend::TranscriptAlignment& weighed) = 0;
    [[nodiscard]] features::FeatureSet::Times times() const { return m_set.times(); }
    std::vector<std::string> m_alphabet;

private:
    template <typename Work>
    core::Status hear(std::span<const std::span<const float>> monos, core::Progress& progress, const Work& work) {
        auto preparing = progress.part(0.0, 0.3);
        const auto sounds = preparedSounds(m_set, monos, m_threads, preparing);
        if (!sounds) return core::fail(sounds.error());
        auto hearing = progress.part(0.3, 1.0);
        try {
            nn::useThreads(m_threads);
            const nn::InterruptScope interrupt(progress.stopToken());
            work(*sounds, hearing);
            return {};
        } catch (const nn::Interrupted&) {
            return core::cancelled();
        } catch (const std::exception& exception) {
            return core::fail(nn::torchError(exception));
        }
    }

    store::ModelCard m_card;
    experiment::TextSearch m_tested;
    const features::FeatureSet& m_set;
    int m_threads;
};

class GcuRecogniser : public OpenRecogniser {
public:
    GcuRecogniser(store::ModelCard card, const StoredGcuNetwork& stored, const std::string& device, int threads)
        : OpenRecogniser(std::move(card), *stored.set, stored.alphabet, threads),
          m_inference(stored.network, torch::Device(device)) {}

private:
    void write(const std::vector<PreparedSound>& sounds, const experiment::TextSearch& search, core::Progress& progress,
               std::vector<std::string>& texts) override {
        forLogPosteriors(m_inference, sounds, progress, [&](std::size_t i, const torch::Tensor& rows) {
            if (progress.stopRequested()) throw nn::Interrupted();
            texts[i] = heardText(rows, m_alphabet, search.beam);
        });
    }

    void weigh(const std::vector<PreparedSound>& sound, core::Progress& progress, std::vector<std::string>& characters,
               backend::TranscriptAlignment& weighed) override {
        weighed.basis = backend::AlignmentBasis::FramePosteriors;
        weighed.firstSeconds = times().firstSeconds;
        weighed.hopSeconds = times().hopSeconds;
        forLogPosteriors(m_inference, sound, progress, [&](std::size_t, const torch::Tensor& rows) {
            weighed.frames = static_cast<std::size_t>(rows.size(0));
            for (const auto& found : heardCharacters(rows)) {
                characters.push_back(m_alphabet[static_cast<std::size_t>(found.symbol)]);
                weighed.weights.resize(characters.size() * weighed.frames);
                std::copy(found.weights.begin(), found.weights.end(),
                          weighed.weights.end() - static_cast<std::ptrdiff_t>(weighed.frames - found.firstFrame));
            }
        });
    }

    models::GcuInference m_inference;
};

class LasRecogniser : public OpenRecogniser {
public:
    LasRecogniser(store::ModelCard card, const StoredLasNetwork& stored, const std::string& device, int threads)
        : OpenRecogniser(std::move(card), *stored.set, stored.alphabet, threads), m_network(stored.network), m_device(device) {
        m_network->to(m_device);
    }

private:
    [[nodiscard]] bool hasCtcBeside() const override { return m_network->settings().frameSymbols; }

    void write(const std::vector<PreparedSound>& sounds, const experiment::TextSearch& search, core::Progress& progress,
               std::vector<std::string>& texts) override {
        forAttendedSounds(m_network, sounds, m_device, progress,
                          [&](const std::vector<std::size_t>& batch, const models::AttendedSound& attended) {
                              const auto spelt = spell(sounds, batch, attended, search);
                              for (std::size_t b = 0; b < batch.size(); ++b)
                                  texts[batch[b]] = speltCharacters(spelt[b].symbols, m_alphabet);
                          });
    }

    void weigh(const std::vector<PreparedSound>& sound, core::Progress& progress, std::vector<std::string>& characters,
               backend::TranscriptAlignment& weighed) override {
        const auto heard = joinedTimes(times(), static_cast<double>(models::kSoundFramesHeardAsOne));
        weighed.basis = backend::AlignmentBasis::Attention;
        weighed.firstSeconds = heard.firstSeconds;
        weighed.hopSeconds = heard.hopSeconds;
        forAttendedSounds(m_network, sound, m_device, progress,
                          [&](const std::vector<std::size_t>& batch, const models::AttendedSound& attended) {
                              const auto spelt = spell(sound, batch, attended, testedSearch()).front();
                              const auto rows = spelt.attention.to(torch::kFloat).contiguous();
                              weighed.frames = static_cast<std::size_t>(rows.size(1));
                              weighed.weights.reserve(spelt.symbols.size() * weighed.frames);
                              for (std::size_t u = 0; u < spelt.symbols.size(); ++u) {
                                  if (spelt.symbols[u] < models::kLasControls) continue;  // no character
                                  characters.push_back(speltCharacters({spelt.symbols[u]}, m_alphabet));
                                  const auto* row = rows.const_data_ptr<float>() + u * weighed.frames;
                                  weighed.weights.insert(weighed.weights.end(), row, row + weighed.frames);
                              }
                          });
    }

    std::vector<models::SpeltText> spell(const std::vector<PreparedSound>& sounds, const std::vector<std::size_t>& batch,
                                         const models::AttendedSound& attended, const experiment::TextSearch& search) {
        std::vector<std::int64_t> frames;
        for (const auto i : batch) frames.push_back(sounds[i].frames);
        return speltTexts(m_network, attended, frames, search);
    }

    models::LasNetwork m_network;
    torch::Device m_device;
};

}  // namespace

core::Result<std::unique_ptr<backend::Recogniser>> Recognisers::open(const store::ModelEntry& model, const std::string& device,
                                                                     int threads) {
    if (model.card.kind != kGcuKind && model.card.kind != kLasKind) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 is of the kind %2, which does not write down what is said."),
                           {model.tensors.string(), model.card.kind}});
    }
    if (auto known = checkDevice(device); !known) return core::fail(known.error());
    try {
        nn::useThreads(threads);
        if (model.card.kind == kLasKind) {
            const auto stored = loadLasNetwork(model);
            if (!stored) return core::fail(stored.error());
            return std::make_unique<LasRecogniser>(model.card, *stored, device, threads);
        }
        const auto stored = loadGcuNetwork(model);
        if (!stored) return core::fail(stored.error());
        return std::make_unique<GcuRecogniser>(model.card, *stored, device, threads);
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

core::Result<backend::RecogniserOutcome> Recognisers::train(
    const backend::RecogniserRequest& request, const std::function<void(const backend::RecogniserEpoch&)>& epochDone,
    core::Progress& progress) {
    const core::KeptMemory kept;
    return runRecogniser(request, epochDone, progress);
}

}  // namespace prososcope::training
