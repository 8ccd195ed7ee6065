// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/RunTableModel.h"

#include <algorithm>

#include "app/gui/results/RunText.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

RunTableModel::RunTableModel(QObject* parent) : QAbstractTableModel(parent) {
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        if (!m_runs.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
}

void RunTableModel::setRuns(std::vector<store::RunRecord> runs) {
    beginResetModel();
    m_runs = std::move(runs);
    m_searched.clear();
    m_searched.reserve(m_runs.size());
    for (const store::RunRecord& each : m_runs) {
        QStringList parts{QString::fromStdString(each.corpus), QString::fromStdString(each.title)};
        for (int column = 0; column < ColumnCount; ++column) parts << text(each, column);
        m_searched.push_back(parts.join(QLatin1Char('\n')).toCaseFolded());
    }
    endResetModel();
}

int RunTableModel::rowOf(std::int64_t id) const {
    const auto found = std::find_if(m_runs.begin(), m_runs.end(), [id](const store::RunRecord& each) { return each.id == id; });
    return found == m_runs.end() ? -1 : static_cast<int>(found - m_runs.begin());
}

int RunTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_runs.size()); }
int RunTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString RunTableModel::text(const store::RunRecord& run, int column) const {
    switch (column) {
        case Run:
            return QString::number(run.id);
        case ExperimentName:
            return QString::fromStdString(run.name);
        case System:
            return QString::fromStdString(run.system);
        case Uar:
            return uarText(run);
        case Protocol:
            return protocolText(run);
        case Seeds:
            return QString::number(run.seeds);
        case DeviceName:
            return QString::fromStdString(run.device);
        case When:
            return whenText(run.startedAt, QDateTime::currentDateTime());
        case State:
            return stateText(run);
        default:
            return {};
    }
}

QVariant RunTableModel::sortValue(const store::RunRecord& run, int column) {
    switch (column) {
        case Run:
            return static_cast<qlonglong>(run.id);
        case ExperimentName:
            return QString::fromStdString(run.name);
        case System:
            return QString::fromStdString(run.system);
        case Uar:
            return run.uar.value_or(-1.0);
        case Protocol:
            return protocolText(run);
        case Seeds:
            return run.seeds;
        case DeviceName:
            return QString::fromStdString(run.device);
        case When:
            return QString::fromStdString(run.startedAt);
        case State:
            return stateText(run);
        default:
            return {};
    }
}

QString RunTableModel::tip(const store::RunRecord& run, int column) {
    switch (column) {
        case ExperimentName:
            return QString::fromStdString(run.title);
        case Uar:
            return tr("%1 utterances, %2 speakers.\n%3").arg(run.utterances).arg(run.speakers).arg(uarExplanation());
        case Protocol:
            return run.speakerDependent ? tr("Speakers of the test are in the training too: the figures are too good.")
                                        : tr("How training and test are separated: no speaker is in both.");
        case Seeds:
            return tr("Number of random seeds that the figures are averaged over. Seed of this run: %1.").arg(run.seed);
        case When:
            return QString::fromStdString(run.startedAt);
        case State:
            if (run.example) return tr("This run came with the program. Its audio need not be on this machine.");
            return QString::fromStdString(run.note);
        default:
            return {};
    }
}

QVariant RunTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const store::RunRecord& each = run(index.row());
    const Theme& theme = Theme::instance();
    switch (role) {
        case Qt::DisplayRole:
            return text(each, index.column());
        case SortRole:
            return sortValue(each, index.column());
        case RunIdRole:
            return static_cast<qlonglong>(each.id);
        case FilterRole:
            return m_searched[static_cast<std::size_t>(index.row())];
        case Qt::ToolTipRole:
            return tip(each, index.column());
        case Qt::FontRole:
            return theme.font(Theme::Size::Normal, index.column() == Uar);
        case Qt::ForegroundRole:
            if ((index.column() == Protocol || index.column() == Uar) && each.speakerDependent) return theme.color(Ink::Error);
            if (index.column() == State && !each.example && each.state != store::RunState::Finished)
                return theme.color(each.state == store::RunState::Failed ? Ink::Error : Ink::Warning);
            if (index.column() == State || index.column() == DeviceName || index.column() == When)
                return theme.color(Ink::Muted);
            return theme.color(Ink::Text);
        default:
            return {};
    }
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole && section == Uar) return uarExplanation();
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Run:
            return tr("Run");
        case ExperimentName:
            return tr("Experiment");
        case System:
            return tr("System");
        case Uar:
            return tr("UAR (95 % CI)");
        case Protocol:
            return tr("Protocol");
        case Seeds:
            return tr("Seeds");
        case DeviceName:
            return tr("Device");
        case When:
            return tr("When");
        case State:
            return tr("State");
        default:
            return {};
    }
}

RunFilterModel::RunFilterModel(QObject* parent) : QSortFilterProxyModel(parent) { setSortRole(RunTableModel::SortRole); }

void RunFilterModel::setWords(const QString& words) {
    m_words = words.toCaseFolded().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

bool RunFilterModel::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const QString searched = sourceModel()->index(row, 0, parent).data(RunTableModel::FilterRole).toString();
    return std::all_of(m_words.begin(), m_words.end(), [&searched](const QString& word) { return searched.contains(word); });
}

}  // namespace prososcope::gui
