// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include "app/gui/results/ResultTab.h"
#include "engine/report/DialogueTurns.h"

class QComboBox;
class QLabel;
class QWidget;

namespace prososcope::widgets {
class IntervalScatter;
}

namespace prososcope::gui {

class TextTable;

/// Word errors of recognisers beside the emotion heard by their layers, over the workspace's models: a dot for each with the
/// intervals of both, and the numbers; or, of recognisers that were factorised at different ranks, both against the rank. A
/// click on a dot asks for its run. GUI thread.
class RecognitionTab : public ResultTab {
    Q_OBJECT
public:
    explicit RecognitionTab(QWidget* parent = nullptr);

    void setModels(std::vector<report::RecognitionAndEmotion> models);
    void setRun(qint64 run);  ///< the run shown: its model is the chosen one where it has one
    [[nodiscard]] bool isEmpty() const { return m_models.empty(); }
    [[nodiscard]] widgets::IntervalScatter* plot() const { return m_plot; }
    /// Word errors and emotion against the rank, of the models that have one; their items go by rank.
    [[nodiscard]] widgets::IntervalScatter* rankWords() const { return m_rankWords; }
    [[nodiscard]] widgets::IntervalScatter* rankEmotion() const { return m_rankEmotion; }
    /// What is drawn; hidden where fewer than two ranks are there to be compared.
    [[nodiscard]] QComboBox* againstBox() const { return m_against; }
    [[nodiscard]] TextTable* table() const { return m_table; }
    [[nodiscard]] QString sentence() const override;
    void copyAsCsv();

private:
    void choose(int model);
    void ask(int model);
    void build();
    void connectParts();
    void showRanks();
    void showPlots();
    /// A plot of which each item is a model: that of this place in m_models.
    void connectPlot(widgets::IntervalScatter* plot, const std::function<int(int item)>& modelOf);

    std::vector<report::RecognitionAndEmotion> m_models;  ///< fewest word errors first
    std::vector<int> m_ranked;                            ///< places in m_models of those with a rank, the lowest first
    qint64 m_run = -1;
    QComboBox* m_against = nullptr;
    widgets::IntervalScatter* m_plot = nullptr;
    QWidget* m_ranks = nullptr;
    widgets::IntervalScatter* m_rankWords = nullptr;
    widgets::IntervalScatter* m_rankEmotion = nullptr;
    TextTable* m_table = nullptr;
    QLabel* m_warning = nullptr;
};

}  // namespace prososcope::gui
