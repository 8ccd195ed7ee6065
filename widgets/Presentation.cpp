// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Presentation.h"

#include <QWidget>
#include <algorithm>
#include <cmath>

namespace prososcope::widgets {

namespace {
constexpr int kMixSteps = 20;

double luminance(const QColor& color) {
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}
}  // namespace

double contrastOf(const QColor& one, const QColor& other) {
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

QColor presentationInk(const QColor& ink, const QColor& ground) {
    const QColor text = Theme::instance().color(Ink::Text);
    QColor mixed = ink;
    for (int step = 1; step <= kMixSteps && contrastOf(mixed, ground) < kPresentationContrast; ++step) {
        const auto mix = [&](int from, int to) { return from + (to - from) * step / kMixSteps; };
        mixed = QColor(mix(ink.red(), text.red()), mix(ink.green(), text.green()), mix(ink.blue(), text.blue()));
    }
    return mixed;
}

QColor viewInk(Ink ink, bool presentation) {
    const Theme& theme = Theme::instance();
    return presentation ? presentationInk(theme.color(ink), theme.color(Ink::Data)) : theme.color(ink);
}

QFont viewFont(const QWidget& view, Theme::Size size, bool presentation, bool bold) {
    QFont font = Theme::instance().font(size, bold);
    if (!presentation) return font;
    const auto least = static_cast<int>(std::ceil(kPresentationShare * view.window()->height()));
    font.setPixelSize(std::max(font.pixelSize(), least));
    return font;
}

}  // namespace prososcope::widgets
