// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSize>
#include <QString>
#include <vector>

#include "widgets/Plot.h"

namespace prososcope::widgets {

/// A quantity that a view shows of the visible part, as numbers: one value for each time, not-a-number where there is
/// none. `hertz` is the frequency that the values belong to (of a spectrogram), below 0 where they belong to none.
struct PlotSeries {
    QString quantity;
    QString unit;
    double hertz = -1.0;
    std::vector<double> seconds;
    std::vector<double> values;
};

/// A view that can be drawn into a figure: at another size than on the screen, and into pictures of lines and text. A view
/// derives from its QWidget and from this. GUI thread, with a FigureScope alive.
class FigurePart {
public:
    virtual ~FigurePart() = default;
    /// Draws the view as it stands into 0, 0 to `size`, in logical pixels.
    virtual void drawFigure(QCPPainter* painter, const QSize& size) = 0;
    /// The numbers behind what is drawn.
    [[nodiscard]] virtual QList<PlotSeries> figureNumbers() const { return {}; }
};

/// While it lives, views draw for a figure: pictures at `ratio` pixels for a logical one, in the light theme if wished, with
/// or without cursor and selection, and without what only a window needs (focus, handles). One at a time; GUI thread. What
/// was drawn from cached pictures must be invalidated before and after (PanePlottable::forgetPicture).
class FigureScope {
public:
    FigureScope(double ratio, bool light, bool cursor);
    ~FigureScope();
    FigureScope(const FigureScope&) = delete;
    FigureScope& operator=(const FigureScope&) = delete;

    [[nodiscard]] static bool active() { return s_current != nullptr; }
    [[nodiscard]] static bool showsCursor() { return s_current == nullptr || s_current->m_cursor; }
    /// Pixels for a logical one in the figure, or `otherwise` outside one.
    [[nodiscard]] static double ratio(double otherwise) { return s_current != nullptr ? s_current->m_ratio : otherwise; }

private:
    static FigureScope* s_current;
    double m_ratio;
    bool m_cursor;
    bool m_dark;
};

}  // namespace prososcope::widgets
