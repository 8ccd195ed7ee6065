// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/gui/train/TrainData.h"

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace prososcope::gui {

/// The foot of the right panel of Train: what stands in the way of a start or what it would take; start, pause, cancel,
/// continue; how far the running training is and what came out; unfinished runs. GUI thread.
class RunControls : public QWidget {
    Q_OBJECT
public:
    /// What can be done now.
    struct State {
        bool running = false;
        bool stopping = false;  ///< being cancelled or paused
        bool paused = false;
        bool canProceed = false;
        bool ready = false;  ///< there is something to start
        bool operator==(const State&) const = default;
    };

    explicit RunControls(QWidget* parent = nullptr);

    void setState(const State& state);
    [[nodiscard]] const State& state() const { return m_state; }
    void setResumable(const std::vector<store::RunRecord>& runs);
    /// The sentence above Start: why it cannot start, or nothing.
    void setProblem(const QString& sentence);
    /// What a start would take, "about 12 min, 230 MB", and where that comes from.
    void setCost(const QString& sentence, const QString& origin);
    void setProgress(double fraction, const QString& text);
    void setOutcome(const QString& sentence, bool error, bool withResults);
    void applyTheme();

Q_SIGNALS:
    void startRequested();
    void cancelRequested();
    void pauseRequested();
    void proceedRequested();
    void resumeRequested(qint64 run);
    void showResultsRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    State m_state;
    QLabel* m_problem;
    QLabel* m_cost;
    QLabel* m_costOrigin;
    QPushButton* m_start;
    QPushButton* m_pause;
    QPushButton* m_continue;
    QPushButton* m_cancel;
    QProgressBar* m_bar;
    QLabel* m_progress;
    QLabel* m_outcome;
    QPushButton* m_showResults;
    QWidget* m_resumeArea;
    QComboBox* m_resumable;
    QPushButton* m_resume;
};

}  // namespace prososcope::gui
