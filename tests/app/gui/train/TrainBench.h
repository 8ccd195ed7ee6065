// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <atomic>
#include <thread>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/train/FoldTable.h"
#include "app/gui/train/TrainPage.h"
#include "engine/core/SafeFile.h"
#include "engine/store/RunQueue.h"
#include "widgets/CurveView.h"

/// The Train page with a small corpus and a trainer that stands in for LibTorch.
namespace prososcope::gui {

inline constexpr const char* kExperiment = R"(name = "tiny"
title = "Tiny, two emotions"
[corpus]
name = "tiny"
[labels]
classes = ["angry", "sad"]
[folds]
protocol = "leave-one-speaker-out"
inner_speakers = 1
)";

/// A workspace with a corpus of so many speakers, each with four utterances: angry, angry, sad, happy (which is left out).
inline core::Status makeCorpus(const std::filesystem::path& folder, int speakers, const std::string& name = "tiny") {
    corpus::Corpus tiny;
    tiny.name = name;
    tiny.title = "Tiny";
    tiny.layout = "manifest";
    tiny.folder = folder / "audio";
    for (int speaker = 1; speaker <= speakers; ++speaker) {
        for (int i = 0; i < 4; ++i) {
            corpus::Utterance utterance;
            utterance.id = "s" + std::to_string(speaker) + "_" + std::to_string(i);
            utterance.path = utterance.id + ".wav";
            utterance.speaker = "s" + std::to_string(speaker);
            utterance.emotion = i < 2 ? "angry" : (i == 2 ? "sad" : "happy");
            tiny.utterances.push_back(utterance);
        }
    }
    auto workspace = store::Workspace::open(folder);
    if (!workspace) return core::fail(workspace.error());
    return workspace->saveCorpus(tiny);
}

/// Stands in for LibTorch: stores a run with its folds and tells epochs, as fast or slow as a test wants.
struct FakeRunner {
    std::atomic<bool> hold{false};  // wait between epochs until released or cancelled
    std::atomic<int> runs{0};
    int epochs = 3;
    std::string failWith;
    std::string remark;
    double seconds = 0.0;  // that a run says it took
    std::function<void(std::int64_t run)> beforeClaim;  // on the worker, of a stored run that was looked at
    std::mutex mutex;
    std::vector<backend::RunRequest> requests;

    core::Result<store::RunRecord> operator()(const backend::RunRequest& request, backend::RunObserver& observer,
                                              core::Progress& progress) {
        const auto record = [&] {
            const std::lock_guard lock(mutex);
            requests.push_back(request);
            ++runs;
        };
        if (!failWith.empty()) {
            record();
            return core::fail(core::ErrorKind::OutOfMemory, {"The device has no memory left for %1.", {failWith}});
        }
        auto workspace = store::Workspace::open(request.workspace);
        store::RunRecord run;
        if (request.resume) {
            run = *workspace->run(*request.resume);
            if (beforeClaim) beforeClaim(run.id);
            if (const auto mine = store::claimRun(*workspace, run); !mine) return core::fail(mine.error());
            run.state = store::RunState::Running;
            (void)workspace->updateRun(run);
        } else {
            run.name = request.experiment.name;
            run.corpus = request.corpus.name;
            run.experiment = experiment::formatExperiment(request.experiment);
            run.protocol = "leave-one-speaker-out";
            run.classes = request.experiment.classes;
            run.id = *workspace->addRun(run);
        }
        record();
        const auto folds = corpus::makeFolds(experiment::applyLabels(request.experiment, request.corpus)->utterances,
                                             request.experiment.folds);
        const int count =
            request.onlyFolds.empty() ? static_cast<int>(folds->size()) : static_cast<int>(request.onlyFolds.size());
        observer.runStarted(run, count);
        if (!remark.empty()) observer.remark(core::Text(remark.c_str()));
        for (int fold = 0; fold < count; ++fold) {
            store::FoldRecord record;
            record.run = run.id;
            record.index = fold;
            record.name = (*folds)[static_cast<std::size_t>(fold)].name;
            (void)workspace->saveFold(record);
            observer.foldStarted(record);
            for (int epoch = 1; epoch <= epochs; ++epoch) {
                store::EpochRecord point;
                point.fold = fold;
                point.epoch = epoch;
                point.trainLoss = 1.0 / epoch;
                point.innerUar = 0.5;
                observer.epochDone(point);
                progress.report((fold * epochs + epoch) / static_cast<double>(count * epochs));
                while (hold && !progress.stopRequested()) std::this_thread::sleep_for(std::chrono::milliseconds(2));
                if (progress.stopRequested()) {
                    run.state = store::RunState::Cancelled;
                    (void)workspace->updateRun(run);
                    return core::cancelled();
                }
            }
            record.complete = true;
            observer.foldDone(record, 0.75);
        }
        run.state = store::RunState::Finished;
        run.seconds = seconds;
        run.device = "cpu";
        run.uar = 0.742;
        run.uarLow = 0.70;
        run.uarHigh = 0.78;
        run.speakers = count;
        (void)workspace->updateRun(run);
        return run;
    }
};

struct Bench {
    Bench(const std::filesystem::path& folder, const std::filesystem::path& experiments)
        : engine(QString::fromStdString(folder.string())) {
        PageContext context;
        context.actions = &actions;
        context.engine = &engine;
        context.workspaceFolder = QString::fromStdString(folder.string());
        page = std::make_unique<TrainPage>(context);
        page->setExperimentFolder(experiments);
        page->setRunner([this](const backend::RunRequest& request, backend::RunObserver& observer, core::Progress& progress) {
            return runner(request, observer, progress);
        });
        page->resize(1300, 860);
    }
    ~Bench() { runner.hold = false; }
    bool open(bool* ok = nullptr) {
        QSignalSpy plan(page.get(), &TrainPage::planShown);
        page->QWidget::show();
        page->activated();
        const bool shown = QTest::qWaitFor([&] { return plan.count() > 0; }, 10000);
        if (ok != nullptr && shown) *ok = plan.last().first().toBool();
        return shown;
    }
    QPushButton* button(const char* name) const { return page->findChild<QPushButton*>(QLatin1String(name)); }
    QString label(const char* name) const { return page->findChild<QLabel*>(QLatin1String(name))->text(); }
    FoldModel* folds() const { return page->findChild<FoldModel*>(); }
    widgets::CurveView* curves() const { return page->findChild<widgets::CurveView*>(); }

    /// The settings and seeds of the runs that were begun, in order.
    QStringList begun() {
        const std::lock_guard lock(runner.mutex);
        QStringList list;
        for (const auto& each : runner.requests)
            list << QString::fromStdString(each.point + "/" + std::to_string(each.experiment.seed));
        return list;
    }

    FakeRunner runner;
    ActionRegistry actions;
    engine_thread::EngineThread engine;
    std::unique_ptr<TrainPage> page;
};

}  // namespace prososcope::gui
