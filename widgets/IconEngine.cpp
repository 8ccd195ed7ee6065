// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/IconEngine.h"

#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <algorithm>
#include <utility>

#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

QColor colorFor(QIcon::Mode mode, QIcon::State state) {
    const Theme& theme = Theme::instance();
    if (mode == QIcon::Disabled) {
        QColor faint = theme.color(Ink::Muted);
        faint.setAlphaF(0.45F);
        return faint;
    }
    if (state == QIcon::On) return theme.color(Ink::Accent);
    return theme.color(mode == QIcon::Active || mode == QIcon::Selected ? Ink::Text : Ink::Muted);
}

}  // namespace

IconEngine::IconEngine(QString name) : m_name(std::move(name)) {}

QPixmap IconEngine::scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal /*scale*/) {
    return pixmap(size, mode, state);
}

QPixmap IconEngine::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) {
    const QColor color = colorFor(mode, state);
    const QString key =
        QStringLiteral("prososcope-icon/%1/%2/%3x%4").arg(m_name).arg(color.rgba(), 8, 16).arg(size.width()).arg(size.height());
    QPixmap result;
    if (QPixmapCache::find(key, &result)) return result;
    result = QPixmap(size);
    result.fill(Qt::transparent);
    if (!isNull()) {
        QSvgRenderer renderer(QStringLiteral(":/icons/%1.svg").arg(m_name));
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        QPainter painter(&result);
        renderer.render(&painter, QRectF(QPointF(0, 0), QSizeF(size)));
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(result.rect(), color);
    }
    QPixmapCache::insert(key, result);
    return result;
}

void IconEngine::paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) {
    const qreal ratio = painter->device() != nullptr ? painter->device()->devicePixelRatio() : 1.0;
    QPixmap image = pixmap((QSizeF(rect.size()) * ratio).toSize(), mode, state);
    painter->drawPixmap(rect, image);
}

QIconEngine* IconEngine::clone() const { return new IconEngine(m_name); }

bool IconEngine::isNull() { return m_name.isEmpty() || !QFile::exists(QStringLiteral(":/icons/%1.svg").arg(m_name)); }

EmotionIconEngine::EmotionIconEngine(QString emotion) : m_emotion(std::move(emotion)) {}

void EmotionIconEngine::paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State /*state*/) {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(QRectF(rect).center());
    QColor fill = Theme::instance().emotionFill(m_emotion);
    if (mode == QIcon::Disabled) fill.setAlphaF(0.45F);
    painter->fillPath(Theme::emotionSymbol(m_emotion, 0.75 * std::min(rect.width(), rect.height())), fill);
    painter->restore();
}

QPixmap EmotionIconEngine::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) {
    QPixmap result(size);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    paint(&painter, QRect(QPoint(0, 0), size), mode, state);
    return result;
}

QIconEngine* EmotionIconEngine::clone() const { return new EmotionIconEngine(m_emotion); }

}  // namespace prososcope::widgets
