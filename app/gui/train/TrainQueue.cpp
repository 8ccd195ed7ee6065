// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/train/TrainQueue.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "engine/backend/UnitEmotionRun.h"
#include "engine/core/SafeFile.h"
#include "engine/experiment/Experiment.h"
#include "engine/store/RunQueue.h"

namespace prososcope::gui {

using engine_thread::translated;

namespace {

/// A stored run that is to be trained now.
core::Result<store::RunRecord> storedRun(const std::filesystem::path& folder, std::int64_t id, bool mustWait,
                                         std::atomic<bool>& elsewhere) {
    const auto workspace = store::Workspace::open(folder);
    if (!workspace) return core::fail(workspace.error());
    auto stored = workspace->run(id);
    // What waits no longer has been begun by another window or command, or taken away there.
    if (mustWait && (!stored || stored->state != store::RunState::Waiting)) {
        elsewhere = true;
        return core::cancelled();
    }
    return stored;
}

/// As it is handed to the trainer: its experiment and its corpora.
core::Result<backend::RunRequest> requestOf(const std::filesystem::path& folder, const store::RunRecord& stored) {
    const auto workspace = store::Workspace::open(folder);
    if (!workspace) return core::fail(workspace.error());
    auto parsed = experiment::parseExperiment(stored.experiment, "run " + std::to_string(stored.id));
    if (!parsed) return core::fail(parsed.error());
    backend::RunRequest request;
    request.experiment = std::move(*parsed);
    if (request.experiment.corpora.empty()) experiment::setCorpora(request.experiment, {stored.corpus});
    auto corpora = experiment::loadCorpora(request.experiment, *workspace);
    if (!corpora) return core::fail(corpora.error());
    request.corpus = std::move(corpora->front());
    request.furtherCorpora.assign(corpora->begin() + 1, corpora->end());
    request.workspace = folder;
    request.resume = stored.id;
    request.onlyFolds = stored.onlyFolds;
    request.command = stored.command;
    request.group = stored.group;
    request.point = stored.point;
    return request;
}

core::Result<store::RunRecord> runUnitsWithTorch(const std::filesystem::path& folder, std::int64_t run,
                                                 backend::RunObserver& observer, core::Progress& progress) {
    const auto opened = backend::torchBackend();
    if (!opened) return core::fail(opened.error());
    const auto units = backend::unitEmotionBackend(**opened);
    if (!units) return core::fail(units.error());
    auto workspace = store::Workspace::open(folder);
    if (!workspace) return core::fail(workspace.error());
    auto done = backend::runStoredUnitEmotion(**units, *workspace, run, observer, progress);
    if (!done) return core::fail(done.error());
    return std::move(done->run);
}

core::Result<store::RunRecord> runWithTorch(const backend::RunRequest& request, backend::RunObserver& observer,
                                            core::Progress& progress) {
    const auto opened = backend::torchBackend();
    if (!opened) return core::fail(opened.error());
    return (*opened)->run(request, observer, progress);
}

}  // namespace

TrainQueue::TrainQueue(const PageContext& context, std::shared_ptr<backend::RunObserver> observer, QObject* parent)
    : QObject(parent),
      m_context(context),
      m_observer(std::move(observer)),
      m_runner(runWithTorch),
      m_unitRunner(runUnitsWithTorch) {}

void TrainQueue::post(Act act, std::function<void(const core::Status&)> done) {
    m_steps.push_back({std::move(act), std::move(done)});
    nextStep();
}

/// One change of the store after the other; each also reads what waits then.
void TrainQueue::nextStep() {
    if (m_stepping || m_steps.empty()) return;
    m_stepping = true;
    struct Outcome {
        core::Status status;
        std::vector<store::RunRecord> waiting;
    };
    auto step = std::move(m_steps.front());
    m_steps.pop_front();
    m_loader.load<Outcome>(
        QStringLiteral("step"),
        [folder = workspace(), act = std::move(step.act)](core::Progress&) -> core::Result<Outcome> {
            auto opened = store::Workspace::open(folder);
            if (!opened) return core::fail(opened.error());
            Outcome outcome;
            if (act) outcome.status = act(*opened);
            auto waiting = store::waitingRuns(*opened);
            if (!waiting) return core::fail(waiting.error());
            outcome.waiting = std::move(*waiting);
            return outcome;
        },
        [this, done = std::move(step.done)](core::Result<Outcome> outcome) {
            m_stepping = false;
            const core::Status status = outcome ? outcome->status : core::Status(core::fail(outcome.error()));
            if (outcome) m_waiting = std::move(outcome->waiting);
            std::erase_if(m_waiting, [this](const store::RunRecord& each) { return each.id == m_running; });
            if (done) done(status);
            if (!status) Q_EMIT failed(translated(status.error().text));
            Q_EMIT changed();
            nextStep();
            next();
        });
}

void TrainQueue::refresh() { post({}); }

void TrainQueue::add(std::vector<store::RunRecord> runs, const std::string& text, const std::filesystem::path& file) {
    auto ids = std::make_shared<std::vector<std::int64_t>>();
    post(
        [runs = std::move(runs), text, file, ids](store::Workspace& workspace) -> core::Status {
            if (!text.empty()) {
                if (auto written = core::writeFile(file, text); !written) return written;
            }
            auto added = store::addWaitingRuns(workspace, runs);
            if (!added) return core::fail(added.error());
            *ids = std::move(*added);
            return {};
        },
        [this, ids](const core::Status&) {
            for (const auto id : *ids) m_ready.insert(id);
        });
}

void TrainQueue::resume(qint64 run) {
    if (m_running == run || std::find(m_first.begin(), m_first.end(), run) != m_first.end()) return;
    m_first.push_back(run);
    next();
}

void TrainQueue::moveBy(qint64 run, int places) {
    post([run, places](store::Workspace& workspace) -> core::Status {
        const auto waiting = store::waitingRuns(workspace);
        if (!waiting) return core::fail(waiting.error());
        const auto found =
            std::find_if(waiting->begin(), waiting->end(), [run](const store::RunRecord& each) { return each.id == run; });
        if (found == waiting->end()) return {};  // it has begun meanwhile
        const auto from = found - waiting->begin();
        const auto last = static_cast<std::ptrdiff_t>(waiting->size()) - 1;
        const auto to = std::clamp<std::ptrdiff_t>(from + places, 0, last);
        if (to == from) return {};
        const auto before = to < from ? to : to + 1;
        return store::moveWaitingRun(workspace, run, before > last ? 0 : (*waiting)[static_cast<std::size_t>(before)].id);
    });
}

void TrainQueue::remove(qint64 run) {
    m_putBack.clear();
    takeAway(run, false);
}

void TrainQueue::takeAway(qint64 run, bool again) {
    auto removal = std::make_shared<Removal>();
    post(
        [run, removal](store::Workspace& workspace) -> core::Status {
            auto stored = workspace.run(run);
            if (!stored) return core::fail(stored.error());
            const auto waiting = store::waitingRuns(workspace);
            if (!waiting) return core::fail(waiting.error());
            for (std::size_t i = 0; i + 1 < waiting->size(); ++i) {
                if ((*waiting)[i].id == run) removal->before = (*waiting)[i + 1].id;
            }
            removal->run = std::move(*stored);
            return store::removeWaitingRun(workspace, run);
        },
        [this, run, removal, again](const core::Status& status) {
            if (again && !m_putBack.empty()) m_putBack.pop_back();
            if (!status) return;
            removal->ready = m_ready.remove(run);
            m_removed.push_back(std::move(*removal));
            Q_EMIT undoChanged();
        });
}

QString TrainQueue::undoName() const {
    return m_removed.empty() ? QString()
                             : tr("Remove %1 from the queue").arg(QString::fromStdString(m_removed.back().run.name));
}

QString TrainQueue::redoName() const {
    return m_putBack.empty() ? QString()
                             : tr("Remove %1 from the queue").arg(QString::fromStdString(m_putBack.back().run.name));
}

void TrainQueue::undo() {
    if (m_removed.empty()) return;
    auto removal = std::make_shared<Removal>(std::move(m_removed.back()));
    m_removed.pop_back();
    const auto old = removal->run.id;
    post(
        [removal, old](store::Workspace& workspace) -> core::Status {
            const auto ids = store::addWaitingRuns(workspace, {removal->run});
            if (!ids) return core::fail(ids.error());
            removal->run.id = ids->front();
            if (removal->before == 0 || removal->before == old) return {};
            // What it stood before may have begun: then it stays at the end.
            const auto moved = store::moveWaitingRun(workspace, removal->run.id, removal->before);
            return moved || moved.error().kind == core::ErrorKind::NotFound ? core::Status() : moved;
        },
        [this, removal, old](const core::Status& status) {
            if (!status) return;
            // Those that stood before it do so again.
            for (auto& each : m_removed)
                if (each.before == old) each.before = removal->run.id;
            if (removal->ready) m_ready.insert(removal->run.id);
            m_putBack.push_back(std::move(*removal));
            Q_EMIT undoChanged();
        });
}

void TrainQueue::redo() {
    if (!m_putBack.empty()) takeAway(m_putBack.back().run.id, true);
}

bool TrainQueue::canProceed() const {
    if (m_state == State::Pausing) return false;
    if (m_paused) return true;
    return std::any_of(m_waiting.begin(), m_waiting.end(), [this](const auto& run) { return !m_ready.contains(run.id); });
}

void TrainQueue::cancel() {
    if (m_state != State::Running) return;
    m_state = State::Cancelling;
    if (m_job != 0) m_context.engine->cancel(m_job);
    Q_EMIT changed();
}

void TrainQueue::pause() {
    if (m_paused || m_state == State::Cancelling) return;
    m_paused = true;
    if (m_state == State::Running) {
        m_state = State::Pausing;
        if (m_job != 0) m_context.engine->cancel(m_job);
    }
    Q_EMIT changed();
}

void TrainQueue::proceed() {
    m_paused = false;
    for (const auto& run : m_waiting) m_ready.insert(run.id);
    Q_EMIT changed();
    next();
}

void TrainQueue::next() {
    if (m_state != State::Idle || m_paused || m_stepping || m_context.engine == nullptr) return;
    if (!m_first.empty()) {
        const auto run = m_first.front();
        m_first.pop_front();
        begin(run, false);
        return;
    }
    for (const auto& run : m_waiting) {
        if (!m_ready.contains(run.id)) continue;
        begin(run.id, true);
        return;
    }
}

void TrainQueue::begin(qint64 run, bool mustWait) {
    m_state = State::Running;
    m_running = run;
    m_ready.remove(run);
    std::erase_if(m_waiting, [run](const store::RunRecord& each) { return each.id == run; });
    Q_EMIT changed();
    // Its plan first, so that nothing it tells comes before what is shown of it.
    m_loader.load<ResumeView>(
        QStringLiteral("begin"), [folder = workspace(), run](core::Progress&) { return viewRun(folder, run); },
        [this, run, mustWait](core::Result<ResumeView> view) {
            Q_EMIT beginning(run, view ? std::make_shared<const ResumeView>(std::move(*view)) : nullptr);
            if (m_state == State::Running)
                enqueue(run, mustWait);
            else
                finish(core::cancelled(), false);
        });
}

void TrainQueue::enqueue(qint64 run, bool mustWait) {
    auto elsewhere = std::make_shared<std::atomic<bool>>(false);
    m_job = m_context.engine->enqueue(
        tr("Run %1").arg(run), this,
        [folder = workspace(), run, mustWait, elsewhere, runner = m_runner, unitRunner = m_unitRunner,
         observer = m_observer](core::Progress& progress) -> core::Result<std::any> {
            const auto stored = storedRun(folder, run, mustWait, *elsewhere);
            if (!stored) return core::fail(stored.error());
            // Another window or command may still be first, between this look at the run and its beginning.
            const auto failed = [&](const core::Error& error) {
                *elsewhere = mustWait && error.kind == core::ErrorKind::Taken;
                return *elsewhere ? core::cancelled() : core::fail(error);
            };
            if (experiment::isUnitEmotionExperiment(stored->experiment)) {
                auto trained = unitRunner(folder, run, *observer, progress);
                if (!trained) return failed(trained.error());
                return std::any(std::move(*trained));
            }
            const auto request = requestOf(folder, *stored);
            if (!request) return core::fail(request.error());
            auto done = runner(*request, *observer, progress);
            if (!done) return failed(done.error());
            return std::any(std::move(*done));
        },
        [this, elsewhere](core::Result<std::any> result) {
            if (result)
                finish(std::any_cast<store::RunRecord>(*result), false);
            else
                finish(core::fail(result.error()), *elsewhere);
        });
}

void TrainQueue::finish(const core::Result<store::RunRecord>& result, bool elsewhere) {
    const auto run = std::exchange(m_running, 0);
    const auto state = std::exchange(m_state, State::Idle);
    m_job = 0;
    const bool stopped = !result && result.error().kind == core::ErrorKind::Cancelled && !elsewhere;
    const bool paused = stopped && state == State::Pausing;
    if (paused) m_first.push_front(run);
    if (elsewhere)
        Q_EMIT taken(run);
    else
        Q_EMIT ended({result, paused});
    if (stopped && !paused) {
        // Cancelled before it began: it is not to wait any longer.
        post([run](store::Workspace& workspace) -> core::Status {
            const auto removed = store::removeWaitingRun(workspace, run);
            return removed || removed.error().kind == core::ErrorKind::NotFound ? core::Status() : removed;
        });
    } else {
        refresh();
    }
}

}  // namespace prososcope::gui
