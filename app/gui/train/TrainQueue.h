// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSet>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/gui/Loader.h"
#include "app/gui/Page.h"
#include "app/gui/UndoActions.h"
#include "app/gui/train/TrainData.h"
#include "engine/backend/TorchBackend.h"

namespace prososcope::gui {

/// Runs an experiment on the worker thread. The program's own opens LibTorch and calls TorchBackend::run; tests put
/// another in its place.
using RunFunction =
    std::function<core::Result<store::RunRecord>(const backend::RunRequest&, backend::RunObserver&, core::Progress&)>;

/// The same of a stored run of phonetic units.
using UnitRunFunction = std::function<core::Result<store::RunRecord>(const std::filesystem::path& workspace, std::int64_t run,
                                                                     backend::RunObserver&, core::Progress&)>;

/// How a run of the queue ended.
struct RunOutcome {
    core::Result<store::RunRecord> run;
    bool paused = false;  ///< stopped to be gone on with
};

/// The trainings that wait in the workspace and the one that runs: every start goes through here. Runs that were added by this
/// window, or let go on by `proceed`, follow one another; those of an earlier start of the program, or of another window or
/// command, are shown and held. What fails does not stop the queue and is not tried again by itself. The store is read and
/// written by a Loader, one step after the other; trainings run on the engine's worker. Removals can be undone. GUI thread.
class TrainQueue : public QObject, public UndoTarget {
    Q_OBJECT
public:
    enum class State { Idle, Running, Cancelling, Pausing };

    TrainQueue(const PageContext& context, std::shared_ptr<backend::RunObserver> observer, QObject* parent);
    void setRunner(RunFunction runner) { m_runner = std::move(runner); }
    void setUnitRunner(UnitRunFunction runner) { m_unitRunner = std::move(runner); }

    void refresh();  ///< reads what waits
    /// Puts runs at the end, behind a text that is stored first where it is not empty, and begins where nothing runs.
    void add(std::vector<store::RunRecord> runs, const std::string& text, const std::filesystem::path& file);
    /// Goes on with an unfinished run, now or before what waits.
    void resume(qint64 run);
    void moveBy(qint64 run, int places);  ///< below 0: earlier
    void remove(qint64 run);
    void cancel();   ///< the running one; the next one begins
    void pause();    ///< stops the running one at its last checkpoint; nothing begins until `proceed`
    void proceed();  ///< goes on with the one that was paused, then all that wait

    [[nodiscard]] const std::vector<store::RunRecord>& waiting() const { return m_waiting; }
    [[nodiscard]] bool isHeld(qint64 run) const { return m_paused || !m_ready.contains(run); }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isPaused() const { return m_paused; }
    [[nodiscard]] bool canProceed() const;
    [[nodiscard]] qint64 running() const { return m_running; }  ///< 0: none
    [[nodiscard]] quint64 job() const { return m_job; }
    [[nodiscard]] bool isIdle() const { return m_loader.isIdle(); }

    [[nodiscard]] QString undoName() const override;
    [[nodiscard]] QString redoName() const override;
    void undo() override;
    void redo() override;

Q_SIGNALS:
    void changed();  ///< what waits, or the state
    void undoChanged();
    /// A run is about to begin; `view` is null where its plan cannot be made, which the run itself will say.
    void beginning(qint64 run, const std::shared_ptr<const prososcope::gui::ResumeView>& view);
    void ended(const prososcope::gui::RunOutcome& outcome);
    /// Begun or taken away by another window or command, after `beginning`: it does not run here.
    void taken(qint64 run);
    void failed(const QString& sentence);  ///< of a change of the queue

private:
    using Act = std::function<core::Status(store::Workspace&)>;
    struct Step {
        Act act;
        std::function<void(const core::Status&)> done;
    };
    struct Removal {
        store::RunRecord run;
        std::int64_t before = 0;
        bool ready = false;
    };
    void post(Act act, std::function<void(const core::Status&)> done = {});
    void nextStep();
    void takeAway(qint64 run, bool again);
    void next();
    void begin(qint64 run, bool mustWait);
    void enqueue(qint64 run, bool mustWait);
    void finish(const core::Result<store::RunRecord>& result, bool elsewhere);
    [[nodiscard]] std::filesystem::path workspace() const { return m_context.workspaceFolder.toStdString(); }

    PageContext m_context;
    std::shared_ptr<backend::RunObserver> m_observer;
    RunFunction m_runner;
    UnitRunFunction m_unitRunner;
    std::vector<store::RunRecord> m_waiting;
    QSet<qint64> m_ready;        ///< what may begin by itself
    std::deque<qint64> m_first;  ///< unfinished runs that come before what waits
    std::vector<Removal> m_removed;
    std::vector<Removal> m_putBack;
    State m_state = State::Idle;
    bool m_paused = false;
    qint64 m_running = 0;
    quint64 m_job = 0;
    std::deque<Step> m_steps;
    bool m_stepping = false;
    Loader m_loader;  // last: its destructor waits before anything above goes
};

}  // namespace prososcope::gui
