// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QWidget>
#include <vector>

#include "app/gui/TableActions.h"
#include "engine/store/Workspace.h"

class QLabel;
class QTableView;
class QToolButton;

namespace prososcope::gui {

class ActionRegistry;
class TrainQueue;

/// What waits: experiment, setting, seed. GUI thread.
class QueueModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Experiment, Setting, Seed, State, ColumnCount };
    explicit QueueModel(const TrainQueue& queue, QObject* parent = nullptr);

    void update();
    [[nodiscard]] qint64 run(int row) const;  ///< 0: no such row
    [[nodiscard]] int row(qint64 run) const;  ///< -1: does not wait

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const TrainQueue& m_queue;
    std::vector<store::RunRecord> m_runs;
};

/// The list "Waiting" with its buttons and keys: earlier (Alt+Up), later (Alt+Down), remove (Del). Hidden while nothing waits.
/// GUI thread.
class QueuePanel : public QWidget, public TableRemoval {
    Q_OBJECT
public:
    QueuePanel(TrainQueue& queue, ActionRegistry* actions, QWidget* parent = nullptr);
    void removeChosen() override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void update();
    void move(int places);
    void applyTheme();
    void registerActions(ActionRegistry& actions);

    TrainQueue& m_queue;
    QueueModel* m_model;
    QLabel* m_heading;
    QLabel* m_held;
    QTableView* m_table;
    QToolButton* m_up;
    QToolButton* m_down;
    QToolButton* m_remove;
};

}  // namespace prososcope::gui
