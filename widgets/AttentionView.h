// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>
#include <QWidget>
#include <memory>
#include <span>
#include <vector>

#include "widgets/Accessible.h"
#include "widgets/FigurePart.h"

namespace prososcope::widgets {

/// Where one head of self-attention looks: [frames, frames], a row for each frame that looks. Frame i is centred at
/// firstSeconds + i * hopSeconds. The values lie in what `owner` keeps.
struct HeadMap {
    QString name;  ///< "layer 1, head 3"
    double firstSeconds = 0.0;
    double hopSeconds = 0.01;
    int frames = 0;
    std::span<const float> weights;
    std::shared_ptr<const void> owner;
    [[nodiscard]] double seconds(int frame) const { return firstSeconds + frame * hopSeconds; }
};

/// The weight that is drawn darkest: the 99.5th percentile of those above 0; 0 where there are none. Pure.
[[nodiscard]] double darkestWeight(std::span<const float> weights);
/// A map as a picture of at most `side` pixels a side, each the highest of the weights within it, dark where they are high, by
/// their square root up to `darkest`. Pure; any thread.
[[nodiscard]] QImage attentionPicture(std::span<const float> weights, int frames, int side, double darkest);

/// One head's map, large: time of the frames looked at to the right, of those that look downwards. A cross follows the pointer
/// and the arrow keys (Shift: ten frames, Home and End) and tells the two times and the weight; a click or Return asks for
/// these times. Ctrl+C copies what the cross tells. GUI thread.
class AttentionView : public QWidget, public PlotSummary, public FigurePart {
    Q_OBJECT
public:
    explicit AttentionView(QWidget* parent = nullptr);

    void setMap(HeadMap map);
    [[nodiscard]] const HeadMap& map() const { return m_map; }
    /// Frames at the cross; -1: nowhere.
    [[nodiscard]] int looking() const { return m_looking; }
    [[nodiscard]] int lookedAt() const { return m_lookedAt; }
    void setCross(int looking, int lookedAt);
    /// What the cross tells; empty where it is nowhere.
    [[nodiscard]] QString crossText() const;
    /// Where a pair of frames is drawn.
    [[nodiscard]] QPoint place(int looking, int lookedAt) const;

    [[nodiscard]] QString plotSummary() const override;
    void drawFigure(QCPPainter* painter, const QSize& size) override;
    [[nodiscard]] QSize sizeHint() const override { return {420, 420}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {220, 220}; }

Q_SIGNALS:
    void crossMoved(const QString& text);
    void timesChosen(double lookingSeconds, double lookedAtSeconds);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] QRect area(const QSize& size) const;
    [[nodiscard]] int frameAt(int pixel, int from, int length) const;
    void paint(QPainter& painter, const QSize& size, bool cross);
    void paintAxes(QPainter& painter, const QRect& area) const;
    void choose();

    HeadMap m_map;
    double m_darkest = 0.0;
    QImage m_picture;
    int m_looking = -1;
    int m_lookedAt = -1;
};

}  // namespace prososcope::widgets
