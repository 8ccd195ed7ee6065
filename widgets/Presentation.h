// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>

#include "widgets/Theme.h"

class QWidget;

namespace prososcope::widgets {

/// Least contrast of text that an audience reads from afar, against its ground.
inline constexpr double kPresentationContrast = 7.0;
/// Least size of such text, of the window's height: 27 px on a screen of 1080.
inline constexpr double kPresentationShare = 1.0 / 40.0;

/// Contrast of two colours by WCAG 2, 1 to 21.
[[nodiscard]] double contrastOf(const QColor& one, const QColor& other);
/// `ink` where it reaches the contrast of presentations on `ground`; else as little of the theme's text colour mixed in as
/// makes it reach it.
[[nodiscard]] QColor presentationInk(const QColor& ink, const QColor& ground);
/// A text colour of the theme on the data ground, for an audience (presentation) or at a desk.
[[nodiscard]] QColor viewInk(Ink ink, bool presentation);
/// The theme's font of that size for text in `view`; for an audience no smaller than its share of the window's height.
[[nodiscard]] QFont viewFont(const QWidget& view, Theme::Size size, bool presentation, bool bold = false);

}  // namespace prososcope::widgets
