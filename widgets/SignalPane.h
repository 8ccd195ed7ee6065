// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBasicTimer>
#include <QList>
#include <QPointer>
#include <functional>
#include <optional>

#include "widgets/Accessible.h"
#include "widgets/FigurePart.h"
#include "widgets/PaneStack.h"
#include "widgets/Plot.h"
#include "widgets/TimeView.h"

namespace prososcope::widgets {

/// A label at the right edge of a pane, at a value of its vertical axis; `line` draws a hairline behind the data, over it
/// where the data is a picture.
struct PaneTick {
    double value = 0.0;
    QString text;
    bool line = false;
};

/// One picture over the shared time axis: no margins, so that all panes of a column align; the name on a plate at the
/// top left, axis labels inside at the right, and on a layer of its own (repainted alone) selection, cursor and play
/// position, and a crosshair at the pointer where wanted. Gestures: click sets the cursor, drag selects (and scrolls at the
/// edges), Shift moves the nearer edge of the selection, double click selects what is visible, wheel scrolls, Ctrl+wheel and
/// pinching zoom about the pointer, Ctrl+Shift+wheel asks for another vertical scale, middle drag pans; the handle at the top
/// of the selection, or a drag with Ctrl from inside it, carries the selection out of the window. Draws only; the time view
/// is borrowed and may be null (an empty pane). GUI thread.
class SignalPane : public QCustomPlot, public PlotSummary, public PaneGrip, public FigurePart {
    Q_OBJECT
public:
    explicit SignalPane(QWidget* parent = nullptr);

    void setTimeView(TimeView* view);
    [[nodiscard]] TimeView* timeView() const { return m_view; }
    void setName(const QString& name);
    [[nodiscard]] QString name() const { return m_name; }
    void setTicks(const QList<PaneTick>& ticks);
    [[nodiscard]] const QList<PaneTick>& ticks() const { return m_ticks; }
    /// True where a picture of arbitrary colours fills the pane: the cursor is then white with a dark casing.
    void setOnImage(bool onImage);
    [[nodiscard]] bool onImage() const { return m_onImage; }
    /// Colour of the hairlines of ticks over a picture (see PaneTick); in the theme's own where there is none.
    void setGridInk(const QColor& ink);
    [[nodiscard]] QColor gridInk() const { return m_gridInk; }
    /// A line across the pane at the height of the pointer, with what `text` says of the value there; none without a text.
    void setCrosshair(std::function<QString(double value)> text);
    [[nodiscard]] std::optional<QPointF> crosshair() const;  ///< where it is drawn
    [[nodiscard]] QString crosshairText() const;

    [[nodiscard]] double timeAt(double x) const;  ///< seconds under a horizontal position of the widget
    [[nodiscard]] double xAt(double seconds) const;
    [[nodiscard]] double valueAt(double y) const;
    /// The handle by which the selection is carried out of the window; empty where none is shown.
    [[nodiscard]] QRectF selectionHandle() const;

    /// Draws the pane anew within a frame, together with whatever else arrives until then: for what loaders bring.
    void drawSoon();
    [[nodiscard]] bool isDrawingSoon() const { return m_soon.isActive(); }

    [[nodiscard]] QString plotSummary() const override;
    [[nodiscard]] QRectF gripRect() const override;  ///< the name plate
    void drawFigure(QCPPainter* painter, const QSize& size) override;
    [[nodiscard]] QList<PlotSeries> figureNumbers() const override;

Q_SIGNALS:
    void hovered(double seconds, double value);
    void hoverEnded();
    /// The user set the cursor with the mouse (playback may follow).
    void cursorPlaced(double seconds);
    /// The user wants things taller (above 1) or lower by this factor.
    void verticalZoomed(double factor);
    /// The user pulls at the selection to carry it elsewhere; the mouse button is still down.
    void selectionDragged();

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void timerEvent(QTimerEvent* event) override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 32}; }
    [[nodiscard]] QSize sizeHint() const override { return {600, 160}; }

private:
    enum class Drag { None, Pending, Select, Pan, Carry };
    void followRange();
    void refreshOverlay();
    void applyTheme();
    void dragTo(double x);
    void showPointer(const QPointF& at, Qt::KeyboardModifiers modifiers);

    QPointer<TimeView> m_view;
    QString m_name;
    QList<PaneTick> m_ticks;
    bool m_onImage = false;
    QBasicTimer m_soon;
    bool m_stale = false;  ///< range or size changed while the pane was hidden
    QColor m_gridInk;
    std::function<QString(double)> m_crosshairText;
    std::optional<QPointF> m_pointer;
    Drag m_drag = Drag::None;
    double m_pressX = 0.0;
    double m_lastX = 0.0;
    double m_anchor = 0.0;
    double m_panStart = 0.0;
    double m_pressY = 0.0;
    bool m_handCursor = false;
    QBasicTimer m_edgeTimer;
};

}  // namespace prososcope::widgets
