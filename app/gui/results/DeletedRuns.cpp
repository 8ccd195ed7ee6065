// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/DeletedRuns.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/TextTable.h"
#include "app/gui/results/RunText.h"

namespace prososcope::gui {

DeletedRuns::DeletedRuns(QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Deleted runs"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_table = new TextTable(this);
    m_table->setAccessibleName(tr("Deleted runs"));
    m_text = new QLabel(this);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_restore = new QPushButton(tr("Restore"), this);
    m_restore->setObjectName(QStringLiteral("restore"));
    m_remove = new QPushButton(this);
    m_remove->setObjectName(QStringLiteral("removeForGood"));
    auto* close = new QPushButton(tr("Close"), this);
    for (QPushButton* button : {m_restore, m_remove, close}) button->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_restore);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addWidget(m_text);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    resize(760, 420);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        m_asked = false;
        follow();
    });
    connect(m_restore, &QPushButton::clicked, this, [this] {
        if (const auto runs = chosen(); !runs.empty()) Q_EMIT restoreRequested(runs);
    });
    connect(m_remove, &QPushButton::clicked, this, &DeletedRuns::remove);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    setRuns({});
}

void DeletedRuns::setRuns(std::vector<store::RunRecord> runs) {
    m_runs = std::move(runs);
    std::vector<QStringList> rows;
    for (const store::RunRecord& each : m_runs)
        rows.push_back({QString::number(each.id), QString::fromStdString(each.name), QString::fromStdString(each.system),
                        uarText(each), whenText(each.startedAt, QDateTime::currentDateTime()),
                        whenText(each.deletedAt, QDateTime::currentDateTime())});
    m_table->setTexts({tr("Run"), tr("Experiment"), tr("System"), tr("UAR (95 % CI)"), tr("When"), tr("Deleted")}, rows);
    if (!m_runs.empty()) m_table->selectRow(0);
    m_asked = false;
    follow();
}

std::vector<std::int64_t> DeletedRuns::chosen() const {
    std::vector<std::int64_t> runs;
    for (const QModelIndex& row : m_table->selectionModel()->selectedRows())
        runs.push_back(m_runs[static_cast<std::size_t>(row.row())].id);
    std::sort(runs.begin(), runs.end());
    return runs;
}

void DeletedRuns::follow() {
    const int count = static_cast<int>(chosen().size());
    m_restore->setEnabled(count > 0);
    m_remove->setEnabled(count > 0);
    m_remove->setText(!m_asked ? tr("Remove for good...") : count == 1 ? tr("Remove 1 run") : tr("Remove %1 runs").arg(count));
    if (m_runs.empty())
        m_text->setText(tr("No run has been deleted."));
    else if (m_asked)
        m_text->setText(tr("Predictions, curves and checkpoints go for good. This cannot be undone."));
    else
        m_text->setText(tr("Deleted runs keep their predictions until they are removed for good."));
}

void DeletedRuns::remove() {
    const auto runs = chosen();
    if (runs.empty()) return;
    const bool now = m_asked;
    m_asked = !m_asked;
    follow();
    if (now) Q_EMIT removeRequested(runs);
}

}  // namespace prososcope::gui
