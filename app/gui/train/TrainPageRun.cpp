// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TrainPage that runs: start, resume, cancel, what is heard of the run meanwhile, and its end.
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/results/RunText.h"
#include "app/gui/train/FoldTable.h"
#include "app/gui/train/TrainPage.h"
#include "engine/core/SafeFile.h"
#include "widgets/CurveView.h"

namespace prososcope::gui {

using engine_thread::translated;

namespace {

QString clockText(double seconds) {
    const auto whole = static_cast<int>(seconds);
    return whole >= 3600 ? QStringLiteral("%1:%2:%3")
                               .arg(whole / 3600)
                               .arg(whole / 60 % 60, 2, 10, QLatin1Char('0'))
                               .arg(whole % 60, 2, 10, QLatin1Char('0'))
                         : QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
}

}  // namespace

void TrainPage::start() {
    const auto state = m_setup->state();
    if (state == TrainSetup::State::Running || state == TrainSetup::State::Cancelling || !m_plan || m_context.engine == nullptr)
        return;
    backend::RunRequest request;
    request.experiment = m_plan->experiment;
    request.experiment.device = m_setup->device().toStdString();
    request.workspace = workspace();
    request.onlyFolds = m_setup->onlyFolds();
    // An edited experiment is stored, so that the command of the run repeats it.
    const bool edited = m_setup->isEdited();
    const auto file = edited ? workspace() / "experiments" / (request.experiment.name + ".toml") : m_setup->experimentFile();
    request.command = commandLine(workspace(), file, m_setup->device(), request.onlyFolds, std::nullopt).toStdString();
    m_folds->setPlan(m_plan->folds, request.onlyFolds);
    const QString title = QString::fromStdString(request.experiment.name);
    enqueueRun(std::move(request), m_setup->corpus(), title, edited ? m_setup->toml().toStdString() : std::string(), file);
}

void TrainPage::resume(qint64 run) {
    const auto state = m_setup->state();
    if (state == TrainSetup::State::Running || state == TrainSetup::State::Cancelling || m_context.engine == nullptr) return;
    backend::RunRequest request;
    request.workspace = workspace();
    request.resume = run;
    request.command = commandLine(workspace(), {}, QStringLiteral("auto"), {}, run).toStdString();
    m_folds->setPlan({}, {});
    enqueueRun(std::move(request), {}, tr("Run %1").arg(run), {}, {});
    m_loader.load<ResumeView>(
        QStringLiteral("resume"), [folder = workspace(), run](core::Progress&) { return viewRun(folder, run); },
        [this](const core::Result<ResumeView>& view) {
            if (!view) return;  // the job says what is wrong
            showPlanned(view->plan, view->chosen);
            for (const store::EpochRecord& each : view->epochs)
                m_curves->addPoint(each.fold, each.epoch, each.trainLoss, each.innerUar);
            for (const auto& [fold, uar] : view->finished) m_folds->finished(fold, uar);
            m_plan = view->plan;
        });
}

void TrainPage::enqueueRun(backend::RunRequest request, const QString& corpusName, const QString& title,
                           const std::string& tomlToWrite, const std::filesystem::path& tomlPath) {
    showNoCurves(request.experiment, tr("Features are computed first, then the first epoch is trained."));
    m_setup->setOutcome({}, false, false);
    m_setup->setCommand(QString::fromStdString(request.command));
    m_setup->setState(TrainSetup::State::Running);
    m_setup->setProgress(0.0, tr("Starting"));
    m_fraction = 0.0;
    m_remaining = -1.0;
    m_doing.clear();
    m_currentFold = -1;
    m_clock.start();
    m_clockTick.start();
    auto work = [request = std::move(request), corpusName = corpusName.toStdString(), runner = m_runner,
                 observer = m_bridge->observer(), tomlToWrite,
                 tomlPath](core::Progress& progress) mutable -> core::Result<std::any> {
        auto workspace = store::Workspace::open(request.workspace);
        if (!workspace) return core::fail(workspace.error());
        if (request.resume) {
            const auto stored = workspace->run(*request.resume);
            if (!stored) return core::fail(stored.error());
            auto parsed = experiment::parseExperiment(stored->experiment, "run " + std::to_string(stored->id));
            if (!parsed) return core::fail(parsed.error());
            request.experiment = std::move(*parsed);
            corpusName = stored->corpus;
        } else if (!tomlToWrite.empty()) {
            if (const auto written = core::writeFile(tomlPath, tomlToWrite); !written) return core::fail(written.error());
        }
        if (request.experiment.corpora.empty()) experiment::setCorpora(request.experiment, {corpusName});
        auto corpora = experiment::loadCorpora(request.experiment, *workspace);
        if (!corpora) return core::fail(corpora.error());
        request.corpus = std::move(corpora->front());
        request.furtherCorpora.assign(corpora->begin() + 1, corpora->end());
        auto run = runner(request, *observer, progress);
        if (!run) return core::fail(run.error());
        return std::any(std::move(*run));
    };
    m_job = m_context.engine->enqueue(title, this, std::move(work), [this](core::Result<std::any> result) {
        m_bridge->flush();
        if (!result)
            ended(core::fail(result.error()));
        else
            ended(std::any_cast<store::RunRecord>(*result));
    });
}

void TrainPage::cancel() {
    if (m_setup->state() != TrainSetup::State::Running) return;
    m_setup->setState(TrainSetup::State::Cancelling);
    m_setup->setProgress(m_fraction, tr("Cancelling"));
    m_context.engine->cancel(m_job);
}

void TrainPage::takeEvents(const std::vector<RunEvent>& events) {
    const auto settings = m_plan ? m_plan->experiment.training.epochs : 0;
    for (const RunEvent& event : events) {
        if (const auto* begun = std::get_if<RunBegun>(&event)) {
            m_shownRun = begun->run.id;
        } else if (const auto* fold = std::get_if<store::FoldRecord>(&event)) {
            m_currentFold = fold->index;
            m_curves->setFoldName(fold->index, QString::fromStdString(fold->name));
            m_curves->setCurrentFold(fold->index);
            m_folds->started(fold->index);
        } else if (const auto* epoch = std::get_if<store::EpochRecord>(&event)) {
            m_curves->addPoint(epoch->fold, epoch->epoch, epoch->trainLoss, epoch->innerUar);
            m_folds->epoch(epoch->fold, epoch->epoch, settings);
        } else if (const auto* done = std::get_if<FoldEnded>(&event)) {
            m_folds->finished(done->fold.index, done->testUar);
        }
    }
}

void TrainPage::showProgress() {
    if (m_setup->state() != TrainSetup::State::Running) return;
    const double elapsed = static_cast<double>(m_clock.elapsed()) / 1000.0;
    QString text =
        m_currentFold >= 0
            ? tr("Fold %1, %2 of %3 done").arg(m_currentFold + 1).arg(m_folds->finishedCount()).arg(m_folds->chosenCount())
            : (m_doing.isEmpty() ? tr("Starting") : m_doing);
    text += QLatin1Char('\n') + (m_remaining >= 0.0
                                     ? tr("%1 elapsed, about %2 left").arg(clockText(elapsed), clockText(m_remaining))
                                     : tr("%1 elapsed").arg(clockText(elapsed)));
    m_setup->setProgress(m_fraction, text);
}

void TrainPage::ended(const core::Result<store::RunRecord>& run) {
    m_clockTick.stop();
    m_job = 0;
    m_setup->setState(TrainSetup::State::Done);
    if (run) {
        m_shownRun = run->id;
        m_setup->setOutcome(runSentence(*run), run->speakerDependent, true);
    } else if (run.error().kind == core::ErrorKind::Cancelled) {
        m_setup->setOutcome(tr("Cancelled. Resume continues from the last checkpoint."), false, false);
    } else {
        m_setup->setOutcome(translated(run.error().text), true, false);
        Q_EMIT message(translated(run.error().text), true);
    }
    reload();
    Q_EMIT runEnded(run.has_value());
}

}  // namespace prososcope::gui
