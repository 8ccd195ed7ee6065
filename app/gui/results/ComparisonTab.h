// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>

#include "app/gui/results/ResultTab.h"
#include "app/gui/results/RunData.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace prososcope::widgets {
class ConfusionView;
}

namespace prososcope::gui {

/// Two runs side by side on the utterances that both have predicted: the difference of UAR with its interval and tests, the
/// difference of the matrices or both of them, the difference by speaker, and lists of what only one of them has right; where
/// both have other seeds, the same of all seeds, with one-tailed tests. Says which run it wants to compare with; what is
/// computed comes by `setPair`. GUI thread.
class ComparisonTab : public ResultTab {
    Q_OBJECT
public:
    explicit ComparisonTab(QWidget* parent = nullptr);

    /// The run shown and those that can be compared with it (the same classes and corpus), newest first; null: none.
    void setRun(const std::shared_ptr<const RunData>& run, const std::vector<store::RunRecord>& candidates);
    void setPartner(std::int64_t run);  ///< chooses it where it is among the candidates
    [[nodiscard]] std::optional<std::int64_t> partner() const;
    void setPair(const std::shared_ptr<const RunPair>& pair);
    void setProblem(const QString& sentence);
    [[nodiscard]] const std::shared_ptr<const RunPair>& pair() const { return m_pair; }
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString sentence() const override;

Q_SIGNALS:
    /// To be compared with the run shown; `setPair` or `setProblem` answers.
    void pairRequested(qint64 other);

private:
    void wait();
    [[nodiscard]] QString seedsText() const;  ///< of the pair, in a line of its own; empty where there are no seeds
    void showMatrices();
    void list(widgets::ConfusionView* matrix, int truth, int predicted);
    void listAlone(bool first);

    std::shared_ptr<const RunData> m_data;
    std::shared_ptr<const RunPair> m_pair;
    std::vector<store::RunRecord> m_candidates;
    QComboBox* m_other = nullptr;
    QComboBox* m_show = nullptr;
    QLabel* m_text = nullptr;
    QLabel* m_names[2] = {};
    QPushButton* m_alone[2] = {};
    widgets::ConfusionView* m_matrices[2] = {};  ///< the first shows the difference too
    QWidget* m_second = nullptr;
    QWidget* m_right = nullptr;
    widgets::SpeakerBars* m_bars = nullptr;
};

}  // namespace prososcope::gui
