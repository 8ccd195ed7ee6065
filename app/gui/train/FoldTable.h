// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QTableView>
#include <optional>
#include <vector>

#include "app/gui/train/TrainData.h"

namespace prososcope::gui {

/// The folds of a training: who is tested, how much is trained on, and how far each is. GUI thread.
class FoldModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, TestSpeakers, InnerSpeakers, Train, Test, State, TestUar, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setPlan(const std::vector<FoldPlan>& folds, const std::vector<int>& only);
    /// Forgets states and scores.
    void reset();
    void started(int fold);
    void epoch(int fold, int epoch, int of);
    void finished(int fold, double testUar);
    [[nodiscard]] QString stateText(int fold) const;
    [[nodiscard]] std::optional<double> testUar(int fold) const;
    /// Whether a fold's training counts updates of the weights, or epochs.
    void countUpdates(bool updates) { m_updates = updates; }
    [[nodiscard]] int finishedCount() const;
    [[nodiscard]] int chosenCount() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        FoldPlan plan;
        bool chosen = true;
        bool running = false;
        int epoch = 0;
        int epochs = 0;
        std::optional<double> uar;
    };
    Row* row(int fold);
    void changed(int fold);

    std::vector<Row> m_rows;
    bool m_updates = false;
};

/// Its view: hairlines, quiet header, whole rows.
class FoldTable : public QTableView {
    Q_OBJECT
public:
    explicit FoldTable(QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void applyTheme();
};

}  // namespace prososcope::gui
