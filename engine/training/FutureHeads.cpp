// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/FutureHeads.h"

#include <algorithm>

#include "engine/core/Random.h"
#include "engine/nn/Interrupt.h"
#include "engine/nn/ModuleState.h"
#include "engine/nn/ValidFrames.h"
#include "engine/training/BatchModel.h"
#include "engine/training/BatchPosteriors.h"
#include "engine/training/FutureTrainee.h"
#include "engine/training/Inference.h"
#include "engine/training/StoredFuture.h"

namespace prososcope::training {

namespace {

using experiment::FutureHead;
using Numbers = std::map<std::string, double>;

constexpr const char* kDeviations = "deviations";

/// The start's weights, its scale and its card.
core::Status takeStart(const experiment::FusionMember& member, const std::vector<std::string>& classes,
                       const std::filesystem::path& modelsFolder, FutureSystem& system) {
    const auto entry = store::findModel(member.start, modelsFolder);
    if (!entry) return core::fail(entry.error());
    if (entry->card.kind != experiment::kFuturePrediction) {
        return refuse(
            TRANSLATABLE("Engine", "A training of the kind %1 cannot begin with the model %2, which is of the kind %3."),
            {member.model, member.start, entry->card.kind});
    }
    if (entry->card.featureSet != member.featureSet) {
        return refuse(TRANSLATABLE("Engine", "The network %1 hears %2, not %3. Write set = \"%2\"."),
                      {member.start, entry->card.featureSet, member.featureSet});
    }
    auto stored = loadFuture(*entry);
    if (!stored) return core::fail(stored.error());
    system.network = stored->network->settings();
    system.scale = std::move(stored->scale);
    system.state = nn::stateOf(*stored->network);
    if (entry->card.classes != classes)  // then they begin anew
        system.state = std::move(system.state).without("classifier.");
    system.start = entry->card;
    return {};
}

/// The settings without those of heads.
Numbers ownNumbers(const experiment::FusionMember& member) {
    auto numbers = member.modelSettings;
    numbers.erase("head");
    numbers.erase("columns");
    return numbers;
}

core::Status settleNetwork(const experiment::FusionMember& member, const std::vector<std::string>& classes,
                           FutureSystem& system) {
    auto numbers = ownNumbers(member);
    if (system.start) {
        auto merged = settingsFrom(StartModel{*system.start, {}}, numbers);
        if (!merged) return core::fail(merged.error());
        numbers = std::move(*merged);
    }
    const auto settings = models::checkedFutureSettings(numbers, static_cast<std::int64_t>(classes.size()));
    if (!settings) return core::fail(settings.error());
    system.network = *settings;
    for (const auto& [name, value] : settings->values()) system.settings[name] = value;
    return {};
}

core::Status settleColumns(const experiment::FusionMember& member, FutureSystem& system) {
    system.columns = experiment::futureColumns(member.modelSettings);
    system.settings["columns"] = system.columns;
    const bool layer = system.columns < experiment::kFutureAdd && system.columns != experiment::kFutureFrames;
    if (layer && system.columns > system.network.layers) {
        return refuse(TRANSLATABLE("Engine", "The network %1 has %2 layers, so that there is no %3."),
                      {member.start, std::to_string(system.network.layers), experiment::futureColumnsWord(system.columns)});
    }
    if (system.columns != experiment::kFutureFrames && !system.start) {
        return refuse(
            TRANSLATABLE("Engine", "The model %1 needs a network to take layers of: write start = \"NAME\" under [model]."),
            {member.model});
    }
    return {};
}

core::Status settleLstm(const experiment::FusionMember& member, const std::vector<std::string>& classes, FutureSystem& system) {
    auto numbers = ownNumbers(member);
    numbers["inputs"] = static_cast<double>(futureWidth(system.network, system.columns));
    const auto settings = models::checkedAttentionLstmSettings(numbers, static_cast<std::int64_t>(classes.size()));
    if (!settings) return core::fail(settings.error());
    system.lstm = *settings;
    for (const auto& [name, value] : settings->values()) {
        if (name != "inputs") system.settings[name] = value;
    }
    return {};
}

core::Status settleLearner(const experiment::FusionMember& member, FutureSystem& system) {
    auto numbers = ownNumbers(member);
    if (const auto found = numbers.find(kDeviations); found != numbers.end()) {
        if (found->second != 0.0 && found->second != 1.0) {
            return refuse(TRANSLATABLE("Engine", "The setting %1 of the model %2 must be 0 or 1."),
                          {kDeviations, member.model});
        }
        system.deviations = found->second == 1.0;
        numbers.erase(found);
    }
    if (const auto fisher = numbers.find("fisher"); fisher != numbers.end() && fisher->second != 0.0)
        return refuse(TRANSLATABLE("Engine", "The model %1 takes means over time, no Fisher vectors."), {member.model});
    const auto learner = classicalSettings(experiment::futureLearner(system.head), numbers);
    if (!learner) return core::fail(learner.error());
    system.learner = *learner;
    for (const auto& [name, value] : learner->values()) {
        if (name != "fisher") system.settings[name] = value;
    }
    system.settings[kDeviations] = system.deviations ? 1.0 : 0.0;
    return {};
}

}  // namespace

core::Result<std::shared_ptr<const FutureSystem>> openFutureSystem(const experiment::FusionMember& member,
                                                                   const std::vector<std::string>& classes,
                                                                   const std::filesystem::path& modelsFolder) {
    try {
        auto system = std::make_shared<FutureSystem>();
        system->head = experiment::futureHead(member.modelSettings);
        system->settings["head"] = static_cast<double>(system->head);
        core::Status done;
        if (!member.start.empty()) done = takeStart(member, classes, modelsFolder, *system);
        const bool pools = system->head == FutureHead::Pooling;
        if (done && pools) done = settleNetwork(member, classes, *system);
        if (done && !pools) {
            system->network.classes = static_cast<std::int64_t>(classes.size());
            done = settleColumns(member, *system);
        }
        if (done && system->head == FutureHead::AttentionLstm)
            done = settleLstm(member, classes, *system);
        else if (done && !pools)
            done = settleLearner(member, *system);
        if (!done) return core::fail(done.error());
        const auto set = futureFeatures(member.featureSet);
        if (!set) return core::fail(set.error());
        if (system->network.bands != static_cast<std::int64_t>((*set)->columns().size())) {
            return refuse(TRANSLATABLE("Engine", "The model %1 hears %2 bands, not %3."),
                          {member.model, std::to_string((*set)->columns().size()), std::to_string(system->network.bands)});
        }
        return system;
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

core::Result<TrainedNetwork> trainFutureHead(const FutureSystem& system, const TrainingTask& task,
                                             const std::function<void(const EpochReport&)>& epochDone,
                                             core::Progress& progress) {
    try {
        auto whole = task;
        whole.settings.mixup = 0.0;
        nn::useThreads(task.threads);
        auto scale = system.scale;
        if (scale.empty() && !task.train.empty()) scale = bandScale(task.train);
        FutureTrainee trainee(whole, FutureClassifier(system, scale, core::deriveSeed(task.seed, "weights"), task.device));
        auto trained = trainNetwork(whole, trainee, epochDone, progress);
        if (trained) scale.store(trained->state);
        return trained;
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

core::Result<std::vector<std::vector<float>>> predictFutureHead(const FutureSystem& system, const nn::StateDict& state,
                                                                const std::vector<features::FeatureMatrixPtr>& utterances,
                                                                const std::string& device, int threads,
                                                                core::Progress& progress) {
    try {
        nn::useThreads(threads);
        const nn::InterruptScope interrupt(progress.stopToken());
        const auto scale = BandScale::of(state, static_cast<std::size_t>(system.network.bands));
        FutureClassifier classifier(system, scale, 0, device);
        if (auto loaded = nn::loadState(*classifier.learner(), state.without("input."), "network"); !loaded)
            return core::fail(loaded.error());
        return classifier.posteriors(utterances, progress);
    } catch (const nn::Interrupted&) {
        return core::cancelled();
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

core::Result<learn::Matrix<float>> futureRows(const FutureSystem& system,
                                              const std::vector<features::FeatureMatrixPtr>& utterances,
                                              const std::string& device, int threads, core::Progress& progress) {
    try {
        nn::useThreads(threads);
        const nn::InterruptScope interrupt(progress.stopToken());
        auto scale = system.scale;
        if (scale.empty()) {  // as they are: FoldRows standardises the rows on the training part
            const auto bands = static_cast<std::size_t>(system.network.bands);
            scale = {std::vector<float>(bands, 0.0F), std::vector<float>(bands, 1.0F)};
        }
        FutureClassifier classifier(system, scale, 0, device);
        const auto made = batchRows(
            [&](const torch::Tensor& rows, const nn::Lengths& lengths) {
                const auto columns = classifier.columns(rows, lengths);
                const auto mean = nn::meanOverFrames(columns, lengths);
                if (!system.deviations) return mean;
                const auto apart = nn::withoutPadding(columns - mean.unsqueeze(1), lengths);
                return torch::cat({mean, nn::meanOverFrames(apart.square(), lengths).sqrt()}, 1);
            },
            utterances, device, progress);
        if (!made) return core::fail(made.error());
        learn::Matrix<float> rows(made->size(), made->empty() ? 0 : made->front().size());
        for (std::size_t i = 0; i < made->size(); ++i) {
            if (!features::allFinite((*made)[i]))
                return core::fail(core::ErrorKind::Failed,
                                  {TRANSLATABLE("Engine", "The network gave a value that is no number.")});
            std::copy((*made)[i].begin(), (*made)[i].end(), rows.row(i).begin());
        }
        return rows;
    } catch (const nn::Interrupted&) {
        return core::cancelled();
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

namespace {

class FutureModel : public BatchModel {
public:
    FutureModel(store::ModelCard card, StoredFuture stored, std::string device, int threads)
        : BatchModel(std::move(card)), m_stored(std::move(stored)), m_device(std::move(device)), m_threads(threads) {
        m_stored.network->to(torch::Device(m_device));
    }

    core::Result<std::vector<backend::Posteriors>> predictMany(std::span<const std::span<const float>> monos,
                                                               core::Progress& progress) override {
        try {
            const nn::InterruptScope interrupt(progress.stopToken());
            constexpr double kShareOfFeatures = 0.3;
            auto hearing = progress.part(0.0, kShareOfFeatures);
            std::vector<features::FeatureMatrixPtr> rows;
            for (const auto& mono : monos) {
                if (progress.stopRequested()) return core::cancelled();
                if (auto sound = checkSound(mono); !sound) return core::fail(sound.error());
                auto matrix = m_stored.set->compute(mono);
                if (!matrix) return core::fail(matrix.error());
                rows.push_back(std::make_shared<const features::FeatureMatrix>(std::move(*matrix)));
                hearing.report(static_cast<double>(rows.size()) / static_cast<double>(monos.size()));
            }
            nn::useThreads(m_threads);
            auto rest = progress.part(kShareOfFeatures, 1.0);
            return batchPosteriors(
                [this](const torch::Tensor& values, const nn::Lengths& lengths) {
                    return m_stored.network->classify(m_stored.scale.apply(values), lengths);
                },
                rows, m_device, rest);
        } catch (const nn::Interrupted&) {
            return core::cancelled();
        } catch (const std::exception& exception) {
            return core::fail(nn::torchError(exception));
        }
    }

private:
    StoredFuture m_stored;
    std::string m_device;
    int m_threads;
};

}  // namespace

core::Result<std::unique_ptr<backend::EmotionModel>> openFutureEmotionModel(const store::ModelEntry& entry,
                                                                            const std::string& device, int threads) {
    if (entry.card.classes.empty()) {
        return refuse(
            TRANSLATABLE("Engine", "%1 predicts the speech to come and knows no emotions; an experiment can start from it."),
            {entry.card.name});
    }
    if (auto known = checkDevice(device); !known) return core::fail(known.error());
    try {
        nn::useThreads(threads);
        auto stored = loadFuture(entry);
        if (!stored) return core::fail(stored.error());
        return std::make_unique<FutureModel>(entry.card, std::move(*stored), device, threads);
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace prososcope::training
