// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <vector>

#include "engine/store/Workspace.h"

class QLabel;
class QPushButton;

namespace prososcope::gui {

class TextTable;

/// The deleted runs of a workspace in a window of their own: chosen ones are restored, or removed for good after a second press
/// that says how many. Asks for both by signals and shows what it is given. GUI thread.
class DeletedRuns : public QDialog {
    Q_OBJECT
public:
    explicit DeletedRuns(QWidget* parent = nullptr);

    void setRuns(std::vector<store::RunRecord> runs);
    [[nodiscard]] TextTable* table() const { return m_table; }

Q_SIGNALS:
    void restoreRequested(const std::vector<std::int64_t>& runs);
    void removeRequested(const std::vector<std::int64_t>& runs);

private:
    [[nodiscard]] std::vector<std::int64_t> chosen() const;
    void follow();
    void remove();

    std::vector<store::RunRecord> m_runs;
    TextTable* m_table = nullptr;
    QLabel* m_text = nullptr;
    QPushButton* m_restore = nullptr;
    QPushButton* m_remove = nullptr;
    bool m_asked = false;
};

}  // namespace prososcope::gui
