// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/FuturePredictionBackend.h"

#include <nlohmann/json.hpp>

#include "engine/backend/TorchBackend.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"

namespace prososcope::backend {

namespace {

std::string epochsCsv(const std::vector<FutureEpoch>& epochs) {
    core::CsvTable table{{"epoch", "train_loss", "validation_loss", "learning_rate", "seconds", "step_seconds"}, {}};
    for (const auto& epoch : epochs) {
        table.rows.push_back({std::to_string(epoch.epoch), core::numberText(epoch.trainLoss),
                              epoch.validationLoss ? core::numberText(*epoch.validationLoss) : "",
                              core::numberText(epoch.learningRate), core::fixedText(epoch.seconds, 1),
                              core::fixedText(epoch.stepSeconds, 1)});
    }
    return core::formatCsv(table);
}

nlohmann::json orNull(const std::optional<double>& value) { return value ? nlohmann::json(*value) : nlohmann::json(); }

}  // namespace

core::Result<FuturePredictionBackend*> futurePredictionBackend(TorchBackend& torch) {
    auto* const networks = torch.futurePredictions();
    if (networks == nullptr)
        return core::fail(core::ErrorKind::NotFound,
                          {TRANSLATABLE("Engine", "The library of networks has none that predict the speech to come."), {}});
    return networks;
}

core::Status writeFuturePredictionResults(const std::filesystem::path& folder,
                                          const experiment::FuturePredictionExperiment& experiment,
                                          const FuturePredictionOutcome& outcome) {
    const nlohmann::json summary = {{"name", experiment.name},
                                    {"model", outcome.model.card.name},
                                    {"best_epoch", outcome.bestEpoch},
                                    {"epochs", outcome.epochs.size()},
                                    {"seed", experiment.seed},
                                    {"precision", outcome.precision},
                                    {"validation_loss", orNull(outcome.validationLoss)},
                                    {"copying_loss", orNull(outcome.copyingLoss)},
                                    {"train_recordings", outcome.trainRecordings},
                                    {"train_seconds", outcome.trainSeconds},
                                    {"validation_recordings", outcome.validationRecordings},
                                    {"train_speakers", outcome.trainSpeakers},
                                    {"validation_speakers", outcome.validationSpeakers},
                                    {"left_out_speakers", experiment.testSpeakers},
                                    {"left_out_for_their_length", outcome.tooShort}};
    for (const auto& [name, text] :
         {std::pair{"experiment.toml", experiment::formatFuturePredictionExperiment(experiment)},
          std::pair{"epochs.csv", epochsCsv(outcome.epochs)},
          std::pair{"summary.json", summary.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"}}) {
        if (auto written = core::writeFile(folder / name, text); !written) return written;
    }
    return {};
}

}  // namespace prososcope::backend
