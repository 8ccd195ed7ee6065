// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <vector>

#include "app/gui/results/RunQuery.h"
#include "engine/store/Workspace.h"

namespace prososcope::gui {

/// The runs of a workspace as a table; quick with 10,000 of them: cells are made when they are asked for, the text that plain
/// words of the filter look at when it is first looked at. GUI thread.
class RunTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Run, ExperimentName, System, Uar, Ccc, Protocol, Point, Tags, Seeds, DeviceName, When, State, ColumnCount };
    enum Role { RunIdRole = Qt::UserRole };

    explicit RunTableModel(QObject* parent = nullptr);
    void setRuns(std::vector<store::RunRecord> runs);
    /// What a person has said of a run; nothing happens where it is not there.
    void setNotes(std::int64_t id, const std::vector<std::string>& tags, const std::string& comment);
    [[nodiscard]] const std::vector<store::RunRecord>& runs() const { return m_runs; }
    [[nodiscard]] const store::RunRecord& run(int row) const { return m_runs[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowOf(std::int64_t id) const;  ///< -1: not there
    [[nodiscard]] QStringList knownTags() const;     ///< of all runs, each once, in order
    /// Whether some run has something to say in a column: columns that stay empty everywhere are not shown.
    [[nodiscard]] bool isUsed(int column) const { return m_used[static_cast<std::size_t>(column)]; }

    [[nodiscard]] bool lessThan(int left, int right, int column) const;
    [[nodiscard]] const QString& searched(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const store::RunRecord& run, int column) const;
    [[nodiscard]] static QString tip(const store::RunRecord& run, int column);
    void findUsed();

    std::vector<store::RunRecord> m_runs;
    mutable std::vector<QString> m_searched;  ///< null until asked for
    std::vector<bool> m_used = std::vector<bool>(ColumnCount, true);
};

/// Sorts by value, and keeps the rows that match the filter's query.
class RunFilterModel : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit RunFilterModel(RunTableModel* runs, QObject* parent = nullptr);
    void setWords(const QString& words);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    RunTableModel* m_runs;
    RunQuery m_query;
};

}  // namespace prososcope::gui
