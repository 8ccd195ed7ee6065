// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/RunTableModel.h"

#include <algorithm>
#include <set>
#include <tuple>

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
    m_searched.assign(m_runs.size(), QString());
    findUsed();
    endResetModel();
}

void RunTableModel::findUsed() {
    const auto any = [this](auto&& has) { return std::any_of(m_runs.begin(), m_runs.end(), has); };
    m_used[Ccc] = any([](const store::RunRecord& run) { return run.ccc.has_value() || !run.dimensions.empty(); });
    m_used[Point] = any([](const store::RunRecord& run) { return !run.group.empty(); });
    m_used[Tags] = any([](const store::RunRecord& run) { return !run.tags.empty(); });
}

void RunTableModel::setNotes(std::int64_t id, const std::vector<std::string>& tags, const std::string& comment) {
    const int row = rowOf(id);
    if (row < 0) return;
    store::RunRecord& changed = m_runs[static_cast<std::size_t>(row)];
    changed.tags = tags;
    changed.comment = comment;
    m_searched[static_cast<std::size_t>(row)] = QString();
    findUsed();
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

QStringList RunTableModel::knownTags() const {
    std::set<QString> tags;
    for (const store::RunRecord& each : m_runs) {
        for (const std::string& tag : each.tags) tags.insert(QString::fromStdString(tag));
    }
    return {tags.begin(), tags.end()};
}

const QString& RunTableModel::searched(int row) const {
    QString& known = m_searched[static_cast<std::size_t>(row)];
    if (known.isNull()) {
        const store::RunRecord& each = run(row);
        QStringList parts{QString::fromStdString(each.corpus), QString::fromStdString(each.title),
                          QString::fromStdString(each.comment), QString::fromStdString(each.group)};
        for (int column = 0; column < ColumnCount; ++column) parts << text(each, column);
        known = parts.join(QLatin1Char('\n')).toCaseFolded();
    }
    return known;
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
        case Ccc:
            return cccText(run);
        case Protocol:
            return protocolText(run);
        case Point:
            return QString::fromStdString(run.point.empty() ? run.group : run.point);
        case Tags:
            return tagsText(run.tags);
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

bool RunTableModel::lessThan(int left, int right, int column) const {
    const store::RunRecord& a = run(left);
    const store::RunRecord& b = run(right);
    switch (column) {
        case ExperimentName:
            return a.name < b.name;
        case System:
            return a.system < b.system;
        case Uar:
            return a.uar.value_or(-1.0) < b.uar.value_or(-1.0);
        case Ccc:
            return a.ccc.value_or(-2.0) < b.ccc.value_or(-2.0);
        case Protocol:
            return std::tie(a.speakerDependent, a.protocol) < std::tie(b.speakerDependent, b.protocol);
        case Point:
            return std::tie(a.group, a.point, a.seed) < std::tie(b.group, b.point, b.seed);
        case Tags:
            return a.tags < b.tags;
        case Seeds:
            return a.seeds < b.seeds;
        case DeviceName:
            return a.device < b.device;
        case When:
            return a.startedAt < b.startedAt;
        case State:
            return std::tie(a.example, a.state) < std::tie(b.example, b.state);
        default:
            return a.id < b.id;
    }
}

QString RunTableModel::tip(const store::RunRecord& run, int column) {
    switch (column) {
        case ExperimentName:
            return run.comment.empty() ? QString::fromStdString(run.title)
                                       : QString::fromStdString(run.title + "\n" + run.comment);
        case Uar:
            return tr("%1 utterances, %2 speakers.\n%3").arg(run.utterances).arg(run.speakers).arg(uarExplanation());
        case Ccc:
            return cccExplanation();
        case Point:
            return run.group.empty()
                       ? QString()
                       : tr("Group %1\n%2").arg(QString::fromStdString(run.group), QString::fromStdString(run.point));
        case Tags:
            return tagsText(run.tags);
        case Protocol:
            return separationText(run);
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
        case RunIdRole:
            return static_cast<qlonglong>(each.id);
        case Qt::ToolTipRole:
            return tip(each, index.column());
        case Qt::FontRole:
            return theme.font(Theme::Size::Normal, index.column() == Uar || index.column() == Ccc);
        case Qt::ForegroundRole:
            if ((index.column() == Protocol || index.column() == Uar) && each.speakerDependent) return theme.color(Ink::Error);
            if (index.column() == State && !each.example && each.state != store::RunState::Finished)
                return theme.color(each.state == store::RunState::Failed ? Ink::Error : Ink::Warning);
            if (index.column() == State || index.column() == DeviceName || index.column() == When || index.column() == Point)
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
    if (role == Qt::ToolTipRole && section == Ccc) return cccExplanation();
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
        case Ccc:
            return tr("CCC (95 % CI)");
        case Point:
            return tr("Point of group");
        case Tags:
            return tr("Tags");
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

RunFilterModel::RunFilterModel(RunTableModel* runs, QObject* parent) : QSortFilterProxyModel(parent), m_runs(runs) {
    setSourceModel(runs);
}

void RunFilterModel::setWords(const QString& words) {
    m_query = RunQuery(words);
    invalidateFilter();
}

bool RunFilterModel::filterAcceptsRow(int row, const QModelIndex& /*parent*/) const {
    if (m_query.isEmpty()) return true;
    return m_query.matches(m_runs->run(row), m_query.hasPlainWords() ? m_runs->searched(row) : QString());
}

bool RunFilterModel::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    return m_runs->lessThan(left.row(), right.row(), left.column());
}

}  // namespace prososcope::gui
