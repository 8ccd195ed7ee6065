// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <set>

#include "app/gui/results/ResultTab.h"
#include "app/gui/results/RunData.h"

class QLabel;
class QPushButton;
class QScrollArea;

namespace prososcope::gui {

class RunNotesFields;
class UtteranceList;

/// The right panel of Results: the utterances of what was chosen above, tags, comment and facts of the run below, and what can
/// be done with both. Shows what it is given; the page acts on its signals. GUI thread.
class RunPanel : public QWidget {
    Q_OBJECT
public:
    explicit RunPanel(QWidget* parent = nullptr);

    void setRun(const std::shared_ptr<const RunData>& run);  ///< null: nothing to show
    void setNotes(const QStringList& tags, const QString& comment);
    /// Fills the list with utterances of the run.
    void setList(const WantedList& wanted);
    /// Marks an utterance (by PredictionRecord::utterance), or takes the mark off.
    void setDoubtful(const std::string& utterance, bool doubtful);
    [[nodiscard]] bool isDoubtful(const std::string& utterance) const { return m_doubtful.contains(utterance); }
    [[nodiscard]] UtteranceList* list() const { return m_list; }
    [[nodiscard]] RunNotesFields* notes() const { return m_notes; }
    [[nodiscard]] QString listTitle() const;
    [[nodiscard]] QString absentText() const;  ///< empty where all audio of the list is here

Q_SIGNALS:
    void saveRequested();
    void doubtRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fillFacts();
    void fitList();
    void followCurrent();
    void applyTheme();

    std::shared_ptr<const RunData> m_data;
    std::set<std::string> m_doubtful;
    QLabel* m_listTitle = nullptr;
    QLabel* m_absent = nullptr;
    UtteranceList* m_list = nullptr;
    QWidget* m_listButtons = nullptr;
    QPushButton* m_doubt = nullptr;
    QLabel* m_runTitle = nullptr;
    RunNotesFields* m_notes = nullptr;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_facts = nullptr;
    QPushButton* m_save = nullptr;
};

}  // namespace prososcope::gui
