// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/PredictionModel.h"

#include <QLocale>
#include <algorithm>

#include "engine/core/Csv.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Theme;

int PredictionRow::best() const {
    if (posteriors.empty()) return -1;
    return static_cast<int>(std::max_element(posteriors.begin(), posteriors.end()) - posteriors.begin());
}

PredictionModel::PredictionModel(QObject* parent) : QAbstractTableModel(parent) {}

void PredictionModel::start(const QStringList& classes, const QString& folder) {
    beginResetModel();
    m_classes = classes;
    m_folder = folder.isEmpty() || folder.endsWith('/') ? folder : folder + '/';
    m_rows.clear();
    endResetModel();
}

void PredictionModel::setClasses(const QStringList& classes) {
    if (classes == m_classes) return;
    beginResetModel();
    m_classes = classes;
    endResetModel();
}

void PredictionModel::append(const std::vector<PredictionRow>& rows) {
    if (rows.empty()) return;
    const int first = static_cast<int>(m_rows.size());
    beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
    m_rows.insert(m_rows.end(), rows.begin(), rows.end());
    endInsertRows();
}

QString PredictionModel::shownPath(const QString& path) const {
    return !m_folder.isEmpty() && path.startsWith(m_folder) ? path.mid(m_folder.size()) : path;
}

int PredictionModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}
int PredictionModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : remarkColumn() + 1; }

QVariant PredictionModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= static_cast<int>(m_rows.size())) return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    const int best = row.best();
    if (role == kPathRole) return row.path;
    if (role == Qt::DecorationRole && column == ClassColumn && best >= 0)
        return Theme::instance().emotionIcon(m_classes.value(best));
    if (role == Qt::ToolTipRole) return row.problem.isEmpty() ? row.path : row.problem;
    const bool numeric = column >= PosteriorColumn && column <= durationColumn();
    if (role == Qt::TextAlignmentRole) return QVariant((numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ForegroundRole && !row.problem.isEmpty()) return Theme::instance().color(widgets::Ink::Muted);
    if (role != Qt::DisplayRole && role != kSortRole) return {};
    const QLocale locale;
    const auto number = [&](double value, int digits) -> QVariant {
        return role == kSortRole ? QVariant(value) : QVariant(locale.toString(value, 'f', digits));
    };
    if (column == ClassColumn) return best >= 0 ? Theme::emotionWord(m_classes.value(best)) : QString();
    if (column == FileColumn) return shownPath(row.path);
    if (column == durationColumn()) return row.seconds > 0.0 ? number(row.seconds, 2) : QVariant();
    if (column == remarkColumn()) return row.problem;
    const int which = column == PosteriorColumn ? best : column - FirstPosterior;
    if (which < 0 || which >= static_cast<int>(row.posteriors.size())) return role == kSortRole ? QVariant(-1.0) : QVariant();
    return number(static_cast<double>(row.posteriors[static_cast<std::size_t>(which)]), 3);
}

QVariant PredictionModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) {
        const bool numeric = section >= PosteriorColumn && section <= durationColumn();
        return QVariant((numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) return {};
    if (section == ClassColumn) return tr("Emotion");
    if (section == FileColumn) return tr("File");
    if (section == PosteriorColumn) return tr("Posterior");
    if (section == durationColumn()) return tr("Duration (s)");
    if (section == remarkColumn()) return tr("Remark");
    return Theme::emotionWord(m_classes.value(section - FirstPosterior));
}

std::string PredictionModel::csv(const QList<int>& order) const {
    core::CsvTable table;
    table.columns = {"file", "predicted", "posterior"};
    for (const QString& name : m_classes) table.columns.push_back(name.toStdString());
    table.columns.insert(table.columns.end(), {"duration_seconds", "remark"});
    for (const int index : order) {
        const auto& row = m_rows[static_cast<std::size_t>(index)];
        const int best = row.best();
        std::vector<std::string> cells{
            row.path.toStdString(), best >= 0 ? m_classes.value(best).toStdString() : std::string(),
            best >= 0 ? core::fixedText(static_cast<double>(row.posteriors[static_cast<std::size_t>(best)]), 6)
                      : std::string()};
        for (std::size_t c = 0; c < static_cast<std::size_t>(m_classes.size()); ++c) {
            cells.push_back(c < row.posteriors.size() ? core::fixedText(static_cast<double>(row.posteriors[c]), 6)
                                                      : std::string());
        }
        cells.push_back(row.seconds > 0.0 ? core::fixedText(row.seconds, 3) : std::string());
        cells.push_back(row.problem.toStdString());
        table.rows.push_back(std::move(cells));
    }
    return core::formatCsv(table);
}

}  // namespace prososcope::gui
