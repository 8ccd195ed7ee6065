// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>
#include <QWidget>
#include <vector>

#include "widgets/Accessible.h"
#include "widgets/FigurePart.h"

namespace prososcope::widgets {

/// The maps of all heads of a network, small, a row for each layer with the one nearest to the sound at the top. A click or the
/// arrow keys (Home and End within a layer) choose one; hovering tells. As tall as its rows need. GUI thread.
class AttentionGrid : public QWidget, public PlotSummary, public FigurePart {
    Q_OBJECT
public:
    explicit AttentionGrid(QWidget* parent = nullptr);

    /// A small map and what is said of it.
    struct Head {
        QImage picture;
        QString sentence;
    };
    /// [layers, heads], layer by layer. The chosen head stays where there still is such a one.
    void setHeads(int layers, int heads, std::vector<Head> all);
    [[nodiscard]] int layers() const { return m_layers; }
    [[nodiscard]] int heads() const { return m_heads; }
    [[nodiscard]] int layer() const { return m_layer; }  ///< of the chosen head, from 0; -1: there is none
    [[nodiscard]] int head() const { return m_head; }
    void choose(int layer, int head);
    [[nodiscard]] QRect mapRect(int layer, int head) const;

    [[nodiscard]] QString plotSummary() const override;
    void drawFigure(QCPPainter* painter, const QSize& size) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void chosen(int layer, int head);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] int side() const;  ///< of a map
    [[nodiscard]] const Head& at(int layer, int head) const;
    void paint(QPainter& painter, bool marks) const;

    int m_layers = 0;
    int m_heads = 0;
    int m_layer = -1;
    int m_head = -1;
    std::vector<Head> m_all;
};

}  // namespace prososcope::widgets
