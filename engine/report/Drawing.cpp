// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/Drawing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace prososcope::report {

namespace {

struct TintLook {
    Tint tint;
    const char* name;
    Rgb light, dark;
};
constexpr std::array kTints = {
    TintLook{Tint::Ground, "ground", {0xFF, 0xFF, 0xFF}, {0x10, 0x12, 0x16}},
    TintLook{Tint::Text, "text", {0x1B, 0x1F, 0x27}, {0xE6, 0xE9, 0xEF}},
    TintLook{Tint::Muted, "muted", {0x5A, 0x63, 0x72}, {0x9A, 0xA4, 0xB2}},
    TintLook{Tint::Hairline, "hairline", {0xD9, 0xDD, 0xE3}, {0x31, 0x36, 0x3F}},
    TintLook{Tint::Bar, "bar", {0x7F, 0x8D, 0xA6}, {0x5B, 0x6E, 0x90}},
    TintLook{Tint::Strong, "strong", {0x1F, 0x2A, 0x3D}, {0xD5, 0xE0, 0xF2}},
    TintLook{Tint::Error, "error", {0xB3, 0x26, 0x1E}, {0xFF, 0x8A, 0x80}},
};
constexpr Rgb kDeepLight{0x21, 0x66, 0xAC};
constexpr Rgb kDeepDark{0x7D, 0xB8, 0xF0};

const TintLook& lookOf(Tint tint) {
    return *std::find_if(kTints.begin(), kTints.end(), [tint](const TintLook& each) { return each.tint == tint; });
}

/// Relative luminance of WCAG 2.
double luminance(const Rgb& colour) {
    const auto linear = [](int channel) {
        const double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

bool startsCharacter(char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }

}  // namespace

Rgb rgbOf(Tint tint, bool dark) { return dark ? lookOf(tint).dark : lookOf(tint).light; }

const char* nameOf(Tint tint) { return lookOf(tint).name; }

Rgb sequential(double level, bool dark) {
    const double share = std::isfinite(level) ? std::clamp(level, 0.0, 1.0) : 0.0;
    const Rgb low = rgbOf(Tint::Ground, dark);
    const Rgb high = dark ? kDeepDark : kDeepLight;
    const auto mix = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    return {mix(low.red, high.red), mix(low.green, high.green), mix(low.blue, high.blue)};
}

Rgb inkOn(double level, bool dark) {
    const double ground = luminance(sequential(level, dark));
    const bool black = (ground + 0.05) / 0.05 > 1.05 / (ground + 0.05);
    return black ? Rgb{0, 0, 0} : Rgb{255, 255, 255};
}

void Drawing::line(Point from, Point to, Tint tint, double lineWidth, bool dashed) {
    shapes.emplace_back(LineShape{from, to, tint, lineWidth, dashed});
}

void Drawing::box(double x, double y, double boxWidth, double boxHeight, Tint tint) {
    shapes.emplace_back(BoxShape{x, y, boxWidth, boxHeight, tint, -1.0});
}

void Drawing::cell(double x, double y, double boxWidth, double boxHeight, double level) {
    shapes.emplace_back(BoxShape{x, y, boxWidth, boxHeight, Tint::Bar, std::clamp(level, 0.0, 1.0)});
}

void Drawing::path(std::vector<Point> points, Tint tint, double lineWidth, double opacity) {
    if (points.size() > 1) shapes.emplace_back(PathShape{std::move(points), tint, lineWidth, opacity});
}

void Drawing::dot(Point centre, double radius, Tint tint) { shapes.emplace_back(DotShape{centre, radius, tint}); }

void Drawing::symbol(std::vector<Point> outline, Rgb fill, double opacity) {
    shapes.emplace_back(SymbolShape{std::move(outline), fill, opacity});
}

void Drawing::words(Point at, std::string text, Anchor anchor, Tint tint, double size) {
    shapes.emplace_back(WordsShape{at, std::move(text), size, anchor, tint, false, false, -1.0});
}

void Drawing::boldWords(Point at, std::string text, Anchor anchor, double size) {
    shapes.emplace_back(WordsShape{at, std::move(text), size, anchor, Tint::Text, true, false, -1.0});
}

void Drawing::upwardWords(Point at, std::string text, Tint tint, double size) {
    shapes.emplace_back(WordsShape{at, std::move(text), size, Anchor::Middle, tint, false, true, -1.0});
}

void Drawing::wordsOnCell(Point at, std::string text, double level, double size, bool bold) {
    shapes.emplace_back(
        WordsShape{at, std::move(text), size, Anchor::Middle, Tint::Text, bold, false, std::clamp(level, 0.0, 1.0)});
}

double roughWidth(std::string_view text, double size) {
    constexpr double kMeanAdvance = 0.58;  // of an em, of common sans-serif faces
    return kMeanAdvance * size * static_cast<double>(std::count_if(text.begin(), text.end(), startsCharacter));
}

std::string shortened(std::string_view text, std::size_t most) {
    std::size_t seen = 0;
    std::size_t keep = text.size();  // where the ellipsis would stand
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!startsCharacter(text[i])) continue;
        if (seen == most - 1) keep = i;
        if (++seen > most) return std::string(text.substr(0, keep)) + "\xe2\x80\xa6";
    }
    return std::string(text);
}

}  // namespace prososcope::report
