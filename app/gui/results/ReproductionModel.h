// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <optional>

#include "engine/report/Reproduction.h"

namespace prososcope::gui {

/// A published table as rows of figures: row, column, published, ours, difference, n, protocol or what is missing; or a
/// regression of the workspace, whose columns are those of report::reproductionTable. Figures that are too good stand in the
/// error colour, what is missing in the muted one. GUI thread.
class ReproductionModel : public QAbstractTableModel {
    Q_OBJECT
public:
    /// Of a published table. The last column of either kind takes what width is left.
    enum Column { Row, ColumnName, Published, Ours, Difference, Count, Remark };
    using QAbstractTableModel::QAbstractTableModel;

    void setTable(report::ReproducedTable table);
    [[nodiscard]] const report::ReproducedTable& table() const { return m_table; }
    /// Null where there is no such row.
    [[nodiscard]] const report::ReproducedCell* cell(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString explanation(const report::ReproducedCell& cell) const;
    [[nodiscard]] QStringList regressionLines(const report::ReproducedCell& cell) const;
    [[nodiscard]] bool isNumber(int column) const;

    report::ReproducedTable m_table;
    report::Table m_texts;
    std::vector<std::size_t> m_cells;  ///< of each row
};

}  // namespace prososcope::gui
