// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/CairoDrawing.h"

#include <numbers>

#include "engine/report/Escape.h"

namespace prososcope::report {

namespace {

struct Painter {
    cairo_t* context;

    void fill(Tint tint) const { setColour(context, rgbOf(tint, false)); }

    void operator()(const LineShape& shape) const {
        fill(shape.tint);
        cairo_set_line_width(context, shape.width);
        const double dashes[] = {4.0, 3.0};
        cairo_set_dash(context, dashes, shape.dashed ? 2 : 0, 0.0);
        cairo_move_to(context, shape.from.x, shape.from.y);
        cairo_line_to(context, shape.to.x, shape.to.y);
        cairo_stroke(context);
        cairo_set_dash(context, dashes, 0, 0.0);
    }
    void operator()(const BoxShape& shape) const {
        if (shape.level >= 0.0)
            setColour(context, sequential(shape.level, false));
        else
            fill(shape.tint);
        cairo_rectangle(context, shape.x, shape.y, std::max(0.0, shape.width), std::max(0.0, shape.height));
        cairo_fill(context);
    }
    void operator()(const PathShape& shape) const {
        setColour(context, rgbOf(shape.tint, false), shape.opacity);
        cairo_set_line_width(context, shape.width);
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
        for (const auto& point : shape.points) cairo_line_to(context, point.x, point.y);
        cairo_stroke(context);
    }
    void operator()(const DotShape& shape) const {
        fill(shape.tint);
        cairo_arc(context, shape.centre.x, shape.centre.y, shape.radius, 0.0, 2.0 * std::numbers::pi);
        cairo_fill(context);
    }
    void operator()(const SymbolShape& shape) const {
        setColour(context, shape.fill, shape.opacity);
        for (const auto& point : shape.outline) cairo_line_to(context, point.x, point.y);
        cairo_fill(context);
    }
    void operator()(const WordsShape& shape) const {
        if (shape.level >= 0.0)
            setColour(context, inkOn(shape.level, false));
        else
            fill(shape.tint);
        chooseFont(context, shape.size, shape.bold);
        const double share = shape.anchor == Anchor::Start ? 0.0 : shape.anchor == Anchor::Middle ? 0.5 : 1.0;
        cairo_save(context);
        cairo_translate(context, shape.at.x, shape.at.y);
        if (shape.upwards) cairo_rotate(context, -std::numbers::pi / 2.0);
        showText(context, -share * textWidth(context, shape.text), 0.0, shape.text);
        cairo_restore(context);
    }
};

}  // namespace

void paint(cairo_t* context, const Drawing& drawing) {
    for (const auto& shape : drawing.shapes) {
        cairo_new_path(context);
        std::visit(Painter{context}, shape);
    }
}

void chooseFont(cairo_t* context, double size, bool bold, bool monospace) {
    cairo_select_font_face(context, monospace ? "monospace" : "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                           bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(context, size);
}

void showText(cairo_t* context, double x, double y, const std::string& text) {
    cairo_move_to(context, x, y);
    cairo_show_text(context, cleanText(text).c_str());  // cairo refuses what is no UTF-8
    cairo_new_path(context);
}

double textWidth(cairo_t* context, const std::string& text) {
    cairo_text_extents_t extents;
    cairo_text_extents(context, cleanText(text).c_str(), &extents);
    return extents.x_advance;
}

void setColour(cairo_t* context, const Rgb& colour, double opacity) {
    cairo_set_source_rgba(context, colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0, opacity);
}

}  // namespace prososcope::report
