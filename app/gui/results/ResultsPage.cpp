// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/ResultsPage.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/EmptyState.h"
#include "app/gui/PageParts.h"
#include "app/gui/results/RunPanel.h"
#include "app/gui/results/RunTableModel.h"
#include "app/gui/results/RunTableView.h"
#include "app/gui/results/UtteranceList.h"
#include "engine/core/Paths.h"
#include "widgets/ConfusionView.h"
#include "widgets/CurveView.h"
#include "widgets/SpeakerBars.h"
#include "widgets/Style.h"

namespace prososcope::gui {

using engine_thread::translated;

namespace {

constexpr int kPanelWidth = 280;
constexpr int kLeastPanelWidth = 268;
constexpr int kTableHeight = 216;
constexpr double kTableShare = 0.3;  // of the page, at most, where nothing else was chosen

/// The largest confusion, so that a list is there to begin with; the diagonal where there is none.
std::pair<int, int> largestConfusion(const analysis::ConfusionMatrix& matrix) {
    std::pair<int, int> best{0, 0};
    std::size_t most = 0;
    for (std::size_t truth = 0; truth < matrix.classes; ++truth) {
        for (std::size_t predicted = 0; predicted < matrix.classes; ++predicted) {
            if (truth == predicted || matrix.at(truth, predicted) <= most) continue;
            most = matrix.at(truth, predicted);
            best = {static_cast<int>(truth), static_cast<int>(predicted)};
        }
    }
    return best;
}

}  // namespace

ResultsPage::ResultsPage(const PageContext& context, QWidget* parent)
    : Page(parent), m_context(context), m_exampleFolder(core::resourceFolder() / "examples") {
    buildTable();
    auto* tableArea = new QWidget(this);
    auto* tableLayout = new QVBoxLayout(tableArea);
    tableLayout->setContentsMargins(0, 0, 0, 0);
    tableLayout->setSpacing(0);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(16, 6, 16, 6);
    bar->addWidget(headingLabel(tr("Runs"), tableArea));
    bar->addStretch(1);
    bar->addWidget(m_filter);
    tableLayout->addLayout(bar);
    tableLayout->addWidget(m_table, 1);

    m_down = new QSplitter(Qt::Vertical, this);
    m_down->addWidget(tableArea);
    m_down->addWidget(buildLower());
    m_down->setStretchFactor(0, 0);
    m_down->setStretchFactor(1, 1);
    m_down->setChildrenCollapsible(false);
    m_panel = new RunPanel(this);
    m_panel->setMinimumWidth(kLeastPanelWidth);
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
    m_stack = new QStackedLayout(this);
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_across);
    m_stack->addWidget(empty);

    connect(m_matrix, &widgets::ConfusionView::activated, this,
            [this](int truth, int predicted) { listCell(truth, predicted, true); });
    connect(m_matrix, &widgets::ConfusionView::currentChanged, this, &ResultsPage::say);
    connect(m_panel, &RunPanel::copySentenceRequested, this, &ResultsPage::copySentence);
    connect(m_panel, &RunPanel::saveRequested, this, &ResultsPage::askSavePredictions);
    connect(m_panel->list(), &UtteranceList::playRequested, this, &ResultsPage::playRow);
    connect(m_panel->list(), &UtteranceList::stopRequested, this, &ResultsPage::stopPlaying);
    connect(m_panel->list(), &UtteranceList::openRequested, this, &ResultsPage::openRow);
    connect(m_panel->list(), &UtteranceList::left, this, [this] { m_matrix->setFocus(Qt::OtherFocusReason); });
    connect(&m_player, &UtterancePlayer::stopped, this, [this] { m_panel->list()->setPlaying(-1); });
    connect(&m_player, &UtterancePlayer::problem, this, [this](const QString& sentence) { Q_EMIT message(sentence, true); });
    if (m_context.engine != nullptr)
        connect(m_context.engine, &engine_thread::EngineThread::jobFinished, this, &ResultsPage::reload);
    registerActions();
}

ResultsPage::~ResultsPage() = default;

void ResultsPage::buildTable() {
    m_filter = new QLineEdit(this);
    m_filter->setPlaceholderText(tr("Filter runs"));
    m_filter->setAccessibleName(tr("Filter runs"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(240);
    widgets::setCompact(m_filter);
    m_model = new RunTableModel(this);
    m_sorted = new RunFilterModel(this);
    m_sorted->setSourceModel(m_model);
    m_table = new RunTableView(this);
    m_table->setModel(m_sorted);
    m_table->sortByColumn(RunTableModel::Run, Qt::DescendingOrder);
    connect(m_filter, &QLineEdit::textChanged, m_sorted, &RunFilterModel::setWords);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
        if (current.isValid()) loadCurrentRun(current.data(RunTableModel::RunIdRole).toLongLong());
    });
}

QWidget* ResultsPage::buildLower() {
    QWidget* lower = dataArea(this);
    m_matrix = new widgets::ConfusionView(lower);
    m_speakers = new widgets::SpeakerBars(lower);
    m_curves = new widgets::CurveView(lower);
    auto* scroll = new QScrollArea(lower);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_speakers);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* left = new QVBoxLayout;
    left->setSpacing(8);
    left->addWidget(headingLabel(tr("Confusion, truth by row"), lower));
    m_warning = warningLabel(tr("Speakers of the test are in the training too: the figures are too good."), lower);
    m_warning->setObjectName(QStringLiteral("speakerDependent"));
    m_warning->hide();
    left->addWidget(m_warning);
    left->addWidget(m_matrix, 1);
    auto* right = new QVBoxLayout;
    right->setSpacing(8);
    right->addWidget(headingLabel(tr("Recall by speaker (UAR)"), lower));
    right->addWidget(scroll, 6);
    right->addSpacing(8);
    right->addWidget(headingLabel(tr("Learning curves"), lower));
    right->addWidget(m_curves, 5);
    auto* row = new QHBoxLayout(lower);
    row->setContentsMargins(24, 24, 24, 16);
    row->setSpacing(24);
    row->addLayout(left, 6);
    row->addLayout(right, 4);
    return lower;
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
    m_model->setRuns(std::move(runs));
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 0 : 1);
    if (m_wanted && m_model->rowOf(*m_wanted) >= 0) {
        selectRun(*m_wanted);
        m_wanted.reset();
    } else if (m_model->rowOf(shown) >= 0) {
        const store::RunRecord& stored = m_model->run(m_model->rowOf(shown));
        m_holdRun = m_keepShown && stored.state == m_data->run.state && stored.state != store::RunState::Running &&
                    stored.finishedAt == m_data->run.finishedAt;
        selectRun(shown);
        m_holdRun = false;
    } else if (m_sorted->rowCount() > 0) {
        selectRun(m_sorted->index(0, 0).data(RunTableModel::RunIdRole).toLongLong());
    } else {
        m_data.reset();
        m_panel->setRun(nullptr);
    }
    m_keepShown = false;
    Q_EMIT runsShown(m_model->rowCount());
}

void ResultsPage::selectRun(std::int64_t id) {
    const QModelIndex row = m_sorted->mapFromSource(m_model->index(m_model->rowOf(id), 0));
    if (row.isValid()) {
        m_table->setCurrentIndex(row);
        m_table->scrollTo(row);
    } else {
        loadCurrentRun(id);
    }
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

void ResultsPage::showRun(std::shared_ptr<const RunData> run) {
    stopPlaying();
    const bool same = m_data != nullptr && run->run.id == m_data->run.id;
    const int fold = same ? m_curves->currentFold() : 0;
    m_data = std::move(run);
    QStringList classes;
    for (const std::string& name : m_data->run.classes) classes << QString::fromStdString(name);
    if (m_data->matrix.total() == 0)
        m_matrix->setEmpty(m_data->run.state == store::RunState::Running
                               ? tr("The first fold of this run is still being trained.")
                               : tr("This run has no predictions."));
    else
        m_matrix->setMatrix(classes, m_data->matrix);
    m_warning->setVisible(m_data->run.speakerDependent);
    m_speakers->setScores(m_data->speakers);
    m_curves->clear(tr("This run has no learning curves."));
    for (const store::FoldRecord& each : m_data->folds) m_curves->setFoldName(each.index, QString::fromStdString(each.name));
    for (const store::EpochRecord& each : m_data->epochs)
        m_curves->addPoint(each.fold, each.epoch, each.trainLoss, each.innerUar);
    m_curves->setCurrentFold(std::max(0, fold));
    m_panel->setRun(m_data);
    if (m_wantedCell) {
        m_matrix->setCurrentCell(m_wantedCell->first, m_wantedCell->second);
        m_wantedCell.reset();
    }
    if (!m_matrix->isEmpty() && m_matrix->currentTruth() < 0) {
        const auto [truth, predicted] = largestConfusion(m_data->matrix);
        m_matrix->setCurrentCell(truth, predicted);
    }
    listCell(m_matrix->currentTruth(), m_matrix->currentPredicted(), false);
    Q_EMIT runShown(m_data->run.id);
}

void ResultsPage::listCell(int truth, int predicted, bool focusList) {
    stopPlaying();
    m_panel->setCell(truth, predicted);
    if (focusList && !m_panel->list()->rows().empty()) m_panel->list()->setFocus(Qt::OtherFocusReason);
    say();
}

void ResultsPage::say() {
    if (m_data == nullptr) return;
    const QString cell = m_matrix->cellSentence(m_matrix->currentTruth(), m_matrix->currentPredicted());
    Q_EMIT statusChanged(cell.isEmpty() ? tr("run %1").arg(m_data->run.id) : tr("run %1: %2").arg(m_data->run.id).arg(cell));
}

void ResultsPage::show(const QJsonObject& what) {
    if (!what.contains(QStringLiteral("run"))) return;
    m_wanted = what.value(QStringLiteral("run")).toInteger();
    reload();
}

QJsonObject ResultsPage::saveState() const {
    QJsonObject state;
    state[QStringLiteral("panelWidth")] = m_placed ? m_across->sizes().value(1) : m_panelWidth;
    state[QStringLiteral("tableHeight")] = m_placed ? m_down->sizes().value(0) : m_tableHeight;
    state[QStringLiteral("filter")] = m_filter->text();
    state[QStringLiteral("sortColumn")] = m_table->horizontalHeader()->sortIndicatorSection();
    state[QStringLiteral("sortDescending")] = m_table->horizontalHeader()->sortIndicatorOrder() == Qt::DescendingOrder;
    if (m_data != nullptr) {
        state[QStringLiteral("run")] = static_cast<qint64>(m_data->run.id);
        state[QStringLiteral("truth")] = m_matrix->currentTruth();
        state[QStringLiteral("predicted")] = m_matrix->currentPredicted();
    }
    return state;
}

void ResultsPage::restoreState(const QJsonObject& state) {
    m_panelWidth = state.value(QStringLiteral("panelWidth")).toInt(-1);
    m_tableHeight = state.value(QStringLiteral("tableHeight")).toInt(-1);
    m_filter->setText(state.value(QStringLiteral("filter")).toString());
    if (state.contains(QStringLiteral("sortColumn")))
        m_table->sortByColumn(
            state.value(QStringLiteral("sortColumn")).toInt(),
            state.value(QStringLiteral("sortDescending")).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder);
    if (state.contains(QStringLiteral("run"))) {
        m_wanted = state.value(QStringLiteral("run")).toInteger();
        m_wantedCell = {state.value(QStringLiteral("truth")).toInt(-1), state.value(QStringLiteral("predicted")).toInt(-1)};
    }
}

}  // namespace prososcope::gui
