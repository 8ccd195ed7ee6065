// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QWidget>
#include <limits>
#include <string>
#include <vector>

#include "app/gui/TableActions.h"
#include "app/gui/inspect/FileLoader.h"

class QBoxLayout;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace prososcope::gui {

/// A column of a ResultModel.
struct ResultColumn {
    QString title;             ///< translated
    std::string key;           ///< its name in CSV files
    QString hint;              ///< shown when hovered, may be empty
    int digits = -1;           ///< after the dot where cells are numbers; below 0: words
    bool significant = false;  ///< the digits are all that are shown, wherever the dot stands
};

/// A cell: its exact text for files and, where it is one, the number to be shown and sorted by. Empty text: an empty cell.
struct ResultCell {
    std::string text;
    double number = std::numeric_limits<double>::quiet_NaN();
};

/// A row and the place in a recording that it speaks of. The cells stand in the order of the columns; missing ones are empty.
struct ResultRow {
    QString path;
    double start = 0.0;
    double end = 0.0;
    std::vector<ResultCell> cells;
};

/// Rows about places in recordings, in columns that can change. GUI thread.
class ResultModel : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int kSortRole = Qt::UserRole;
    static constexpr int kTextRole = Qt::UserRole + 1;  ///< as in files

    using QAbstractTableModel::QAbstractTableModel;

    /// Empties the table.
    void setColumns(std::vector<ResultColumn> columns);
    /// More columns at the right; rows keep their cells.
    void addColumns(const std::vector<ResultColumn>& columns);
    void append(std::vector<ResultRow> rows);
    void insert(int row, ResultRow value);
    void remove(int row);
    [[nodiscard]] const std::vector<ResultColumn>& columns() const { return m_columns; }
    [[nodiscard]] const std::vector<ResultRow>& rows() const { return m_rows; }
    /// CSV with dots in numbers, in the given order of rows.
    [[nodiscard]] std::string csv(const QList<int>& order) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<ResultColumn> m_columns;
    std::vector<ResultRow> m_rows;
};

/// A ResultModel as a table that sorts, filters, copies and exports, with keys to play rows and go to their places. What
/// fills it puts its own controls into `bar`. GUI thread.
class ResultTable : public QWidget, public TableCommands {
    Q_OBJECT
public:
    /// `loader` writes exported files; borrowed and outliving the table.
    ResultTable(const QString& name, FileLoader* loader, QWidget* parent = nullptr);
    ~ResultTable() override;

    [[nodiscard]] ResultModel& model() { return *m_model; }
    [[nodiscard]] QTableView* view() const { return m_view; }
    [[nodiscard]] QHBoxLayout* bar() const { return m_bar; }  ///< at its left, before the filter
    [[nodiscard]] QLineEdit* filter() const { return m_filter; }
    /// Said beside the filter; empty: the number of rows.
    void setStatus(const QString& text);
    [[nodiscard]] QString status() const;
    /// Gives the columns the width of what they hold.
    void fitColumns();
    /// Places in the model of the rows shown, in their shown order; of the selected ones.
    [[nodiscard]] QList<int> shownRows() const;
    [[nodiscard]] QList<int> selectedRows() const;

    /// The shown rows in their shown order.
    void saveCsv(const QString& path);
    void chooseCsv();
    void copyRows() const;

    void playCurrent() override;
    void playStep(int rows) override;
    void openCurrent() override;
    void leaveTable() override {}

Q_SIGNALS:
    void playRequested(const QString& path, double start, double end);
    void openRequested(const QString& path, double start, double end);
    void message(const QString& text, bool error);

protected:
    bool event(QEvent* event) override;

private:
    void updateStatus();
    /// Puts filter and export below the controls where the width has no room for both.
    void fitBar();
    [[nodiscard]] const ResultRow* currentRow() const;

    QString m_name;
    FileLoader* m_loader;
    ResultModel* m_model;
    QSortFilterProxyModel* m_proxy;
    QTableView* m_view;
    QBoxLayout* m_top;
    QHBoxLayout* m_bar;
    QHBoxLayout* m_rest;
    QLineEdit* m_filter;
    QLabel* m_label;
    QString m_status;
};

}  // namespace prososcope::gui
