// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPolygonF>
#include <memory>

#include "engine/dsp/Formants.h"
#include "engine/dsp/Intensity.h"
#include "engine/dsp/Pitch.h"
#include "widgets/ColorMap.h"
#include "widgets/PanePlottable.h"

namespace prososcope::widgets {

/// Pitch, formants and intensity over a picture of a recording: pitch a line on an axis of its own from the bottom to the
/// top of the pane, formants dots on the pane's frequency axis, intensity dashed on a third axis. Labels of the two own
/// axes stand at the left edge in the colour of the line. Nothing is drawn where a frame has no value; silence has no
/// intensity. Tracks are shared values, null where there is none. Draws only; owned by the plot. GUI thread.
class VoicePlottable : public PanePlottable {
    Q_OBJECT
public:
    VoicePlottable(QCPAxis* time, QCPAxis* frequency);

    void setPitch(std::shared_ptr<const dsp::PitchTrack> track, double floorHz, double ceilingHz);
    void setFormants(std::shared_ptr<const dsp::FormantTrack> track) { m_formants = std::move(track); }
    void setIntensity(std::shared_ptr<const dsp::IntensityTrack> track) { m_intensity = std::move(track); }
    void setColorMap(const ColorMap& map) { m_map = map; }

    /// What is drawn of the visible part, in seconds and in Hz or dB: one polygon for each unbroken stretch.
    [[nodiscard]] QList<QPolygonF> pitchLines() const;
    [[nodiscard]] QPolygonF formantDots() const;
    [[nodiscard]] QList<QPolygonF> intensityLines() const;
    /// Height of a pitch or of an intensity in the pane as a share from the bottom, 0..1 inside.
    [[nodiscard]] double pitchShare(double hertz) const { return (hertz - m_floorHz) / (m_ceilingHz - m_floorHz); }
    [[nodiscard]] static double intensityShare(double decibels) { return (decibels - 50.0) / 50.0; }
    /// Round values between two limits, at most six.
    [[nodiscard]] static QList<double> roundTicks(double from, double to);

protected:
    void draw(QCPPainter* painter) override;

private:
    void drawDots(QCPPainter* painter) const;
    void drawLines(QCPPainter* painter, const QList<QPolygonF>& lines, ColorMap::Mark mark) const;
    /// Labels of one axis in a column that begins at `left`; returns where the next may begin.
    double drawTicks(QCPPainter* painter, double left, ColorMap::Mark mark) const;
    [[nodiscard]] double shareOf(double value, ColorMap::Mark mark) const;

    std::shared_ptr<const dsp::PitchTrack> m_pitch;
    std::shared_ptr<const dsp::FormantTrack> m_formants;
    std::shared_ptr<const dsp::IntensityTrack> m_intensity;
    double m_floorHz = 75.0;
    double m_ceilingHz = 600.0;
    ColorMap m_map{"grey"};
};

}  // namespace prososcope::widgets
