// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/NumberTable.h"

class QScrollArea;
class QToolButton;

namespace prososcope::gui {

class TextTable;

/// A plot, or the same numbers as a table: a small button below changes between them. The table is filled while it is shown.
/// Owns the plot. GUI thread.
class PlotOrTable : public QWidget {
    Q_OBJECT
public:
    /// `plot` is the widget of `numbers`. Above `mostHeight` it scrolls; 0: never.
    PlotOrTable(QWidget* plot, const widgets::NumberedPlot* numbers, int mostHeight, QWidget* parent = nullptr);

    /// To be called when the plot shows something else.
    void refresh();
    [[nodiscard]] bool showsTable() const;
    void showTable(bool table);
    [[nodiscard]] TextTable* table() const { return m_table; }
    [[nodiscard]] QToolButton* button() const { return m_button; }

private:
    void fit();

    const widgets::NumberedPlot* m_numbers;
    QWidget* m_plot;
    int m_mostHeight;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_shown;  ///< the plot, or what it scrolls in
    TextTable* m_table;
    QToolButton* m_button;
};

}  // namespace prososcope::gui
