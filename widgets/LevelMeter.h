// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/Accessible.h"

namespace prososcope::widgets {

/// How loud the input is, in dB below full scale from -60 to 0, with the largest value of the last seconds as a tick and a lamp
/// that says "clipped" for two seconds. GUI thread.
class LevelMeter : public QWidget, public PlotSummary {
    Q_OBJECT
public:
    explicit LevelMeter(QWidget* parent = nullptr);

    /// seconds: when, rising. rmsDb, peakDb: of the latest stretch; -infinity of digital silence. clipped: a sample of it was
    /// at full scale.
    void add(double seconds, double rmsDb, double peakDb, bool clipped);
    void clear();
    [[nodiscard]] bool clipped() const { return m_clipped; }
    [[nodiscard]] double heldPeakDb() const { return m_held; }

    [[nodiscard]] QString plotSummary() const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double m_rms;
    double m_peak;
    double m_held;
    double m_heldSince = 0.0;
    double m_clippedSince = 0.0;
    bool m_clipped = false;
};

}  // namespace prososcope::widgets
