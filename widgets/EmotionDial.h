// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

#include "widgets/Accessible.h"

namespace prososcope::widgets {

/// Posteriors as a ring, each class's share as an arc in its colour with its symbol beside it, and in the middle the number of
/// the class that is shown as the word, or a dash. Sized by its place: it is read from the back of a room. GUI thread.
class EmotionDial : public QWidget, public PlotSummary {
    Q_OBJECT
public:
    explicit EmotionDial(QWidget* parent = nullptr);

    void setClasses(const QStringList& classes);
    /// posteriors: of each class, sum 1; empty: nothing is known, the ring is an empty one. shown: whose number stands in the
    /// middle; -1: none. presence: 1 full colour, 0 none, as what was said fades away.
    void setPosteriors(std::vector<double> posteriors, int shown, double presence = 1.0);

    /// For an audience: text of its contrast.
    void setPresentation(bool presentation);

    [[nodiscard]] QString plotSummary() const override;
    [[nodiscard]] QSize sizeHint() const override { return {320, 320}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 120}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QStringList m_classes;
    std::vector<double> m_posteriors;
    int m_shown = -1;
    double m_presence = 1.0;
    bool m_presentation = false;
};

/// ".71": two digits without the leading zero, as posteriors are written here; "1.0" of one.
[[nodiscard]] QString posteriorText(double posterior);

}  // namespace prososcope::widgets
