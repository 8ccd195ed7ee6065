// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Recognisers.h"

#include "engine/core/FreeMemory.h"
#include "engine/nn/Interrupt.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/Inference.h"
#include "engine/training/PreparedSounds.h"
#include "engine/training/RecogniserTraining.h"
#include "engine/training/StoredNetworks.h"
#include "engine/training/Transcribing.h"

namespace prososcope::training {

namespace {

class GcuRecogniser : public backend::Recogniser {
public:
    GcuRecogniser(store::ModelCard card, const StoredGcuNetwork& stored, const std::string& device, int threads)
        : m_card(std::move(card)),
          m_set(*stored.set),
          m_alphabet(stored.alphabet),
          m_inference(stored.network, torch::Device(device)),
          m_threads(threads) {}

    [[nodiscard]] const store::ModelCard& card() const override { return m_card; }

    core::Result<std::vector<std::string>> transcribe(std::span<const std::span<const float>> monos, int beam,
                                                      core::Progress& progress) override {
        auto preparing = progress.part(0.0, 0.3);
        const auto sounds = preparedSounds(m_set, monos, m_threads, preparing);
        if (!sounds) return core::fail(sounds.error());
        auto hearing = progress.part(0.3, 1.0);
        try {
            nn::useThreads(m_threads);
            const nn::InterruptScope interrupt(progress.stopToken());
            std::vector<std::string> texts(sounds->size());
            forLogPosteriors(m_inference, *sounds, hearing, [&](std::size_t i, const torch::Tensor& rows) {
                if (progress.stopRequested()) throw nn::Interrupted();
                texts[i] = heardText(rows, m_alphabet, beam);
            });
            return texts;
        } catch (const nn::Interrupted&) {
            return core::cancelled();
        } catch (const std::exception& exception) {
            return core::fail(nn::torchError(exception));
        }
    }

private:
    store::ModelCard m_card;
    const features::FeatureSet& m_set;
    std::vector<std::string> m_alphabet;
    models::GcuInference m_inference;
    int m_threads;
};

}  // namespace

core::Result<std::unique_ptr<backend::Recogniser>> Recognisers::open(const store::ModelEntry& model, const std::string& device,
                                                                     int threads) {
    if (model.card.kind != kGcuKind) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 is of the kind %2, which does not write down what is said."),
                           {model.tensors.string(), model.card.kind}});
    }
    if (auto known = checkDevice(device); !known) return core::fail(known.error());
    try {
        nn::useThreads(threads);
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
