// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFontInfo>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QWidget>
#include <QtGui/QTextItem>
#include <memory>
#include <vector>

/// A piece of text as a widget paints it.
struct PaintedText {
    QString text;
    QColor color;
    int pixels = 0;  ///< of the font
    QPointF at;      ///< its baseline's left end, in the widget
};

/// Paints nothing and writes down every text that is painted opaquely, so that tests know which colours and sizes a view
/// really uses for text, whatever its code says.
class TextRecorder : public QPaintDevice {
public:
    explicit TextRecorder(QSize size) : m_size(size), m_engine(std::make_unique<Engine>()) {}
    [[nodiscard]] static std::vector<PaintedText> textsOf(QWidget& widget) {
        TextRecorder recorder(widget.size());
        widget.render(&recorder, {}, {}, QWidget::DrawChildren);
        return recorder.m_engine->texts;
    }
    [[nodiscard]] QPaintEngine* paintEngine() const override { return m_engine.get(); }

protected:
    int metric(PaintDeviceMetric metric) const override {
        switch (metric) {
            case PdmWidth:
                return m_size.width();
            case PdmHeight:
                return m_size.height();
            case PdmDpiX:
            case PdmDpiY:
            case PdmPhysicalDpiX:
            case PdmPhysicalDpiY:
                return 96;
            case PdmDepth:
                return 32;
            case PdmNumColors:
                return 1 << 24;
            case PdmDevicePixelRatio:
                return 1;
            case PdmDevicePixelRatioScaled:
                return static_cast<int>(devicePixelRatioFScale());
            default:
                return 200;
        }
    }

private:
    class Engine : public QPaintEngine {
    public:
        Engine() : QPaintEngine(AllFeatures) {}
        bool begin(QPaintDevice* /*device*/) override { return true; }
        bool end() override { return true; }
        void updateState(const QPaintEngineState& now) override {
            if (now.state() & DirtyOpacity) m_opacity = now.opacity();
            if (now.state() & DirtyPen) m_pen = now.pen();
        }
        void drawPixmap(const QRectF& /*to*/, const QPixmap& /*pixmap*/, const QRectF& /*from*/) override {}
        void drawImage(const QRectF& /*to*/, const QImage& /*image*/, const QRectF& /*from*/,
                       Qt::ImageConversionFlags /*flags*/) override {}
        void drawPath(const QPainterPath& /*path*/) override {}
        void drawPolygon(const QPointF* /*points*/, int /*count*/, PolygonDrawMode /*mode*/) override {}
        void drawTextItem(const QPointF& at, const QTextItem& item) override {
            if (item.text().trimmed().isEmpty() || m_opacity < 1.0) return;
            texts.push_back({item.text(), m_pen.color(), QFontInfo(item.font()).pixelSize(), at});
        }
        [[nodiscard]] Type type() const override { return User; }
        std::vector<PaintedText> texts;

    private:
        double m_opacity = 1.0;
        QPen m_pen;
    };

    QSize m_size;
    std::unique_ptr<Engine> m_engine;
};
