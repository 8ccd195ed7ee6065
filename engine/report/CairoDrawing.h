// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cairo.h>

#include "engine/report/Drawing.h"

namespace prososcope::report {

/// Paints a drawing with its top left at 0,0 in the context's present units, in the colours for paper. Text stays text in
/// back ends that keep it.
void paint(cairo_t* context, const Drawing& drawing);

/// Chooses the sans-serif face that fontconfig gives, of this size.
void chooseFont(cairo_t* context, double size, bool bold = false, bool monospace = false);
/// Sets a text on its baseline.
void showText(cairo_t* context, double x, double y, const std::string& text);
[[nodiscard]] double textWidth(cairo_t* context, const std::string& text);
void setColour(cairo_t* context, const Rgb& colour, double opacity = 1.0);

}  // namespace prososcope::report
