// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>

#include "app/gui/results/ResultTab.h"
#include "app/gui/results/RunData.h"
#include "engine/report/DialogueTurns.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace prososcope::gui {

class DialogueTable;

/// The dialogues of a run's corpus, one at a time: both speakers' turns in their order with what the run heard, and where it
/// listened. The chosen turn and its context are listed at the right. It is given the dialogues when it has asked for them; a
/// run read anew keeps the dialogue and the turn that were chosen. GUI thread.
class DialogueTab : public ResultTab {
    Q_OBJECT
public:
    explicit DialogueTab(QWidget* parent = nullptr);

    void setRun(const std::shared_ptr<const RunData>& run);  ///< null, or a run without dialogues: nothing
    void setDialogues(std::vector<report::Dialogue> dialogues);
    void setProblem(const QString& sentence);  ///< why there are none
    /// Whether dialogues are still to be read for the run.
    [[nodiscard]] bool isWaiting() const { return m_waiting; }
    /// Lists the chosen turn and its context at the right.
    void listCurrent();
    void setPlaying(std::optional<std::size_t> prediction);  ///< place in RunData::predictions

    [[nodiscard]] QString chosenDialogue() const;  ///< its name; empty: none
    [[nodiscard]] DialogueTable* table() const { return m_table; }
    [[nodiscard]] QComboBox* box() const { return m_box; }
    [[nodiscard]] QString detail() const;
    [[nodiscard]] QString sentence() const override;

Q_SIGNALS:
    void playRequested(qsizetype prediction);  ///< place in RunData::predictions
    void stopRequested();
    void openRequested(qsizetype prediction);

private:
    void showDialogue(int place);
    void showTurn(int row);
    void listTurn(int row);
    /// Calls `use` with the turn's place in RunData::predictions; says so where the run has not judged it.
    void withPrediction(int row, void (DialogueTab::*use)(qsizetype));

    std::shared_ptr<const RunData> m_data;
    std::map<std::string, std::size_t> m_predictions;  ///< by utterance
    std::vector<report::Dialogue> m_dialogues;
    bool m_waiting = false;
    QString m_wantedDialogue;  ///< of the same run before it was read anew
    std::string m_wantedTurn;
    QComboBox* m_box = nullptr;
    QPushButton* m_play = nullptr;
    QPushButton* m_open = nullptr;
    QLabel* m_note = nullptr;
    QLabel* m_detail = nullptr;
    DialogueTable* m_table = nullptr;
};

}  // namespace prososcope::gui
