// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include "app/gui/TableActions.h"
#include "app/gui/results/DialogueModel.h"

namespace prososcope::gui {

/// The turns of a dialogue: the two speakers apart in their own indents, attention as strips. Choosing a turn marks its
/// context. Space plays, J and K go on and play, Return or a double click asks to open, Ctrl+C copies the turns with tabs.
/// Plays nothing itself. GUI thread.
class DialogueTable : public QTableView, public TableCommands {
    Q_OBJECT
public:
    explicit DialogueTable(QWidget* parent = nullptr);

    [[nodiscard]] DialogueModel* turns() { return &m_model; }
    [[nodiscard]] QString tabSeparated() const;

    void playCurrent() override;
    void playStep(int rows) override;
    void openCurrent() override;
    void leaveTable() override;

Q_SIGNALS:
    void turnChosen(int row);
    void playRequested(int row);
    void stopRequested();
    void openRequested(int row);
    void left();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    DialogueModel m_model;
};

}  // namespace prososcope::gui
