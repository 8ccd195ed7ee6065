// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/gui/layers/LayersData.h"
#include "widgets/CorrelationHeatmap.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace prososcope::widgets {
class UnitScatter;
}

namespace prososcope::gui {

class UtteranceList;

/// The picked unit at the right of Layers: its numbers for the target it was picked in, r of the other targets, its activation
/// against the target, and the utterances that drive the correlation, to be heard and opened. Shows what it is given. GUI
/// thread.
class UnitCard : public QWidget {
    Q_OBJECT
public:
    explicit UnitCard(QWidget* parent = nullptr);

    /// No unit is picked: says how to pick one.
    void clear();
    /// The numbers at once; points and utterances come with `setFacts`.
    void setUnit(const LayersResult& result, const widgets::CorrelationHeatmap::Cell& cell);
    void setFacts(const LayersResult& result, const widgets::CorrelationHeatmap::Cell& cell, const UnitFacts& facts);

    [[nodiscard]] UtteranceList* list() const { return m_list; }
    [[nodiscard]] widgets::UnitScatter* scatter() const { return m_scatter; }
    /// A number of the card by the name of its row ("r", "p", "n" ...), as it is shown; empty where there is none.
    [[nodiscard]] QString value(const QString& row) const;

Q_SIGNALS:
    void copyRequested();

private:
    void addNumber(const QString& name, const QString& value, const QString& meaning = {});
    void addDifference(const analysis::CorrelationDifference& made, std::size_t unit, const QString& correction);
    void applyTheme();

    QWidget* m_numbers = nullptr;
    QGridLayout* m_grid = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_hint = nullptr;
    QLabel* m_listTitle = nullptr;
    QWidget* m_parts = nullptr;
    widgets::UnitScatter* m_scatter = nullptr;
    UtteranceList* m_list = nullptr;
    QPushButton* m_open = nullptr;
    QPushButton* m_copy = nullptr;
    int m_next = 0;  ///< free row of the numbers
};

}  // namespace prososcope::gui
