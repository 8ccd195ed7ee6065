// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/gui/results/RunData.h"

class QFormLayout;
class QLabel;
class QPushButton;
class QScrollArea;

namespace prososcope::gui {

class UtteranceList;

/// The right panel of Results: the utterances of the chosen cell above, the facts of the run below, and what can be done
/// with both. Shows what it is given; the page acts on its signals. GUI thread.
class RunPanel : public QWidget {
    Q_OBJECT
public:
    explicit RunPanel(QWidget* parent = nullptr);

    void setRun(const std::shared_ptr<const RunData>& run);  ///< null: nothing to show
    void setCell(int truth, int predicted);                  ///< fills the list; -1: none
    [[nodiscard]] UtteranceList* list() const { return m_list; }
    [[nodiscard]] QString cellTitle() const;
    [[nodiscard]] QString absentText() const;  ///< empty where all audio of the list is here

Q_SIGNALS:
    void copySentenceRequested();
    void saveRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void fillFacts();
    void applyTheme();

    std::shared_ptr<const RunData> m_data;
    QLabel* m_cellTitle = nullptr;
    QLabel* m_absent = nullptr;
    UtteranceList* m_list = nullptr;
    QPushButton* m_open = nullptr;
    QLabel* m_runTitle = nullptr;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_facts = nullptr;
    QWidget* m_buttons = nullptr;
};

}  // namespace prososcope::gui
