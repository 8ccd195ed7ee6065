// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace prososcope::widgets {

/// Fusion with this program's measures and quiet shapes: controls 28 px high (at a 13 px font, scaled with it), corner
/// radius 4, hairlines, no gradients. A default button (QPushButton::setDefault or `setPrimary`) is filled with the accent.
/// Colours come from Theme. Set once on the application, which owns it.
class Style : public QProxyStyle {
    Q_OBJECT
public:
    Style();

    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                         const QWidget* widget) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* result) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    [[nodiscard]] QIcon standardIcon(StandardPixmap pixmap, const QStyleOption* option, const QWidget* widget) const override;
    using QProxyStyle::polish;
    void polish(QWidget* widget) override;

private:
    void drawButtonPanel(const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
    void drawFieldFrame(const QStyleOption* option, QPainter* painter) const;
    /// Of a switch, or of one of several choices (round).
    void drawIndicator(const QStyleOption* option, QPainter* painter, bool round) const;
    void drawProgress(const QStyleOption* option, QPainter* painter) const;
    void drawSlider(const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
    void drawSpinBox(const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
    void drawTab(const QStyleOption* option, QPainter* painter) const;
};

/// Marks the one main button of a page: filled with the accent. Works on any QPushButton.
void setPrimary(QWidget* button, bool primary = true);
/// Makes a control 24 px high instead of 28, for panels.
void setCompact(QWidget* control, bool compact = true);

}  // namespace prososcope::widgets
