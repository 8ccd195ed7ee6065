// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIconEngine>
#include <QString>

namespace prososcope::widgets {

/// Draws a one-colour SVG of resources/icons in the colour that the theme has for the asked mode and state, at paint
/// time, so that icons follow a change of theme by themselves: muted at rest, text colour when active or
/// selected, accent when checked, faint when disabled. Pixmaps are cached by name, colour and size. An
/// unknown name draws nothing. GUI thread; owned by its QIcon.
class IconEngine : public QIconEngine {
public:
    explicit IconEngine(QString name);

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    [[nodiscard]] QIconEngine* clone() const override;
    bool isNull() override;

private:
    QString m_name;
};

/// Draws the symbol of an emotion class in its colour, likewise at paint time.
class EmotionIconEngine : public QIconEngine {
public:
    explicit EmotionIconEngine(QString emotion);

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    [[nodiscard]] QIconEngine* clone() const override;

private:
    QString m_emotion;
};

}  // namespace prososcope::widgets
