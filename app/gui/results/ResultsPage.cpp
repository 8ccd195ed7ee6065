// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/ResultsPage.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>
#include <QTableView>
#include <algorithm>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/EmptyState.h"
#include "app/gui/PageParts.h"
#include "app/gui/results/ComparisonTab.h"
#include "app/gui/results/DialogueTab.h"
#include "app/gui/results/MatrixTab.h"
#include "app/gui/results/RecognitionTab.h"
#include "app/gui/results/ReportSaver.h"
#include "app/gui/results/ReproductionSwitch.h"
#include "app/gui/results/ResultViews.h"
#include "app/gui/results/RunNotesFields.h"
#include "app/gui/results/RunPanel.h"
#include "app/gui/results/RunTableModel.h"
#include "app/gui/results/RunsArea.h"
#include "app/gui/results/UtteranceList.h"
#include "engine/core/Paths.h"
#include "widgets/ConfusionView.h"

namespace prososcope::gui {

using engine_thread::translated;

namespace {

constexpr int kPanelWidth = 280;
constexpr int kLeastPanelWidth = 268;
constexpr int kTableHeight = 216;
constexpr double kTableShare = 0.3;  // of the page, at most, where nothing else was chosen

}  // namespace

ResultsPage::ResultsPage(const PageContext& context, QWidget* parent)
    : Page(parent), m_context(context), m_exampleFolder(core::resourceFolder() / "examples") {
    m_runs = new RunsArea(this);
    m_views = new ResultViews(this);
    m_panel = new RunPanel(this);
    m_panel->setMinimumWidth(kLeastPanelWidth);
    m_down = new QSplitter(Qt::Vertical, this);
    m_down->addWidget(m_runs);
    m_down->addWidget(m_views);
    m_down->setStretchFactor(0, 0);
    m_down->setStretchFactor(1, 1);
    m_down->setChildrenCollapsible(false);
    m_across = new QSplitter(Qt::Horizontal);
    m_across->addWidget(m_down);
    m_across->addWidget(m_panel);
    m_across->setStretchFactor(0, 1);
    m_across->setStretchFactor(1, 0);
    m_across->setCollapsible(0, false);
    for (QSplitter* splitter : {m_down, m_across}) splitter->setHandleWidth(5);

    auto* empty =
        new EmptyState(tr("No results yet"),
                       tr("Here are the runs of your experiments: the confusion matrix, recall by speaker, learning curves, "
                          "and every utterance behind a number."),
                       tr("Runs come from Train, or from prososcope-cli run with the same workspace."));
    connect(empty->addButton(tr("Train a network"), true), &QPushButton::clicked, this,
            [this] { Q_EMIT openRequested(QStringLiteral("train"), {}); });
    m_reproduction = new ReproductionSwitch(m_context, this);
    m_stack = new QStackedLayout(m_reproduction->runsPlace());
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_across);
    m_stack->addWidget(empty);
    connectParts();
    registerActions();
    new ReportSaver(m_context, this, [this] {
        return m_data == nullptr ? std::vector<std::int64_t>() : std::vector<std::int64_t>{m_data->run.id};
    });
}

ResultsPage::~ResultsPage() {
    m_panel->notes()->finish();  // what is being written is stored too
    disconnect(&m_undo, nullptr, this, nullptr);
}

void ResultsPage::connectParts() {
    connect(m_runs, &RunsArea::currentChanged, this, &ResultsPage::loadCurrentRun);
    connect(m_runs, &RunsArea::undoRequested, this, &ResultsPage::undo);
    connect(m_runs, &RunsArea::deletedRequested, this, &ResultsPage::showDeleted);
    connect(m_runs, &RunsArea::chosenChanged, this, [this] {
        const auto chosen = m_runs->chosen();
        if (chosen.size() != 2 || m_data == nullptr) return;
        m_views->comparison()->setPartner(chosen[0] == m_data->run.id ? chosen[1] : chosen[0]);
    });
    connect(m_views, &ResultViews::listRequested, this, &ResultsPage::list);
    connect(m_views, &ResultViews::statusChanged, this, [this](const QString& text) {
        if (m_data == nullptr) return;
        Q_EMIT statusChanged(text.isEmpty() ? tr("run %1").arg(m_data->run.id)
                                            : tr("run %1: %2").arg(m_data->run.id).arg(text));
    });
    connect(m_views, &ResultViews::runRequested, this, &ResultsPage::selectRun);
    connect(m_views, &ResultViews::pairRequested, this, &ResultsPage::loadComparison);
    connect(m_views, &ResultViews::dialoguesRequested, this, &ResultsPage::loadDialogues);
    connect(m_views->dialogues(), &DialogueTab::playRequested, this, &ResultsPage::play);
    connect(m_views->dialogues(), &DialogueTab::openRequested, this, &ResultsPage::open);
    connect(m_views->dialogues(), &DialogueTab::stopRequested, this, &ResultsPage::stopPlaying);
    connect(m_views, &ResultViews::copyRequested, this, &ResultsPage::copySentence);
    connect(m_panel, &RunPanel::saveRequested, this, &ResultsPage::askSavePredictions);
    connect(m_panel, &RunPanel::doubtRequested, this, &ResultsPage::toggleDoubtful);
    connect(m_panel->list(), &UtteranceList::playRequested, this, [this](int row) { play(predictionOf(row)); });
    connect(m_panel->list(), &UtteranceList::stopRequested, this, &ResultsPage::stopPlaying);
    connect(m_panel->list(), &UtteranceList::openRequested, this, [this](int row) { open(predictionOf(row)); });
    connect(m_panel->list(), &UtteranceList::left, this, &ResultsPage::leaveList);
    connect(m_panel->notes(), &RunNotesFields::tagsChanged, this,
            [this](qint64 run, const QStringList& before, const QStringList& after) {
                change(tr("tags of run %1").arg(run),
                       [this, run, before, after](bool make) { writeTags(run, make ? after : before); });
            });
    connect(m_panel->notes(), &RunNotesFields::commentChanged, this,
            [this](qint64 run, const QString& before, const QString& after) {
                change(tr("comment on run %1").arg(run),
                       [this, run, before, after](bool make) { writeComment(run, make ? after : before); });
            });
    connect(&m_player, &UtterancePlayer::stopped, this, [this] {
        m_panel->list()->setPlaying(-1);
        m_views->dialogues()->setPlaying({});
    });
    connect(&m_player, &UtterancePlayer::problem, this, [this](const QString& sentence) { Q_EMIT message(sentence, true); });
    connect(&m_undo, &QUndoStack::indexChanged, this, [this] {
        if (m_context.actions != nullptr) UndoActions::of(*m_context.actions).refresh();
    });
    if (m_context.engine != nullptr)
        connect(m_context.engine, &engine_thread::EngineThread::jobFinished, this, &ResultsPage::reload);
}

void ResultsPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    if (m_placed) return;
    m_placed = true;
    // Sizes mean something only once the page has its own.
    const int table = m_tableHeight > 0 ? m_tableHeight : std::min(kTableHeight, static_cast<int>(height() * kTableShare));
    giveExtent(*m_down, 0, table, height());
    giveExtent(*m_across, 1, m_panelWidth >= 0 ? m_panelWidth : kPanelWidth, width());
}

QList<QWidget*> ResultsPage::regions() { return {m_runs, m_views, m_panel}; }

void ResultsPage::activated() {
    m_keepShown = true;  // what is listed and heard stays as it is, unless the run has changed meanwhile
    reload();
}

void ResultsPage::reload() {
    struct Loaded {
        std::vector<store::RunRecord> runs;
        core::Text problem;
    };
    const std::filesystem::path folder = m_context.workspaceFolder.toStdString();
    m_loader.load<Loaded>(
        QStringLiteral("runs"),
        [folder, once = m_examples, examples = m_exampleFolder](core::Progress&) -> core::Result<Loaded> {
            Loaded loaded;
            // A newer load may drop this one before it begins, and may run beside it: the import is made once, and awaited.
            std::call_once(*once, [&] {
                if (const auto imported = importExampleRuns(folder, examples); !imported)
                    loaded.problem = imported.error().text;
            });
            const auto workspace = store::Workspace::open(folder);
            if (!workspace) return core::fail(workspace.error());
            auto runs = workspace->runs();
            if (!runs) return core::fail(runs.error());
            loaded.runs = std::move(*runs);
            if (loaded.problem.empty()) loaded.problem = workspace->remark();
            return loaded;
        },
        [this](core::Result<Loaded> loaded) {
            if (!loaded) {
                Q_EMIT message(translated(loaded.error().text), true);
                return;
            }
            if (!loaded->problem.empty()) Q_EMIT message(translated(loaded->problem), true);
            runsLoaded(std::move(loaded->runs));
        });
}

void ResultsPage::runsLoaded(std::vector<store::RunRecord> runs) {
    const std::int64_t shown = m_data != nullptr ? m_data->run.id : -1;
    const RunTableModel& model = *m_runs->model();
    m_runs->setRuns(std::move(runs));
    m_panel->notes()->setKnownTags(model.knownTags());
    m_stack->setCurrentIndex(model.rowCount() > 0 || !m_runs->note().isEmpty() ? 0 : 1);
    if (m_wanted && model.rowOf(*m_wanted) >= 0) {
        const std::int64_t wanted = *m_wanted;
        m_wanted.reset();
        selectRun(wanted);
    } else if (model.rowOf(shown) >= 0) {
        const store::RunRecord& stored = model.run(model.rowOf(shown));
        m_holdRun = m_keepShown && stored.state == m_data->run.state && stored.state != store::RunState::Running &&
                    stored.finishedAt == m_data->run.finishedAt;
        selectRun(shown);
        if (m_holdRun) {
            m_views->setOthers(model.runs());
            showNotes();
        }
        m_holdRun = false;
    } else if (const auto first = m_runs->firstShown(); first) {
        selectRun(*first);
    } else {
        m_data.reset();
        m_views->setRun(nullptr, {});
        m_panel->setRun(nullptr);
    }
    m_keepShown = false;
    loadRecognition();
    Q_EMIT runsShown(model.rowCount());
}

void ResultsPage::selectRun(std::int64_t id) {
    if (!m_runs->choose(id)) loadCurrentRun(id);
}

void ResultsPage::loadCurrentRun(std::int64_t id) {
    if (m_holdRun) return;
    const std::filesystem::path folder = m_context.workspaceFolder.toStdString();
    m_loader.load<std::shared_ptr<const RunData>>(
        QStringLiteral("run"), [folder, id](core::Progress& progress) { return loadRun(folder, id, progress); },
        [this](core::Result<std::shared_ptr<const RunData>> loaded) {
            if (loaded)
                showRun(std::move(*loaded));
            else if (loaded.error().kind != core::ErrorKind::Cancelled)
                Q_EMIT message(translated(loaded.error().text), true);
        });
}

void ResultsPage::loadComparison(std::int64_t other) {
    if (m_data == nullptr) return;
    const std::filesystem::path folder = m_context.workspaceFolder.toStdString();
    m_loader.load<std::shared_ptr<const RunPair>>(
        QStringLiteral("comparison"),
        [folder, first = m_data, other](core::Progress& progress) { return loadPair(folder, first, other, progress); },
        [this](core::Result<std::shared_ptr<const RunPair>> loaded) {
            if (loaded)
                m_views->comparison()->setPair(*loaded);
            else if (loaded.error().kind != core::ErrorKind::Cancelled)
                m_views->comparison()->setProblem(translated(loaded.error().text));
            Q_EMIT pairShown();
        });
}

/// The table's are newer than those of the run as it was read.
void ResultsPage::showNotes() {
    const int row = m_runs->model()->rowOf(m_data->run.id);
    if (row < 0) return;
    const store::RunRecord& stored = m_runs->model()->run(row);
    QStringList tags;
    for (const std::string& tag : stored.tags) tags << QString::fromStdString(tag);
    m_panel->setNotes(tags, QString::fromStdString(stored.comment));
}

void ResultsPage::showRun(std::shared_ptr<const RunData> run) {
    stopPlaying();
    m_data = std::move(run);
    m_panel->setRun(m_data);
    showNotes();
    m_views->setRun(m_data, m_runs->model()->runs());
    if (m_wantedView != ResultViews::Recognition || m_views->has(ResultViews::Recognition))
        showWantedView();  // else when it is known
    if (m_wantedCell) {
        m_views->matrix()->matrix()->setCurrentCell(m_wantedCell->first, m_wantedCell->second);
        m_wantedCell.reset();
    }
    m_views->matrix()->listCurrent();
    Q_EMIT runShown(m_data->run.id);
}

void ResultsPage::show(const QJsonObject& what) {
    if (!what.contains(QStringLiteral("run"))) return;
    m_wanted = what.value(QStringLiteral("run")).toInteger();
    m_reproduction->showRuns();
    reload();
}

QJsonObject ResultsPage::saveState() const {
    QJsonObject state;
    state[QStringLiteral("panelWidth")] = m_placed ? m_across->sizes().value(1) : m_panelWidth;
    state[QStringLiteral("tableHeight")] = m_placed ? m_down->sizes().value(0) : m_tableHeight;
    state[QStringLiteral("filter")] = m_runs->filter()->text();
    const QHeaderView* header = m_runs->table()->horizontalHeader();
    state[QStringLiteral("sortColumn")] = header->sortIndicatorSection();
    state[QStringLiteral("sortDescending")] = header->sortIndicatorOrder() == Qt::DescendingOrder;
    if (m_data != nullptr) {
        const widgets::ConfusionView* matrix = m_views->matrix()->matrix();
        state[QStringLiteral("run")] = static_cast<qint64>(m_data->run.id);
        state[QStringLiteral("truth")] = matrix->currentTruth();
        state[QStringLiteral("predicted")] = matrix->currentPredicted();
        state[QStringLiteral("cells")] = static_cast<int>(matrix->shown());
        state[QStringLiteral("view")] = m_views->view();
        state[QStringLiteral("recognitionAgainst")] = m_views->recognition()->againstBox()->currentIndex();
    }
    return state;
}

void ResultsPage::restoreState(const QJsonObject& state) {
    m_panelWidth = state.value(QStringLiteral("panelWidth")).toInt(-1);
    m_tableHeight = state.value(QStringLiteral("tableHeight")).toInt(-1);
    m_runs->filter()->setText(state.value(QStringLiteral("filter")).toString());
    if (state.contains(QStringLiteral("sortColumn")))
        m_runs->table()->sortByColumn(
            std::clamp(state.value(QStringLiteral("sortColumn")).toInt(), 0, RunTableModel::ColumnCount - 1),
            state.value(QStringLiteral("sortDescending")).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder);
    if (!state.contains(QStringLiteral("run"))) return;
    m_wanted = state.value(QStringLiteral("run")).toInteger();
    m_wantedCell = {state.value(QStringLiteral("truth")).toInt(-1), state.value(QStringLiteral("predicted")).toInt(-1)};
    m_views->recognition()->againstBox()->setCurrentIndex(
        std::clamp(state.value(QStringLiteral("recognitionAgainst")).toInt(), 0, 1));
    m_wantedView = std::clamp(state.value(QStringLiteral("view")).toInt(), 0, ResultViews::ViewCount - 1);
    m_views->matrix()->setShow(
        static_cast<widgets::ConfusionView::Show>(std::clamp(state.value(QStringLiteral("cells")).toInt(), 0, 2)));
}

}  // namespace prososcope::gui
