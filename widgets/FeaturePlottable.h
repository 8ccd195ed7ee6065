// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QStringList>
#include <vector>

#include "engine/features/ColumnStatistics.h"
#include "widgets/ColorMap.h"
#include "widgets/PanePlottable.h"

namespace prososcope::widgets {

/// Acoustic features over time as a picture: time from left to right, the set's columns from the bottom up, each column's
/// values by how far they lie from its own mean over what is shown here, from 2.5 standard deviations below to as many above. A
/// column that never changes, and values that are none, stay in the middle colour. Frames that share a pixel are drawn as the
/// mean of up to eight of them. The vertical axis goes from 0 to 1. Draws only; owned by the plot. GUI thread.
class FeaturePlottable : public PanePlottable {
    Q_OBJECT
public:
    static constexpr double kDeviations = 2.5;

    FeaturePlottable(QCPAxis* time, QCPAxis* value);

    /// `offsetSeconds`: where the matrix's time 0 lies in the recording. Null: nothing is drawn.
    /// statistics: features::columnStatistics of the matrix, which takes long for long ones.
    void setMatrix(features::FeatureMatrixPtr matrix, const std::vector<features::ColumnStatistics>& statistics,
                   const QStringList& columns, double offsetSeconds);
    void setColorMap(const QString& name);
    /// Number of the column at a height, 0 to 1; below 0 where there is none.
    [[nodiscard]] int columnAt(double height) const;
    /// "mfcc3 -12.4" at a place of the picture; empty outside.
    [[nodiscard]] QString reading(double seconds, double height) const;
    /// How far a value lies from its column's mean, in standard deviations; 0 where that is not known.
    [[nodiscard]] double distance(std::size_t frame, std::size_t column) const;

    void forgetPicture() override { m_image = QImage(); }
    [[nodiscard]] QList<PlotSeries> numbers() const override;

protected:
    void draw(QCPPainter* painter) override;

private:
    void render(const QSize& pixels);
    [[nodiscard]] double frameAt(double seconds) const;  ///< fractional
    [[nodiscard]] double secondsOf(std::size_t frame) const;

    features::FeatureMatrixPtr m_matrix;
    QStringList m_columns;
    double m_offset = 0.0;
    std::vector<float> m_means;
    std::vector<float> m_scales;  ///< one over the deviation; 0 for columns that never change
    ColorMap m_map;
    QImage m_image;
    QCPRange m_imageKeys;
};

}  // namespace prososcope::widgets
