// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/ReproductionView.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/PageParts.h"
#include "app/gui/QuietTable.h"
#include "app/gui/results/RegressionJob.h"
#include "app/gui/results/ReproductionModel.h"
#include "engine/core/Join.h"
#include "engine/core/Paths.h"
#include "engine/report/Report.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using engine_thread::translated;
using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kListWidth = 300;
constexpr int kTableRole = Qt::UserRole;  // place in the list of tables; none: a paper's name
constexpr int kRoom = 16;                 ///< beside the text of a cell, which the style takes

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

std::string say(const core::Text& sentence) { return translated(sentence).toStdString(); }

}  // namespace

ReproductionView::ReproductionView(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_resources(core::resourceFolder()),
      m_model(new ReproductionModel(this)),
      m_job(new RegressionJob(context, this)),
      m_list(new QListWidget(this)),
      m_table(new QTableView(this)),
      m_title(new QLabel(this)),
      m_citation(new QLabel(this)),
      m_detail(new QLabel(this)),
      m_note(new QLabel(this)),
      m_train(new QPushButton(tr("Run this experiment"), this)),
      m_open(new QPushButton(tr("Open run"), this)) {
    m_list->setObjectName(QStringLiteral("publishedTables"));
    m_list->setAccessibleName(tr("Published tables"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMinimumWidth(180);
    auto* heading = new QHBoxLayout;
    heading->setContentsMargins(16, 6, 16, 6);
    heading->addWidget(headingLabel(tr("Reproduction"), this));
    heading->addStretch(1);
    auto* back = new QPushButton(tr("Show runs"), this);
    back->setObjectName(QStringLiteral("showRuns"));
    widgets::setCompact(back);
    connect(back, &QPushButton::clicked, this, &ReproductionView::backRequested);
    heading->addWidget(back);
    auto* across = new QSplitter(Qt::Horizontal, this);
    auto* left = new QWidget(across);
    left->setBackgroundRole(QPalette::Base);
    left->setAutoFillBackground(true);
    auto* leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(13, 0, 0, 0);  // in line with the heading
    leftLayout->addWidget(m_list);
    across->addWidget(left);
    across->addWidget(buildRight());
    across->setStretchFactor(0, 0);
    across->setStretchFactor(1, 1);
    across->setChildrenCollapsible(false);
    across->setHandleWidth(5);
    across->setSizes({kListWidth, 4 * kListWidth});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(heading);
    layout->addWidget(across, 1);
    connect(m_list, &QListWidget::currentRowChanged, this, &ReproductionView::showTable);
    connect(&Theme::instance(), &Theme::changed, this, &ReproductionView::applyTheme);
    applyTheme();
    showCell();
}

QWidget* ReproductionView::buildRight() {
    QWidget* right = dataArea(this);
    for (QLabel* label : {m_title, m_citation, m_detail, m_note}) {
        label->setParent(right);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    for (QLabel* label : {m_citation, m_note}) paintText(label, Ink::Muted);
    m_table->setModel(m_model);
    makeQuiet(*m_table);
    m_table->setAccessibleName(tr("Published figures and ours"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->horizontalHeader()->setSectionsClickable(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ReproductionView::showCell);
    connect(m_train, &QPushButton::clicked, this, &ReproductionView::runCell);
    connect(m_job, &RegressionJob::finished, this, [this](const QString& folder, std::size_t leftOut) {
        Q_EMIT message(leftOut == 0 ? tr("The regressions are stored in %1.").arg(folder)
                                    : tr("The regressions are stored in %1. Utterances left out: %2.").arg(folder).arg(leftOut),
                       false);
        reload();
    });
    connect(m_job, &RegressionJob::failed, this, [this](const QString& problem) {
        Q_EMIT message(problem, true);
        showCell();
    });
    connect(m_job, &RegressionJob::cancelled, this, &ReproductionView::showCell);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const auto* cell = m_model->cell(m_table->currentIndex().row()); cell != nullptr && !cell->runs.empty())
            Q_EMIT runRequested(cell->runs.front());
    });
    auto* csv = new QPushButton(tr("Copy as CSV"), right);
    auto* latex = new QPushButton(tr("Copy as LaTeX"), right);
    connect(csv, &QPushButton::clicked, this, &ReproductionView::copyAsCsv);
    connect(latex, &QPushButton::clicked, this, &ReproductionView::copyAsLatex);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton* button : {m_train, m_open}) buttons->addWidget(button);
    buttons->addStretch(1);
    for (QPushButton* button : {csv, latex}) buttons->addWidget(button);
    auto* layout = new QVBoxLayout(right);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_citation);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_detail);
    layout->addWidget(m_note);
    layout->addLayout(buttons);
    return right;
}

void ReproductionView::applyTheme() {
    const auto& theme = Theme::instance();
    m_title->setFont(theme.font(Theme::Size::Large, true));
    m_detail->setFont(theme.font(Theme::Size::Normal));
    for (QLabel* label : {m_citation, m_note}) label->setFont(theme.font(Theme::Size::Small));
    const int row = static_cast<int>(26 * theme.scale());
    m_table->verticalHeader()->setDefaultSectionSize(row);
    m_table->horizontalHeader()->setFixedHeight(row);
    for (int i = 0; i < m_list->count(); ++i) {
        const bool paper = !m_list->item(i)->data(kTableRole).isValid();
        m_list->item(i)->setFont(theme.font(Theme::Size::Normal, paper));
        m_list->item(i)->setForeground(theme.color(Ink::Text));
        m_list->item(i)->setSizeHint({0, static_cast<int>((paper ? 34 : 26) * theme.scale())});
    }
    m_table->viewport()->update();
}

void ReproductionView::reload() {
    using Tables = std::vector<report::ReproducedTable>;
    m_loader.load<Tables>(
        QStringLiteral("tables"),
        [folder = m_context.workspaceFolder.toStdString(),
         resources = m_resources](core::Progress& progress) -> core::Result<Tables> {
            const auto tables = report::readPublishedTables(resources / "reproduction", resources / "experiments");
            if (!tables) return core::fail(tables.error());
            const auto workspace = store::Workspace::open(folder);
            if (!workspace) return core::fail(workspace.error());
            auto reproduced = report::reproduce(*tables, *workspace, say, progress);
            if (!reproduced) return core::fail(reproduced.error());
            for (auto& own : report::ownRegressions(*tables, workspace->folder(), say)) reproduced->push_back(std::move(own));
            return reproduced;
        },
        [this](core::Result<Tables> tables) {
            if (tables) {
                m_tables = std::move(*tables);
                fillList();
                Q_EMIT tablesShown(static_cast<int>(m_tables.size()));
            } else if (tables.error().kind != core::ErrorKind::Cancelled) {
                Q_EMIT message(translated(tables.error().text), true);
            }
        });
}

void ReproductionView::fillList() {
    const QString before = m_wanted.isEmpty() ? chosen() : m_wanted;
    m_wanted.clear();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    int current = -1;
    for (std::size_t i = 0; i < m_tables.size(); ++i) {
        const auto& table = m_tables[i];
        if (i == 0 || m_tables[i - 1].table.paper != table.table.paper) {
            auto* paper = new QListWidgetItem(text(table.table.paper), m_list);
            paper->setFlags(Qt::NoItemFlags);  // the arrow keys pass it
            paper->setToolTip(text(table.table.citation));
        }
        auto* item = new QListWidgetItem(m_list);
        item->setText(table.own ? text(table.table.title)
                      : table.fillable() > 0
                          ? tr("Table %1, %2 of %3 figures").arg(table.table.number).arg(table.filled()).arg(table.fillable())
                          : tr("Table %1, no figures").arg(table.table.number));
        item->setToolTip(text(table.table.title));
        item->setData(kTableRole, static_cast<int>(i));
        if (current < 0 || text(table.table.name) == before) current = m_list->row(item);
    }
    applyTheme();
    m_list->setCurrentRow(current);
    showTable(current);
}

void ReproductionView::choose(const QString& table) {
    m_wanted = table;
    if (!m_tables.empty()) fillList();
}

QString ReproductionView::chosen() const { return text(m_model->table().table.name); }

void ReproductionView::showTable(int row) {
    const QListWidgetItem* item = m_list->item(row);
    if (item == nullptr || !item->data(kTableRole).isValid()) return;
    const auto& table = m_tables[static_cast<std::size_t>(item->data(kTableRole).toInt())];
    const int before = text(table.table.name) == chosen() ? m_table->currentIndex().row() : 0;
    m_model->setTable(table);
    m_title->setText(table.own ? text(table.table.title)
                               : tr("Table %1: %2").arg(table.table.number).arg(text(table.table.title)));
    m_citation->setText(text(table.table.citation));
    m_note->setText(text(table.table.note));
    m_note->setVisible(!table.table.note.empty());
    m_table->resizeColumnsToContents();
    for (int column = 0; column < m_model->columnCount() - 1; ++column)
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column) + kRoom, 300));
    m_table->setCurrentIndex(m_model->index(std::max(0, before), 0));
    showCell();
}

void ReproductionView::showCell() {
    const auto* cell = m_model->cell(m_table->currentIndex().row());
    m_open->setEnabled(cell != nullptr && !cell->runs.empty());
    if (const auto file = regressionFile(); !file.empty()) {
        const bool running = m_job->isRunning();
        m_train->setEnabled(cell->canRun && !running && m_context.engine != nullptr);
        m_train->setToolTip(running        ? tr("It is being run; the status line tells how far it is.")
                            : cell->canRun ? tr("Runs %1 here, as a job.").arg(text(file.filename().string()))
                                           : tr("Missing: %1.").arg(text(core::joined(cell->missing, "; "))));
    } else {
        m_train->setEnabled(cell != nullptr && !cell->published.experiment.empty());
        m_train->setToolTip(m_train->isEnabled() ? tr("Goes to Train with %1.").arg(text(cell->published.experiment))
                                                 : tr("There is no experiment file for this figure yet."));
    }
    const QModelIndex current = m_model->index(m_table->currentIndex().row(), 0);
    m_detail->setText(current.data(Qt::ToolTipRole).toString());
    m_detail->setVisible(cell != nullptr);
    if (cell != nullptr && m_model->table().own)
        Q_EMIT statusChanged(current.data(Qt::ToolTipRole).toString().section(QLatin1Char('\n'), 0, 0));
    else if (cell != nullptr)
        Q_EMIT statusChanged(tr("%1, %2: published %3")
                                 .arg(text(cell->published.row), text(cell->published.column), text(cell->published.text)));
}

std::filesystem::path ReproductionView::regressionFile() const {
    const auto* cell = m_model->cell(m_table->currentIndex().row());
    if (cell == nullptr) return {};
    if (m_model->table().own) return m_model->table().experimentFile;
    return cell->published.regression.empty() ? std::filesystem::path()
                                              : m_resources / "experiments" / cell->published.regression;
}

void ReproductionView::runCell() {
    const auto* cell = m_model->cell(m_table->currentIndex().row());
    if (cell == nullptr || !m_train->isEnabled()) return;
    if (const auto file = regressionFile(); !file.empty()) {
        m_job->start(file, text(cell->published.regressionName));
        showCell();
        return;
    }
    Q_EMIT experimentRequested(text(cell->published.experimentName), text(cell->published.experimentCorpus));
}

void ReproductionView::copyAsCsv() {
    QGuiApplication::clipboard()->setText(text(report::csvText(report::reproductionTable(m_model->table(), say))));
    Q_EMIT statusChanged(tr("Copied as CSV: %1").arg(chosen()));
}

void ReproductionView::copyAsLatex() {
    QGuiApplication::clipboard()->setText(text(report::latexText(report::reproductionTable(m_model->table(), say))));
    Q_EMIT statusChanged(tr("Copied as LaTeX: %1").arg(chosen()));
}

}  // namespace prososcope::gui
