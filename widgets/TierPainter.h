// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

#include "widgets/TierPlace.h"
#include "widgets/TierRows.h"

class QPainter;

namespace prososcope::widgets {

/// Draws rows of tiers for one range of time: boundaries, labels (elided, centred in what is visible of them), names on plates.
/// Only the visible part is looked at, and boundaries that fall into one pixel are drawn once, so that the work goes
/// with the pixels and not with the number of intervals. Made for one picture; any device of QPainter. GUI thread.
class TierPainter {
public:
    /// `start` and `end` in seconds over `width`; `ratio` device pixels to a logical one.
    TierPainter(const annotation::Annotation& annotation, double start, double end, double width, double ratio);

    /// `number` is what stands before the tier's name (from 1).
    void drawRow(QPainter& painter, const TierRow& row, const QRectF& box, std::size_t number, const TierPlace& place) const;
    [[nodiscard]] double xAt(double seconds) const;
    [[nodiscard]] double timeAt(double x) const;

private:
    void drawIntervals(QPainter& painter, const annotation::Tier& tier, const QRectF& box, double plateRight,
                       const TierPlace& place) const;
    void drawPoints(QPainter& painter, const annotation::Tier& tier, const QRectF& box, const TierPlace& place) const;
    void drawLabel(QPainter& painter, const annotation::Tier& tier, const std::string& label, const QRectF& box,
                   Qt::Alignment alignment) const;
    /// The last item of those from `item` on that begin within the pixel of `x`.
    [[nodiscard]] std::size_t lastInPixel(const annotation::Tier& tier, std::size_t item, double x) const;

    const annotation::Annotation& m_annotation;
    double m_start;
    double m_perPixel;  ///< seconds in a logical pixel
    double m_width;
    double m_pixel;  ///< a device pixel in logical ones
};

/// The emotion that a label speaks of, in the program's word: a class's word ("Happy"), or a phonetic unit with the tag of its
/// emotion, as models of units write it ("V_hap"). Empty for other labels.
[[nodiscard]] QString emotionOfLabel(const std::string& label);

/// A label on one line, cut where nobody could see it.
[[nodiscard]] QString labelText(const std::string& label);

}  // namespace prososcope::widgets
