// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace prososcope::report {

/// Colours by their purpose; each back end has them for its ground, so that one drawing serves light, dark and paper.
enum class Tint { Ground, Text, Muted, Hairline, Bar, Strong, Error };

/// A colour as red, green and blue, 0 .. 255.
struct Rgb {
    int red = 0, green = 0, blue = 0;
    bool operator==(const Rgb&) const = default;
};
/// The tokens of the window's theme.
[[nodiscard]] Rgb rgbOf(Tint tint, bool dark);
/// "bar", "muted": names for style sheets.
[[nodiscard]] const char* nameOf(Tint tint);

/// Position 0..1 on the one sequential map, from the ground to a deep blue (light in the dark theme), and the ink of text on
/// it: black or white, at least 4.5:1.
[[nodiscard]] Rgb sequential(double level, bool dark);
[[nodiscard]] Rgb inkOn(double level, bool dark);

struct Point {
    double x = 0.0, y = 0.0;
};

struct LineShape {
    Point from, to;
    Tint tint = Tint::Hairline;
    double width = 1.0;
    bool dashed = false;
};
struct BoxShape {
    double x = 0.0, y = 0.0, width = 0.0, height = 0.0;
    Tint tint = Tint::Bar;
    double level = -1.0;  ///< 0..1: filled from the sequential map instead
};
struct PathShape {
    std::vector<Point> points;
    Tint tint = Tint::Strong;
    double width = 1.5;
    double opacity = 1.0;
};
struct DotShape {
    Point centre;
    double radius = 3.0;
    Tint tint = Tint::Strong;
};
/// A small filled polygon in a colour of its own.
struct SymbolShape {
    std::vector<Point> outline;
    Rgb fill;
    double opacity = 1.0;
};
enum class Anchor { Start, Middle, End };
struct WordsShape {
    Point at;  ///< on the baseline
    std::string text;
    double size = 11.0;
    Anchor anchor = Anchor::Start;
    Tint tint = Tint::Text;
    bool bold = false;
    bool upwards = false;  ///< read from below
    double level = -1.0;   ///< 0..1: stands on a box of this level
};
using Shape = std::variant<LineShape, BoxShape, PathShape, DotShape, SymbolShape, WordsShape>;

/// A figure as a list of shapes, in the order in which they are painted; plain data that `svgText` writes and `paint` draws.
/// Units: CSS pixels from the top left. Text is kept as text.
struct Drawing {
    double width = 0.0, height = 0.0;
    std::string summary;  ///< what is seen, in a sentence, for those who do not see it
    std::vector<Shape> shapes;

    void line(Point from, Point to, Tint tint = Tint::Hairline, double width = 1.0, bool dashed = false);
    void box(double x, double y, double width, double height, Tint tint = Tint::Bar);
    void cell(double x, double y, double width, double height, double level);
    void path(std::vector<Point> points, Tint tint, double width = 1.5, double opacity = 1.0);
    void dot(Point centre, double radius, Tint tint);
    void symbol(std::vector<Point> outline, Rgb fill, double opacity = 0.85);
    void words(Point at, std::string text, Anchor anchor = Anchor::Start, Tint tint = Tint::Text, double size = 11.0);
    void boldWords(Point at, std::string text, Anchor anchor = Anchor::Start, double size = 11.0);
    void upwardWords(Point at, std::string text, Tint tint = Tint::Muted, double size = 11.0);
    void wordsOnCell(Point at, std::string text, double level, double size, bool bold);
};

/// About how wide a text is in a sans-serif face of a size, to leave room for it.
[[nodiscard]] double roughWidth(std::string_view text, double size);
/// The text with at most so many characters, the last one an ellipsis where it was longer.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

/// The drawing as an SVG element with real text; colours are classes and variables of the report's style sheet.
[[nodiscard]] std::string svgText(const Drawing& drawing);
/// The same as a file of its own, in the colours for paper, which every program reads.
[[nodiscard]] std::string svgFile(const Drawing& drawing);

}  // namespace prososcope::report
