// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/UnitEmotions.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/backend/UnitEmotionResults.h"
#include "engine/checkpoints/UnitEncoder.h"
#include "engine/core/FreeMemory.h"
#include "engine/models/speech_encoder/PiecewiseEncoder.h"
#include "engine/nn/CtcAlignment.h"
#include "engine/nn/Interrupt.h"
#include "engine/nn/ModuleState.h"
#include "engine/phonetics/Units.h"
#include "engine/training/ExperimentRunner.h"
#include "engine/training/Inference.h"
#include "engine/training/UnitDecoding.h"
#include "engine/training/UnitEmotionTraining.h"
#include "engine/training/UnitNetwork.h"
#include "engine/training/Versions.h"

namespace prososcope::training {

namespace {

constexpr double kShareOfData = 0.02;
constexpr double kShareOfTest = 0.02;

class Listener : public backend::UnitListener {
public:
    Listener(store::ModelCard card, StoredUnitNetwork stored, std::string device, int threads)
        : m_card(std::move(card)),
          m_network(std::move(stored.network)),
          m_inventory(std::move(stored.inventory)),
          m_emotions(m_inventory, tagsOf(m_card)),
          m_device(std::move(device)),
          m_threads(threads) {
        m_network->to(torch::Device(m_device));
    }

    [[nodiscard]] const store::ModelCard& card() const override { return m_card; }

    core::Result<backend::UnitListening> listenTo(const backend::UnitSound& sound, core::Progress& progress) override {
        try {
            nn::useThreads(m_threads);
            const nn::InterruptScope interrupt(progress.stopToken());
            return hear(sound, progress);
        } catch (const nn::Interrupted&) {
            return core::cancelled();
        } catch (const std::exception& exception) {
            return core::fail(nn::torchError(exception));
        }
    }

private:
    static std::vector<std::string> tagsOf(const store::ModelCard& card) {
        std::vector<std::string> tags;
        for (const auto& word : card.classes) tags.push_back(phonetics::emotionTag(word));
        return tags;
    }

    core::Result<backend::UnitListening> hear(const backend::UnitSound& sound, core::Progress& progress) {
        const torch::NoGradGuard noGrad;
        m_network->eval();
        const auto& config = m_network->config();
        const double hop = static_cast<double>(config.stride()) / m_card.rateHz;
        const double expected = std::max(1.0, sound.seconds / hop);  // frames
        const auto last = static_cast<std::size_t>(config.layers) + 1;
        phonetics::UnitVoting voting(m_emotions);
        std::size_t pieces = 0;
        const auto frames = [&](std::size_t layer, std::int64_t first, const torch::Tensor& values) {
            const double share = static_cast<double>(layer + 1) / static_cast<double>(last + 1);
            progress.report(
                std::min(1.0, (static_cast<double>(first) + share * static_cast<double>(values.size(0))) / expected));
            if (layer < last) return;
            const auto logits = m_network->outputsOf(values.unsqueeze(0).to(torch::Device(m_device)))[0];
            const auto posteriors = unitPosteriors(logits.to(torch::kCPU));
            voting.add({posteriors, m_inventory.size()});
            ++pieces;
        };
        constexpr double kPieceSeconds = backend::kLongestUnitSeconds - 2.0 * backend::kUnitContextSeconds;
        models::PiecewiseEncoder encoder(m_network, torch::Device(m_device), {kPieceSeconds, backend::kUnitContextSeconds},
                                         frames,
                                         /*behindLast=*/true);
        std::size_t samples = 0;
        std::vector<float> block;
        for (;;) {
            if (auto read = sound.next(block); !read) return core::fail(read.error());
            if (block.empty()) break;
            if (progress.stopRequested()) return core::cancelled();
            if (!std::all_of(block.begin(), block.end(), [](float sample) { return std::isfinite(sample); }))
                return core::fail(core::ErrorKind::BadInput,
                                  {TRANSLATABLE("Engine", "The sound holds samples that are no numbers."), {}});
            samples += block.size();
            encoder.add(block);
        }
        if (encoder.finish() <= 0) {
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine", "The sound is shorter than the %1 samples that the network needs."),
                               {std::to_string(config.receptiveField())}});
        }
        auto result = listeningTo(voting.vote(), hop);
        result.seconds = static_cast<double>(samples) / m_card.rateHz;
        result.pieces = pieces;
        return result;
    }

    [[nodiscard]] backend::UnitListening listeningTo(phonetics::EmotionVote vote, double hop) const {
        backend::UnitListening result;
        result.vote = std::move(vote);
        for (const auto& unit : result.vote.units) {
            const auto& symbol = m_inventory.symbols()[static_cast<std::size_t>(unit.symbol)];
            const auto emotion = m_emotions.emotionOf(unit.symbol);
            result.units.push_back({std::string(emotion ? phonetics::splitUnit(symbol).first : symbol),
                                    emotion ? m_card.classes[*emotion] : std::string(), hop * static_cast<double>(unit.begin),
                                    hop * static_cast<double>(unit.end), unit.peak});
        }
        return result;
    }

    store::ModelCard m_card;
    models::SpeechEncoder m_network;
    phonetics::UnitInventory m_inventory;
    phonetics::EmotionUnits m_emotions;
    std::string m_device;
    int m_threads;
};

/// All folds of one experiment.
class Run {
public:
    Run(const backend::UnitEmotionRequest& request, const std::function<void(int, int, const backend::UnitEpoch&)>& looked,
        core::Progress& progress)
        : m_request(request), m_settings(request.experiment), m_looked(looked), m_progress(progress) {}

    core::Result<backend::UnitEmotionOutcome> run() {
        m_device = m_settings.device == "auto" ? bestDevice() : m_settings.device;
        if (m_device == "cuda") m_device = "cuda:0";
        m_threads = m_settings.threads > 0 ? m_settings.threads : defaultThreads();
        if (auto known = checkDevice(m_device); !known) return core::fail(known.error());
        auto loading = m_progress.part(0.0, kShareOfData);
        auto data = loadUnitEmotionData(m_settings, m_request.corpus, m_request.testCorpora, m_threads, loading);
        if (!data) return core::fail(data.error());
        leaveOutShort(*data);
        m_outcome.remarks = data->remarks;
        m_outcome.device = m_device;
        m_outcome.threads = m_threads;
        m_outcome.versions = versionsJson();
        const auto folds = data->folds.size();
        for (std::size_t i = 0; i < folds; ++i) {
            const double share = (1.0 - kShareOfData) / static_cast<double>(folds);
            auto part = m_progress.part(kShareOfData + share * static_cast<double>(i),
                                        kShareOfData + share * static_cast<double>(i + 1));
            if (auto done = runFold(*data, i, part); !done) return core::fail(done.error());
        }
        return std::move(m_outcome);
    }

private:
    /// CTC needs a frame for each label, and one more between equal ones; the network needs a frame at all.
    void leaveOutShort(UnitEmotionData& data) const {
        const auto config = unitEncoderConfig(m_settings.encoder, data.inventory);
        std::set<std::size_t> left;
        for (auto& fold : data.folds) {
            for (auto* part : {&fold.train, &fold.validation, &fold.heldOut}) {
                std::erase_if(*part, [&](std::size_t place) {
                    const auto& utterance = data.utterances[place];
                    const auto frames = config.frames(static_cast<std::int64_t>(utterance.samples.size()));
                    const bool isShort = static_cast<std::size_t>(std::max<std::int64_t>(frames, 0)) <
                                         std::max<std::size_t>(1, nn::ctcFramesNeeded(utterance.labels));
                    if (isShort) left.insert(place);
                    return isShort;
                });
            }
        }
        if (!left.empty())
            data.remarks.push_back(
                {TRANSLATABLE("Engine", "%1 utterances are too short for their units and were not trained on."),
                 {std::to_string(left.size())}});
    }

    core::Status runFold(const UnitEmotionData& data, std::size_t index, core::Progress& progress) {
        const auto& fold = data.folds[index];
        const bool several = data.folds.size() > 1;
        const auto name = several ? m_settings.name + "-" + fileSafe(fold.name) : m_settings.name;
        const auto folder = several ? m_request.folder / fileSafe(fold.name) : m_request.folder;
        const UnitEmotionTask task{
            data, fold, m_settings, m_device, m_threads, m_request.modelsFolder, folder / "checkpoint.safetensors"};
        auto learning = progress.part(0.0, 1.0 - kShareOfTest);
        const auto trained = trainUnits(
            task,
            [&](const backend::UnitEpoch& epoch) {
                if (m_looked) m_looked(static_cast<int>(index), static_cast<int>(data.folds.size()), epoch);
            },
            learning);
        if (!trained) return core::fail(trained.error());
        auto testing = progress.part(1.0 - kShareOfTest, 1.0);
        auto tested = testUnits(task, *trained, testing);
        if (!tested) return core::fail(tested.error());
        backend::UnitEmotionFold result;
        result.name = fold.name;
        result.trainSpeakers = data.speakersOf(fold.train);
        result.validationSpeakers = data.speakersOf(fold.validation);
        result.testSpeakers = data.speakersOf(fold.test);
        result.bestUpdate = trained->bestUpdate;
        result.epochs = trained->epochs;
        result.seconds = trained->seconds;
        result.precision = trained->precision;
        result.tested = std::move(*tested);
        const auto stem = m_request.modelsFolder / name;
        if (auto saved = saveUnitNetwork(trained->state, data.inventory, stem, cardOf(name, result, *trained)); !saved)
            return saved;
        auto json = stem;
        json += ".json";
        auto entry = store::findModel(json.string(), m_request.modelsFolder);
        if (!entry) return core::fail(entry.error());
        result.model = std::move(*entry);
        m_outcome.folds.push_back(std::move(result));
        return {};
    }

    static std::string fileSafe(std::string name) {
        constexpr std::string_view kGood = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
        for (char& c : name) {
            if (kGood.find(c) == std::string_view::npos) c = '-';
        }
        return name;
    }

    [[nodiscard]] store::ModelCard cardOf(const std::string& name, const backend::UnitEmotionFold& fold,
                                          const TrainedUnits& trained) const {
        store::ModelCard card;
        card.name = name;
        card.title = m_settings.title + (name == m_settings.name ? "" : ", without " + fold.name);
        card.kind = backend::kUnitEmotionKind;
        card.classes = m_settings.labels.classes;
        card.rateHz = kUnitRateHz;
        card.settings = checkpoints::unitCardSettings(trained.network);
        const auto& corpus = m_request.corpus;
        card.trainingCorpus = corpus.title.empty() ? corpus.name : corpus.title;
        card.trainingSpeakers = fold.trainSpeakers;
        card.experiment = experiment::formatUnitEmotionExperiment(m_settings);
        card.command = m_request.command;
        card.licence = m_settings.modelLicence;
        card.versions = m_outcome.versions;
        card.seed = m_settings.seed;
        const auto figures = backend::unitEmotionFigures(fold.tested, card.classes.size());
        if (!figures) return card;
        const auto tested = fold.tested.front().corpus + ", " +
                            (m_settings.protocol == "other-corpora" ? "another corpus" : "speakers not trained on");
        const auto add = [&](const std::string& metric, const backend::FigureWithInterval& figure) {
            store::Figure entry;
            entry.metric = metric;
            entry.value = figure.value;
            entry.low = figure.interval.low;
            entry.high = figure.interval.high;
            entry.n = static_cast<long>(figures->utterances);
            entry.speakers = static_cast<long>(figures->speakers);
            entry.protocol = tested;
            card.figures.push_back(std::move(entry));
        };
        add("UAR", figures->uar);
        add("unit error rate with emotion", figures->withRate);
        add("unit error rate", figures->withoutRate);
        return card;
    }

    const backend::UnitEmotionRequest& m_request;
    experiment::UnitEmotionExperiment m_settings;
    const std::function<void(int, int, const backend::UnitEpoch&)>& m_looked;
    core::Progress& m_progress;
    std::string m_device;
    int m_threads = 1;
    backend::UnitEmotionOutcome m_outcome;
};

}  // namespace

core::Result<std::unique_ptr<backend::UnitListener>> UnitEmotions::open(const store::ModelEntry& model,
                                                                        const std::string& device, int threads) {
    if (model.card.kind != backend::kUnitEmotionKind) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 is of the kind %2, which hears no units with their emotion."),
                           {model.tensors.string(), model.card.kind}});
    }
    if (auto known = checkDevice(device); !known) return core::fail(known.error());
    try {
        nn::useThreads(threads);
        auto stored = loadUnitNetwork(model);
        if (!stored) return core::fail(stored.error());
        return std::make_unique<Listener>(model.card, std::move(*stored), device, threads);
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

core::Result<backend::UnitEmotionOutcome> UnitEmotions::train(
    const backend::UnitEmotionRequest& request,
    const std::function<void(int fold, int folds, const backend::UnitEpoch&)>& looked, core::Progress& progress) {
    const core::KeptMemory kept;
    return Run(request, looked, progress).run();
}

}  // namespace prososcope::training
