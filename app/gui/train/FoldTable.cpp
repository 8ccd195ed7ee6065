// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/train/FoldTable.h"

#include <QHeaderView>
#include <QStringList>
#include <algorithm>
#include <array>

#include "app/gui/QuietTable.h"
#include "widgets/ScoreText.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kRowHeight = 26;
constexpr std::array<int, FoldModel::ColumnCount> kShares{8, 16, 16, 10, 10, 18, 14};

QString joined(const std::vector<std::string>& words) {
    QStringList list;
    for (const std::string& word : words) list << QString::fromStdString(word);
    return list.join(QStringLiteral(", "));
}

}  // namespace

void FoldModel::setPlan(const std::vector<FoldPlan>& folds, const std::vector<int>& only) {
    beginResetModel();
    m_rows.clear();
    for (const FoldPlan& plan : folds) {
        Row made;
        made.plan = plan;
        made.chosen = only.empty() || std::find(only.begin(), only.end(), static_cast<int>(m_rows.size())) != only.end();
        m_rows.push_back(std::move(made));
    }
    endResetModel();
}

void FoldModel::reset() {
    for (int fold = 0; fold < rowCount(); ++fold) {
        Row& each = m_rows[static_cast<std::size_t>(fold)];
        each.running = false;
        each.epoch = 0;
        each.uar.reset();
    }
    if (!m_rows.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

FoldModel::Row* FoldModel::row(int fold) {
    return fold >= 0 && fold < rowCount() ? &m_rows[static_cast<std::size_t>(fold)] : nullptr;
}

void FoldModel::changed(int fold) { Q_EMIT dataChanged(index(fold, 0), index(fold, ColumnCount - 1)); }

void FoldModel::started(int fold) {
    if (Row* each = row(fold)) {
        each->running = true;
        each->chosen = true;
        changed(fold);
    }
}

void FoldModel::epoch(int fold, int epoch, int of) {
    if (Row* each = row(fold)) {
        each->running = true;
        each->epoch = epoch;
        each->epochs = of;
        changed(fold);
    }
}

void FoldModel::finished(int fold, double testUar) {
    if (Row* each = row(fold)) {
        each->running = false;
        each->uar = testUar;
        changed(fold);
    }
}

QString FoldModel::stateText(int fold) const {
    if (fold < 0 || fold >= rowCount()) return {};
    const Row& each = m_rows[static_cast<std::size_t>(fold)];
    if (each.uar) return tr("done");
    if (!each.chosen) return tr("not chosen");
    if (!each.running) return tr("waits");
    if (each.epoch <= 0) return tr("starts");
    return (m_updates ? tr("update %1 of %2") : tr("epoch %1 of %2")).arg(each.epoch).arg(each.epochs);
}

std::optional<double> FoldModel::testUar(int fold) const {
    return fold >= 0 && fold < rowCount() ? m_rows[static_cast<std::size_t>(fold)].uar : std::nullopt;
}

int FoldModel::finishedCount() const {
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [](const Row& each) { return each.uar.has_value(); }));
}

int FoldModel::chosenCount() const {
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [](const Row& each) { return each.chosen; }));
}

int FoldModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int FoldModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant FoldModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Row& each = m_rows[static_cast<std::size_t>(index.row())];
    const Theme& theme = Theme::instance();
    if (role == Qt::ForegroundRole && index.column() == TestUar && each.plan.speakerDependent) return theme.color(Ink::Error);
    if (role == Qt::ForegroundRole)
        return theme.color(!each.chosen || index.column() == InnerSpeakers || (index.column() == State && !each.running)
                               ? Ink::Muted
                               : Ink::Text);
    if (role == Qt::FontRole) return theme.font(Theme::Size::Normal, index.column() == TestUar);
    if (role == Qt::ToolTipRole && index.column() == TestUar && each.plan.speakerDependent)
        return tr("Speakers of the test are in the training too: the figures are too good.");
    if (role == Qt::ToolTipRole && index.column() == TestUar)
        return tr("Unweighted average recall of the test speakers of this fold: the mean over the classes that occur in it.");
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Name:
            return index.row() + 1;
        case TestSpeakers:
            return joined(each.plan.testSpeakers);
        case InnerSpeakers:
            return joined(each.plan.innerSpeakers);
        case Train:
            return static_cast<qulonglong>(each.plan.train);
        case Test:
            return static_cast<qulonglong>(each.plan.test);
        case State:
            return stateText(index.row());
        case TestUar:
            return each.uar ? widgets::scoreText(*each.uar, 3) : QString();
        default:
            return {};
    }
}

QVariant FoldModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::ToolTipRole && section == InnerSpeakers)
        return tr("Training speakers set aside to choose the best epoch; they are neither trained on nor tested.");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Name:
            return tr("Fold");
        case TestSpeakers:
            return tr("Tested speakers");
        case InnerSpeakers:
            return tr("Inner speakers");
        case Train:
            return tr("Trained on");
        case Test:
            return tr("Tested on");
        case State:
            return tr("State");
        case TestUar:
            return tr("Test UAR");
        default:
            return {};
    }
}

FoldTable::FoldTable(QWidget* parent) : QTableView(parent) {
    makeQuiet(*this);
    setAccessibleName(tr("Folds"));
    connect(&Theme::instance(), &Theme::changed, this, &FoldTable::applyTheme);
    applyTheme();
}

void FoldTable::applyTheme() {
    verticalHeader()->setDefaultSectionSize(static_cast<int>(kRowHeight * Theme::instance().scale()));
    horizontalHeader()->setFixedHeight(verticalHeader()->defaultSectionSize());
    viewport()->update();
}

void FoldTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    shareWidth(*this, kShares);
}

}  // namespace prososcope::gui
