// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Plot.h"

namespace prososcope::widgets {

class SignalPane;
struct PaneTick;

/// Text on a plate of the data colour, readable over any picture.
void drawPlate(QPainter* painter, const QRectF& box, int flags, const QString& text, const QColor& ink);

/// Where the text of a value at the right edge stands; empty where it is out of sight.
[[nodiscard]] QRectF tickBox(const SignalPane& pane, const PaneTick& tick);

/// Hairlines of the labelled values, behind the data of a SignalPane. Owned by the plot.
class PaneGrid : public QCPLayerable {
public:
    explicit PaneGrid(SignalPane* pane);

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;

private:
    SignalPane* m_pane;
};

/// Name plate and axis labels of a SignalPane, over the data. Owned by the plot.
class PaneLabels : public QCPLayerable {
public:
    explicit PaneLabels(SignalPane* pane);

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;

private:
    SignalPane* m_pane;
};

/// Selection, cursor, play position, crosshair and focus mark of a SignalPane, on the buffered layer that is repainted alone.
/// Owned by the plot.
class PaneCursor : public QCPLayerable {
public:
    explicit PaneCursor(SignalPane* pane);

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;

private:
    void drawCrosshair(QPainter* painter) const;
    void drawHandle(QCPPainter* painter) const;

    SignalPane* m_pane;
};

}  // namespace prososcope::widgets
