// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QUndoStack>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "app/gui/Loader.h"
#include "app/gui/Page.h"
#include "app/gui/TableActions.h"
#include "app/gui/UndoActions.h"
#include "app/gui/UtterancePlayer.h"
#include "app/gui/results/ResultTab.h"
#include "app/gui/results/RunData.h"

class QSplitter;
class QStackedLayout;

namespace prososcope::gui {

class DeletedRuns;
class ResultViews;
class ReproductionSwitch;
class RunPanel;
class RunsArea;

/// The Results workspace: the runs of the workspace in a table; of the run shown several views below; at the right the
/// utterances of what was chosen in a view, and what is known and said of the run. Tags, comments, marks of doubt and deletions
/// are stored at once and can be taken back. Everything is read and written by a Loader. The first reading of a workspace
/// without runs imports the example runs that come with the program. GUI thread.
class ResultsPage : public Page, public UndoTarget, public TableRemoval {
    Q_OBJECT
public:
    explicit ResultsPage(const PageContext& context, QWidget* parent = nullptr);
    ~ResultsPage() override;

    [[nodiscard]] QString id() const override { return QStringLiteral("results"); }
    [[nodiscard]] QString title() const override { return tr("Results"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("results"); }
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;
    void activated() override;
    void show(const QJsonObject& what) override;
    using Page::show;
    [[nodiscard]] QList<QWidget*> regions() override;
    [[nodiscard]] bool isIdle() const override { return m_loader.isIdle(); }
    [[nodiscard]] QList<PageCommand> commands() const override;

    [[nodiscard]] QString undoName() const override { return m_undo.undoText(); }
    [[nodiscard]] QString redoName() const override { return m_undo.redoText(); }
    void undo() override;
    void redo() override { m_undo.redo(); }

    /// Where example runs are looked for; core::resourceFolder()/examples unless told otherwise before the first reading.
    void setExampleFolder(const std::filesystem::path& folder) { m_exampleFolder = folder; }
    void reload();
    /// The run shown below the table; null while none is.
    [[nodiscard]] const std::shared_ptr<const RunData>& current() const { return m_data; }
    [[nodiscard]] RunsArea* runs() const { return m_runs; }
    [[nodiscard]] ResultViews* views() const { return m_views; }
    void savePredictionsTo(const QString& path);
    void deleteRuns(const std::vector<std::int64_t>& runs);

public Q_SLOTS:
    void copySentence();
    void askSavePredictions();
    void deleteChosen();
    void removeChosen() override;
    void showDeleted();
    void compareChosen();
    void toggleDoubtful();

Q_SIGNALS:
    void runsShown(int count);
    void runShown(qint64 run);
    void pairShown();
    void dialoguesShown();
    void recognitionShown(int models);
    void predictionsSaved(const QString& path);
    /// What a person has changed is stored.
    void stored();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void connectParts();
    void registerActions();
    void runsLoaded(std::vector<store::RunRecord> runs);
    void selectRun(std::int64_t id);
    void loadCurrentRun(std::int64_t id);
    void loadComparison(std::int64_t other);
    void loadDialogues();
    void loadRecognition();
    void showRun(std::shared_ptr<const RunData> run);
    void showNotes();
    void list(const WantedList& wanted);
    void leaveList();
    void play(qsizetype prediction);  ///< place in RunData::predictions
    void stopPlaying();
    void open(qsizetype prediction);
    /// Of a row of the list at the right.
    [[nodiscard]] qsizetype predictionOf(int row) const;
    /// Whether its audio is on this machine; says so if not.
    [[nodiscard]] bool isAudible(qsizetype prediction);
    void showWantedView();
    void showDialogues();

    /// Makes a change that can be taken back: `make(true)` now and at redo, `make(false)` at undo.
    void change(const QString& name, std::function<void(bool)> make);
    void write(std::function<core::Status(store::Workspace&)> work, std::function<void()> done);
    void writeTags(std::int64_t run, const QStringList& tags);
    void writeComment(std::int64_t run, const QString& comment);
    void writeDeleted(const std::vector<std::int64_t>& runs, bool deleted);
    void writeDoubtful(const UtterancePlace& place, bool doubtful);
    void readDeleted();

    PageContext m_context;
    std::filesystem::path m_exampleFolder;
    std::shared_ptr<const RunData> m_data;
    std::optional<std::int64_t> m_wanted;  // chosen before it was read
    std::optional<std::pair<int, int>> m_wantedCell;
    int m_wantedView = -1;
    std::shared_ptr<std::once_flag> m_examples =
        std::make_shared<std::once_flag>();  ///< their import, by the first load that runs
    bool m_keepShown = false;
    bool m_holdRun = false;
    bool m_placed = false;  // the splitters have been given their sizes
    int m_panelWidth = -1;  // as restored
    int m_tableHeight = -1;

    ReproductionSwitch* m_reproduction = nullptr;
    QStackedLayout* m_stack = nullptr;
    QSplitter* m_across = nullptr;
    QSplitter* m_down = nullptr;
    RunsArea* m_runs = nullptr;
    ResultViews* m_views = nullptr;
    RunPanel* m_panel = nullptr;
    QPointer<DeletedRuns> m_deleted;
    QPointer<QWidget> m_origin;  ///< where the list came from
    int m_originView = 0;
    UtterancePlayer m_player;
    QUndoStack m_undo;
    Loader m_loader;  // last: its destructor waits before anything above goes
};

}  // namespace prososcope::gui
