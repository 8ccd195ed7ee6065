// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <thread>

#include "engine/backend/RecogniserResults.h"
#include "engine/experiment/Starts.h"
#include "engine/models/las/SvdAdaptation.h"
#include "engine/nn/Interrupt.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/Inference.h"
#include "engine/training/RecogniserTraining.h"
#include "engine/training/SpokenNetwork.h"
#include "engine/training/StoredNetworks.h"
#include "engine/training/Versions.h"

namespace prososcope::training {

namespace {

constexpr double kShareOfFeatures = 0.05;
constexpr double kShareOfTest = 0.02;

store::Figure figureOf(const std::vector<backend::RecognisedUtterance>& tested, bool seen,
                       const experiment::RecogniserExperiment& settings) {
    const auto errors = backend::characterErrorsOf(tested, seen);
    store::Figure figure;
    figure.metric = "CER";
    figure.value = errors.rate;
    figure.low = errors.low;
    figure.high = errors.high;
    figure.n = static_cast<long>(errors.utterances);
    figure.speakers = static_cast<long>(settings.testSpeakers.size());
    figure.protocol = settings.corpus + ", speakers not trained on, " +
                      (seen ? "sentences that were trained on" : "sentences that were not trained on");
    return figure;
}

store::ModelCard cardOf(const backend::RecogniserRequest& request, const experiment::RecogniserExperiment& settings,
                        const RecogniserData& data, const TrainedRecogniser& trained,
                        const std::vector<backend::RecognisedUtterance>& tested) {
    store::ModelCard card;
    card.name = settings.name;
    card.title = settings.title;
    card.kind = settings.network;
    card.featureSet = data.set->name();
    card.featureParameters = data.set->parameters();
    card.rateHz = data.set->rateHz();
    card.settings = trained.sizes;
    card.trainingCorpus = request.corpus.title.empty() ? request.corpus.name : request.corpus.title;
    card.trainingSpeakers = data.trainSpeakers();
    card.experiment = experiment::formatRecogniserExperiment(settings);
    card.command = request.command;
    card.licence = settings.modelLicence;
    if (settings.shuffledTexts) card.note = "A control: its texts were shuffled among the training utterances.";
    card.versions = versionsJson();
    card.seed = settings.seed;
    for (const bool seen : {true, false}) {
        const bool any =
            std::any_of(tested.begin(), tested.end(), [&](const auto& utterance) { return utterance.seenText == seen; });
        if (any) card.figures.push_back(figureOf(tested, seen, settings));
    }
    return card;
}

/// The network that an attention recogniser goes on from.
struct Start {
    std::vector<std::string> alphabet;  ///< empty: there is none
    std::map<std::string, double> sizes;
    nn::StateDict state;
    std::optional<backend::Factorisation> factorisation;
};

backend::Factorisation factorisationOf(const models::SvdAdaptation& made, int rank) {
    backend::Factorisation told;
    told.rank = rank;
    for (const auto& layer : made.layers) told.layers.push_back({layer.name, layer.singularValues, layer.relativeError});
    told.parametersBefore = made.before.model;
    told.parametersAfter = made.after.model;
    told.listenerBefore = made.before.listener;
    told.listenerAfter = made.after.listener;
    return told;
}

core::Result<Start> startOf(const experiment::AttentionRecogniser& settings, const std::filesystem::path& modelsFolder,
                            int threads) {
    Start start;
    if (settings.start.empty()) return start;
    const auto entry = store::findModel(settings.start, modelsFolder);
    if (!entry) return core::fail(entry.error());
    if (entry->card.kind != kLasKind) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 is of the kind %2, and no attention recogniser to start from."),
                           {settings.start, entry->card.kind}});
    }
    try {
        nn::useThreads(threads);
        auto stored = loadLasNetwork(*entry);
        if (!stored) return core::fail(stored.error());
        if (settings.rank > 0) {
            auto made = models::adaptBySvd(stored->network, settings.rank);
            if (!made) return core::fail(made.error());
            start.factorisation = factorisationOf(*made, settings.rank);
            stored->network = made->network;
        }
        start.alphabet = std::move(stored->alphabet);
        start.sizes = stored->network->settings().values();
        start.state = nn::stateOf(*stored->network);
        return start;
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

core::Result<std::vector<backend::RecognisedUtterance>> testedUtterances(const RecogniserTask& task,
                                                                         const TrainedRecogniser& trained,
                                                                         core::Progress& progress) {
    const auto& data = task.data;
    try {
        nn::useThreads(task.threads);
        const nn::InterruptScope interrupt(progress.stopToken());
        const auto network = makeSpokenNetwork(task.settings, data, trained.sizes, torch::Device(task.device));
        if (!network) return core::fail(network.error());
        if (auto loaded = nn::loadState((*network)->module(), trained.state, "network"); !loaded)
            return core::fail(loaded.error());
        std::vector<PreparedSound> sounds;
        for (const auto& spoken : data.test) sounds.push_back(wholeSound(*spoken.features));
        std::vector<backend::RecognisedUtterance> tested(sounds.size());
        (*network)->hear(sounds, data.test, task.settings.search, progress,
                         [&](std::size_t i, const SpokenNetwork::Heard& heard) {
                             const auto& spoken = data.test[i];
                             tested[i] = {spoken.id, spoken.speaker, spoken.text, heard.text, data.seenText[i]};
                         });
        return tested;
    } catch (const nn::Interrupted&) {
        return core::cancelled();
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace

core::Result<backend::RecogniserOutcome> runRecogniser(const backend::RecogniserRequest& request,
                                                       const std::function<void(const backend::RecogniserEpoch&)>& epochDone,
                                                       core::Progress& progress) {
    auto settings = request.experiment;
    if (settings.device == "auto") settings.device = bestDevice();
    if (settings.device == "cuda") settings.device = "cuda:0";
    if (settings.threads <= 0) settings.threads = std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 8);
    if (auto known = checkDevice(settings.device); !known) return core::fail(known.error());
    settings.attention.start = experiment::seededStart(settings.attention.start, settings.seed);
    const auto start = startOf(settings.attention, request.modelsFolder, settings.threads);
    if (!start) return core::fail(start.error());
    auto loading = progress.part(0.0, kShareOfFeatures);
    const auto data =
        loadRecogniserData(settings, request.corpus, request.cacheFolder, settings.threads, loading, start->alphabet);
    if (!data) return core::fail(data.error());
    const RecogniserTask task{*data,
                              settings,
                              start->sizes,
                              settings.device,
                              settings.threads,
                              request.folder / "checkpoint.safetensors",
                              start->alphabet.empty() ? nullptr : &start->state};
    auto learning = progress.part(kShareOfFeatures, 1.0 - kShareOfTest);
    auto trained = trainRecogniser(task, epochDone, learning);
    if (!trained) return core::fail(trained.error());
    auto testing = progress.part(1.0 - kShareOfTest, 1.0);
    auto tested = testedUtterances(task, *trained, testing);
    if (!tested) return core::fail(tested.error());
    const auto stem = request.modelsFolder / settings.name;
    settings.device = request.experiment.device;
    const auto card = cardOf(request, settings, *data, *trained, *tested);
    if (auto saved = saveRecogniser(trained->state, data->alphabet, stem, card); !saved) return core::fail(saved.error());
    auto json = stem;
    json += ".json";
    auto stored = store::findModel(json.string(), request.modelsFolder);
    if (!stored) return core::fail(stored.error());
    return backend::RecogniserOutcome{std::move(*stored),
                                      trained->bestEpoch,
                                      std::move(trained->epochs),
                                      std::move(*tested),
                                      trained->bfloat16 ? "bfloat16" : "float32",
                                      start->factorisation,
                                      data->otherCharacters,
                                      data->tooShort};
}

}  // namespace prososcope::training
