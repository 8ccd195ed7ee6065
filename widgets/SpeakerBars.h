// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <vector>

#include "widgets/Accessible.h"

namespace prososcope::widgets {

/// What is known of one speaker in a run.
struct SpeakerScore {
    QString speaker;      ///< or a gender
    QString gender;       ///< "female", "male" or what the corpus says
    double recall = 0.0;  ///< UAR over the classes this speaker has, or a difference of two; NaN: undefined
    int utterances = 0;
};

/// Horizontal bars of recall (UAR) by speaker or by gender, 0 to 1, with the worst one named below: a model can be fair by
/// gender and still fail single speakers. Or of the difference between two runs by speaker: bars to both sides of a middle
/// line, filled by `diverging`, the largest loss named. As tall as its bars; put it into a scroll area where there may be many.
/// Keeps a copy. GUI thread. Ctrl+C copies tab-separated text.
class SpeakerBars : public QWidget, public PlotSummary {
    Q_OBJECT
public:
    enum class Kind { Speakers, Genders, Differences };

    explicit SpeakerBars(QWidget* parent = nullptr);

    void setScores(std::vector<SpeakerScore> scores, Kind kind = Kind::Speakers);
    [[nodiscard]] const std::vector<SpeakerScore>& scores() const { return m_scores; }
    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] int worst() const;               ///< index of the lowest defined recall, -1: none
    [[nodiscard]] QString worstSentence() const;   ///< "lowest: speaker 11 (.79)"
    [[nodiscard]] QString label(int index) const;  ///< "11 m"
    [[nodiscard]] QRect barRect(int index) const;
    [[nodiscard]] QString plotSummary() const override;
    [[nodiscard]] QString tabSeparated() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QString name(int index) const;  ///< with what it is: "speaker 11 m"
    [[nodiscard]] QString value(int index, int digits) const;
    [[nodiscard]] int labelWidth() const;
    [[nodiscard]] int rowHeight() const;

    std::vector<SpeakerScore> m_scores;
    Kind m_kind = Kind::Speakers;
    double m_reach = 1.0;  ///< the value at the end of the longest bar
};

}  // namespace prososcope::widgets
