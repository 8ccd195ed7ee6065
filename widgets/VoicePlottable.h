// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPolygonF>
#include <memory>

#include "engine/dsp/Formants.h"
#include "engine/dsp/Harmonicity.h"
#include "engine/dsp/Intensity.h"
#include "engine/dsp/Pitch.h"
#include "widgets/ColorMap.h"
#include "widgets/FrequencyScale.h"
#include "widgets/PanePlottable.h"

namespace prososcope::widgets {

/// Pitch, formants, intensity and harmonicity over a picture of a recording: pitch a line on an axis of its own from the
/// bottom to the top of the pane, formants dots on the pane's frequency axis, intensity dashed (50 to 100 dB) and harmonicity
/// dotted (-10 to 40 dB) on axes of their own. Labels of the own axes stand at the left edge in the colour of the line.
/// Nothing is drawn where a frame has no value; silence has neither intensity nor harmonicity, and formants stand only where
/// a frame is at most the dynamic range below the loudest in sight, as Praat draws them. Tracks are shared values, null
/// where there is none. Draws only; owned by the plot. GUI thread.
class VoicePlottable : public PanePlottable {
    Q_OBJECT
public:
    VoicePlottable(QCPAxis* time, QCPAxis* frequency);

    void setPitch(std::shared_ptr<const dsp::PitchTrack> track, double floorHz, double ceilingHz);
    /// A range of 0 dB draws every dot, as does a track without intensities.
    void setFormants(std::shared_ptr<const dsp::FormantTrack> track, double rangeDecibels = 0.0);
    void setIntensity(std::shared_ptr<const dsp::IntensityTrack> track) { m_intensity = std::move(track); }
    void setHarmonicity(std::shared_ptr<const dsp::HarmonicityTrack> track) { m_harmonicity = std::move(track); }
    /// What the pane's vertical axis counts in; Hz at first.
    void setFrequencyScale(const FrequencyScale& scale) { m_scale = scale; }
    void setColorMap(const ColorMap& map) { m_map = map; }

    [[nodiscard]] QList<PlotSeries> numbers() const override;

    /// What is drawn of the visible part, in seconds and in Hz or dB: one polygon for each unbroken stretch.
    [[nodiscard]] QList<QPolygonF> pitchLines() const;
    [[nodiscard]] QPolygonF formantDots() const;
    [[nodiscard]] QList<QPolygonF> intensityLines() const;
    [[nodiscard]] QList<QPolygonF> harmonicityLines() const;
    /// Height of a pitch, an intensity or a harmonicity in the pane as a share from the bottom, 0..1 inside.
    [[nodiscard]] double pitchShare(double hertz) const { return (hertz - m_floorHz) / (m_ceilingHz - m_floorHz); }
    [[nodiscard]] static double intensityShare(double decibels) { return (decibels - 50.0) / 50.0; }
    [[nodiscard]] static double harmonicityShare(double decibels) { return (decibels + 10.0) / 50.0; }
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
    std::shared_ptr<const dsp::HarmonicityTrack> m_harmonicity;
    double m_formantRange = 0.0;
    FrequencyScale m_scale;
    double m_floorHz = 75.0;
    double m_ceilingHz = 600.0;
    ColorMap m_map{"grey"};
};

}  // namespace prososcope::widgets
