// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPolygonF>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "widgets/FigurePart.h"
#include "widgets/PickPlot.h"
#include "widgets/PointMarks.h"

namespace prososcope::widgets {

class CloudPlottable;

struct CloudPoint {
    double x = 0.0;
    double y = 0.0;
    QString name;  ///< of the utterance
};

/// Many things as points of a plane in which only distances count, so both axes have one scale: coloured by words (with
/// symbols and a legend) or by numbers (with a colour bar). Beyond a PickPlot: a click on a point chooses and activates it, one
/// on a word of the legend selects its points, a double click on a point asks to open it, on the ground it shows all again;
/// dragging draws a lasso around points that are then selected (with Shift added, with Ctrl taken away). The wheel zooms at the
/// pointer, the middle button moves. Keys: arrows go to the nearest point that way, Space selects the current one or takes it
/// away, Ctrl+A selects all, Escape none, plus and minus zoom, 0 shows all, Return activates. Ten thousand points are drawn in
/// a few hundredths of a second. Keeps copies. GUI thread.
class PointCloud : public PickPlot, public FigurePart {
    Q_OBJECT
public:
    explicit PointCloud(QWidget* parent = nullptr);
    ~PointCloud() override;

    /// Items are the points in this order; the selection goes. Axes without titles have no numbers either. what: is said first
    /// of the whole ("Layer 3 of emodb-4class").
    void setPoints(const QString& what, const QString& xTitle, const QString& yTitle, std::vector<CloudPoint> points);
    /// Instead of points.
    void setEmpty(const QString& sentence);
    /// What else is known of a point, a line for each thing; asked for when somebody looks at it. Gone with the points.
    void setDetail(std::function<QString(int item)> detail) { m_detail = std::move(detail); }
    /// With as many places or numbers as there are points, or none.
    void setColouring(PointColouring colouring);
    [[nodiscard]] const std::vector<CloudPoint>& points() const { return m_points; }
    [[nodiscard]] const PointColouring& colouring() const { return m_colouring; }

    [[nodiscard]] const std::vector<int>& selection() const { return m_selection; }  ///< sorted
    /// Numbers that are no point's are left out.
    void setSelection(std::vector<int> items);
    [[nodiscard]] int hovered() const { return m_hovered; }  ///< -1: none
    [[nodiscard]] double zoom() const { return m_zoom; }     ///< 1: all is seen
    void showAll();
    /// Where a word stands in the legend; empty where there is no room for it.
    [[nodiscard]] QRect legendPlace(int word) const;

    [[nodiscard]] int items() const override { return static_cast<int>(m_points.size()); }
    [[nodiscard]] QString itemText(int item) const override;
    [[nodiscard]] NumberTable numbers() const override;
    [[nodiscard]] QSize sizeHint() const override { return {640, 480}; }
    void drawFigure(QCPPainter* painter, const QSize& size) override;

Q_SIGNALS:
    void selectionChanged();
    void hoverChanged(int item);
    void openRequested(int item);

protected:
    [[nodiscard]] QPointF itemPixel(int item) const override;
    [[nodiscard]] int itemAt(const QPoint& point) const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString emptySentence() const override { return m_empty; }
    void redraw() override;
    void paintOver(QPainter& painter) const override;  // legend, lasso, rings and the plate
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    friend class CloudPlottable;
    struct LegendLine {
        QRect box;
        int word;
    };
    void fit();
    void drawPoints(QPainter& painter, bool vectors) const;
    void paintLegend(QPainter& painter, const QSize& size) const;
    /// These give where the next line of the legend stands.
    QRect paintWords(QPainter& painter, const QRect& room) const;
    QRect paintBar(QPainter& painter, const QRect& room) const;
    void paintUnknown(QPainter& painter, const QRect& place, const QRect& room) const;
    void paintPlate(QPainter& painter, int item) const;
    [[nodiscard]] std::vector<LegendLine> legendLines(const QRect& room) const;
    [[nodiscard]] int legendWidth() const;
    [[nodiscard]] QRect legendRoom(const QSize& size) const;
    [[nodiscard]] double side() const;
    [[nodiscard]] QString detail(int item) const { return m_detail ? m_detail(item) : QString(); }
    [[nodiscard]] std::vector<std::size_t> counts() const;  ///< of points with each word
    [[nodiscard]] QString countsText() const;
    void press(const QPoint& place, Qt::MouseButton button);
    void drag(const QPoint& place);
    void release(const QPoint& place, Qt::KeyboardModifiers modifiers);
    void hover(int item);
    void zoomAt(const QPointF& pixel, double factor);
    void moveBy(const QPointF& pixels);
    void step(double x, double y);
    void combine(std::vector<int> items, Qt::KeyboardModifiers modifiers);
    void replot();

    QString m_what, m_xTitle, m_yTitle, m_empty;
    std::vector<CloudPoint> m_points;
    std::function<QString(int)> m_detail;
    PointColouring m_colouring;
    PointMarks m_marks;
    std::vector<int> m_selection;
    std::vector<char> m_selected;  ///< of each point
    int m_hovered = -1;
    double m_zoom = 1.0;
    QPointF m_middle;  ///< of what is seen, in coordinates
    QRectF m_extent;   ///< of all points
    std::optional<QPoint> m_pressed;
    std::optional<QPoint> m_moving;
    QPolygonF m_lasso;
};

}  // namespace prososcope::widgets
