// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "app/gui/results/ResultTab.h"
#include "engine/report/DialogueTurns.h"

class QLabel;

namespace prososcope::widgets {
class IntervalScatter;
}

namespace prososcope::gui {

class TextTable;

/// Word errors of recognisers beside the emotion heard by their layers, over the workspace's models: a dot for each with the
/// intervals of both, and the numbers. A click on a dot asks for its run. GUI thread.
class RecognitionTab : public ResultTab {
    Q_OBJECT
public:
    explicit RecognitionTab(QWidget* parent = nullptr);

    void setModels(std::vector<report::RecognitionAndEmotion> models);
    void setRun(qint64 run);  ///< the run shown: its model is the chosen one where it has one
    [[nodiscard]] bool isEmpty() const { return m_models.empty(); }
    [[nodiscard]] widgets::IntervalScatter* plot() const { return m_plot; }
    [[nodiscard]] TextTable* table() const { return m_table; }
    [[nodiscard]] QString sentence() const override;
    void copyAsCsv();

private:
    void choose(int model);

    std::vector<report::RecognitionAndEmotion> m_models;  ///< fewest word errors first
    qint64 m_run = -1;
    widgets::IntervalScatter* m_plot = nullptr;
    TextTable* m_table = nullptr;
    QLabel* m_warning = nullptr;
};

}  // namespace prososcope::gui
