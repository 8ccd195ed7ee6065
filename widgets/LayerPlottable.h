// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <optional>
#include <vector>

#include "widgets/PanePlottable.h"

namespace prososcope::widgets {

/// All units of a layer over time: frame i is centred at firstSeconds + i * hopSeconds.
struct LayerValues {
    QString name;
    double firstSeconds = 0.0;
    double hopSeconds = 0.01;
    std::size_t frames = 0;
    std::vector<float> values;  ///< [units, frames]; not a number where it is not known
    /// The values that are white and black; nothing: percentiles of what is known.
    std::optional<QCPRange> range{};
    [[nodiscard]] std::size_t units() const { return frames > 0 ? values.size() / frames : 0; }
};

/// A layer as a picture, a row for each unit with the first at the bottom: grey, dark where values are high, between the 1st
/// and the 99th percentile of what is known or within the layer's range. A pixel shows the mean of the frames within it; where
/// nothing is known the ground shows. Draws only; owned by the plot. GUI thread.
class LayerPlottable : public PanePlottable {
    Q_OBJECT
public:
    LayerPlottable(QCPAxis* time, QCPAxis* value);

    void setLayer(LayerValues layer);
    [[nodiscard]] const LayerValues& layer() const { return m_layer; }
    /// The values that are white and black; equal where nothing is known.
    [[nodiscard]] double low() const { return m_low; }
    [[nodiscard]] double high() const { return m_high; }
    /// Of the nearest frame; not a number outside. Units count from 0.
    [[nodiscard]] double valueAt(double seconds, std::size_t unit) const;
    /// The part in sight, one column for each of `columns` pixels and one row for each unit, as it is drawn.
    [[nodiscard]] QImage picture(int columns) const;

    [[nodiscard]] QList<PlotSeries> numbers() const override;
    void forgetPicture() override { m_picture = {}; }

protected:
    void draw(QCPPainter* painter) override;
    /// `count` rows from the top of the picture, of which `first` is the first, over the whole width of the pane.
    void drawRows(QCPPainter* painter, double top, double bottom, std::size_t first, std::size_t count);
    /// The values of a unit in sight.
    [[nodiscard]] PlotSeries seriesOf(std::size_t unit, const QString& name) const;

private:
    void scale();

    LayerValues m_layer;
    double m_low = 0.0, m_high = 0.0;
    QImage m_picture;  ///< of m_pictured, of so many columns
    QCPRange m_pictured;
};

}  // namespace prososcope::widgets
