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

std::string placesText(const std::vector<Point>& points) {
    std::string text;
    for (std::size_t i = 0; i < points.size(); ++i) text += (i == 0 ? "" : " ") + place(points[i].x) + "," + place(points[i].y);
    return text;
}

/// Writes shapes; colours as classes of the report's style sheet, or as they are on paper.
struct Writer {
    std::string& text;
    bool paper = false;

    /// What gives a tint to a part ("fill", "stroke").
    [[nodiscard]] std::string tinted(const char* part, Tint tint) const {
        if (paper) return std::string(" ") + part + "=\"" + hex(rgbOf(tint, false)) + "\"";
        return std::string(" class=\"") + part[0] + "-" + nameOf(tint) + "\"";
    }
    /// The two colours of a level, for the style sheet's light and dark side.
    [[nodiscard]] std::string levelled(double level, Rgb (*colour)(double, bool)) const {
        if (paper) return " fill=\"" + hex(colour(level, false)) + "\"";
        return " class=\"by-theme\" style=\"--light:" + hex(colour(level, false)) + ";--dark:" + hex(colour(level, true)) +
               "\"";
    }

    void operator()(const LineShape& shape) const {
        text += "<line" + attribute("x1", shape.from.x) + attribute("y1", shape.from.y) + attribute("x2", shape.to.x) +
                attribute("y2", shape.to.y) + tinted("stroke", shape.tint) + attribute("stroke-width", shape.width) +
                (shape.dashed ? " stroke-dasharray=\"4 3\"" : "") + "/>\n";
    }
    void operator()(const BoxShape& shape) const {
        text += "<rect" + attribute("x", shape.x) + attribute("y", shape.y) + attribute("width", std::max(0.0, shape.width)) +
                attribute("height", std::max(0.0, shape.height)) +
                (shape.level >= 0.0 ? levelled(shape.level, sequential) : tinted("fill", shape.tint)) + "/>\n";
    }
    void operator()(const PathShape& shape) const {
        text += "<polyline points=\"" + placesText(shape.points) + "\" fill=\"none\" stroke-linejoin=\"round\"" +
                tinted("stroke", shape.tint) + attribute("stroke-width", shape.width);
        if (shape.opacity < 1.0) text += attribute("stroke-opacity", shape.opacity);
        text += "/>\n";
    }
    void operator()(const DotShape& shape) const {
        text += "<circle" + attribute("cx", shape.centre.x) + attribute("cy", shape.centre.y) + attribute("r", shape.radius) +
                tinted("fill", shape.tint) + "/>\n";
    }
    void operator()(const SymbolShape& shape) const {
        text += "<polygon points=\"" + placesText(shape.outline) + "\" fill=\"" + hex(shape.fill) + "\"";
        if (shape.opacity < 1.0) text += attribute("fill-opacity", shape.opacity);
        text += "/>\n";
    }
    void operator()(const WordsShape& shape) const {
        text += "<text" + attribute("x", shape.at.x) + attribute("y", shape.at.y) + attribute("font-size", shape.size);
        if (shape.anchor != Anchor::Start)
            text += shape.anchor == Anchor::Middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"";
        if (shape.bold) text += " font-weight=\"600\"";
        if (shape.upwards) text += " transform=\"rotate(-90 " + place(shape.at.x) + " " + place(shape.at.y) + ")\"";
        text += (shape.level >= 0.0 ? levelled(shape.level, inkOn) : tinted("fill", shape.tint)) + ">" +
                escapedHtml(shape.text) + "</text>\n";
    }
};

/// what: attributes of the element.
std::string svgElement(const Drawing& drawing, const std::string& what, bool paper) {
    std::string text = "<svg" + what + " viewBox=\"0 0 " + place(drawing.width) + " " + place(drawing.height) + "\" width=\"" +
                       place(drawing.width) + "\" height=\"" + place(drawing.height) + "\" role=\"img\" aria-label=\"" +
                       escapedHtml(drawing.summary) + "\">\n";
    if (paper) Writer{text, paper}(BoxShape{0.0, 0.0, drawing.width, drawing.height, Tint::Ground, -1.0});
    for (const auto& shape : drawing.shapes) std::visit(Writer{text, paper}, shape);
    return text + "</svg>\n";
}

}  // namespace

std::string svgText(const Drawing& drawing) { return svgElement(drawing, {}, false); }

std::string svgFile(const Drawing& drawing) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" +
           svgElement(drawing, " xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" stroke=\"none\"", true);
}

}  // namespace prososcope::report
