// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/core/Csv.h"
#include "engine/report/Drawing.h"
#include "engine/report/Escape.h"

namespace prososcope::report {

namespace {

/// A coordinate with at most two digits after the dot.
std::string place(double value) { return core::numberText(std::round(100.0 * value) / 100.0); }

std::string attribute(const char* name, double value) { return std::string(" ") + name + "=\"" + place(value) + "\""; }

std::string hex(const Rgb& colour) {
    constexpr const char* kDigits = "0123456789abcdef";
    std::string text = "#";
    for (const int channel : {colour.red, colour.green, colour.blue}) {
        text += kDigits[channel / 16];
        text += kDigits[channel % 16];
    }
    return text;
}

/// The two colours of a level, for the style sheet's light and dark side.
std::string levelStyle(double level, Rgb (*colour)(double, bool)) {
    return " class=\"by-theme\" style=\"--light:" + hex(colour(level, false)) + ";--dark:" + hex(colour(level, true)) + "\"";
}

struct Writer {
    std::string& text;

    void operator()(const LineShape& shape) const {
        text += "<line" + attribute("x1", shape.from.x) + attribute("y1", shape.from.y) + attribute("x2", shape.to.x) +
                attribute("y2", shape.to.y) + " class=\"s-" + nameOf(shape.tint) + "\"" +
                attribute("stroke-width", shape.width) + (shape.dashed ? " stroke-dasharray=\"4 3\"" : "") + "/>\n";
    }
    void operator()(const BoxShape& shape) const {
        text += "<rect" + attribute("x", shape.x) + attribute("y", shape.y) + attribute("width", std::max(0.0, shape.width)) +
                attribute("height", std::max(0.0, shape.height));
        text +=
            shape.level >= 0.0 ? levelStyle(shape.level, sequential) : std::string(" class=\"f-") + nameOf(shape.tint) + "\"";
        text += "/>\n";
    }
    void operator()(const PathShape& shape) const {
        text += "<polyline points=\"";
        for (std::size_t i = 0; i < shape.points.size(); ++i)
            text += (i == 0 ? "" : " ") + place(shape.points[i].x) + "," + place(shape.points[i].y);
        text += std::string("\" fill=\"none\" stroke-linejoin=\"round\" class=\"s-") + nameOf(shape.tint) + "\"" +
                attribute("stroke-width", shape.width);
        if (shape.opacity < 1.0) text += attribute("stroke-opacity", shape.opacity);
        text += "/>\n";
    }
    void operator()(const DotShape& shape) const {
        text += "<circle" + attribute("cx", shape.centre.x) + attribute("cy", shape.centre.y) + attribute("r", shape.radius) +
                " class=\"f-" + nameOf(shape.tint) + "\"/>\n";
    }
    void operator()(const WordsShape& shape) const {
        text += "<text" + attribute("x", shape.at.x) + attribute("y", shape.at.y) + attribute("font-size", shape.size);
        if (shape.anchor != Anchor::Start)
            text += shape.anchor == Anchor::Middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"";
        if (shape.bold) text += " font-weight=\"600\"";
        if (shape.upwards) text += " transform=\"rotate(-90 " + place(shape.at.x) + " " + place(shape.at.y) + ")\"";
        text += shape.level >= 0.0 ? levelStyle(shape.level, inkOn) : std::string(" class=\"f-") + nameOf(shape.tint) + "\"";
        text += ">" + escapedHtml(shape.text) + "</text>\n";
    }
};

}  // namespace

std::string svgText(const Drawing& drawing) {
    std::string text = "<svg viewBox=\"0 0 " + place(drawing.width) + " " + place(drawing.height) + "\" width=\"" +
                       place(drawing.width) + "\" height=\"" + place(drawing.height) + "\" role=\"img\" aria-label=\"" +
                       escapedHtml(drawing.summary) + "\">\n";
    for (const auto& shape : drawing.shapes) std::visit(Writer{text}, shape);
    return text + "</svg>\n";
}

}  // namespace prososcope::report
