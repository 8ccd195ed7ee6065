// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>

#include "app/gui/Loader.h"
#include "app/gui/Page.h"
#include "app/gui/UtterancePlayer.h"
#include "app/gui/results/RunData.h"

class QLabel;
class QLineEdit;
class QSplitter;
class QStackedLayout;
class QTableView;

namespace prososcope::widgets {
class ConfusionView;
class CurveView;
class SpeakerBars;
}  // namespace prososcope::widgets

namespace prososcope::gui {

class RunFilterModel;
class RunPanel;
class RunTableModel;

/// The Results workspace: the runs of the workspace in a table; of the chosen run the confusion matrix, recall by speaker
/// and learning curves; at the right the utterances of the chosen cell and the run's facts. Everything is read by a Loader.
/// The first reading of a workspace without runs imports the example runs that come with the program. GUI thread.
class ResultsPage : public Page {
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

    /// Where example runs are looked for; core::resourceFolder()/examples unless told otherwise before the first reading.
    void setExampleFolder(const std::filesystem::path& folder) { m_exampleFolder = folder; }
    void reload();
    /// The run shown below the table; null while none is.
    [[nodiscard]] const std::shared_ptr<const RunData>& current() const { return m_data; }
    void savePredictionsTo(const QString& path);

public Q_SLOTS:
    void copySentence();
    void askSavePredictions();

Q_SIGNALS:
    void runsShown(int count);
    void runShown(qint64 run);
    void predictionsSaved(const QString& path);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildTable();
    QWidget* buildLower();
    void registerActions();
    void runsLoaded(std::vector<store::RunRecord> runs);
    void selectRun(std::int64_t id);
    void loadCurrentRun(std::int64_t id);
    void showRun(std::shared_ptr<const RunData> run);
    void listCell(int truth, int predicted, bool focusList);
    void playRow(int row);
    void stopPlaying();
    void openRow(int row);
    void say();

    PageContext m_context;
    std::filesystem::path m_exampleFolder;
    std::shared_ptr<const RunData> m_data;
    std::optional<std::int64_t> m_wanted;  // chosen before it was read
    std::optional<std::pair<int, int>> m_wantedCell;
    std::shared_ptr<std::once_flag> m_examples =
        std::make_shared<std::once_flag>();  ///< their import, by the first load that runs
    bool m_keepShown = false;
    bool m_holdRun = false;
    bool m_placed = false;  // the splitters have been given their sizes
    int m_panelWidth = -1;  // as restored
    int m_tableHeight = -1;

    QStackedLayout* m_stack = nullptr;
    QSplitter* m_across = nullptr;
    QSplitter* m_down = nullptr;
    QLineEdit* m_filter = nullptr;
    QTableView* m_table = nullptr;
    RunTableModel* m_model = nullptr;
    RunFilterModel* m_sorted = nullptr;
    QLabel* m_warning = nullptr;  ///< of a run whose figures are too good
    widgets::ConfusionView* m_matrix = nullptr;
    widgets::SpeakerBars* m_speakers = nullptr;
    widgets::CurveView* m_curves = nullptr;
    RunPanel* m_panel = nullptr;
    UtterancePlayer m_player;
    Loader m_loader;  // last: its destructor waits before anything above goes
};

}  // namespace prososcope::gui
