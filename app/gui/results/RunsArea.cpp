// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/RunsArea.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/PageParts.h"
#include "app/gui/results/RunTableModel.h"
#include "app/gui/results/RunTableView.h"
#include "widgets/Style.h"

namespace prososcope::gui {

namespace {
constexpr int kNoteMilliseconds = 20000;
}

RunsArea::RunsArea(QWidget* parent) : QWidget(parent) {
    m_filter = new QLineEdit(this);
    m_filter->setObjectName(QStringLiteral("runFilter"));
    m_filter->setPlaceholderText(tr("Filter runs"));
    m_filter->setAccessibleName(tr("Filter runs"));
    m_filter->setToolTip(tr("Words that stand anywhere, or with a key: %1.\nFor example: tag:baseline corpus:emodb "
                            "state:finished system:svm")
                             .arg(RunQuery::keys().join(QStringLiteral(", "))));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(280);
    widgets::setCompact(m_filter);
    m_model = new RunTableModel(this);
    m_sorted = new RunFilterModel(m_model, this);
    m_table = new RunTableView(m_model, m_sorted, this);
    m_table->setObjectName(QStringLiteral("runs"));
    m_table->sortByColumn(RunTableModel::Run, Qt::DescendingOrder);
    m_note = new QLabel(this);
    m_note->setTextFormat(Qt::PlainText);
    m_undo = new QPushButton(tr("Undo"), this);
    m_undo->setObjectName(QStringLiteral("undoDelete"));
    m_undo->setAccessibleName(tr("Undo: restore the deleted runs"));
    auto* deleted = new QPushButton(tr("Deleted runs..."), this);
    deleted->setObjectName(QStringLiteral("deletedRuns"));
    deleted->setToolTip(tr("Runs that were deleted, to restore them or to remove them for good"));
    for (QPushButton* button : {m_undo, deleted}) {
        widgets::setCompact(button);
        button->setAutoDefault(false);
    }

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(16, 6, 16, 6);
    bar->setSpacing(8);
    bar->addWidget(headingLabel(tr("Runs"), this));
    bar->addSpacing(16);
    bar->addWidget(m_note);
    bar->addWidget(m_undo);
    bar->addStretch(1);
    bar->addWidget(deleted);
    bar->addWidget(m_filter);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    m_noteTime.setSingleShot(true);
    setNote({});

    connect(&m_noteTime, &QTimer::timeout, this, [this] { setNote({}); });
    connect(m_undo, &QPushButton::clicked, this, &RunsArea::undoRequested);
    connect(deleted, &QPushButton::clicked, this, &RunsArea::deletedRequested);
    connect(m_filter, &QLineEdit::textChanged, m_sorted, &RunFilterModel::setWords);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
        if (current.isValid()) Q_EMIT currentChanged(current.data(RunTableModel::RunIdRole).toLongLong());
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsArea::chosenChanged);
}

QTableView* RunsArea::table() const { return m_table; }

void RunsArea::setRuns(std::vector<store::RunRecord> runs) {
    m_model->setRuns(std::move(runs));
    m_table->chooseColumns();
}

void RunsArea::setNotes(std::int64_t id, const std::vector<std::string>& tags, const std::string& comment) {
    m_model->setNotes(id, tags, comment);
    m_table->chooseColumns();
}

bool RunsArea::choose(std::int64_t id) {
    const QModelIndex row = m_sorted->mapFromSource(m_model->index(m_model->rowOf(id), 0));
    if (!row.isValid()) return false;
    m_table->setCurrentIndex(row);
    m_table->scrollTo(row);
    return true;
}

std::optional<std::int64_t> RunsArea::firstShown() const {
    if (m_sorted->rowCount() == 0) return std::nullopt;
    return m_sorted->index(0, 0).data(RunTableModel::RunIdRole).toLongLong();
}

std::vector<std::int64_t> RunsArea::chosen() const {
    std::vector<int> rows;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    std::vector<std::int64_t> runs;
    for (const int row : rows) runs.push_back(m_sorted->index(row, 0).data(RunTableModel::RunIdRole).toLongLong());
    return runs;
}

std::optional<std::int64_t> RunsArea::neighbourOf(const std::vector<std::int64_t>& runs) const {
    std::optional<std::int64_t> above;
    bool passed = false;
    for (int row = 0; row < m_sorted->rowCount(); ++row) {
        const std::int64_t id = m_sorted->index(row, 0).data(RunTableModel::RunIdRole).toLongLong();
        if (std::find(runs.begin(), runs.end(), id) != runs.end()) {
            passed = true;
        } else if (passed) {
            return id;
        } else {
            above = id;
        }
    }
    return above;
}

void RunsArea::setNote(const QString& text) {
    const bool hadFocus = m_undo->hasFocus();
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
    m_undo->setVisible(!text.isEmpty());
    if (text.isEmpty()) {
        m_noteTime.stop();
        if (hadFocus) m_table->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_noteTime.start(kNoteMilliseconds);
    m_note->setAccessibleName(text);
    if (QAccessible::isActive()) {
        QAccessibleEvent event(m_note, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

QString RunsArea::note() const { return m_note->text(); }

}  // namespace prososcope::gui
