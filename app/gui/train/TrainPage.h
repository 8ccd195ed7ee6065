// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <filesystem>
#include <functional>
#include <optional>

#include "app/gui/Downloader.h"
#include "app/gui/Loader.h"
#include "app/gui/Page.h"
#include "app/gui/train/EndNotice.h"
#include "app/gui/train/GpuMeter.h"
#include "app/gui/train/RunBridge.h"
#include "app/gui/train/TrainQueue.h"
#include "app/gui/train/TrainSetup.h"

class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;
class QSplitter;
class QStackedLayout;

namespace prososcope::widgets {
class ClassCounts;
class CurveView;
}  // namespace prososcope::widgets

namespace prososcope::gui {

class CorpusPage;
class EmptyState;
class FoldModel;

/// The Train workspace: what will be trained (classes, folds) before the start; learning curves, folds and remaining time
/// while it runs; the result at the end; what waits meanwhile. Every start goes through the TrainQueue; files are read by a
/// Loader. Without a corpus it offers to get EmoDB or to import a folder. Folders and archives can be dropped on it. GUI
/// thread.
class TrainPage : public Page {
    Q_OBJECT
public:
    explicit TrainPage(const PageContext& context, QWidget* parent = nullptr);
    ~TrainPage() override;

    [[nodiscard]] QString id() const override { return QStringLiteral("train"); }
    [[nodiscard]] QString title() const override { return tr("Train"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("train"); }
    bool openPaths(const QStringList& paths) override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;
    void activated() override;
    [[nodiscard]] QList<QWidget*> regions() override;
    [[nodiscard]] bool isIdle() const override;
    [[nodiscard]] QList<PageCommand> commands() const override;
    /// {"browse": NAME} looks through a corpus, an empty name through the one that is chosen; {"experiment": NAME} chooses an
    /// experiment by its name or title.
    void show(const QJsonObject& what) override;
    using Page::show;

    void setRunner(RunFunction runner) { m_queue->setRunner(std::move(runner)); }
    void setUnitRunner(UnitRunFunction runner) { m_queue->setUnitRunner(std::move(runner)); }
    void setExperimentFolder(const std::filesystem::path& folder) { m_experimentFolder = folder; }
    /// Where EmoDB is fetched from; the published archive unless told otherwise.
    void setEmoDbGoal(const DownloadGoal& goal) { m_emoDbGoal = goal; }
    void reload();
    /// fineTune: a model that is then to be fine-tuned on the corpus; empty: none.
    void importFolder(const QString& folder, const corpus::ImportOptions& options = {}, const QString& fineTune = {});
    void installEmoDb(const QString& archiveOrFolder);
    void startDownload();

    /// Looks through a corpus in the place of the training, until `leaveCorpus`.
    void browse(const QString& corpus);
    void leaveCorpus();
    [[nodiscard]] bool isBrowsing() const;
    [[nodiscard]] CorpusPage* corpusPage() const { return m_corpusPage; }

    /// Of what is chosen, whether or not something else runs.
    [[nodiscard]] const std::optional<TrainPlan>& plan() const { return m_plan; }
    [[nodiscard]] TrainQueue& queue() { return *m_queue; }
    [[nodiscard]] EndNotice& notice() { return *m_notice; }
    [[nodiscard]] GpuMeter& gpu() { return m_gpu; }

public Q_SLOTS:
    void start();  ///< or puts it into the queue
    void cancel();

Q_SIGNALS:
    void choicesShown();
    void planShown(bool ok);
    void runEnded(bool ok);
    void importEnded(bool ok);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildCentre();
    QWidget* buildDownloadBar();
    void connectParts();
    QWidget* buildEmpty();
    void registerActions();
    void applyTheme();
    void planAgain();
    void showPlan(const core::Result<TrainPlan>& plan);
    /// A sentence in the place of the curves, or that the model has none.
    void showNoCurves(const experiment::Experiment& experiment, const QString& sentence);
    void showPlanned(const TrainPlan& plan, const std::vector<int>& chosen);
    [[nodiscard]] bool isRunning() const { return m_queue->state() != TrainQueue::State::Idle; }
    void begun(qint64 run, const std::shared_ptr<const ResumeView>& view);
    void showState();
    void showCost();
    void takeEvents(const std::vector<RunEvent>& events);
    void showProgress();
    void ended(const RunOutcome& outcome);
    void askFolder();
    /// The same with a folder, a layout and its settings to begin with.
    void askImport(const QString& folder, const QString& layout, const QMap<QString, QString>& settings,
                   const QString& fineTune = {});
    void makeFineTuning(const QString& corpus, const QString& model);
    void popUp(QMenu* menu);
    void askEmoDb();
    void askLocalEmoDb();
    void runImport(const QString& title, std::function<core::Result<std::string>(core::Progress&)> work,
                   const QString& fineTune = {});
    void showDownload(const QString& text, qint64 received, qint64 total);
    void endDownload();
    [[nodiscard]] std::filesystem::path workspace() const { return m_context.workspaceFolder.toStdString(); }

    PageContext m_context;
    std::filesystem::path m_experimentFolder;
    DownloadGoal m_emoDbGoal;
    std::optional<TrainPlan> m_plan;
    QString m_command;        ///< that does what is chosen
    int m_epochs = 0;         ///< of the running training
    bool m_updates = false;   ///< these are updates of a training of phonetic units, which says more of itself
    bool m_showsRun = false;  ///< the centre shows a training, not what is chosen
    struct {
        std::string name, corpus;
        std::size_t folds = 0;
    } m_shownPlan;  ///< of that training
    QString m_wantedCorpus;
    QString m_wantedExperiment;
    QString m_askedExperiment;    ///< by another page
    QString m_wantedBrowse;       ///< a corpus to be looked through once it is known that it is there
    bool m_browseChosen = false;  ///< the one that is chosen then
    bool m_oneFoldNext = false;
    bool m_placed = false;  // the splitter has been given its sizes
    int m_setupWidth = -1;  // as restored

    QStackedLayout* m_stack = nullptr;
    CorpusPage* m_corpusPage = nullptr;
    QSplitter* m_across = nullptr;
    QLabel* m_heading = nullptr;
    QLabel* m_facts = nullptr;
    widgets::ClassCounts* m_counts = nullptr;
    widgets::CurveView* m_curves = nullptr;
    FoldModel* m_folds = nullptr;
    TrainSetup* m_setup = nullptr;
    QWidget* m_downloadBar = nullptr;
    QLabel* m_downloadText = nullptr;
    QProgressBar* m_downloadProgress = nullptr;
    QPushButton* m_getEmoDb = nullptr;

    RunBridge* m_bridge = nullptr;
    TrainQueue* m_queue = nullptr;
    EndNotice* m_notice = nullptr;
    Downloader* m_downloader = nullptr;
    QTimer m_clockTick;
    GpuMeter m_gpu;
    QElapsedTimer m_clock;
    double m_fraction = 0.0;
    double m_remaining = -1.0;
    QString m_doing;
    int m_currentFold = -1;
    qint64 m_shownRun = -1;
    Loader m_loader;  // last: its destructor waits before anything above goes
};

}  // namespace prososcope::gui
