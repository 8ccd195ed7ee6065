// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include "widgets/ColorMap.h"
#include "widgets/PanePlottable.h"
#include "widgets/SpectrogramTiles.h"

namespace prososcope::widgets {

/// A recording's spectrogram on a time axis in seconds and a frequency axis from 0, blitted from a cached picture
/// of its tiles. While tiles are missing, those of other zooms stand in, scaled. The tiles are shared with whoever fills
/// them (same thread); call `invalidate` after an insertion. Owned by the plot. GUI thread.
class SpectrogramPlottable : public PanePlottable {
    Q_OBJECT
public:
    SpectrogramPlottable(QCPAxis* time, QCPAxis* frequency);

    void setTiles(std::shared_ptr<SpectrogramTiles> tiles);
    /// Shown below the current tiles until these are complete (after a change of settings).
    void setFormerTiles(std::shared_ptr<SpectrogramTiles> tiles);
    void setColorMap(const ColorMap& map);
    [[nodiscard]] const ColorMap& colorMap() const { return m_map; }
    void setDynamicRange(double decibels);
    [[nodiscard]] double dynamicRange() const { return m_range; }
    /// What the vertical axis counts in; Hz at first.
    void setFrequencyScale(const FrequencyScale& scale);
    /// A tile has come: looks at the next replot which part of the picture it changes.
    void refresh() { m_fresh = true; }
    void forgetPicture() override { m_valid = false; }
    /// Levels at 128 frequencies and at most 1000 times.
    [[nodiscard]] QList<PlotSeries> numbers() const override;
    [[nodiscard]] const QImage& image() const { return m_image; }

protected:
    void draw(QCPPainter* painter) override;

private:
    void renew(const QSize& pixels, const QCPRange& keys, const QCPRange& values);
    bool shift(const QCPRange& keys);

    std::shared_ptr<SpectrogramTiles> m_tiles;
    std::shared_ptr<SpectrogramTiles> m_former;
    ColorMap m_map{"grey"};
    double m_range = 50.0;
    FrequencyScale m_scale;
    QImage m_image;
    QCPRange m_imageKeys;
    QCPRange m_imageValues;
    PaintedColumns m_painted;
    bool m_valid = false;  ///< else the whole picture is painted anew
    bool m_fresh = false;
};

}  // namespace prososcope::widgets
