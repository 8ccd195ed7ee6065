// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>
#include <optional>
#include <vector>

#include "engine/store/Workspace.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace prososcope::gui {

class RunFilterModel;
class RunTableModel;
class RunTableView;

/// The upper part of Results: the runs in a table with their filter, a note of what was deleted with Undo beside it, and the
/// way to the deleted runs. Shows what it is given and says what is chosen; stores nothing. GUI thread.
class RunsArea : public QWidget {
    Q_OBJECT
public:
    explicit RunsArea(QWidget* parent = nullptr);

    void setRuns(std::vector<store::RunRecord> runs);
    void setNotes(std::int64_t id, const std::vector<std::string>& tags, const std::string& comment);
    /// Makes a run the current one; false where the filter hides it or it is not there.
    bool choose(std::int64_t id);
    [[nodiscard]] std::optional<std::int64_t> firstShown() const;
    /// The one to be current when these have gone: the next below that stays, else the one above.
    [[nodiscard]] std::optional<std::int64_t> neighbourOf(const std::vector<std::int64_t>& runs) const;
    [[nodiscard]] std::vector<std::int64_t> chosen() const;  ///< in the order of the table
    [[nodiscard]] RunTableModel* model() const { return m_model; }
    [[nodiscard]] QTableView* table() const;
    [[nodiscard]] QLineEdit* filter() const { return m_filter; }
    /// A line beside the heading for a while, with a button that takes back; empty: none.
    void setNote(const QString& text);
    [[nodiscard]] QString note() const;

Q_SIGNALS:
    void currentChanged(qint64 run);
    void chosenChanged();
    void undoRequested();
    void deletedRequested();

private:
    RunTableModel* m_model = nullptr;
    RunFilterModel* m_sorted = nullptr;
    RunTableView* m_table = nullptr;
    QLineEdit* m_filter = nullptr;
    QLabel* m_note = nullptr;
    QPushButton* m_undo = nullptr;
    QTimer m_noteTime;
};

}  // namespace prososcope::gui
