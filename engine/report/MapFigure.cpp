// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/MapFigure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>

#include "engine/core/Csv.h"
#include "engine/report/Figures.h"
#include "engine/report/NumberText.h"

namespace prososcope::report {

namespace {

constexpr double kMapSide = 480.0;
constexpr double kMapLeft = 34.0;
constexpr double kMapTop = 30.0;
constexpr double kMapRoom = 0.04;  // beside the outermost points, of the range
constexpr double kLegendLine = 18.0;
constexpr double kLegendLeft = kMapLeft + kMapSide + 20.0;
constexpr std::size_t kManyPoints = 1500;
constexpr double kPaleEnd = 0.2;  // of the shades: paler ones are not seen on paper
constexpr int kShadeSteps = 40;

/// A class with its colour and symbol: a polygon or a star of so many corners, turned by degrees, flattened to a bar.
struct MapLook {
    std::string_view word;
    Rgb fill;
    int corners;
    double turn;
    double inner;  ///< radius between the corners, of the outer; 0: no star
    double flat;   ///< of the height
};
constexpr std::array<MapLook, 9> kMapLooks{{{"angry", {0xAD, 0x33, 0x0C}, 3, 0.0, 0.0, 1.0},
                                            {"happy", {0xC2, 0x7C, 0x19}, 16, 0.0, 0.0, 1.0},
                                            {"neutral", {0x88, 0x8B, 0x8E}, 4, 45.0, 0.0, 1.0},
                                            {"sad", {0x3B, 0x8A, 0xE8}, 3, 180.0, 0.0, 1.0},
                                            {"fearful", {0x53, 0x2B, 0xA3}, 4, 0.0, 0.0, 1.0},
                                            {"disgusted", {0x57, 0x7F, 0x53}, 5, 0.0, 0.0, 1.0},
                                            {"surprised", {0x8F, 0x56, 0x7D}, 5, 0.0, 0.45, 1.0},
                                            {"calm", {0x02, 0x52, 0x51}, 6, 0.0, 0.0, 1.0},
                                            {"bored", {0x55, 0x44, 0x31}, 4, 45.0, 0.0, 0.4}}};

const MapLook* mapLookOf(std::string_view word) {
    const auto found = std::ranges::find(kMapLooks, word, &MapLook::word);
    return found == kMapLooks.end() ? nullptr : &*found;
}

std::vector<Point> outlineOf(const MapLook& look, Point centre, double radius) {
    std::vector<Point> outline;
    const int corners = look.inner > 0.0 ? 2 * look.corners : look.corners;
    for (int i = 0; i < corners; ++i) {
        const double angle = (look.turn + 360.0 * i / corners) * std::numbers::pi / 180.0;
        const double length = look.inner > 0.0 && i % 2 == 1 ? look.inner * radius : radius;
        outline.push_back({centre.x + length * std::sin(angle), centre.y - length * look.flat * std::cos(angle)});
    }
    return outline;
}

/// Colour and symbol of the i-th of several words; each pair comes once in 81.
struct WordMark {
    Rgb fill;
    const MapLook* symbol;
};
WordMark markOf(const experiment::MapColumn& column, const std::string& word, std::size_t index) {
    if (column.name == "emotion") {
        if (const MapLook* own = mapLookOf(word); own != nullptr) return {own->fill, own};
    }
    const std::size_t count = kMapLooks.size();
    return {kMapLooks[index % count].fill, &kMapLooks[(index + index / count) % count]};
}

/// Both axes in one scale.
struct MapScale {
    double middleX = 0.0, middleY = 0.0, pixels = 1.0;
    [[nodiscard]] Point place(double x, double y) const {
        return {kMapLeft + kMapSide / 2.0 + pixels * (x - middleX), kMapTop + kMapSide / 2.0 - pixels * (y - middleY)};
    }
};

MapScale mapScale(const learn::Matrix<double>& places) {
    double low[2] = {places.at(0, 0), places.at(0, 1)};
    double high[2] = {low[0], low[1]};
    for (std::size_t i = 0; i < places.rows; ++i) {
        for (std::size_t c = 0; c < 2; ++c) {
            low[c] = std::min(low[c], places.at(i, c));
            high[c] = std::max(high[c], places.at(i, c));
        }
    }
    const double range = std::max({high[0] - low[0], high[1] - low[1], 1e-12});
    return {0.5 * (low[0] + high[0]), 0.5 * (low[1] + high[1]), kMapSide / (range * (1.0 + 2.0 * kMapRoom))};
}

class MapDrawer {
public:
    MapDrawer(const MapPicture& picture, const Translate& say)
        : m_picture(picture),
          m_say(say),
          m_scale(mapScale(picture.projection->places)),
          m_radius(picture.projection->places.rows > kManyPoints ? 2.2 : 3.6) {}

    Drawing draw() {
        m_drawing.width = kFigureWidth;
        m_drawing.height = kMapTop + kMapSide + 40.0;
        m_drawing.summary = m_picture.title;
        m_drawing.boldWords({kMapLeft, 18.0}, m_picture.title, Anchor::Start, 12.0);
        frame();
        if (m_picture.colour == nullptr)
            plain();
        else if (m_picture.colour->numeric)
            shades();
        else
            words();
        return std::move(m_drawing);
    }

private:
    [[nodiscard]] Point at(std::size_t row) const {
        const auto& places = m_picture.projection->places;
        return m_scale.place(places.at(row, 0), places.at(row, 1));
    }
    void frame() {
        const double right = kMapLeft + kMapSide;
        const double bottom = kMapTop + kMapSide;
        for (const double x : {kMapLeft, right}) m_drawing.line({x, kMapTop}, {x, bottom});
        for (const double y : {kMapTop, bottom}) m_drawing.line({kMapLeft, y}, {right, y});
        const learn::Projection& projection = *m_picture.projection;
        if (!projection.isTSne()) {
            const auto title = [&](std::size_t component) {
                return m_say({TRANSLATABLE("Engine", "component %1, %2 % of the variance"),
                              {std::to_string(component + 1), core::fixedText(100.0 * projection.share(component), 1)}});
            };
            m_drawing.words({kMapLeft + kMapSide / 2.0, bottom + 16.0}, title(0), Anchor::Middle, Tint::Muted, 10.0);
            m_drawing.upwardWords({kMapLeft - 8.0, kMapTop + kMapSide / 2.0}, title(1), Tint::Muted, 10.0);
        } else {
            m_drawing.words(
                {kMapLeft, bottom + 16.0},
                m_say({TRANSLATABLE("Engine", "neighbours (t-SNE), perplexity %1; distances between groups mean little"),
                       {core::numberText(projection.perplexity)}}),
                Anchor::Start, Tint::Muted, 10.0);
        }
        if (std::isfinite(projection.trustworthiness))
            m_drawing.words(
                {kMapLeft, bottom + 31.0},
                m_say({TRANSLATABLE("Engine", "trustworthiness %1 of %2 neighbours (1 at best, about .5 by chance)"),
                       {scoreText(projection.trustworthiness), std::to_string(projection.neighbours)}}),
                Anchor::Start, Tint::Muted, 10.0);
    }
    void unknown(Point centre) { m_drawing.dot(centre, 0.6 * m_radius, Tint::Hairline); }
    void plain() {
        for (std::size_t row = 0; row < m_picture.projection->places.rows; ++row) m_drawing.dot(at(row), m_radius, Tint::Bar);
    }
    void words() {
        const experiment::MapColumn& column = *m_picture.colour;
        std::map<std::string, WordMark> marks;
        std::map<std::string, std::size_t> counts;
        const auto order = experiment::wordsInOrder(column);
        for (const std::string& word : order) marks.emplace(word, markOf(column, word, marks.size()));
        for (std::size_t row = 0; row < column.words.size(); ++row) {
            const auto mark = marks.find(column.words[row]);
            ++counts[column.words[row]];
            if (mark == marks.end())
                unknown(at(row));
            else
                m_drawing.symbol(outlineOf(*mark->second.symbol, at(row), 1.2 * m_radius), mark->second.fill);
        }
        legend(order, marks, counts);
    }
    /// The words, as many as there is room for, how many more there are, and what is not known.
    void legend(const std::vector<std::string>& order, const std::map<std::string, WordMark>& marks,
                std::map<std::string, std::size_t>& counts) {
        double y = kMapTop + 8.0;
        m_drawing.boldWords({kLegendLeft, y}, m_picture.colourTitle);
        const std::size_t without = counts[std::string()];
        auto room = static_cast<std::size_t>((kMapSide - 8.0) / kLegendLine) - (without > 0 ? 1 : 0);
        if (order.size() > room) --room;
        const std::size_t shown = std::min(order.size(), room);
        for (std::size_t i = 0; i < shown; ++i) {
            y += kLegendLine;
            legendLine(y, shortened(order[i], 16), counts[order[i]]);
            const WordMark& mark = marks.at(order[i]);
            m_drawing.symbol(outlineOf(*mark.symbol, {kLegendLeft + 5.0, y - 4.0}, 5.0), mark.fill);
        }
        if (order.size() > shown) {
            y += kLegendLine;
            m_drawing.words({kLegendLeft + 16.0, y},
                            m_say({TRANSLATABLE("Engine", "and %1 more"), {std::to_string(order.size() - shown)}}));
        }
        if (without > 0) legendOfUnknown(y + kLegendLine, without);
    }
    void legendLine(double y, const std::string& word, std::size_t count) {
        m_drawing.words({kLegendLeft + 16.0, y}, word + ", " + std::to_string(count));
    }
    void legendOfUnknown(double y, std::size_t count) {
        unknown({kLegendLeft + 5.0, y - 4.0});
        legendLine(y, m_say({TRANSLATABLE("Engine", "not known")}), count);
    }
    void shades() {
        const experiment::MapColumn& column = *m_picture.colour;
        double low = std::numeric_limits<double>::max();
        double high = std::numeric_limits<double>::lowest();
        for (const double value : column.numbers) {
            if (std::isnan(value)) continue;
            low = std::min(low, value);
            high = std::max(high, value);
        }
        const auto shade = [&](double value) {
            const double share = high > low ? (value - low) / (high - low) : 1.0;
            return sequential(kPaleEnd + (1.0 - kPaleEnd) * share, false);
        };
        const MapLook& disc = kMapLooks[1];
        for (std::size_t row = 0; row < column.numbers.size(); ++row) {
            if (std::isnan(column.numbers[row]))
                unknown(at(row));
            else
                m_drawing.symbol(outlineOf(disc, at(row), m_radius), shade(column.numbers[row]));
        }
        const double top = kMapTop + 20.0;
        const double height = 180.0;
        const double right = kLegendLeft + 14.0;
        m_drawing.boldWords({kLegendLeft, kMapTop + 8.0}, m_picture.colourTitle);
        for (int step = 0; step < kShadeSteps; ++step) {
            const double each = height / kShadeSteps;
            const double y = top + each * step;
            const double value = high - (high - low) * (step + 0.5) / kShadeSteps;
            m_drawing.symbol({{kLegendLeft, y}, {right, y}, {right, y + each + 0.3}, {kLegendLeft, y + each + 0.3}},
                             shade(value), 1.0);
        }
        m_drawing.words({kLegendLeft + 20.0, top + 10.0}, core::numberText(high));
        m_drawing.words({kLegendLeft + 20.0, top + height}, core::numberText(low));
        const auto without =
            static_cast<std::size_t>(std::ranges::count_if(column.numbers, [](double v) { return std::isnan(v); }));
        if (without > 0) legendOfUnknown(top + height + 1.5 * kLegendLine, without);
    }

    const MapPicture& m_picture;
    const Translate& m_say;
    MapScale m_scale;
    double m_radius;
    Drawing m_drawing;
};

}  // namespace

std::optional<Rgb> emotionRgb(std::string_view emotion) {
    const MapLook* look = mapLookOf(emotion);
    return look == nullptr ? std::nullopt : std::optional(look->fill);
}

Drawing mapFigure(const MapPicture& picture, const Translate& say) { return MapDrawer(picture, say).draw(); }

}  // namespace prososcope::report
