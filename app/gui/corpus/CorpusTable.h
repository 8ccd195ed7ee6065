// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QTableView>
#include <utility>
#include <vector>

#include "app/gui/TableActions.h"
#include "app/gui/corpus/CorpusTableModel.h"

namespace prososcope::gui {

/// The utterances of a corpus: rows are chosen, several with Shift and Ctrl; the heads order, a menu on them chooses the
/// columns. The play button of a row, Space, J and K play, Return and a double click open, Backspace leaves; Ctrl+C copies
/// the chosen rows that are loaded. Tells the model what is in view. Plays nothing itself. GUI thread.
class CorpusTable : public QTableView, public TableCommands {
    Q_OBJECT
public:
    explicit CorpusTable(CorpusTableModel* model, QWidget* parent = nullptr);

    [[nodiscard]] CorpusTableModel* corpusModel() const { return m_model; }
    /// Places of the chosen rows, as ranges in order; the current row where none is chosen.
    [[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> chosen() const;
    [[nodiscard]] std::size_t chosenCount() const;
    void goTo(int row);
    void copyRows() const;
    /// Columns that were shown or hidden by a person, and their widths.
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);
    void showColumn(const QString& field, bool shown);
    [[nodiscard]] QMenu* columnMenu();
    [[nodiscard]] QRect playRect(int row) const;

    void playCurrent() override;
    void playStep(int rows) override;
    void openCurrent() override;
    void leaveTable() override { Q_EMIT left(); }
    void keyboardSearch(const QString& /*search*/) override {}  // it would go through millions of rows

Q_SIGNALS:
    void playRequested(int row);
    void stopRequested();
    void openRequested(int row);
    void left();
    /// Another current row or other chosen rows.
    void choiceChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void tellShown();
    void fitColumns();
    [[nodiscard]] bool isShown(const std::string& field) const;

    CorpusTableModel* m_model;
    QJsonObject m_shown;   ///< field -> whether a person wants it
    QJsonObject m_widths;  ///< field -> as dragged
    bool m_fitting = false;
};

}  // namespace prososcope::gui
