// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/FinalModel.h"

#include <algorithm>
#include <numeric>

#include "engine/core/Random.h"
#include "engine/training/AutoencoderRows.h"
#include "engine/training/AutoencoderSystem.h"
#include "engine/training/BatchModel.h"
#include "engine/training/ClassicalTraining.h"
#include "engine/training/EncoderHeads.h"
#include "engine/training/FoldRows.h"
#include "engine/training/FutureHeads.h"
#include "engine/training/Inference.h"
#include "engine/training/StoredAutoencoder.h"
#include "engine/training/StoredFuture.h"

namespace prososcope::training {

namespace {

class ClassicalModel : public BatchModel {
public:
    ClassicalModel(store::ModelCard card, const features::FeatureSet& set, learn::StoredClassifier stored, int threads)
        : BatchModel(std::move(card)), m_set(set), m_stored(std::move(stored)), m_threads(std::max(threads, 1)) {}

    core::Result<std::vector<backend::Posteriors>> predictMany(std::span<const std::span<const float>> monos,
                                                               core::Progress& progress) override {
        std::vector<backend::Posteriors> result;
        for (const auto& mono : monos) {
            if (progress.stopRequested()) return core::cancelled();
            auto posteriors = predictOne(mono, progress);
            if (!posteriors) return core::fail(posteriors.error());
            result.push_back(std::move(*posteriors));
            progress.report(static_cast<double>(result.size()) / static_cast<double>(monos.size()));
        }
        return result;
    }

private:
    core::Result<backend::Posteriors> predictOne(std::span<const float> mono, core::Progress& progress) const {
        core::Progress silent(progress.stopToken());
        const auto row = classicalRowOf(m_set, mono, m_threads, silent);
        if (!row) return core::fail(row.error());
        const auto standardised = m_stored.standardiser->apply(row->view());
        if (!standardised) return core::fail(standardised.error());
        const auto scores = m_stored.classifier->scores(standardised->rows.view(), silent);
        if (!scores) return core::fail(scores.error());
        return posteriorsOfScores(card().kind, scores->row(0));
    }

    const features::FeatureSet& m_set;
    learn::StoredClassifier m_stored;
    int m_threads;
};

std::vector<std::size_t> everyUtterance(const ExperimentData& data) {
    std::vector<std::size_t> all(data.labelled.utterances.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

}  // namespace

core::Status canBeKept(const experiment::Experiment& experiment) {
    const auto refused = [&](const char* pattern) {
        return core::fail(core::ErrorKind::BadInput, {pattern, {experiment.model, experiment.name}});
    };
    if (experiment.model == "fusion" || experiment::isRegression(experiment.model)) {
        return refused(
            TRANSLATABLE("Engine", "The model %1 cannot be kept for predictions. Leave save_model out of experiment %2."));
    }
    if (experiment.model == experiment::kFuturePrediction &&
        experiment::futureHead(experiment.modelSettings) != experiment::FutureHead::Pooling) {
        return refused(TRANSLATABLE("Engine",
                                    "The model %1 can be kept with the head pooling alone. Leave save_model out of experiment "
                                    "%2."));
    }
    const auto fisher = experiment.modelSettings.find("fisher");
    if (experiment.model == "kernel-ridge" || experiment::featureSetNames(experiment.featureSet).size() > 1 ||
        (fisher != experiment.modelSettings.end() && fisher->second > 0.0)) {
        return refused(
            TRANSLATABLE("Engine",
                         "The model %1 on several feature sets or with kernels cannot be kept for predictions yet. Leave "
                         "save_model out of experiment %2."));
    }
    if (experiment.model == experiment::kIaan) {
        return refused(TRANSLATABLE("Engine",
                                    "A model %1 needs the turns before and cannot be kept for predictions of single sounds. "
                                    "Leave save_model out of experiment %2."));
    }
    if (experiment.normalise == "speaker") {
        return refused(
            TRANSLATABLE("Engine",
                         "A model %1 that is standardised by speaker needs all of a speaker's recordings and cannot be "
                         "kept for predictions. Leave save_model out of experiment %2, or normalise by \"training\"."));
    }
    return {};
}

namespace {

/// What an autoencoder learns from, standardised by what its file will hold.
struct KeptRows {
    AutoencoderRows rows;
    AutoencoderScale scale;
};

core::Result<KeptRows> keptRows(const SystemData& system, const std::vector<std::size_t>& chosen) {
    const auto& part = system.parts.front();
    if (system.autoencoder->seesFrames()) {
        auto frames = learnedFrames(part, chosen, system.autoencoder->bound);
        auto scale = frames.scale;
        return KeptRows{AutoencoderRows(std::move(frames)), std::move(scale)};
    }
    const auto rows = withCopies(part.rows, part.copyRows, chosen);
    const auto exact = learn::Standardiser::fit(rows.view(), system.autoencoder->bound);
    if (!exact) return core::fail(exact.error());
    auto standardiser = storedPrecision(*exact);
    if (!standardiser) return core::fail(standardiser.error());
    auto standardised = standardiser->apply(rows.view());
    if (!standardised) return core::fail(standardised.error());
    return KeptRows{std::move(standardised->rows), std::move(*standardiser)};
}

/// The autoencoder of all utterances, for all epochs: nothing is set aside to choose one by.
core::Status keepAutoencoder(const FoldTask& task, const SystemData& system, std::uint64_t seed,
                             const std::filesystem::path& stem, store::ModelCard card, core::Progress& progress) {
    const auto all = everyUtterance(task.data);
    const auto learned = keptRows(system, all);
    if (!learned) return core::fail(learned.error());
    const AutoencoderRows nobody(learn::Matrix<float>(0, learned->rows.columns()));
    AutoencoderTask training{*system.autoencoder,
                             learned->rows,
                             autoencoderLabels(task.data, system, all, seed),
                             nobody,
                             {},
                             task.experiment.classes,
                             task.experiment.training,
                             seed,
                             task.device,
                             task.threads,
                             task.checkpoints / "final.safetensors",
                             task.remark};
    training.settings.patience = 0;
    const auto trained = trainAutoencoder(training, {}, progress);
    if (!trained) return core::fail(trained.error());
    if (auto saved = saveAutoencoder(*system.autoencoder, trained->state, learned->scale, stem, std::move(card)); !saved)
        return saved;
    std::error_code ignored;
    std::filesystem::remove(training.checkpoint, ignored);
    return {};
}

}  // namespace

core::Status keepModel(const FoldTask& task, const std::filesystem::path& stem, store::ModelCard card,
                       core::Progress& progress) {
    const auto& system = task.data.systems.front();
    const auto seed = core::deriveSeed(task.experiment.seed, "final");
    if (system.isClassical()) {
        const auto kept = fitClassifier(task.data, system, seed, task.threads, progress);
        if (!kept) return core::fail(kept.error());
        auto tensors = stem;
        tensors += ".safetensors";
        if (auto saved = learn::saveClassifier(tensors, *kept->classifier, &kept->standardiser); !saved) return saved;
        return writeCard(stem, std::move(card));
    }
    if (system.autoencoder) return keepAutoencoder(task, system, seed, stem, std::move(card), progress);
    auto training =
        networkTask(task.experiment, system, seed, task.device, task.threads, task.checkpoints / "final.safetensors");
    training.train = task.data.examplesWithCopies(system, everyUtterance(task.data), 0);
    training.settings.patience = 0;
    const auto trained = trainSystem(system, training, {}, progress);
    if (!trained) return core::fail(trained.error());
    if (system.future) card.settings = system.future->network.values();
    auto saved = system.encoder  ? saveEncoderHead(*system.encoder, trained->state, stem, std::move(card))
                 : system.future ? saveFuture(trained->state, stem, std::move(card))
                                 : saveModel(trained->state, stem, std::move(card));
    if (!saved) return saved;
    std::error_code ignored;
    std::filesystem::remove(training.checkpoint, ignored);
    return {};
}

core::Result<std::unique_ptr<backend::EmotionModel>> openClassicalModel(const store::ModelEntry& entry, int threads) {
    const auto& card = entry.card;
    const auto file = entry.tensors.string();
    const auto foreign = [&](std::string details) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine",
                          "The card of %1 asks for sizes or features that this program does not have. Get the model again."),
             {file}},
            std::move(details));
    };
    const auto set = features::featureSet(card.featureSet);
    if (!set) return foreign(set.error().message());
    if ((*set)->parameters() != card.featureParameters || (*set)->rateHz() != card.rateHz)
        return foreign(card.featureSet + ", " + card.featureParameters + ", " + std::to_string(card.rateHz) + " Hz");
    if (auto good = checkTensorsHash(entry); !good) return core::fail(good.error());
    auto stored = learn::loadClassifier(entry.tensors);
    if (!stored) return core::fail(stored.error());
    if (!stored->standardiser || stored->standardiser->columns() != classicalColumns(**set))
        return foreign("another number of columns");
    if (stored->classifier->classes() != static_cast<int>(card.classes.size())) return foreign("another number of classes");
    learn::Matrix<float> zeros(1, classicalColumns(**set));
    core::Progress silent;
    if (const auto fits = stored->classifier->scores(zeros.view(), silent); !fits) return foreign(fits.error().message());
    return std::make_unique<ClassicalModel>(card, **set, std::move(*stored), threads);
}

}  // namespace prososcope::training
