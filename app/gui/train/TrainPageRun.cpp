// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TrainPage that runs: start, resume, cancel, what is heard of the run meanwhile, and its end.
#include <QLabel>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/corpus/CorpusPage.h"
#include "app/gui/results/RunText.h"
#include "app/gui/train/FoldTable.h"
#include "app/gui/train/TrainPage.h"
#include "engine/experiment/UnitEmotionPlan.h"
#include "engine/experiment/WaitingRun.h"
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

/// As precise as a guess is.
QString roughTime(double seconds) {
    if (seconds < 60.0) return TrainPage::tr("%1 s").arg(std::max(1, static_cast<int>(std::lround(seconds))));
    if (seconds < 3570.0) return TrainPage::tr("%1 min").arg(std::lround(seconds / 60.0));
    if (seconds < 36000.0) return TrainPage::tr("%1 h").arg(QLocale().toString(seconds / 3600.0, 'g', 2));
    return TrainPage::tr("%1 h").arg(std::lround(seconds / 3600.0));
}

QString roughSize(double bytes) {
    const double megabytes = bytes / 1e6;
    if (megabytes < 1.0) return TrainPage::tr("below 1 MB");
    if (megabytes < 1000.0) return TrainPage::tr("%1 MB").arg(QLocale().toString(megabytes, 'g', megabytes < 100.0 ? 2 : 3));
    return TrainPage::tr("%1 GB").arg(QLocale().toString(megabytes / 1000.0, 'g', 2));
}

}  // namespace

void TrainPage::showCost() {
    const auto& cost = m_plan->cost;
    const auto runs = m_plan->group.runs.size();
    QStringList parts;
    if (runs > 1) parts << tr("%1 runs").arg(static_cast<qulonglong>(runs));
    parts << (cost.seconds ? tr("about %1").arg(roughTime(*cost.seconds)) : tr("time not known"));
    if (!m_plan->units) parts << roughSize(cost.bytes);
    QString origin = tr("Time as on the machine the program was made on; yours may be several times faster or slower.");
    if (cost.reference != 0)
        origin =
            tr("Time as run %1 took on %2.").arg(cost.reference).arg(QString::fromStdString(cost.referenceDevice).toUpper());
    else if (!cost.seconds)
        origin = m_plan->units ? tr("No finished run of this experiment on this corpus yet.")
                               : tr("No run of this system on a GPU yet.");
    m_setup->controls().setCost(parts.join(QStringLiteral(", ")), origin);
}

void TrainPage::start() {
    if (!m_plan || m_context.engine == nullptr || !m_setup->canStart()) return;
    auto group = m_plan->group;
    for (auto& run : group.runs) run.experiment.device = m_setup->device().toStdString();
    // An edited experiment is stored, so that the command of the run repeats it.
    const bool edited = m_setup->isEdited();
    const auto file = edited ? workspace() / "experiments" / (group.name + ".toml") : m_setup->experimentFile();
    const auto command = commandLine(workspace(), file, m_setup->device(), m_setup->onlyFolds(), std::nullopt);
    std::vector<store::RunRecord> records;
    if (m_plan->units) {
        auto units = *m_plan->units;
        units.device = m_setup->device().toStdString();
        records.push_back(experiment::waitingRecord(units, command.toStdString()));
    } else {
        records = experiment::waitingRecords(group, command.toStdString(), m_setup->onlyFolds());
    }
    m_queue->add(std::move(records), edited ? m_setup->toml().toStdString() : std::string(), file);
}

void TrainPage::cancel() { m_queue->cancel(); }

/// A run of the queue is about to be handed to the worker: from here on the centre shows it.
void TrainPage::begun(qint64 run, const std::shared_ptr<const ResumeView>& view) {
    m_shownRun = run;
    m_showsRun = true;
    m_shownPlan = {};
    m_folds->setPlan({}, {});
    m_updates = false;
    m_fraction = 0.0;
    m_remaining = -1.0;
    m_doing.clear();
    m_currentFold = -1;
    m_clock.start();
    m_clockTick.start();
    auto& controls = m_setup->controls();
    controls.setOutcome({}, false, false);
    controls.setProgress(0.0, tr("Starting"));
    if (!view) return;  // the job says what is wrong
    const auto& experiment = view->plan.experiment;
    m_shownPlan = {experiment.name, experiment.corpus, view->plan.folds.size()};
    m_epochs = experiment.training.epochs;
    m_updates = view->plan.units.has_value();
    showNoCurves(experiment, m_updates
                                 ? tr("Units and sound are read first; curves appear with the first look at the training.")
                                 : tr("Features are computed first, then the first epoch is trained."));
    showPlanned(view->plan, view->chosen);
    for (const store::EpochRecord& each : view->epochs)
        m_curves->addPoint(each.fold, each.epoch, each.trainLoss, each.innerUar);
    for (const auto& [fold, uar] : view->finished) m_folds->finished(fold, uar);
}

void TrainPage::showState() {
    const auto state = m_queue->state();
    RunControls::State shown;
    shown.running = state != TrainQueue::State::Idle;
    shown.stopping = state == TrainQueue::State::Cancelling || state == TrainQueue::State::Pausing;
    shown.paused = m_queue->isPaused();
    shown.canProceed = m_queue->canProceed();
    shown.ready = m_plan.has_value() && m_setup->canStart();
    m_setup->controls().setState(shown);
    if (state == TrainQueue::State::Cancelling) m_setup->controls().setProgress(m_fraction, tr("Cancelling"));
    if (state == TrainQueue::State::Pausing) m_setup->controls().setProgress(m_fraction, tr("Pausing"));
    if (shown.running) return;
    m_clockTick.stop();
    m_gpu.watch({});
}

void TrainPage::takeEvents(const std::vector<RunEvent>& events) {
    for (const RunEvent& event : events) {
        if (const auto* begun = std::get_if<RunBegun>(&event)) {
            m_shownRun = begun->run.id;
            m_gpu.watch(QString::fromStdString(begun->run.device));
        } else if (const auto* fold = std::get_if<store::FoldRecord>(&event)) {
            m_currentFold = fold->index;
            m_curves->setFoldName(fold->index, QString::fromStdString(fold->name));
            m_curves->setCurrentFold(fold->index);
            m_folds->started(fold->index);
        } else if (const auto* epoch = std::get_if<store::EpochRecord>(&event)) {
            m_curves->addPoint(epoch->fold, epoch->epoch, epoch->trainLoss, epoch->innerUar);
            m_folds->epoch(epoch->fold, epoch->epoch, m_epochs);
        } else if (const auto* done = std::get_if<FoldEnded>(&event)) {
            m_folds->finished(done->fold.index, done->testUar);
        } else if (const auto* remark = std::get_if<RunRemark>(&event)) {
            Q_EMIT message(translated(remark->text), false);
        }
    }
}

void TrainPage::showProgress() {
    if (m_queue->state() != TrainQueue::State::Running) return;
    const double elapsed = static_cast<double>(m_clock.elapsed()) / 1000.0;
    QString text =
        m_currentFold >= 0 && !m_updates
            ? tr("Fold %1, %2 of %3 done").arg(m_currentFold + 1).arg(m_folds->finishedCount()).arg(m_folds->chosenCount())
            : (m_doing.isEmpty() ? tr("Starting") : m_doing);
    text += QLatin1Char('\n') + (m_remaining >= 0.0
                                     ? tr("%1 elapsed, about %2 left").arg(clockText(elapsed), clockText(m_remaining))
                                     : tr("%1 elapsed").arg(clockText(elapsed)));
    m_setup->controls().setProgress(m_fraction, text);
}

void TrainPage::ended(const RunOutcome& outcome) {
    const auto& run = outcome.run;
    m_bridge->flush();
    auto& controls = m_setup->controls();
    if (run) {
        m_shownRun = run->id;
        controls.setOutcome(runSentence(*run), run->speakerDependent, true);
    } else if (outcome.paused) {
        controls.setOutcome(tr("Paused. Continue goes on with run %1 from its last checkpoint.").arg(m_shownRun), false, false);
    } else if (run.error().kind == core::ErrorKind::Cancelled) {
        controls.setOutcome(tr("Cancelled. Resume continues from the last checkpoint."), false, false);
    } else {
        controls.setOutcome(translated(run.error().text), true, false);
        Q_EMIT message(translated(run.error().text), true);
    }
    if (run || run.error().kind != core::ErrorKind::Cancelled)
        m_notice->tell(m_heading->text().isEmpty() ? tr("Training") : m_heading->text(),
                       run ? runSentence(*run) : translated(run.error().text));
    showState();
    reload();
    Q_EMIT runEnded(run.has_value());
}

QList<PageCommand> TrainPage::commands() const {
    if (isBrowsing()) return m_corpusPage->commands();
    QList<PageCommand> list;
    if (m_plan && !m_command.isEmpty()) list.append({tr("The training that is chosen"), m_command});
    return list;
}

}  // namespace prososcope::gui
