// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <vector>

#include "engine/report/DialogueTurns.h"

namespace prososcope::gui {

/// The turns of one dialogue as a run judged them, a row for each: when, who, what was said, label, emotion heard, and the
/// attention on it in its three parts. Marks the context of the chosen turn. GUI thread.
class DialogueModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Speaker, Said, Label, Heard, Judged, AsPrevious, AsInterlocutor, ColumnCount };
    /// What a turn is to the chosen one: the one before it of the same speaker, or that of the other.
    enum class Context { None, Previous, Interlocutor };
    using QAbstractTableModel::QAbstractTableModel;

    void setDialogue(report::Dialogue dialogue, const QStringList& classes);
    [[nodiscard]] const report::Dialogue& dialogue() const { return m_dialogue; }
    [[nodiscard]] const report::DialogueTurn& turn(int row) const { return m_dialogue.turns[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowOf(const std::string& turn) const;  ///< -1: not here
    void setChosen(int row);                                 ///< -1: none
    void setPlaying(int row);                                ///< -1: none
    [[nodiscard]] int playing() const { return m_playing; }

    [[nodiscard]] Context context(int row) const;
    [[nodiscard]] int speakerPlace(int row) const;  ///< 0 for who speaks first, 1 for the other
    /// The shares of one of the three columns of attention; empty where there is none.
    [[nodiscard]] const std::vector<float>& shares(int row, int column) const;
    [[nodiscard]] float largestShare() const { return m_largest; }  ///< of the dialogue: the full height of a part
    [[nodiscard]] bool isWrong(int row) const;
    /// All about a turn in sentences: what was said, label and judgement, its context.
    [[nodiscard]] QString explanation(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] QString spoken(int row, int column) const;
    [[nodiscard]] QString heardText(const report::DialogueTurn& turn) const;
    [[nodiscard]] QString classWord(int index) const;

    report::Dialogue m_dialogue;
    QStringList m_classes;
    float m_largest = 0.0F;
    int m_chosen = -1;
    int m_playing = -1;
};

}  // namespace prososcope::gui
