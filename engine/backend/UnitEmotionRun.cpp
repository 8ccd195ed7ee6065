// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/UnitEmotionRun.h"

#include "engine/analysis/RunSummary.h"
#include "engine/backend/UnitEmotionResults.h"
#include "engine/core/Clock.h"
#include "engine/core/Csv.h"
#include "engine/experiment/UnitEmotionPlan.h"
#include "engine/store/RunQueue.h"

namespace prososcope::backend {

namespace {

constexpr double kPercent = 100.0;

core::Result<UnitEmotionRequest> requestOf(const store::Workspace& workspace, const store::RunRecord& run) {
    auto experiment = experiment::parseUnitEmotionExperiment(run.experiment, "run " + std::to_string(run.id));
    if (!experiment) return core::fail(experiment.error());
    UnitEmotionRequest request;
    auto corpus = workspace.corpus(experiment->corpus);
    if (!corpus) return core::fail(corpus.error());
    request.corpus = std::move(*corpus);
    for (const auto& name : experiment->testCorpora) {
        auto other = workspace.corpus(name);
        if (!other) return core::fail(other.error());
        request.testCorpora.push_back(std::move(*other));
    }
    request.folder = workspace.folder() / "unit-emotion" / experiment->name;
    request.modelsFolder = workspace.modelsFolder();
    request.command = run.command;
    request.experiment = std::move(*experiment);
    return request;
}

std::string percent(double share) { return core::fixedText(kPercent * share, 1); }

core::Text lookText(int fold, int folds, const UnitEpoch& epoch, int updates) {
    std::vector<std::string> words{std::to_string(fold + 1), std::to_string(folds), std::to_string(epoch.update),
                                   std::to_string(updates), core::fixedText(epoch.trainLoss, 2)};
    if (!epoch.validation) return {TRANSLATABLE("Engine", "Fold %1 of %2, update %3 of %4: loss %5"), std::move(words)};
    const auto& look = *epoch.validation;
    for (const double share : {look.unitErrors, look.unitErrorsWithout, look.uar}) words.push_back(percent(share));
    return {
        TRANSLATABLE("Engine", "Fold %1 of %2, update %3 of %4: loss %5, unit errors %6 % (without emotion %7 %), UAR %8 %"),
        std::move(words)};
}

/// Makes the run this process's running one.
core::Status claim(store::Workspace& workspace, store::RunRecord& run) {
    if (auto mine = store::claimRun(workspace, run); !mine) return mine;
    run.state = store::RunState::Running;
    run.note.clear();
    if (run.startedAt.empty()) run.startedAt = core::utcNow();
    return workspace.updateRun(run);
}

core::Result<UnitEmotionRunOutcome> train(UnitEmotionBackend& backend, store::Workspace& workspace, const store::RunRecord& run,
                                          RunObserver& observer, core::Progress& progress) {
    const auto request = requestOf(workspace, run);
    if (!request) return core::fail(request.error());
    const auto& experiment = request->experiment;
    const auto plan = experiment::planUnitEmotion(experiment, request->corpus, request->testCorpora);
    if (!plan) return core::fail(plan.error());
    std::vector<store::FoldRecord> folds;
    for (const auto& each : plan->folds) {
        folds.push_back(
            {run.id, static_cast<int>(folds.size()), each.name, {}, each.validationSpeakers, each.testSpeakers, false, 0, 0.0});
        if (auto saved = workspace.saveFold(folds.back()); !saved) return core::fail(saved.error());
    }
    observer.runStarted(run, static_cast<int>(folds.size()));
    core::Text last;
    core::Progress inner(progress.stopToken(), [&](double fraction, const core::Text& what) {
        progress.report(fraction, last.empty() ? what : last);
    });
    int current = -1;
    core::Status stored;
    const auto looked = [&](int fold, int count, const UnitEpoch& epoch) {
        if (fold != current && fold < static_cast<int>(folds.size()))
            observer.foldStarted(folds[static_cast<std::size_t>(fold)]);
        current = fold;
        store::EpochRecord point{fold, epoch.update, epoch.trainLoss, {}, {}, epoch.learningRate, epoch.seconds};
        if (epoch.validation) {
            point.innerLoss = epoch.validation->loss;
            point.innerUar = epoch.validation->uar;
        }
        if (auto added = workspace.addEpoch(run.id, point); !added && stored) stored = added;
        last = lookText(fold, count, epoch, experiment.updates);
        observer.epochDone(point);
    };
    auto outcome = backend.train(*request, looked, inner);
    if (!outcome) return core::fail(outcome.error());
    if (!stored) return core::fail(stored.error());
    for (const auto& remark : outcome->remarks) observer.remark(remark);
    if (auto written = writeUnitEmotionResults(request->folder, experiment, *outcome); !written)
        return core::fail(written.error());
    auto done = storeUnitEmotionRun(workspace, *request, *outcome, run.startedAt, run.id);
    if (!done) return core::fail(done.error());
    const auto predictions = workspace.predictions(run.id);
    if (!predictions) return core::fail(predictions.error());
    const auto records = workspace.folds(run.id);
    if (!records) return core::fail(records.error());
    for (const auto& record : *records) {
        std::vector<store::PredictionRecord> own;
        for (const auto& each : *predictions)
            if (each.fold == record.index) own.push_back(each);
        observer.foldDone(record, analysis::pooledUar(own, run.classes.size()));
    }
    return UnitEmotionRunOutcome{std::move(*done), std::move(*outcome)};
}

}  // namespace

core::Result<UnitEmotionRunOutcome> runStoredUnitEmotion(UnitEmotionBackend& backend, store::Workspace& workspace,
                                                         std::int64_t id, RunObserver& observer, core::Progress& progress) {
    auto run = workspace.run(id);
    if (!run) return core::fail(run.error());
    if (auto mine = claim(workspace, *run); !mine) return core::fail(mine.error());
    auto done = train(backend, workspace, *run, observer, progress);
    if (done) {
        progress.report(1.0);
        return done;
    }
    const auto& error = done.error();
    const bool cancelled = error.kind == core::ErrorKind::Cancelled;
    run->state = cancelled ? store::RunState::Cancelled : store::RunState::Failed;
    run->note = cancelled ? std::string() : error.message();
    run->finishedAt = core::utcNow();
    if (auto updated = workspace.updateRun(*run); !updated) return core::fail(updated.error());
    return done;
}

}  // namespace prososcope::backend
