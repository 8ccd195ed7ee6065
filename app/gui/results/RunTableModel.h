// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <vector>

#include "engine/store/Workspace.h"

namespace prososcope::gui {

/// The runs of a workspace as a table; quick with 10,000 of them: cells are made when asked for, only the text that the
/// filter searches is made once. GUI thread.
class RunTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Run, ExperimentName, System, Uar, Protocol, Seeds, DeviceName, When, State, ColumnCount };
    enum Role { SortRole = Qt::UserRole, RunIdRole, FilterRole };

    explicit RunTableModel(QObject* parent = nullptr);
    void setRuns(std::vector<store::RunRecord> runs);
    [[nodiscard]] const store::RunRecord& run(int row) const { return m_runs[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowOf(std::int64_t id) const;  ///< -1: not there

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const store::RunRecord& run, int column) const;
    [[nodiscard]] static QVariant sortValue(const store::RunRecord& run, int column);
    [[nodiscard]] static QString tip(const store::RunRecord& run, int column);

    std::vector<store::RunRecord> m_runs;
    std::vector<QString> m_searched;
};

/// Sorts by value, and keeps the rows that contain every word of the filter in any column.
class RunFilterModel : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit RunFilterModel(QObject* parent = nullptr);
    void setWords(const QString& words);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QStringList m_words;
};

}  // namespace prososcope::gui
