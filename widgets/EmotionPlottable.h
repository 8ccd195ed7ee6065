// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <memory>
#include <vector>

#include "widgets/EmotionTrack.h"
#include "widgets/PanePlottable.h"

namespace prososcope::widgets {

/// Posteriors as stacked areas over time, the first class at the bottom, in the class colours, with a gap of one pixel
/// in the data colour between them; parts not predicted yet are hatched. Blitted from a cached picture. Many windows
/// in one pixel column are drawn as their mean. The track is shared with whoever fills it (same thread); call
/// `invalidate` after a change. Owned by the plot. GUI thread.
class EmotionPlottable : public PanePlottable {
    Q_OBJECT
public:
    EmotionPlottable(QCPAxis* time, QCPAxis* value);

    void setTrack(std::shared_ptr<const EmotionTrack> track);
    void invalidate() { m_valid = false; }
    void forgetPicture() override { invalidate(); }
    /// The posterior of each class in each window.
    [[nodiscard]] QList<PlotSeries> numbers() const override;
    [[nodiscard]] const QImage& image() const { return m_image; }

    QCPRange getKeyRange(bool& foundRange, QCP::SignDomain domain = QCP::sdBoth) const override;
    QCPRange getValueRange(bool& foundRange, QCP::SignDomain domain = QCP::sdBoth,
                           const QCPRange& keys = QCPRange()) const override;

protected:
    void draw(QCPPainter* painter) override;

private:
    void render(const QSize& pixels, double ratio);
    /// The stacked areas of the columns [from, to), all of them predicted: column by column, which is several times as
    /// fast as filling polygons.
    void drawAreas(const std::vector<std::vector<float>>& columns, int from, int to, double ratio);

    std::shared_ptr<const EmotionTrack> m_track;
    QImage m_image;
    QCPRange m_imageKeys;
    bool m_valid = false;
};

}  // namespace prososcope::widgets
